import { beforeAll, describe, expect, it } from 'vitest'
import { unzip } from '../../world/tables'
import { type Answer, type Who, holder, people, roles, town, uuid7, world } from '../../world/world'
import { type Records, type Side, further, makeRecords, marks, ownLedger } from './records'
import { type Route, routesOf, sample, targetOf } from './routes'

/**
 * Every route that openapi.json names, with every role, on a real record of the own area and a real one of a foreign
 * area or category. What each role may call stands in rights.txt: a new or changed route fails until its line is read
 * and accepted (npx vitest run --config tests/api.config.ts tests/api/walk -u).
 */
const w = world()
const routes: Route[] = []
let records: Records

beforeAll(async () => {
  routes.push(...(await routesOf(w.nobody)))
  records = await makeRecords(w, routes)
}, 60_000)

/** Streams never end; the session that signs out is its own test's. */
const endless = ['GET /api/v1/events']
const signsOut = ['DELETE /api/v1/sessions/current']
/** Whose record of the west is out of reach, and why. */
const strangers = {
  village: 'another village', gridLeader: 'another grid', patroller: 'another grid', enterprise: 'another enterprise', trade: 'another category',
} as const satisfies Partial<Record<Who, string>>
type Stranger = keyof typeof strangers

const everybody: Who[] = [...roles.map(holder), 'trade']
const roleOf = (who: Who): string => people[who].role
const may = (route: Route, who: Who) => route.roles.includes('*') || route.roles.includes('+') || route.roles.includes(roleOf(who))
const kindOf = (route: Route) => /^\/api\/v1\/([a-z-]+)/.exec(route.path)?.[1] ?? ''

/** Puts real values into the path; null where the route names no record of this side. */
function filled(route: Route, side: Side): string {
  return route.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const kind = kindOf(route)
    if (name === 'id') {
      const id = records[side][kind]
      if (!id) throw new Error(`The walk has no record of ${kind} for ${route.line}: make one in records.ts`)
      return id
    }
    const values: Record<string, string> = {
      'reports.kind': 'half-year', 'reports.period': '2023-H1', 'measures.name': 'hazards-found', 'references.kind': 'enterprises', 'codes.code': records[side].codes ?? '', 'letter-codes.code': '000000000000', 'template-purposes.purpose': 'report.half-year', 'ledgers.kind': ownLedger, 'settings.name': 'extension_days', 'holiday-years.year': '2027', 'meetings.decision': '01890000-0000-7000-8000-000000000000', 'progress-reviews.line': '01890000-0000-7000-8000-000000000000',
    }
    const value = values[`${kind}.${name}`]
    if (!value) throw new Error(`The walk does not know {${name}} of ${route.line}: say in walk.test.ts what stands there`)
    return value
  })
}

function refused(answer: Answer, route: Route, status: number, who: string): void {
  const about = `${route.line} as ${who}`
  expect(answer.status, about).toBe(status)
  if (route.method === 'HEAD') return
  expect(answer.headers.get('content-type'), about).toContain('application/problem+json')
  expect(answer.body.code, about).toMatch(/^[a-z_]+\.[a-z_0-9]+$/)
  expect(answer.body.title, about).toBeTruthy()
}

/** The words of an answer, also those inside office files. */
function words(answer: Answer): string {
  const type = answer.headers.get('content-type') ?? ''
  if (!type.includes('officedocument')) return answer.text
  return Object.values(unzip(answer.bytes)).map((part) => part.toString('utf8')).join('\n')
}

const ask = (who: Who, route: Route, path: string, body?: Record<string, unknown>) =>
  w.as(who).send(route.method, path, body, route.method === 'PATCH' ? { 'If-Match': '"1"' } : {})

describe('what each role may call', () => {
  it('is written down, route by route', async () => {
    const short = (route: Route) => (route.roles.includes('*') ? 'anybody' : route.roles.includes('+') ? 'signed in' : roles.filter((role) => route.roles.includes(role)).join(' '))
    const lines = routes.map((route) => `${route.method} ${route.path}: ${short(route)}`).sort()
    await expect(lines.join('\n') + '\n').toMatchFileSnapshot('rights.txt')
  })
  it('names nobody that is no role', () => {
    for (const route of routes) {
      expect(route.roles.length, route.line).toBeGreaterThan(0)
      for (const role of route.roles) expect([...roles, '*', '+'], route.line).toContain(role)
    }
  })
})

describe('without a session', () => {
  it('every route but the public ones answers 401', async () => {
    for (const route of routes) {
      if (route.roles.includes('*')) continue
      refused(await w.nobody.send(route.method, filled(route, 'own'), route.method === 'GET' ? undefined : '{'), route, 401, 'nobody')
    }
  })
  it('a made-up or ended session is none', async () => {
    const ended = await w.signIn('former')
    expect((await ended.send('DELETE', '/sessions/current')).status).toBeLessThan(300)
    for (const route of routes) {
      if (route.roles.includes('*') || route.method !== 'GET') continue
      refused(await w.client({ Authorization: 'Bearer ' + '0'.repeat(43) }).get(filled(route, 'own')), route, 401, 'a made-up session')
      refused(await ended.get(filled(route, 'own')), route, 401, 'an ended session')
    }
  })
  it('the public ones give nothing of the town away', async () => {
    for (const route of routes.filter((one) => one.roles.includes('*') && one.method === 'GET')) {
      const answer = await w.nobody.get(filled(route, 'own'))
      for (const mark of Object.values(marks)) expect(answer.text, route.line).not.toContain(mark)
    }
  })
})

describe('without an appointment that holds today', () => {
  it('no route that asks for a role opens', async () => {
    for (const route of routes) {
      if (route.roles.includes('*') || route.roles.includes('+')) continue
      refused(await w.as('former').send(route.method, filled(route, 'own'), route.method === 'GET' ? undefined : '{'), route, 403, 'somebody whose appointment ended')
    }
  })
})

describe.each(everybody)('%s', (who) => {
  it('is refused what the role may not, before anything else is looked at', async () => {
    for (const route of routes) {
      if (may(route, who)) continue
      for (const side of ['own', 'foreign'] as const)
        refused(await w.as(who).send(route.method, filled(route, side), route.method === 'GET' ? undefined : '{'), route, 403, who)
    }
  })
  it('is not refused for the role what the role may', async () => {
    for (const route of routes) {
      if (!may(route, who) || [...endless, ...signsOut].includes(route.line)) continue
      // A body that is no JSON gets no further than the check of the role.
      const answer = await w.as(who).send(route.method, filled(route, 'own'), route.method === 'GET' ? undefined : '{')
      expect(answer.body.code, `${route.line} as ${who}`).not.toBe('role.forbidden')
      expect([401, 405], `${route.line} as ${who}`).not.toContain(answer.status)
    }
  })
})

describe.each(Object.keys(strangers) as Stranger[])('%s and what is not theirs', (who) => {
  /** Whether the list of a kind shows the foreign record: then it is no stranger to it (checklists, criteria). */
  const shown = new Map<string, boolean>()
  const sees = async (kind: string): Promise<boolean> => {
    const known = shown.get(kind)
    if (known !== undefined) return known
    if (!records.foreign[kind]) return false
    const place = kind === 'ledgers' ? `/ledgers/${ownLedger}/entries` : `/${kind}`
    const list = routes.find((route) => route.line === (kind === 'ledgers' ? 'GET /api/v1/ledgers/{kind}/entries' : `GET /api/v1/${kind}`))
    if (!list || !may(list, who)) return false
    const ids = (await w.as(who).all(place)).map((one) => one.id)
    shown.set(kind, ids.includes(records.foreign[kind] ?? ''))
    return shown.get(kind) ?? false
  }
  /** Kinds without an area: the same for the whole town. Everything else of another village must be out of reach. */
  const everybodys = ['checklists', 'authorities', 'duty-rules', 'authority', 'law-texts', 'criteria', 'terms', 'notice-words', 'county-forms', 'assessment-schemes']

  it('does not see it in lists, counts, files or figures', async () => {
    for (const route of routes) {
      if (!may(route, who) || route.method !== 'GET' || route.path.includes('{id}') || endless.includes(route.line)) continue
      const kind = kindOf(route)
      if (everybodys.includes(kind)) continue
      const answer = await w.as(who).get(filled(route, 'foreign') + (route.path.includes('/records') ? '?from=2023-01-01&to=2023-12-31' : ''))
      if (answer.status >= 400) continue
      const text = words(answer)
      const about = `${route.line} as ${who}`
      if (who !== 'trade') expect(text, about).not.toContain(marks.foreign)
      if (who === 'trade' && (await sees(kind))) continue
      const foreign = records.foreign[kind]
      if (foreign) expect(text, about).not.toContain(foreign)
    }
  })
  it('gets 404 for it, as for what was never there', async () => {
    let tried = 0
    for (const route of routes) {
      if (!may(route, who) || route.method !== 'GET' || !route.path.includes('{id}')) continue
      const kind = kindOf(route)
      if (await sees(kind)) {
        if (who !== 'trade') expect(everybodys, `${kind} of the west is shown to ${who}`).toContain(kind)
        continue
      }
      const foreign = await w.as(who).get(filled(route, 'foreign'))
      const absent = await w.as(who).get(route.path.replace('{id}', uuid7()))
      refused(foreign, route, 404, who)
      expect({ ...foreign.body, requestId: '' }, route.line).toEqual({ ...absent.body, requestId: '' })
      ++tried
    }
    expect(tried).toBeGreaterThan(3)
  })
  it('can do nothing to it: a right body gets 404, and it stays as it was', async () => {
    const before = await versions()
    for (const route of routes) {
      if (!may(route, who) || route.method === 'GET' || !route.path.includes('{id}') || route.bytes) continue
      if (await sees(kindOf(route))) continue
      const body = sample(route.body, (kind) => records.own[kind] ?? uuid7(), marks.own, route.method === 'PATCH')
      const answer = await ask(who, route, filled(route, 'foreign'), body)
      if (answer.status === 422 || answer.status === 400) throw new Error(`The walk's body for ${route.line} was refused before the scope was asked: ${answer.text}`)
      refused(answer, route, 404, who)
    }
    expect(await versions()).toEqual(before)
  })
  it('can not name it in a record of the own', async () => {
    for (const route of routes) {
      if (!may(route, who) || route.method !== 'POST' || route.path.includes('{') || !route.body) continue
      for (const [field, shape] of Object.entries(route.body.properties ?? {})) {
        const kind = targetOf(field, shape)
        if (!kind || kind === 'attachments' || everybodys.includes(kind) || (await sees(kind))) continue
        const foreign = kind === 'areas' ? town.areas.westFirst : records.foreign[kind]
        if (!foreign) continue
        const body = { ...sample(route.body, (of) => (of === 'areas' ? town.areas.eastFirst : (records.own[of] ?? uuid7())), marks.own), ...further[kindOf(route)]?.('own'), id: uuid7(), [field]: shape.type === 'array' ? [foreign] : foreign }
        const answer = await ask(who, route, route.path, body)
        // Refused for what it names, or as a record that is not there: a body that is wrong elsewhere would prove nothing.
        const about = `${route.line} with ${field} of the west as ${who}: ${answer.text}`
        expect([404, 422], about).toContain(answer.status)
        if (answer.status === 422) expect(answer.body.errors.some((one) => one.field === field || /^record\.(unknown_reference|outside_area|outside_category)$/.test(one.code)), about).toBe(true)
      }
    }
  })
})

/** How often each foreign record has been changed. */
async function versions(): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {}
  for (const [kind, id] of Object.entries(records.foreign)) {
    const one = await w.as('administrator').get(`/${kind}/${id}`)
    found[kind] = one.status === 200 && one.headers.get('content-type')?.includes('json') ? one.body.version : one.status
  }
  return found
}
