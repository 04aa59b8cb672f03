import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readCsv } from '../../../tests/world/tables'
import { root } from '../../../tests/world/server'
import { type Row, type Who, holder, roles, town, uuid7, world } from '../../../tests/world/world'

interface Field {
  name: string; type: string; zh: string; required?: boolean; readonly?: boolean; many?: boolean; list?: boolean; filter?: boolean; sort?: boolean; search?: boolean; unique?: boolean
  options?: { value: string; zh: string }[]; to?: string; min?: number; max?: number; fields?: Field[]
}
interface Measure { name: string; sum?: string; where?: Record<string, unknown>; approximate?: string; by?: string; form?: 'flow' | 'stock' }
interface Declaration { kind: string; title: string; day?: string; sort: string; write: string[]; fields: Field[]; measures?: Measure[] }

const w = world()
const ledgers = readdirSync(join(root, 'src/ledgers')).map((kind) => JSON.parse(readFileSync(join(root, 'src/ledgers', kind, 'ledger.json'), 'utf8')) as Declaration)
const writer = (ledger: Declaration): Who => holder(ledger.write.includes('office') ? 'office' : (ledger.write[0] ?? 'office'))

/** Records that references of other kinds point at. */
const targets: Record<string, string> = { people: town.persons.village, enterprises: town.enterprises.hotel, 'member-units': town.unit, areas: town.areas.east }
beforeAll(async () => {
  for (const ledger of ledgers)
    if (ledgers.some((other) => other.fields.some((field) => field.to === ledger.kind)) && !targets[ledger.kind])
      targets[ledger.kind] = (await w.as(writer(ledger)).add('/' + ledger.kind, sample(ledger, 0, (field) => Boolean(field.required)))).id
})

/** A value that the field takes, different for different numbers where it can be. */
function value(field: Field, n: number): unknown {
  if (field.many) return [value({ ...field, many: false }, n)]
  switch (field.type) {
    case 'text':
    case 'longtext': return field.unique ? uuid7() : `${field.zh}${n}号`.slice(0, field.max ?? 200)
    case 'integer': return Math.min((field.min ?? 0) + n, field.max ?? 1e9)
    case 'decimal': return Math.min((field.min ?? 0) + 0.1 + 0.2 + n, field.max ?? 1e9)
    case 'day': return `2023-05-${String(10 + (n % 20)).padStart(2, '0')}`
    case 'instant': return `2023-05-${String(10 + (n % 20)).padStart(2, '0')}T10:00:00+08:00`
    case 'boolean': return n % 2 === 1
    case 'choice': return field.options?.[n % field.options.length]?.value
    case 'ref': return targets[field.to ?? '']
    case 'area': return [town.areas.eastFirst, town.areas.west, town.areas.town][n % 3]
    case 'location': return { lng: 113.5, lat: 23.25 }
    case 'rows': return [Object.fromEntries((field.fields ?? []).map((inner) => [inner.name, value(inner, n)]).filter(([, given]) => given !== undefined))]
    default: return undefined
  }
}

function sample(ledger: Declaration, n: number, which: (field: Field) => boolean = () => true): Record<string, unknown> {
  const fields = ledger.fields.filter((field) => !field.readonly && field.type !== 'attachments' && which(field))
  const given = fields.map((field) => [field.name, value(field, n)] as const).filter(([, one]) => one !== undefined)
  return { areaId: [town.areas.eastFirst, town.areas.west, town.areas.town][n % 3], ...Object.fromEntries(given) }
}

describe.each(ledgers.map((ledger) => [ledger.kind, ledger] as const))('the ledger %s', (kind, ledger) => {
  const path = '/' + kind
  const own = w.as(writer(ledger))
  const made: Row[] = []

  it('takes a record of all fields and gives it back', async () => {
    const body = sample(ledger, 1)
    const answer = await own.post(path, { id: uuid7(), ...body })
    expect(answer.status, answer.text).toBe(201)
    expect(answer.body).toMatchObject(body)
    expect(await own.read(`${path}/${answer.body.id}`)).toMatchObject(body)
    made.push(answer.body)
  })
  it('takes a record of the required fields alone, and none with less', async () => {
    const body = sample(ledger, 2, (field) => Boolean(field.required))
    made.push(await own.add(path, body))
    for (const field of ledger.fields.filter((one) => one.required))
      expect((await own.post(path, { ...body, [field.name]: undefined })).body.errors, field.name).toMatchObject([{ field: field.name, code: 'field.required' }])
    expect((await own.post(path, { ...body, areaId: undefined })).body.errors).toMatchObject([{ field: 'areaId' }])
  })
  it('sorts by what it says, and the cursor meets every record once', async () => {
    for (let n = 3; n < 11; ++n) made.push(await own.add(path, n % 2 ? sample(ledger, n) : sample(ledger, n, (field) => Boolean(field.required))))
    for (const name of ledger.fields.filter((field) => field.sort).map((field) => field.name))
      for (const sort of [name, '-' + name]) {
        const whole = (await own.all(`${path}?sort=${sort}`)).map((one) => one.id)
        expect(new Set(whole).size, sort).toBe((await own.read(path)).total)
        for (const limit of [1, 3]) expect((await own.all(`${path}?sort=${sort}`, limit)).map((one) => one.id), `${sort} by ${limit}`).toEqual(whole)
      }
  })
  it('filters by what it says and by its day', async () => {
    const whole = await own.all(path)
    for (const field of ledger.fields.filter((one) => (one.filter || one.name === ledger.day) && !one.many)) {
      const given = made.find((one) => one[field.name] !== undefined)?.[field.name]
      if (given === undefined) continue
      const listed = (await own.all(`${path}?${field.name}=${encodeURIComponent(String(given))}`)).map((one) => one.id).sort()
      expect(listed, field.name).toEqual(whole.filter((one) => one[field.name] === given).map((one) => one.id).sort())
    }
    if (ledger.day) {
      const days = whole.filter((one) => String(one[ledger.day ?? '']) >= '2023-05-13' && String(one[ledger.day ?? '']) <= '2023-05-15')
      expect((await own.read(`${path}?${ledger.day}.from=2023-05-13&${ledger.day}.to=2023-05-15`)).total).toBe(days.length)
    }
  })
  it('searches in what it says', async () => {
    for (const field of ledger.fields.filter((one) => one.search && ['text', 'longtext'].includes(one.type))) {
      const text = `寻找${field.zh}`.slice(0, field.max ?? 200)
      const one = await own.add(path, { ...sample(ledger, 1), [field.name]: text })
      expect((await own.read(`${path}?q=${encodeURIComponent(text.slice(0, 4))}`)).items.map((row) => row.id), field.name).toContain(one.id)
    }
  })
  it('changes and clears fields, with history', async () => {
    const one = await own.add(path, sample(ledger, 4))
    const changed = await own.patch(`${path}/${one.id}`, sample(ledger, 5, (field) => !field.unique), 1)
    expect(changed.status, changed.text).toBe(200)
    const optional = ledger.fields.filter((field) => !field.required && !field.readonly && !field.many && !['boolean', 'attachments', 'area'].includes(field.type) && changed.body[field.name] !== undefined)
    const cleared = await own.patch(`${path}/${one.id}`, Object.fromEntries(optional.map((field) => [field.name, null])), 2)
    expect(cleared.status, cleared.text).toBe(200)
    for (const field of optional) expect(cleared.body[field.name], field.name).toBeUndefined()
    expect((await own.read(`${path}/${one.id}/history`)).items.map((event) => event.verb)).toEqual(optional.length ? ['created', 'changed', 'changed'] : ['created', 'changed'])
  })
  it('loses nothing between export and import', async () => {
    for (const ending of ['csv', 'xlsx']) {
      const file = (await own.get(`${path}.${ending}`)).bytes
      const total = (await own.read(path)).total
      const answer = await own.post(`${path}/import?check=1`, file)
      expect(answer.body, answer.text).toMatchObject(ledger.fields.some((field) => field.unique) ? { errors: expect.anything() as unknown } : { accepted: total, rejected: 0 })
    }
    const [titles = [], ...rows] = readCsv((await own.get(path + '.csv')).text)
    expect(new Set(titles).size).toBe(titles.length)
    for (const row of rows) expect(row).toHaveLength(titles.length)
  })
  it('is written by the declared roles and read by all of the staff', async () => {
    for (const role of roles) {
      const client = w.as(holder(role))
      const status = (await client.post(path, {})).status
      expect(status, role).toBe(ledger.write.includes(role) ? 422 : 403)
      if (role !== 'enterprise') expect((await client.get(path)).status, role).toBe(200)
    }
  })
  it('shows an enterprise only what is its own', async () => {
    const list = await w.as('enterprise').get(path)
    const owned = ledger.fields.find((field) => field.type === 'ref' && field.to === 'enterprises' && !field.many)
    expect(list.status).toBe(owned ? 200 : 403)
    if (owned) for (const one of await w.as('enterprise').all(path)) expect(one[owned.name]).toBe(town.enterprises.hotel)
  })
  it('keeps a village to its own records', async () => {
    const elsewhere = await own.add(path, { ...sample(ledger, 1), areaId: town.areas.west })
    expect((await w.as('village').get(`${path}/${elsewhere.id}`)).status).toBe(404)
    if (ledger.write.includes('village')) {
      expect((await w.as('village').post(path, { ...sample(ledger, 1, (field) => Boolean(field.required)), areaId: town.areas.west })).body.errors).toMatchObject([{ field: 'areaId' }])
      expect((await w.as('village').post(path, { ...sample(ledger, 1, (field) => Boolean(field.required)), areaId: town.areas.eastSecond })).status).toBe(201)
    }
  })
})

describe.each(ledgers.flatMap((ledger) => (ledger.measures ?? []).map((measure) => [measure.name, ledger, measure] as const)))('the measure %s', (name, ledger, measure) => {
  const own = w.as(writer(ledger))
  const day = ledger.day ?? ''
  const path = '/' + ledger.kind
  const read = async (query = '') => Number((await w.as('office').read(`/measures/${name}?from=2023-01-01&to=2023-12-31${query}`)).value)
  const counted = (n: number): Record<string, unknown> => ({ ...sample(ledger, n), ...measure.where, [day]: '2023-05-20', areaId: town.areas.eastFirst, ...(measure.sum && { [measure.sum]: 7 }) })
  const worth = measure.sum ? 7 : 1
  // What stood at the end of the period still stands when it began earlier.
  const stands = measure.form === 'stock'

  it('counts a record where and when it happened, opens into it, and forgets it when it is withdrawn', async () => {
    const [start, village, other] = [await read(), await read(`&area=${town.areas.east}`), await read(`&area=${town.areas.west}`)]
    const one = await own.add(path, counted(1))
    expect(await read()).toBe(start + worth)
    expect(await read(`&area=${town.areas.east}`)).toBe(village + worth)
    expect(await read(`&area=${town.areas.west}`)).toBe(other)
    expect(Number((await w.as('village').read(`/measures/${name}?from=2023-05-20&to=2023-05-20`)).value)).toBeGreaterThanOrEqual(worth)
    const behind = await w.as('office').read(`/measures/${name}/records?from=2023-01-01&to=2023-12-31&limit=500`)
    expect(behind.items.find((row) => row.id === one.id)).toMatchObject({ kind: ledger.kind, day: '2023-05-20', n: worth })
    expect(behind.items.reduce((sum, row) => sum + Number(row.n), 0)).toBe(await read())
    await own.patch(`${path}/${one.id}`, { [day]: '2022-05-20', areaId: town.areas.west }, 1)
    expect(await read()).toBe(start + (stands ? worth : 0))
    expect(Number((await w.as('office').read(`/measures/${name}?from=2022-05-20&to=2022-05-20&area=${town.areas.west}`)).value)).toBe(worth)
    await own.withdraw(`${path}/${one.id}`, '误录')
    expect(Number((await w.as('office').read(`/measures/${name}?from=2022-05-20&to=2022-05-20`)).value)).toBe(0)
  })
  it('gives the same sum by month and by area', async () => {
    await own.add(path, counted(1))
    const whole = await read()
    for (const by of [...(stands ? [] : ['month']), 'area', ...(measure.by ? [measure.by] : [])]) {
      const rows = (await w.as('office').read(`/measures/${name}?from=2023-01-01&to=2023-12-31&by=${by}`)).rows as { value: number }[]
      expect(rows.reduce((sum, row) => sum + row.value, 0), by).toBe(whole)
    }
  })
  if (measure.approximate) it('says when it is "more than"', async () => {
    const query = `/measures/${name}?from=2021-05-20&to=2021-05-20`
    const one = await own.add(path, { ...counted(1), [day]: '2021-05-20', [measure.approximate ?? '']: true })
    expect((await w.as('office').read(query)).approximate).toBe(true)
    await own.patch(`${path}/${one.id}`, { [measure.approximate ?? '']: false }, 1)
    expect(await w.as('office').read(query)).toMatchObject({ approximate: false, value: worth })
  })
})

describe('a decimal', () => {
  it('sorts and pages without meeting a record twice', async () => {
    const ledger = ledgers.find((one) => one.fields.some((field) => field.type === 'decimal' && field.sort))
    if (!ledger) return
    const field = ledger.fields.find((one) => one.type === 'decimal' && one.sort)?.name ?? ''
    for (const amount of [0.1 + 0.2, 0.3, 1 / 3, 2 / 3, 1e-7, 12345.123456789012])
      await w.as(writer(ledger)).add('/' + ledger.kind, { ...sample(ledger, 1), [field]: amount })
    const whole = (await w.as('office').all(`/${ledger.kind}?sort=${field}`)).map((one) => one.id)
    expect((await w.as('office').all(`/${ledger.kind}?sort=${field}`, 1)).map((one) => one.id)).toEqual(whole)
  })
})
