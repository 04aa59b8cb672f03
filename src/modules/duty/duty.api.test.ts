import { afterEach, describe, expect, it } from 'vitest'
import { type Row, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const office = w.as('office')
const admin = w.as('admin')
afterEach(() => w.restart())

const owed = async (who: Parameters<typeof w.as>[0], query: string) => w.as(who).all('/duties?' + query)
const drillOf = (enterpriseId: string, heldOn: string, more: Record<string, unknown> = {}) =>
  office.add('/drills', { title: '消防疏散演练', heldOn, organizer: 'enterprise', enterpriseId, subject: 'fire', form: 'practical', areaId: town.areas.eastFirst, ...more })
const drillDuty = async (enterprise = town.enterprises.hotel, period = '2023-H1') =>
  (await owed('office', `rule=half-year-drill&recordId=${enterprise}&period=${period}`))[0]

describe('a duty', () => {
  it('is made by a rule for whom it binds, and shown to those whose area it is in', async () => {
    const duty = await drillDuty()
    expect(duty).toMatchObject({
      title: '组织应急演练（每半年）', titleEn: 'Hold a drill in each half-year', whoName: '东坡宾馆', state: 'open',
      period: '2023-H1', dueOn: '2023-06-30', endsOn: '2023-06-30', areaId: town.areas.eastFirst, category: 'hotel',
    })
    expect(await drillDuty(town.enterprises.restaurant)).toBeUndefined()
    const seen = async (who: Parameters<typeof w.as>[0]) => (await owed(who, 'rule=half-year-drill')).map((one) => one.whoName)
    expect(await seen('village')).toEqual(['东坡宾馆'])
    expect(await seen('foreign')).toEqual([])
    expect(await seen('enterprise')).toEqual(['东坡宾馆'])
    expect(await seen('trade')).toEqual([])
    expect((await w.as('foreign').get(`/duties/${duty?.id}`)).status).toBe(404)
  })

  it('is discharged by the record that exists anyway, and owed again when that is withdrawn or moved', async () => {
    const drill = await drillOf(town.enterprises.hotel, '2023-05-20')
    expect(await drillDuty()).toMatchObject({ state: 'done', dischargedOn: '2023-05-20', dischargedKind: 'drills', dischargedBy: drill.id })
    const other = await office.add('/enterprises', { name: '北街宾馆', category: 'hotel', areaId: town.areas.eastFirst, openedOn: '2021-03-01' })
    expect((await office.patch(`/drills/${drill.id}`, { enterpriseId: other.id }, drill.version)).status).toBe(200)
    expect((await drillDuty())?.state).toBe('open')
    expect((await drillDuty(other.id))?.state).toBe('done')
    expect((await office.withdraw(`/drills/${drill.id}`, '误录')).status).toBeLessThan(300)
    expect((await drillDuty(other.id))?.state).toBe('open')
    // Entered on 1 June without a day of opening: from the next half-year on.
    expect(await drillDuty(town.enterprises.station)).toBeUndefined()
  })

  it('is late after its day, and missed once it can be done no more', async () => {
    await w.restart('2023-07-01T08:00:00+08:00')
    await expect.poll(async () => (await drillDuty(town.enterprises.hotel, '2023-H2'))?.state, { timeout: 10_000 }).toBe('open')
    expect((await drillDuty())?.state).toBe('missed')
    expect((await owed('office', 'state=missed&rule=half-year-drill')).map((one) => one.whoName)).toContain('东坡宾馆')
    // A drill held in time and entered late counts by its own day.
    await drillOf(town.enterprises.hotel, '2023-06-10')
    expect(await drillDuty()).toMatchObject({ state: 'done', dischargedOn: '2023-06-10' })
  })

  it('follows its enterprise: a closed shop owes no more, a new trade owes what its own rules say', async () => {
    const shop = await office.add('/enterprises', { name: '南街旅馆', category: 'hotel', areaId: town.areas.eastFirst, openedOn: '2020-01-01' })
    expect((await drillDuty(shop.id))?.state).toBe('open')
    const closed = await office.patch(`/enterprises/${shop.id}`, { state: 'closed' }, shop.version)
    expect(closed.status).toBe(200)
    expect(await drillDuty(shop.id)).toMatchObject({ state: 'lifted', liftedWhy: 'unbound' })
    const catering = await office.patch(`/enterprises/${shop.id}`, { state: 'open', category: 'catering' }, closed.body.version)
    expect(catering.status).toBe(200)
    expect((await drillDuty(shop.id))?.state).toBe('lifted')
    expect((await owed('office', `rule=enterprise-letter&recordId=${shop.id}`))[0]).toMatchObject({ state: 'open', period: '2023', category: 'catering' })
    const again = await office.patch(`/enterprises/${shop.id}`, { category: 'hotel' }, catering.body.version)
    expect(again.status).toBe(200)
    expect((await drillDuty(shop.id))?.state).toBe('open')
  })

  it('is counted among those owed, done, and done in time, by area, and each figure opens into it', async () => {
    const figure = async (name: string) => (await office.read(`/measures/${name}?area=${town.areas.east}&from=2023-01-01&to=2023-12-31`)).value as number | null
    const names = ['duties-expected', 'duties-done', 'duties-done-on-time'] as const
    const before = await Promise.all(names.map(figure))
    const inn = await office.add('/enterprises', { name: '中街客栈', category: 'hotel', areaId: town.areas.eastFirst, openedOn: '2021-03-01' })
    const owes = (await owed('office', `recordId=${inn.id}&dueOn.to=2023-12-31`)).length
    expect(owes).toBeGreaterThan(1)
    await drillOf(inn.id, '2023-05-21')
    const after = await Promise.all(names.map(figure))
    expect(after.map((value, n) => Number(value) - Number(before[n]))).toEqual([owes, 1, 1])
    const lines = (await office.read(`/measures/duties-done/records?area=${town.areas.east}&from=2023-01-01&to=2023-12-31&limit=200`)).items
    expect(lines.map((line) => line.id)).toContain((await drillDuty(inn.id))?.id)
    expect(await figure('duty-completeness')).toBeCloseTo(100 * Number(after[1]) / Number(after[0]), 1)
    expect((await office.read('/measures/duty-completeness?from=2019-01-01&to=2019-12-31')).value).toBeNull()
  })

  it('is made by nobody by hand', async () => {
    expect((await office.post('/duties', { id: uuid7(), rule: 'half-year-drill' })).status).toBe(405)
    expect((await office.get('/duties?state=never')).status).toBe(400)
  })
})

describe('a town that was just made', () => {
  it('owes nothing for the time before it was entered', async () => {
    const duties = await owed('office', 'whoKind=areas&made=1')
    expect(duties.length).toBeGreaterThan(0)
    expect(duties.filter((one) => ['late', 'missed', 'done_late'].includes(String(one.state)))).toEqual([])
    expect(duties.filter((one) => String(one.openedOn) < '2023-06-01')).toEqual([])
    expect((await owed('office', 'rule=zero-statement')).map((one) => String(one.period)).sort()[0]).toBe('2023-06')
  })
})

describe('a rule', () => {
  const rule = {
    name: 'quarter-training', title: '每季度组织安全培训', titleEn: 'Train each quarter', clause: '镇年度工作要点', enabled: true, bound: 'enterprises',
    boundWhere: [{ field: 'category', values: ['factory'] }], form: 'period', every: 'quarter', byKind: 'trainings', byField: 'enterpriseId',
    effectiveFrom: '2023-01-01',
  }
  it('says before it is kept whom it binds and how many are late at once', async () => {
    const answer = await admin.post('/duty-rules/preview', rule)
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ bound: 1, late: 0, open: 0 })
    // What was over before they were entered is not late; a quarter that has gone by since is.
    await w.restart('2023-09-01T09:00:00+08:00')
    const hotels = (await admin.post('/duty-rules/preview', { ...rule, boundWhere: [{ field: 'category', values: ['hotel'] }] })).body
    expect(hotels.examples).toContainEqual({ kind: 'enterprises', id: town.enterprises.hotel, title: '东坡宾馆' })
    expect(hotels.late).toBe((hotels.examples as Row[]).length)
    expect((await admin.post('/duty-rules/preview', { ...rule, boundWhere: [{ field: 'category', values: ['hotel'] }, { field: 'state', values: ['closed'] }] })).body)
      .toMatchObject({ bound: 0 })
    const twice = await admin.post('/duty-rules/preview', {
      ...rule, name: 'another', every: 'half', boundWhere: [{ field: 'category', values: ['hotel'] }], byKind: 'drills',
    })
    expect(twice.body.alsoBoundBy).toEqual(['组织应急演练（每半年）'])
  })
  it('that administrators add makes duties while the program runs, and its new version changes the term from a day on', async () => {
    const kept = await admin.add('/duty-rules', { ...rule, boundWhere: [{ field: 'category', values: ['hotel'] }] })
    const duty = async () => (await owed('office', 'rule=quarter-training&period=2023-Q2'))[0]
    await expect.poll(async () => (await duty())?.dueOn, { timeout: 10_000 }).toBe('2023-06-30')
    const next = await admin.post(`/duty-rules/${kept.id}/edition`, { id: uuid7(), effectiveFrom: '2023-02-01', days: 20 })
    expect(next.status).toBe(201)
    await expect.poll(async () => (await duty())?.dueOn, { timeout: 10_000 }).toBe('2023-07-20')
    // What was done stays done when the rule goes out of use; what was not is owed no more.
    await office.add('/trainings', { title: '消防培训', audience: 'other', heldOn: '2023-05-10', enterpriseId: town.enterprises.hotel, areaId: town.areas.eastFirst, attendees: 5 })
    const states = async () => (await owed('office', `rule=quarter-training&recordId=${town.enterprises.hotel}`)).map((one) => one.state).sort()
    await expect.poll(states, { timeout: 10_000 }).toContain('done')
    for (const id of [kept.id, next.body.id]) expect((await admin.withdraw(`/duty-rules/${id}`, '不用了')).status).toBeLessThan(300)
    await expect.poll(async () => (await states()).filter((state) => state !== 'lifted'), { timeout: 10_000 }).toEqual(['done'])
  })
  it.each([
    ['a kind that is not there', { byKind: 'dances' }, 'duty_rule.kind'],
    ['a field that is not there', { byField: 'dancerId' }, 'duty_rule.field'],
    ['a value that is not there', { boundWhere: [{ field: 'category', values: ['circus'] }] }, 'duty_rule.value'],
    ['its own duties as proof', { byKind: 'duties' }, 'duty_rule.loop'],
    ['no period', { every: undefined }, 'duty_rule.term'],
    ['a window of days that do not exist', { form: 'window', opens: '02-30', closes: '03-15' }, 'duty_rule.window'],
  ])('with %s is refused', async (_, wrong, code) => {
    const answer = await admin.post('/duty-rules', { id: uuid7(), ...rule, name: 'wrong', ...wrong })
    expect(answer.status).toBe(422)
    expect(answer.body.code).toBe(code)
  })
  it('is changed by administrators only', async () => {
    expect((await office.post('/duty-rules', { id: uuid7(), ...rule })).status).toBe(403)
    expect((await office.post('/duty-rules/preview', rule)).status).toBe(403)
  })
})

describe('the holiday table', () => {
  const year = {
    source: '国办发明电〔2026〕号', makeUpDays: ['2027-02-20'],
    holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }, { name: '春节', from: '2027-02-05', to: '2027-02-12' }],
  }
  it('is entered year by year, and where one is missing a term in working days is not guessed', async () => {
    const plan = await office.add('/plans', {
      title: '加油站综合预案', owner: 'enterprise', enterpriseId: town.enterprises.station, planType: 'comprehensive', approvedOn: '2023-05-04', areaId: town.areas.westFirst,
    })
    const filing = async (id: string) => (await owed('office', `rule=plan-filing&recordId=${id}`))[0]
    expect(await filing(plan.id)).toMatchObject({ dueOn: '2023-05-31', whoName: '西岭加油站', recordKind: 'plans' })
    await w.restart('2027-01-25T09:00:00+08:00')
    const later = await office.add('/plans', {
      title: '加油站专项预案', owner: 'enterprise', enterpriseId: town.enterprises.station, planType: 'special', approvedOn: '2027-01-25', areaId: town.areas.westFirst,
    })
    expect(await filing(later.id)).toMatchObject({ state: 'waiting' })
    expect((await filing(later.id))?.dueOn).toBeUndefined()
    expect((await admin.send('PUT', '/holiday-years/2027', year)).status).toBe(200)
    await expect.poll(async () => (await filing(later.id))?.dueOn, { timeout: 10_000 }).toBe('2027-03-01')
  })
  it('is unconfirmed until an administrator names the notice that it was held against', async () => {
    const put = (who: typeof admin, further: Record<string, unknown>) => who.send('PUT', '/holiday-years/2028', { ...year, holidays: [{ name: '元旦', from: '2028-01-01', to: '2028-01-03' }], makeUpDays: [], ...further })
    const kept = async () => ((await office.read('/holiday-years')).items).find((one) => one.year === 2028)
    expect((await put(office, {})).status).toBe(200)
    expect(await kept()).toMatchObject({ certainty: 'M' })
    expect((await put(office, { confirmed: true, documentNumber: '国办发明电〔2027〕7号' })).body.errors).toMatchObject([{ field: 'confirmed', code: 'holidays.confirms' }])
    expect((await put(admin, { confirmed: true })).body.errors).toMatchObject([{ field: 'documentNumber', code: 'holidays.notice' }])
    expect(await kept()).toMatchObject({ certainty: 'M' })
    expect((await put(admin, { confirmed: true, documentNumber: '国办发明电〔2027〕7号' })).status).toBe(200)
    expect(await kept()).toMatchObject({ certainty: 'C', documentNumber: '国办发明电〔2027〕7号', confirmedOn: '2023-06-01' })
    expect((await kept())?.confirmedBy).toBeTruthy()
    // Written otherwise, it is to be confirmed anew.
    expect((await put(office, { source: '县政府办转发' })).status).toBe(200)
    expect(await kept()).toMatchObject({ certainty: 'M' })
    expect((await kept())?.confirmedBy).toBeUndefined()
  })
  it('that contradicts itself is refused with what is wrong', async () => {
    const wrong = await admin.send('PUT', '/holiday-years/2027', { ...year, makeUpDays: ['2027-02-08'] })
    expect(wrong.status).toBe(422)
    expect(wrong.body.detail).toContain('2027-02-08')
    expect((await admin.send('PUT', '/holiday-years/twenty', year)).status).toBe(400)
  })
})
