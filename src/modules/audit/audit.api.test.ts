import { afterEach, describe, expect, it } from 'vitest'
import { find } from '../../../tests/world/loop'
import { type Body, type Who, holder, people, roles, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const office = w.as('office')

/** An open stream of live events, and what it has heard. */
class Listener {
  heard = ''
  private readonly stopping = new AbortController()
  private constructor() {}

  static async open(who: Who, by: 'token' | 'cookie' = 'token'): Promise<Listener> {
    const listener = new Listener()
    const token = town.tokens[who]
    const answer = await fetch(w.server.url + '/api/v1/events', {
      headers: by === 'token' ? { Authorization: 'Bearer ' + token } : { Cookie: 'zhenan_session=' + token }, signal: listener.stopping.signal,
    })
    expect(answer.headers.get('content-type')).toBe('text/event-stream')
    void (async () => {
      const reader = answer.body?.getReader()
      for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) listener.heard += Buffer.from(piece.value).toString()
    })().catch(() => undefined)
    // A stream hears what happens after the next beat.
    await new Promise((later) => setTimeout(later, 1500))
    return listener
  }
  close(): void {
    this.stopping.abort()
  }
}
const open: Listener[] = []
const listen = async (who: Who, by?: 'token' | 'cookie') => {
  const listener = await Listener.open(who, by)
  open.push(listener)
  return listener
}
afterEach(() => open.splice(0).forEach((one) => one.close()))

describe('live events', () => {
  it('tell kind, id and verb, never content, to who may see the record', async () => {
    const [all, own, other, enterprise] = await Promise.all([listen('leader'), listen('village', 'cookie'), listen('foreign'), listen('enterprise')])
    const place = await office.add('/places', { name: '秘密的塘', type: 'pond', areaId: town.areas.east })
    for (const listener of [all, own]) await expect.poll(() => listener.heard, { timeout: 5000 }).toContain(place.id)
    expect(own.heard).toMatch(new RegExp(`event: change\ndata: {"kind":"places","id":"${place.id}","verb":"created"}`))
    expect(all.heard).not.toContain('秘密')
    expect(other.heard).not.toContain(place.id)
    expect(enterprise.heard).not.toContain(place.id)
  })
  it('keep to the trades of a limited member unit', async () => {
    const trade = await listen('trade')
    const hotel = await office.add('/enterprises', { name: '新旅馆', category: 'hotel', areaId: town.areas.east })
    const kitchen = await office.add('/enterprises', { name: '新饭店', category: 'catering', areaId: town.areas.east })
    await expect.poll(() => trade.heard, { timeout: 5000 }).toContain(kitchen.id)
    expect(trade.heard).not.toContain(hotel.id)
  })
  it('need a session', async () => {
    expect((await w.nobody.get('/events')).status).toBe(401)
  })
  it('do not hold up the server when many listen and go away', async () => {
    await Promise.all(Array.from({ length: 60 }, () => listen('leader')))
    for (const one of open.splice(0)) one.close()
    await office.add('/places', { name: '塘', type: 'pond', areaId: town.areas.east })
    await new Promise((later) => setTimeout(later, 1500))
    expect((await office.get('/me')).status).toBe(200)
  })
  it('do not keep the server from ending', async () => {
    await listen('leader')
    const began = Date.now()
    expect(await w.server.stop()).toBe(0)
    expect(Date.now() - began).toBeLessThan(5000)
    await w.restart()
  })
})

describe('the audit trail', () => {
  it('is read by auditor and administrator only, newest first', async () => {
    for (const role of roles) expect((await w.as(holder(role)).get('/audit')).status, role).toBe(['auditor', 'administrator'].includes(role) ? 200 : 403)
    const place = await office.add('/places', { name: '审计的塘', type: 'pond', areaId: town.areas.east })
    expect((await w.as('auditor').read('/audit')).items[0]).toMatchObject({ kind: 'places', recordId: place.id, verb: 'created', by: people.office.name, accountId: town.accounts.office })
  })
  it('goes by pages to the beginning, and by kind and record', async () => {
    const hazard = await find(w.as('officer'))
    await w.as('officer').add(`/hazards/${hazard.id}/recheck`, { id: uuid7(), passed: true })
    expect((await w.as('auditor').read(`/audit?recordId=${hazard.id}`)).items.map((one) => one.verb)).toEqual(['recheck', 'found'])
    let cursor: string | null = ''
    const seen: string[] = []
    while (cursor !== null) {
      const page: Body = await w.as('auditor').read('/audit?cursor=' + cursor)
      seen.push(...page.items.map((one) => String(one.at)))
      cursor = page.next
    }
    expect(seen.length).toBeGreaterThan(60)
    expect((await w.as('auditor').read('/audit?kind=hazards')).items.every((one) => one.kind === 'hazards')).toBe(true)
  })
  it.each(['x', '-1', '99999999999999999999', "1' OR 1=1"])('refuses the cursor %s', async (cursor) => {
    expect((await w.as('auditor').get('/audit?cursor=' + encodeURIComponent(cursor))).status).toBe(400)
  })
  it('knows who signed in and out, and holds no secret', async () => {
    const own = await w.signIn('patroller')
    await own.send('DELETE', '/sessions/current')
    const trail = await w.as('auditor').get('/audit?kind=sessions')
    expect(trail.body.items.slice(0, 2)).toMatchObject([{ verb: 'signed_out', by: people.patroller.name }, { verb: 'signed_in', by: people.patroller.name }])
    expect((await w.as('auditor').get('/audit')).text).not.toMatch(/argon2|password_hash|Zhenan-Test/)
  })
})

describe('health', () => {
  it('is told to everybody, and figures for monitoring hold no person and no path', async () => {
    for (const path of ['/healthz', '/readyz', '/metrics']) expect((await fetch(w.server.url + path)).status, path).toBe(200)
    const figures = await (await fetch(w.server.url + '/metrics')).text()
    expect(figures).toMatch(/^zhenan_commits_total \d/m)
    expect(figures).toMatch(/^zhenan_requests_total \d/m)
    expect(figures).not.toMatch(/安晓办|\/tmp\//)
  })
  it('the description of the API is the one that the program prints', async () => {
    const { run } = await import('../../../tests/world/server')
    expect((await w.nobody.get('/openapi.json')).body).toEqual(JSON.parse(run(['openapi']).output))
  })
})
