import { afterEach, describe, expect, it } from 'vitest'
import { find } from '../../../tests/world/loop'
import { type Body, type Who, codes, holder, password, people, roles, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const office = w.as('office')

/** An open stream of live events, and what it has heard. */
class Listener {
  heard = ''
  private readonly stopping = new AbortController()
  private constructor() {}

  static async open(who: Who, by: 'token' | 'cookie' = 'token', from?: string): Promise<Listener> {
    const listener = new Listener()
    const token = town.tokens[who]
    const answer = await fetch(w.server.url + '/api/v1/events', {
      headers: { ...(by === 'token' ? { Authorization: 'Bearer ' + token } : { Cookie: 'zhenan_session=' + token }), ...(from !== undefined && { 'Last-Event-ID': from }) },
      signal: listener.stopping.signal,
    })
    expect(answer.headers.get('content-type')).toBe('text/event-stream')
    void (async () => {
      const reader = answer.body?.getReader()
      for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) listener.heard += Buffer.from(piece.value).toString()
    })().catch(() => undefined)
    return listener
  }
  /** Where it stands: the last id that it was told. */
  get place(): string {
    return [...this.heard.matchAll(/^id: (\d+-\d+)$/gm)].at(-1)?.[1] ?? ''
  }
  close(): void {
    this.stopping.abort()
  }
}
const open: Listener[] = []
const listen = async (who: Who, by?: 'token' | 'cookie', from?: string) => {
  const listener = await Listener.open(who, by, from)
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
  it('tell an enterprise of its own records, and of no others', async () => {
    const [enterprise, all] = await Promise.all([listen('enterprise'), listen('leader')])
    const officer = w.as('officer')
    const own = await find(officer)
    const others = await find(officer, {}, { placeId: town.enterprises.restaurant })
    await expect.poll(() => all.heard, { timeout: 5000 }).toContain(others.id)
    expect(enterprise.heard).toContain(own.id)
    expect(enterprise.heard).not.toContain(others.id)
  })
  it('take up again after the last one heard, once each and in order', async () => {
    const first = await listen('leader')
    await expect.poll(() => first.place, { timeout: 5000 }).not.toBe('')
    const at = first.place
    first.close()
    const made: string[] = []
    for (let n = 0; n < 20; ++n) made.push((await office.add('/places', { name: `断线塘 ${n}`, type: 'pond', areaId: town.areas.east })).id)
    const [again, other] = await Promise.all([listen('leader', 'cookie', at), listen('foreign', 'token', at)])
    const told = () => [...again.heard.matchAll(/"kind":"places","id":"([^"]+)"/g)].map((one) => one[1])
    await expect.poll(() => told().length, { timeout: 5000 }).toBe(20)
    expect(told()).toEqual(made)
    await expect.poll(() => other.place, { timeout: 5000 }).not.toBe('')
    for (const id of made) expect(other.heard).not.toContain(id)
  })
  it('say that everything is to be looked at anew when too much was missed', async () => {
    await office.post('/places/import', 'name,type,area\n' + Array.from({ length: 1100 }, (_, n) => `塘群 ${n},pond,${codes.east}`).join('\n'))
    // On a busy machine the import answers before it has ended.
    await expect.poll(async () => (await office.read(`/places?q=${encodeURIComponent('塘群')}&limit=1`)).total, { timeout: 15_000 }).toBeGreaterThanOrEqual(1000)
    const late = await listen('leader', 'token', '0-1')
    await expect.poll(() => late.heard, { timeout: 5000 }).toContain('event: reset')
    const place = await office.add('/places', { name: '其后的塘', type: 'pond', areaId: town.areas.east })
    await expect.poll(() => late.heard, { timeout: 5000 }).toContain(place.id)
  })
  it.each(['x', '-1', '1-', '99999999999999999999-1', '0-99999999999999999999', "0-1' OR 1"])('begin anew after the unknown id %s', async (id) => {
    const listener = await listen('leader', 'token', id)
    const place = await office.add('/places', { name: '塘', type: 'pond', areaId: town.areas.east })
    await expect.poll(() => listener.heard, { timeout: 5000 }).toContain(place.id)
  })
  it('end with the session', async () => {
    const token = (await w.nobody.post('/sessions', { username: 'patroller', password })).body.token
    const answer = await fetch(w.server.url + '/api/v1/events', { headers: { Authorization: 'Bearer ' + token } })
    await w.client({ Authorization: 'Bearer ' + token }).send('DELETE', '/sessions/current')
    // Asked again at the heartbeat; the server itself closes the stream.
    expect(await answer.text()).toContain('event: ended')
  }, 30_000)
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
  it('knows failed tries to sign in, and not what was typed as a name that nobody has', async () => {
    await w.nobody.post('/sessions', { username: 'gridLeader', password: 'Wrong-2023' })
    await w.nobody.post('/sessions', { username: 'My-Secret-Password-1', password: 'Wrong-2023' })
    const trail = await w.as('auditor').get('/audit?kind=sessions&verb=sign_in_failed')
    expect(trail.body.items.slice(0, 2)).toMatchObject([{ by: '—' }, { by: people.gridLeader.name, after: { username: 'gridLeader' } }])
    expect(trail.text).not.toContain('My-Secret')
  })
  it('is asked by who, verb, day, area and words', async () => {
    const auditor = w.as('auditor')
    const place = await office.add('/places', { name: '可查的老塘', type: 'pond', areaId: town.areas.west })
    const verbs = async (query: string) => (await auditor.read('/audit?recordId=' + place.id + query)).items.map((one) => one.verb)
    expect(await verbs('')).toEqual(['created'])
    expect(await verbs('&by=' + encodeURIComponent(people.office.name))).toEqual(['created'])
    expect(await verbs('&by=' + encodeURIComponent(people.leader.name))).toEqual([])
    expect(await verbs('&accountId=' + town.accounts.office)).toEqual(['created'])
    expect(await verbs('&verb=withdrawn')).toEqual([])
    expect(await verbs('&from=2023-06-01&to=2023-06-01')).toEqual(['created'])
    expect(await verbs('&to=2023-05-31')).toEqual([])
    expect(await verbs('&from=2023-06-02')).toEqual([])
    expect(await verbs('&area=' + town.areas.west)).toEqual(['created'])
    expect(await verbs('&area=' + town.areas.east)).toEqual([])
    expect(await verbs('&q=' + encodeURIComponent('老塘'))).toEqual(['created'])
    expect(await verbs('&q=' + encodeURIComponent('%'))).toEqual([])
    expect((await auditor.read('/audit/verbs')).verbs).toEqual(expect.arrayContaining(['created', 'signed_in']))
    for (const bad of ['from=x', 'to=2023-13-01']) expect((await auditor.get('/audit?' + bad)).status, bad).toBe(400)
    expect((await auditor.get('/audit?area=' + uuid7())).status).toBe(404)
  })
  it('goes out as a table in Chinese words', async () => {
    const place = await office.add('/places', { name: '出表的塘', type: 'pond', areaId: town.areas.east })
    await office.patch('/places/' + place.id, { name: '出表的大塘' }, place.version)
    const file = await w.as('auditor').get('/audit.csv?recordId=' + place.id)
    expect(file.headers.get('content-type')).toContain('text/csv')
    expect(file.text).toMatch(/修改.*出表的塘 → 出表的大塘/)
    expect((await w.as('auditor').get('/audit.xlsx')).bytes.slice(0, 2)).toEqual(new TextEncoder().encode('PK'))
    expect((await office.get('/audit.csv')).status).toBe(403)
  })
  it('of a village is for the administrator of the village no wider than that', async () => {
    const admin = w.as('administrator')
    const areaId = town.areas.east
    const person = await admin.add('/people', { name: '东村管', areaId })
    await admin.add('/appointments', { personId: person.id, post: '村管理员', role: 'administrator', areaId, validFrom: '2023-01-01' })
    await admin.add('/accounts', { username: 'east-admin', personId: person.id, password: 'First-2023-east' })
    const own = await w.signIn('east-admin', 'First-2023-east')
    await own.post('/me/password', { current: 'First-2023-east', password: 'My-own-2023' })
    const here = await office.add('/places', { name: '东塘', type: 'pond', areaId })
    const there = await office.add('/places', { name: '西塘', type: 'pond', areaId: town.areas.west })
    const trail = await own.get('/audit?kind=places')
    expect(trail.text).toContain(here.id)
    expect(trail.text).not.toContain(there.id)
    expect((await own.read('/audit?kind=sessions')).items).toEqual([])
  })
  it('cannot be changed: there is no route that writes it', async () => {
    const paths = Object.entries((await w.nobody.read('/openapi.json')).paths as Record<string, object>).filter(([path]) => path.includes('/audit') || path.endsWith('/history'))
    expect(paths.length).toBeGreaterThan(10)
    for (const [path, methods] of paths) expect(Object.keys(methods), path).toEqual(['get'])
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect((await w.as('administrator').send(method, '/audit')).status, method).toBe(405)
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
