import { afterEach, describe, expect, it } from 'vitest'
import { visit } from '../../../tests/world/loop'
import { type Row, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const office = w.as('office'), admin = w.as('admin')
const rules = () => admin.all('/duty-rules')
afterEach(() => w.restart())
const take = async (name: string) => expect((await admin.post(`/duty-rules/${(await named(name)).id}/edition`, { id: uuid7(), effectiveFrom: '2023-04-02', enabled: true })).status).toBe(201)
const named = async (name: string) => (await rules()).find((one) => one.name === name) as Row
const owed = (rule: string, query: string) => office.all(`/duties?rule=${rule}&${query}`)

describe('the rules that come with the program', () => {
  it('are those that a town is asked about, each with its clause, its day and how certain it is', async () => {
    const all = await rules()
    expect(all.map((one) => one.name)).toEqual(expect.arrayContaining([
      'village-letter-work-safety', 'village-letter-traffic', 'village-letter-fire', 'enterprise-letter', 'leading-group-meeting', 'half-year-drill', 'yearly-drill', 'town-drill', 'plan-review', 'plan-filing',
      'fireworks-permit-renewal', 'certificate-renewal', 'hazard-statistics-quarter', 'hazard-statistics-year', 'visit-high-risk', 'visit-other', 'weekly-report', 'monthly-report', 'zero-statement',
      'before-holidays', 'return-to-work', 'flood-season', 'heat-season', 'winter-fires',
    ]))
    for (const one of all) {
      const rule = await admin.read(`/duty-rules/${one.id}`)
      expect(String(rule.clause).length, String(one.name)).toBeGreaterThan(3)
      expect(['V', 'M'], String(one.name)).toContain(rule.certainty)
      expect(rule.effectiveFrom, String(one.name)).toMatch(/^\d{4}-\d\d-\d\d$/)
      expect(rule.titleEn, String(one.name)).toBeTruthy()
    }
  })
  it('bind whom they name; what the law does not say in so many words waits until an administrator takes it into use', async () => {
    const factory = await office.add('/enterprises', { name: '南坡五金厂', category: 'factory', areaId: town.areas.west, openedOn: '2019-01-01' })
    const of = async (id: string) => [...new Set((await office.all(`/duties?made=1&recordId=${id}`)).map((one) => one.rule))]
    expect(await of(factory.id)).toEqual(['enterprise-letter'])
    expect(await of(town.enterprises.hotel)).toContain('half-year-drill')
    const [village, whole] = [await of(town.areas.west), await of(town.areas.town)]
    expect(village).toEqual(expect.arrayContaining(['village-letter-fire', 'village-letter-traffic', 'village-letter-work-safety']))
    expect(whole).toEqual(expect.arrayContaining(['town-drill', 'zero-statement']))
    expect(whole).not.toContain('village-letter-fire')
    const yearly = await named('yearly-drill')
    expect(yearly).toMatchObject({ enabled: false, certainty: 'M' })
    expect((await admin.post(`/duty-rules/${yearly.id}/edition`, { id: uuid7(), effectiveFrom: '2023-01-01', enabled: true })).status).toBe(201)
    await expect.poll(async () => (await owed('yearly-drill', `recordId=${factory.id}&period=2023`))[0]?.dueOn, { timeout: 15_000 }).toBe('2023-12-31')
  })
})

describe('a drill each half-year', () => {
  it('goes by rolling months where the town decides so: from the last one, not by the calendar', async () => {
    const inn = await office.add('/enterprises', { name: '滚动宾馆', category: 'hotel', areaId: town.areas.eastFirst, openedOn: '2019-01-01' })
    await office.add('/drills', { title: '疏散演练', heldOn: '2023-03-10', organizer: 'enterprise', enterpriseId: inn.id, subject: 'fire', form: 'practical', areaId: town.areas.eastFirst })
    expect((await owed('half-year-drill', `recordId=${inn.id}&period=2023-H1`))[0]).toMatchObject({ dueOn: '2023-06-30', state: 'done' })
    const rule = await named('half-year-drill')
    const next = await admin.post(`/duty-rules/${rule.id}/edition`, { id: uuid7(), effectiveFrom: '2023-06-01', form: 'rolling', months: 6, every: null })
    expect(next.status, next.text).toBe(201)
    await expect.poll(async () => (await owed('half-year-drill', `recordId=${inn.id}&state=open`)).map((one) => one.dueOn), { timeout: 15_000 }).toEqual(['2023-09-10'])
  })
})

describe('papers that run out', () => {
  const enterpriseId = town.enterprises.station, areaId = town.areas.westFirst
  it.each([
    ['certificate-renewal', 'certificates', { holder: '油站长', enterpriseId, type: 'head', issuedOn: '2020-06-20', validTo: '2023-06-20', state: 'valid' }, { validTo: '2026-06-20' }, '2023-06-20'],
    ['fireworks-permit-renewal', 'fireworks-permits', { shop: '西岭烟花店', permitNumber: '粤-X-1', kind: 'year_round', issuedOn: '2021-06-25', validTo: '2023-06-25', address: '西岭路1号', responsible: '店主', state: 'valid' }, { validTo: '2025-06-25' }, '2023-06-25'],
    ['plan-review', 'plans', { title: '三年前的预案', owner: 'enterprise', enterpriseId, planType: 'comprehensive', approvedOn: '2020-07-01' }, { approvedOn: '2023-05-30' }, '2023-07-01'],
  ] as const)('owe their renewal before their day (%s), and the new day discharges it', async (rule, kind, fields, renewed, dueOn) => {
    const paper = await office.add('/' + kind, { ...fields, areaId })
    expect(await owed(rule, `recordId=${paper.id}`)).toMatchObject([{ dueOn, state: 'open' }])
    expect((await office.patch(`/${kind}/${paper.id}`, renewed, paper.version)).status).toBe(200)
    expect((await owed(rule, `recordId=${paper.id}&dueOn.to=${dueOn}`)).map((one) => one.state)).not.toContain('open')
    const other = await office.add('/' + kind, { ...fields, ...(kind === 'fireworks-permits' && { permitNumber: '粤-X-2' }), areaId })
    expect((await office.withdraw(`/${kind}/${other.id}`, '重复登记')).status).toBeLessThan(300)
    expect((await owed(rule, `recordId=${other.id}`)).map((one) => one.state)).toEqual(['lifted'])
  })
})

describe('what comes round', () => {
  it('a quarter’s statistics of a factory, once taken into use, are discharged by the sheet that names the quarter', async () => {
    await take('hazard-statistics-quarter')
    const factory = town.enterprises.factory
    await w.restart('2023-07-03T09:00:00+08:00')
    const sheet = async () => (await owed('hazard-statistics-quarter', `recordId=${factory}&period=2023-Q2`))[0]
    // Entered on 1 June: from the quarter that begins after it.
    await expect.poll(async () => (await owed('hazard-statistics-quarter', `recordId=${factory}`)).map((one) => one.period), { timeout: 15_000 }).toEqual(['2023-Q3'])
    expect(await sheet()).toBeUndefined()
    await office.add('/hazard-statistics', { title: '二季度统计表', enterpriseId: factory, period: '2023-Q3', handedInOn: '2023-07-03', signer: '厂长', areaId: town.areas.west })
    await expect.poll(async () => (await owed('hazard-statistics-quarter', `recordId=${factory}&period=2023-Q3`))[0]?.state).toBe('done')
  })
  it('a visit of the town at a factory, by any inspection of the half-year', async () => {
    const factory = town.enterprises.factory
    await take('visit-other')
    await w.restart('2023-07-03T09:00:00+08:00')
    const state = async () => (await owed('visit-other', `recordId=${factory}&period=2023-H2`))[0]?.state
    await expect.poll(state, { timeout: 15_000 }).toBe('open')
    const made = await w.as('officer').add('/inspections', visit({ placeId: factory, happenedAt: '2023-07-03T08:00:00+08:00' }))
    expect(await state()).toBe('done')
    expect((await office.withdraw(`/inspections/${made.id}`, '误录')).status).toBeLessThan(300)
    expect(await state()).toBe('open')
  })
  it('a meeting of the leading group each quarter; another meeting is none', async () => {
    await w.restart('2023-07-03T09:00:00+08:00')
    const state = async () => (await owed('leading-group-meeting', `recordId=${town.areas.town}&period=2023-Q3`))[0]?.state
    await expect.poll(state, { timeout: 15_000 }).toBe('open')
    const hold = (type: string) => office.add('/meetings', { id: uuid7(), title: '七月会议', type, heldOn: '2023-07-03', areaId: town.areas.town })
    await hold('other')
    expect(await state()).toBe('open')
    await hold('leading_group')
    expect(await state()).toBe('done')
  })
})

describe('whom a rule can bind', () => {
  const rule = (name: string, more: Record<string, unknown>) => admin.add('/duty-rules', { name, title: name, titleEn: name, clause: '镇安委会年度要点', enabled: true, form: 'period', every: 'quarter', effectiveFrom: '2023-01-01', ...more })
  it('the member units: each owes by itself, and what it is asked for discharges it', async () => {
    await rule('unit-quarter', { bound: 'member-units', byKind: 'follow-ups', byField: 'memberUnitId' })
    await w.restart('2023-07-03T09:00:00+08:00')
    const duty = async () => (await owed('unit-quarter', 'period=2023-Q3'))[0]
    await expect.poll(duty, { timeout: 15_000 }).toMatchObject({ whoKind: 'member-units', whoId: town.unit, whoName: '市场监管所', state: 'open', dueOn: '2023-09-30' })
    await office.add('/follow-ups', { id: uuid7(), title: '报送三季度情况', areaId: town.areas.town, memberUnitId: town.unit, dueOn: '2023-07-20' })
    expect((await duty())?.state).toBe('done')
  })
  it('enterprises of a size', async () => {
    await rule('big-quarter', { bound: 'enterprises', boundWhere: [{ field: 'scaleEnterprise', values: ['true'] }], byKind: 'trainings', byField: 'enterpriseId' })
    await w.restart('2023-07-03T09:00:00+08:00')
    await expect.poll(async () => (await owed('big-quarter', 'period=2023-Q3')).map((one) => one.whoName).sort(), { timeout: 15_000 }).toEqual(['西岭加油站', '青溪五金厂'])
  })
})
