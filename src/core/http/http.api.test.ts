import { beforeAll, describe, expect, it } from 'vitest'
import { run } from '../../../tests/world/server'
import { holder, roles, town, uuid7, world } from '../../../tests/world/world'

const w = world()

interface Operation { parameters?: { name: string; schema: unknown }[]; 'x-roles'?: string[]; summary?: string; responses: Record<string, unknown>; requestBody?: { content: Record<string, unknown> } }
const described = JSON.parse(run(['openapi']).output) as { openapi: string; paths: Record<string, Record<string, Operation>> }
const routes = Object.entries(described.paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => ({ route: `${method.toUpperCase()} ${path}`, method: method.toUpperCase(), path, operation })))
/** An address of the route with ids that belong to nothing. */
const address = (path: string) => path.replace('{kind}', 'enterprises').replaceAll(/\{\w+\}/g, () => uuid7())
const open = ['POST /api/v1/sessions', 'GET /api/v1/openapi.json', 'GET /api/v1/letter-codes/{code}']

describe('an error', () => {
  it('is a problem as in RFC 9457, in Chinese', async () => {
    const answer = await w.nobody.get('/me')
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
    expect(answer.body).toEqual({ type: 'about:blank', title: '请先登录', status: 401, code: 'session.missing', detail: '请先登录', requestId: expect.stringMatching(/./) as unknown })
    expect(answer.headers.get('x-request-id')).toBe(answer.body.requestId)
  })
  it.each(['en', 'en-GB', 'en;q=0.9', 'EN-us'])('is English for Accept-Language: %s', async (language) => {
    const answer = await w.as('office').with({ 'Accept-Language': language }).post('/enterprises', { category: 'nonsense' })
    expect(answer.body.title).toMatch(/^[\x20-\x7e]+$/)
    expect(answer.body.detail).toMatch(/^[\x20-\x7e]+$/)
    for (const one of answer.body.errors) expect(one.message).toMatch(/^[\x20-\x7e]+$/)
  })
  it.each(['', 'zh-CN,zh;q=0.9,en;q=0.8', 'fr', 'ende'])('is Chinese for Accept-Language: %s', async (language) => {
    expect((await w.as('office').with({ 'Accept-Language': language }).post('/enterprises', {})).body.title).toMatch(/[一-鿿]/)
  })
  it('names the fields that are wrong', async () => {
    const answer = await w.as('office').post('/enterprises', {})
    expect(answer.status).toBe(422)
    expect(answer.body.errors[0]).toEqual({ field: 'name', code: 'field.required', message: '请填写单位名称' })
  })
  it('each has a code of its own, and words in both languages', () => {
    const rows = run(['faults']).output.trim().split('\n').map((line) => line.split('\t'))
    expect(new Set(rows.map((row) => row[1])).size).toBe(rows.length)
    for (const [status, code, zh, en] of rows) {
      expect(Number(status), code).toBeGreaterThanOrEqual(400)
      expect(zh, code).toMatch(/[一-鿿]/)
      expect(en, code).toMatch(/^[\x20-\x7e“”]+$/)
    }
  })
})

describe('an address', () => {
  it.each(['/nothing', '/api/v1', '/enterprises/', '/enterprises/x/y/z', '//enterprises', '/me/', '/%2e%2e/me'])('%s that is none: 404', async (path) => {
    expect(await w.as('office').get(path)).toMatchObject({ status: 404, headers: expect.anything() as unknown, body: { status: 404 } })
  })
  it('with another method: 405, and says which are allowed', async () => {
    const answer = await w.as('office').send('PUT', '/enterprises', {})
    expect(answer.status).toBe(405)
    expect(answer.body.status).toBe(405)
    expect(answer.headers.get('allow')?.split(', ').sort()).toEqual(['GET', 'HEAD', 'POST'])
  })
  it('of a record that is no id: 404', async () => {
    for (const id of ['1', 'nonsense', '%27', '..', 'NULL', 'a'.repeat(3000), '张三', town.enterprises.hotel.toUpperCase()])
      expect((await w.as('office').get('/enterprises/' + encodeURIComponent(id))).status, id).toBe(404)
  })
  it('by HEAD: the headers of GET without a body', async () => {
    const head = await w.as('office').send('HEAD', '/enterprises')
    const get = await w.as('office').get('/enterprises')
    expect(head).toMatchObject({ status: 200, text: '' })
    expect(head.headers.get('content-length')).toBe(String(get.bytes.length))
  })
})

describe('whoever wants only to check', () => {
  const checks = routes.filter(({ operation }) => (operation.parameters ?? []).some((one) => one.name === 'check'))
  const place = () => ({ id: uuid7(), name: '只查不写', type: 'other', areaId: town.areas.east })
  it('finds in the description which routes take check, and what it may be', () => {
    expect(checks.map(({ route }) => route)).toEqual(expect.arrayContaining(['POST /api/v1/enterprises/import', 'POST /api/v1/ledgers', 'PATCH /api/v1/ledgers/{kind}']))
    for (const { operation } of checks) expect(operation.parameters?.find((one) => one.name === 'check')?.schema).toMatchObject({ enum: ['0', '1'] })
  })
  it('is refused elsewhere, and nothing is written', async () => {
    const asked = place()
    for (const value of ['1', '0', 'true', ''])
      expect(await w.as('office').post('/places?check=' + value, asked)).toMatchObject({ status: 400, body: { code: 'route.no_check' } })
    expect((await w.as('office').get(`/places/${asked.id}`)).status).toBe(404)
    expect((await w.as('office').get('/places?check=1')).body.code).toBe('route.no_check')
    expect((await w.as('office').post('/places', asked)).status).toBe(201)
  })
  it('and misspells it is refused too, before anything is written', async () => {
    const answer = await w.as('office').post('/places/import?check=true', 'name,type,area\n只查不写,other,449999100201\n')
    expect(answer).toMatchObject({ status: 400, body: { code: 'route.check' } })
    expect((await w.as('office').read(`/places?q=${encodeURIComponent('只查不写')}`)).total).toBe(1)
  })
})

describe('every answer', () => {
  it('says that it is not to be kept, framed or guessed at', async () => {
    for (const answer of [await w.as('office').get('/enterprises'), await w.nobody.get('/me'), await w.as('office').get('/enterprises.csv')]) {
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('x-frame-options')).toBe('DENY')
    }
  })
  it('carries no trace of the machine', async () => {
    expect((await w.nobody.get('/me')).headers.get('server')).toBeNull()
  })
})

describe('every route', () => {
  it('is described, with roles, a summary, a schema of its answer and the problem', () => {
    expect(described.openapi).toBe('3.1.0')
    expect(routes.length).toBeGreaterThan(50)
    for (const { route, operation } of routes) {
      expect(operation['x-roles']?.length, route).toBeGreaterThan(0)
      for (const role of operation['x-roles'] ?? []) expect([...roles, '*', '+'], route).toContain(role)
      expect(operation.summary, route).toMatch(/\w/)
      expect(Object.keys(operation.responses), route).toContain('default')
      expect(JSON.stringify(operation.responses), route).toMatch(/"schema"/)
    }
  })
  it('is open to everybody only where that is meant', () => {
    const public_ = routes.filter(({ operation }) => operation['x-roles']?.includes('*')).map(({ route }) => route)
    expect(open).toEqual(expect.arrayContaining(public_))
  })

  describe('without a session', () => {
    it('answers 401 before anything else', async () => {
      for (const { route, method, path } of routes.filter((one) => !open.includes(one.route)))
        for (const body of method === 'GET' ? [undefined] : [undefined, '{']) {
          const answer = await w.nobody.send(method, address(path), body)
          expect(answer, route).toMatchObject({ status: 401, body: { code: 'session.missing' } })
        }
    })
    it('answers 401 for a session that has ended', async () => {
      const ended = await w.signIn('auditor')
      await ended.send('DELETE', '/sessions/current')
      for (const { route, method, path } of routes.filter((one) => !open.includes(one.route)))
        expect((await ended.send(method, address(path))).status, route).toBe(401)
    })
  })

  describe('with a wrong role', () => {
    let asked = 0
    it.each(roles)('answers 403 before anything else: %s', async (role) => {
      for (const { route, method, path, operation } of routes) {
        const allowed = operation['x-roles'] ?? []
        if (allowed.includes('*') || allowed.includes('+') || allowed.includes(role)) continue
        ++asked
        for (const body of method === 'GET' ? [undefined] : [undefined, '{']) {
          const answer = await w.as(holder(role)).send(method, address(path), body)
          expect(answer, `${role} ${route}`).toMatchObject({ status: 403, body: { code: 'role.forbidden' } })
        }
      }
    })
    it('(and there were such routes)', () => expect(asked).toBeGreaterThan(50))
  })

  describe('with a right role', () => {
    it.each(roles)('never fails inside, whatever is sent: %s', async (role) => {
      for (const { route, method, path, operation } of routes) {
        const allowed = operation['x-roles'] ?? []
        if (!(allowed.includes('+') || allowed.includes(role)) || route.startsWith('DELETE /api/v1/sessions')) continue
        if (JSON.stringify(operation.responses).includes('text/event-stream')) continue // never ends
        for (const body of method === 'GET' ? [undefined] : [undefined, '{', '[]', '{}', '{"id":"x","nonsense":1}', new Uint8Array([0, 255, 1])])
          expect((await w.as(holder(role)).send(method, address(path), body)).status, `${role} ${route}`).not.toBe(401)
      }
    })
  })
})

describe('many at once', () => {
  beforeAll(() => Promise.all(Array.from({ length: 8 }, () => w.as('office').get('/me'))))
  it('64 clients write and read at the same time; every answered write is there', async () => {
    const before = (await w.as('office').read('/places')).total
    const one = async (client: number) => {
      const own = w.as(client % 2 ? 'office' : 'village')
      for (let round = 0; round < 5; ++round) {
        const place = await own.add('/places', { id: uuid7(), name: `并发${client}-${round}`, type: 'other', areaId: town.areas.eastFirst })
        expect((await own.read(`/places/${place.id}`)).name).toBe(place.name)
        expect((await own.patch(`/places/${place.id}`, { address: `路${round}` }, 1)).status).toBe(200)
        expect((await own.get('/places?q=并发&limit=5')).status).toBe(200)
      }
    }
    await Promise.all(Array.from({ length: 64 }, (_, client) => one(client)))
    expect((await w.as('office').read('/places')).total).toBe(before + 320)
  })
  it('64 sign in at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 64 }, () => w.nobody.post('/sessions', { username: 'nobody-at-all', password: 'Wrong-2023' })))
    // Names that nobody has lock like those of people.
    for (const answer of answers) expect([401, 429, 503]).toContain(answer.status)
  }, 90_000)
})
