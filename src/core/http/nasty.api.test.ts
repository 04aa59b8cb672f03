import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { run } from '../../../tests/world/server'
import { empower, find } from '../../../tests/world/loop'
import { type Client, town, uuid7, world } from '../../../tests/world/world'

// Whatever is sent, the answer is a sentence: the client of these tests throws on a bare failure of the program.
const w = world()
interface Schema { type?: string; properties?: Record<string, Schema>; items?: Schema; enum?: string[]; format?: string; required?: string[]; maxLength?: number }
interface Operation { 'x-roles': string[]; parameters?: { name: string; in: string }[]; requestBody?: { content: Record<string, { schema: Schema }> }; responses: unknown }
const described = JSON.parse(run(['openapi']).output) as { paths: Record<string, Record<string, Operation>> }
const routes = Object.entries(described.paths)
  .flatMap(([path, operations]) => Object.entries(operations).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation, input: operation.requestBody?.content['application/json']?.schema })))
  .filter((route) => !JSON.stringify(route.operation.responses).includes('text/event-stream') && !route.path.includes('/sessions') && !route.path.includes('password') && !route.path.endsWith('/accounts'))

const ids: Record<string, string> = {}
beforeAll(async () => {
  await empower(w.as('office'))
  const hazard = await find(w.as('officer'))
  const notice = await w.as('officer').add('/notices', { kind: 'opinion', placeType: 'enterprises', placeId: town.enterprises.hotel, hazardIds: [hazard.id], officerIds: [town.persons.officer] })
  Object.assign(ids, { hazards: hazard.id, notices: notice.id, enterprises: town.enterprises.hotel, areas: town.areas.eastFirst, people: town.persons.village, inspections: String(hazard.inspectionId), 'member-units': town.unit })
})
/** An id of a record that is there, when there is one. */
const address = (path: string) => {
  const kind = path.split('/')[3] ?? ''
  return path.replace('{kind}', 'enterprises').replace('{name}', 'hazards-found').replace('{period}', '2023-H1').replaceAll(/\{\w+\}/g, () => ids[kind] ?? uuid7())
}
const asWhom = (operation: Operation): Client => (operation['x-roles'].includes('office') || operation['x-roles'].includes('+') ? w.as('office') : operation['x-roles'].includes('officer') ? w.as('officer') : operation['x-roles'].includes('leader') ? w.as('leader') : w.as('administrator'))

function sample(schema: Schema): unknown {
  if (schema.enum) return schema.enum[0]
  if (schema.format === 'uuid') return town.areas.eastFirst
  if (schema.format === 'date') return '2023-05-20'
  if (schema.format === 'date-time') return '2023-05-20T10:00:00+08:00'
  switch (schema.type) {
    case 'string': return '文字'
    case 'integer':
    case 'number': return 3
    case 'boolean': return true
    case 'array': return schema.items ? [sample(schema.items)] : []
    case 'object': return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, sample(inner)]))
    default: return null
  }
}

const deep = Array.from({ length: 25 }).reduce<unknown>((inner) => [inner], 1)
const nasty: unknown[] = [
  null, '', ' ', 0, -1, 1.5, 1e308, -1e308, 2 ** 53, Number.MAX_SAFE_INTEGER, true, false, [], {}, [[]], [{}], [null], { id: 1 }, deep, '字'.repeat(10_000), '\u0000', '\u007f', '\u202e倒', '𠮷', '\ud83d\ude00',
  "'; DROP TABLE area; --", '%', '_', '\\', '"', '2023-02-30', '2023-05-20', '9999-99-99', '2023-05-20T10:00:00+08:00', '2023-05-20T25:00:00Z', '0001-01-01T00:00:00Z', uuid7(), uuid7().toUpperCase(), town.areas.west,
  town.enterprises.station, town.persons.foreign, [uuid7(), uuid7()], Array.from({ length: 2001 }, () => uuid7()), { lng: 0, lat: 0 }, { lng: 113, lat: 23, x: 1 }, '../../etc/passwd', 'http://127.0.0.1/', '{{7*7}}', '=1+1',
]
const anything = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...nasty) }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) })

describe('bodies that no page would send', () => {
  const writes = routes.filter((route) => route.input?.properties)
  it('are answered with a status below 500', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...writes), fc.array(fc.tuple(fc.nat(), anything), { minLength: 1, maxLength: 3 }), async (route, changes) => {
        const body = sample(route.input as Schema) as Record<string, unknown>
        const names = Object.keys(body)
        for (const [which, value] of changes) body[names[which % names.length] ?? 'x'] = value
        if ('id' in body && !changes.some(([which]) => names[which % names.length] === 'id')) body.id = uuid7()
        const answer = await asWhom(route.operation).send(route.method, address(route.path), body)
        expect(answer.status, `${route.method} ${route.path} ${JSON.stringify(body).slice(0, 500)}`).toBeLessThan(500)
      }), { numRuns: 700, seed: 20230601, endOnFailure: true })
  }, 120_000)
  it('nested parts too', async () => {
    const nested = writes.filter((route) => Object.values(route.input?.properties ?? {}).some((inner) => inner.type === 'object' || inner.type === 'array'))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...nested), fc.nat(), fc.nat(), anything, async (route, outer, inner, value) => {
        const body = sample(route.input as Schema) as Record<string, unknown>
        if ('id' in body) body.id = uuid7()
        const parts = Object.entries(body).filter(([, part]) => part !== null && typeof part === 'object')
        const [, part] = parts[outer % parts.length] ?? []
        const target = (Array.isArray(part) ? part[0] : part) as Record<string, unknown>
        if (Array.isArray(part) && (part[0] === null || typeof part[0] !== 'object')) part[0] = value
        else if (target) {
          const names = Object.keys(target)
          target[names[inner % Math.max(names.length, 1)] ?? 'x'] = value
        }
        expect((await asWhom(route.operation).send(route.method, address(route.path), body)).status, `${route.method} ${route.path}`).toBeLessThan(500)
      }), { numRuns: 300, seed: 20230602, endOnFailure: true })
  }, 120_000)
})

describe('queries that no page would send', () => {
  const reads = routes.filter((route) => route.method === 'GET' && !route.path.includes('template'))
  const words = fc.constantFrom('', '0', '-1', '1e308', '99999999999999999999', 'true', 'null', "'", '"', '%', '_', '\\', '字', '𠮷', '一二', 'a'.repeat(3000), '2023-02-30', '2023-05-20', '2199-12-31', '1900-01-01', uuid7(), town.areas.west, '../..', "' OR 1=1 --", '{"a":1}', '[1]', '-name', 'id', 'updatedAt', 'month', 'area')
  it('are answered with a status below 500', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...reads), fc.array(fc.tuple(fc.nat(), words), { minLength: 1, maxLength: 4 }), async (route, asked) => {
        const declared = (route.operation.parameters ?? []).filter((one) => one.in === 'query').map((one) => one.name)
        const names = [...declared, 'sort', 'limit', 'cursor', 'q', 'nonsense']
        const query = asked.map(([which, value]) => `${encodeURIComponent(names[which % names.length] ?? 'q')}=${encodeURIComponent(value)}`).join('&')
        expect((await asWhom(route.operation).get(`${address(route.path)}?${query}`)).status, `${route.path}?${query.slice(0, 300)}`).toBeLessThan(500)
      }), { numRuns: 900, seed: 20230603, endOnFailure: true })
  }, 120_000)
})

describe('files that no office would send', () => {
  const imports = routes.filter((route) => route.path.endsWith('/import'))
  it('are answered with a status below 500', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...imports), fc.array(fc.array(fc.oneof(fc.constantFrom('name', '名称', 'areaId', '449999100201', '=1', '"', '2023-02-30', '是'), fc.string()), { maxLength: 6 }), { maxLength: 5 }), fc.constantFrom(',', ';', '\t'), async (route, rows, mark) => {
        expect((await asWhom(route.operation).post(address(route.path) + '?partial=1', rows.map((row) => row.join(mark)).join('\n'))).status).toBeLessThan(500)
      }), { numRuns: 150, seed: 20230604, endOnFailure: true })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...imports), fc.uint8Array({ maxLength: 400 }), async (route, bytes) => {
        expect((await asWhom(route.operation).post(address(route.path), bytes)).status).toBeLessThan(500)
      }), { numRuns: 100, seed: 20230605, endOnFailure: true })
  }, 120_000)
})

describe('after all that', () => {
  it('the town is whole: the server answers, and verify finds nothing', async () => {
    expect((await w.as('office').get('/home')).status).toBe(200)
    await w.server.stop()
    const { storeArguments } = await import('../../../tests/world/store')
    const verified = run(['verify', ...storeArguments(w.place)])
    expect(verified, verified.errors).toMatchObject({ status: 0 })
    await w.restart()
  })
})
