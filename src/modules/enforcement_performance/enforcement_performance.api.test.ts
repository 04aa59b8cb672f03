import { afterEach, describe, expect, it } from 'vitest'
import { act, empower, find } from '../../../tests/world/loop'
import { unzip } from '../../../tests/world/tables'
import { type Client, type Row, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const path = '/enforcement-performance'
const year = 'from=2023-01-01&to=2024-12-31'
type Figures = Record<string, { counted: number; base: number; value: number | null; small: boolean; records: string }>
interface Line extends Row { name: string; figures: Figures }
const lines = async (who: Client, query = year) => ((await who.read(`${path}?${query}`)) as unknown as { items: Line[] }).items
const of = async (name: string, query = year) => (await lines(w.as('office'), query)).find((one) => one.name === name)?.figures as Figures
const behind = async (figure: string, name = '执一法', query = year) => (await w.as('office').read(String((await of(name, query))[figure]?.records))).items as unknown as Row[]
const at = (day: string) => w.restart(`${day}T10:00:00+08:00`)
const on = (day: string) => `${day}T08:00:00+08:00`
afterEach(() => w.restart())

/** One hazard from finding to closing; the recheck is owed ten days after its term. */
async function closed(description: string, found: string, dueOn: string, recheck: string): Promise<Row> {
  await at(found)
  const hazard = await find(w.as('officer'), { description, dueOn, clause: '安全生产法 第36条' }, { happenedAt: on(found), placeId: town.enterprises.factory })
  await at(recheck)
  await act(w.as('officer'), hazard, 'recheck', { passed: true, note: '合格', happenedAt: on(recheck), inspectorIds: [town.persons.officer] })
  return hazard
}
const again = async (description: string, day: string) => {
  await at(day)
  return find(w.as('officer'), { description, dueOn: '2024-12-30' }, { happenedAt: on(day), placeId: town.enterprises.factory })
}

describe('figures of quality', () => {
  it('have no value where there is nothing, never a hundred', async () => {
    const figures = await of('执一法', 'from=2020-01-01&to=2023-03-31')
    expect(Object.keys(figures)).toEqual(['rechecks_on_time', 'rechecks_reversed', 'found_again', 'days_to_close', 'notices_incomplete'])
    for (const one of Object.values(figures)) expect(one).toMatchObject({ base: 0, counted: 0, value: null, small: true })
  })

  it('come from inspection, document, recheck and the same hazard again, over a year\'s end and a 29 February', async () => {
    await empower(w.as('office'))
    await at('2023-10-01')
    const ordered = await find(w.as('officer'), { description: '冲床缺少双手启动装置', dueOn: '2023-10-11', clause: '安全生产法 第36条' }, { happenedAt: on('2023-10-01'), placeId: town.enterprises.factory })
    const papers = { kind: 'order', placeType: 'enterprises', placeId: town.enterprises.factory, hazardIds: [ordered.id], issuedOn: '2023-10-01', officerIds: [town.persons.officer, town.persons.supervisor] }
    const order = await w.as('officer').add('/notices', { id: uuid7(), ...papers })
    await at('2023-10-21')
    await act(w.as('officer'), ordered, 'recheck', { passed: true, note: '合格', happenedAt: on('2023-10-21'), inspectorIds: [town.persons.officer] })
    const first = await closed('配电箱前堆放杂物', '2023-10-02', '2023-10-12', '2023-12-01')  // owed by 22 October: late
    const second = await closed('车间照明灯罩破损脱落', '2023-12-01', '2023-12-11', '2023-12-02')

    await again('配电箱前堆放杂物', '2024-02-28')      // day 89 after closing
    await again('车间照明灯罩破损脱落', '2024-03-02')  // day 91

    const figures = await of('执一法')
    expect(figures.rechecks_on_time).toMatchObject({ base: 3, counted: 2, value: 66.7, small: true })
    expect(figures.rechecks_reversed).toMatchObject({ base: 3, counted: 2, value: 66.7 })
    expect(figures.found_again).toMatchObject({ base: 3, counted: 1, value: 33.3 })
    expect(figures.days_to_close).toMatchObject({ base: 1, value: 20 })
    expect(figures.notices_incomplete).toMatchObject({ base: 1, counted: 1, value: 100 })
    // Who only inspected has no recheck reversed.
    expect((await of('监一员')).rechecks_reversed).toMatchObject({ base: 0, value: null })
    expect((await of('监一员')).found_again).toMatchObject({ base: 3, counted: 1 })
    // Two of one unit were there: it counts once.
    expect((await of('青溪镇', `type=unit&${year}`)).found_again).toMatchObject({ base: 3, counted: 1 })

    // Each figure opens into its records.
    expect((await behind('rechecks_on_time')).map((one) => [one.id, one.counted])).toEqual([[ordered.id, true], [first.id, false], [second.id, true]])
    expect((await behind('found_again')).filter((one) => one.counted).map((one) => [one.kind, one.id, one.day])).toEqual([['hazards', first.id, '2023-12-01']])
    expect(await behind('days_to_close')).toMatchObject([{ id: ordered.id, title: '冲床缺少双手启动装置', days: 20 }])
    expect(await behind('notices_incomplete')).toMatchObject([{ kind: 'notices', id: order.id, missing: ['signature', 'service'] }])

    // Signed and served, the document is whole.
    await w.as('officer').add(`/notices/${order.id}/service`, { id: uuid7(), servedOn: '2023-10-02', method: 'direct', receiver: '王厂长', state: 'signed' })
    expect((await of('执一法')).notices_incomplete).toMatchObject({ base: 1, counted: 0, value: 0 })
    // A withdrawn finding is no finding.
    const wrong = (await w.as('office').all('/hazards?recurring=true')).find((one) => one.description === '配电箱前堆放杂物') as Row
    await act(w.as('office'), wrong, 'withdrawal', { reason: '误录' })
    expect((await of('执一法')).found_again).toMatchObject({ base: 3, counted: 0, value: 0 })
  })

  it('count a recheck that is still owed only when its day has passed', async () => {
    await at('2024-04-01')
    await find(w.as('officer'), { description: '灭火器压力不足', dueOn: '2024-04-11' }, { happenedAt: on('2024-04-01'), placeId: town.enterprises.factory })
    const april = 'from=2024-04-01&to=2024-04-30'
    await at('2024-04-21')
    expect((await of('执一法', april)).rechecks_on_time).toMatchObject({ base: 0, value: null })
    await at('2024-04-22')
    expect((await of('执一法', april)).rechecks_on_time).toMatchObject({ base: 1, counted: 0, value: 0 })
  })
})

describe('who sees whose', () => {
  it('the office, leaders and the auditor all, by name; an officer only the own', async () => {
    for (const who of ['office', 'leader', 'auditor'] as const) expect((await lines(w.as(who))).map((one) => one.name)).toEqual(['执一法', '监一员'].sort())
    for (const [who, name] of [['officer', '执一法'], ['supervisor', '监一员']] as const) {
      expect((await lines(w.as(who))).map((one) => one.name)).toEqual([name])
      expect(await lines(w.as(who), `type=unit&${year}`)).toEqual([])
    }
    const other = (await of('监一员')).found_again?.records ?? ''
    expect((await w.as('officer').get(other)).status).toBe(404)
    expect((await w.as('supervisor').get(other)).status).toBe(200)
    const unit = (await of('青溪镇', `type=unit&${year}`)).found_again?.records ?? ''
    expect((await w.as('officer').get(unit)).status).toBe(404)
  })
  it('nobody else', async () => {
    for (const who of ['village', 'gridLeader', 'patroller', 'enterprise', 'administrator'] as const)
      for (const address of [path, `${path}/records`, `${path}.xlsx`]) expect((await w.as(who).get(address)).status, who).toBe(403)
    expect((await lines(w.as('trade'))).map((one) => one.name)).toEqual([])
  })
  it('is no rank: no order by a figure, no place in a row', async () => {
    const answer = await w.as('office').read(`${path}?${year}&sort=found_again`)
    expect((answer.items as Row[]).map((one) => one.name)).toEqual(['执一法', '监一员'].sort())
    expect(JSON.stringify(answer)).not.toMatch(/"rank"|"score"/)
  })
})

describe('an assessment of officers', () => {
  it('reads the same figures, gives no score, and is seen by the office and the person alone', async () => {
    const office = w.as('office')
    const scheme = await office.add('/assessment-schemes', {
      id: uuid7(), title: '执法质量考核', year: 2023, term: 'year', subjectType: 'officer', enabled: true, total: 10, notApplicable: 'out_of_base', vetoMode: 'zero', bonusMost: 0, deductionMost: 0,
      items: [{ code: '1', title: '按时复查', points: 10, manner: 'formula', formula: 'rechecks_on_time >= 60 ? 10 : 0', appliesWhen: 'rechecks_on_time.base >= 3' }],
    })
    const round = await office.add('/assessment-rounds', { id: uuid7(), title: '2023年执法质量考核', schemeId: scheme.id, periodFrom: '2023-01-01', periodTo: '2023-12-31', areaId: town.areas.town })
    expect((await office.post(`/assessment-rounds/${round.id}/computation`, {})).status).toBe(200)
    const rows = async (who: Client) => (await who.read(`/assessment-rounds/${round.id}/table`)).rows as unknown as (Row & { subject: string; score: number | null; cells: Record<string, { passed: boolean }> })[]
    const own = (await rows(office)).find((one) => one.subject === '执一法') as Row & { cells: Record<string, { passed: boolean }> }
    expect(await rows(office)).toMatchObject([{ score: null, cells: { 1: { passed: true } } }, { score: null, cells: { 1: { passed: true } } }])
    const sheet = await office.read(`/assessment-results/${own.id}`)
    const figures = (sheet.items as unknown as { figures: { name: string; value: number; records: string }[] }[])[0]?.figures
    expect(figures?.find((one) => one.name === 'rechecks_on_time')?.value).toBe(66.7)
    expect((await office.read(String(figures?.[0]?.records))).total).toBe(3)

    expect(await rows(w.as('officer'))).toEqual([])
    expect((await w.as('officer').get(`/assessment-results/${own.id}`)).status).toBe(404)
    await office.add(`/assessment-rounds/${round.id}/stage`, { id: uuid7(), stage: 'self_check' })
    expect((await rows(w.as('officer'))).map((one) => one.subject)).toEqual(['执一法'])
    expect((await rows(w.as('supervisor'))).map((one) => one.subject)).toEqual(['监一员'])
    expect((await w.as('officer').get(`/assessment-results/${own.id}`)).status).toBe(200)
    expect((await w.as('supervisor').get(`/assessment-results/${own.id}`)).status).toBe(404)
    expect((await w.as('supervisor').all(`/assessment-results?roundId=${round.id}`)).map((one) => one.subject)).toEqual(['监一员'])
    expect((await w.as('trade').all(`/assessment-results?roundId=${round.id}`))).toEqual([])
    expect((await w.as('administrator').all(`/assessment-results?roundId=${round.id}`))).toEqual([])
    expect((await w.as('auditor').all(`/assessment-results?roundId=${round.id}`)).length).toBe(2)
  })
})

describe('as a sheet and from bad input', () => {
  it('the sheet has the same rows and says what is few', async () => {
    const sheet = await w.as('officer').get(`${path}.xlsx?${year}`)
    expect(sheet.status).toBe(200)
    const words = Object.values(unzip(sheet.bytes)).map((part) => part.toString('utf8')).join('')
    expect(words).toContain('执一法')
    expect(words).not.toContain('监一员')
    expect(words).toMatch(/数量少，仅供参考|没有记录/)
  })
  it('says which parameter it does not understand', async () => {
    for (const [query, field] of [['period=2023-X1', 'period'], ['from=2023-02-29', 'from'], ['from=2024-01-01&to=2023-01-01', 'from'], ['type=village', 'type']] as const) {
      const answer = await w.as('office').get(`${path}?${query}`)
      expect([answer.status, answer.body.errors[0]?.field], query).toEqual([400, field])
    }
    const mine = `${path}/records?subject=${town.persons.officer}&figure=`
    expect((await w.as('office').get(mine + 'trips')).status).toBe(400)
    expect((await w.as('office').get(`${mine}found_again&cursor=-1`)).status).toBe(400)
    expect((await w.as('office').get(`${path}/records?subject=${uuid7()}&figure=found_again`)).status).toBe(404)
    expect((await w.as('office').get(`${path}?area=${uuid7()}`)).status).toBe(404)
    expect((await w.as('office').read(`${path}?period=2023-H1`))).toMatchObject({ from: '2023-01-01', to: '2023-06-30', movesUntil: '2023-09-28', next: null, total: 2 })
  })
})
