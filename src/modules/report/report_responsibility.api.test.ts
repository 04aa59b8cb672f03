import { describe, expect, it } from 'vitest'
import { type Row, town, uuid7, world } from '../../../tests/world/world'

// The report's part on responsibility is told by letters, meetings and assessment: nothing of it is entered for the report.
const w = world()
const office = w.as('office')
interface Span { text: string; measure?: string; value?: number; records?: string; items?: { id: string; title: string }[] }
interface Report { blocks: { id: string; spans: Span[] }[]; missing: string[] }
const read = async () => (await office.read('/reports/half-year/2023-H1.json')) as unknown as Report
const spans = (report: Report) => report.blocks.flatMap((block) => block.spans)
const words = (report: Report) => spans(report).map((span) => span.text).join('')
const behind = async (report: Report, measure: string, member = '') => {
  const span = spans(report).find((one) => one.measure === measure && one.records?.includes(member))
  return (await office.all(String(span?.records).replace('/api/v1', ''))) as Row[]
}

describe('responsibility, assessment and letters in the half-year report', () => {
  it('follow a year of letters: owed by rule, signed by signature, void by voiding', async () => {
    expect(words(await read())).toMatch(/《消防安全责任书》应签2份、已签0份/)
    const started = await office.post('/letters/making', { year: 2023, dueOn: '2023-06-30', partyTypes: ['village'] })
    await expect.poll(async () => (await office.read(`/jobs/${started.body.id}`)).state, { timeout: 15_000 }).toBe('done')
    const letters = await office.all('/letters?letterType=fire&sort=title')
    for (const one of letters) expect((await office.post(`/letters/${one.id}/paper-signature`, { id: uuid7(), signedOn: '2023-05-10', signer: '村主任' })).status).toBe(201)
    expect(words(await read())).toMatch(/《消防安全责任书》应签2份、已签2份，签订率100%/)
    expect((await office.post(`/letters/${letters[0]?.id}/voiding`, { id: uuid7(), reason: '村名有误' })).status).toBe(201)
    const after = await read()
    expect(words(after)).toMatch(/《消防安全责任书》应签2份、已签1份，签订率50%/)
    expect((await behind(after, 'village-letters-signed', 'fire')).map((one) => one.id)).toEqual([letters[1]?.id])
  })

  it('count an assessment once its round is published, with grades and records, and not before', async () => {
    const scheme = await office.add('/assessment-schemes', {
      id: uuid7(), title: '村级考核', year: 2023, term: 'half_year', subjectType: 'village', enabled: true, total: 100, notApplicable: 'out_of_base', vetoMode: 'zero', bonusMost: 0, deductionMost: 0,
      vetoes: [{ code: 'V1', title: '瞒报事故' }], grades: [{ grade: 'passed', from: 60 }, { grade: 'failed', from: 0, below: 60 }],
      items: [{ code: '1', title: '检查', points: 100, manner: 'formula', formula: 'inspections > 0 ? 100 : 70' }],
    })
    const round = await office.add('/assessment-rounds', { id: uuid7(), title: '2023年上半年考核', schemeId: scheme.id, periodFrom: '2023-01-01', periodTo: '2023-06-30', areaId: town.areas.town })
    expect((await office.post(`/assessment-rounds/${round.id}/computation`, {})).status).toBe(200)
    const rows = (await office.read(`/assessment-rounds/${round.id}/table`)).rows as unknown as (Row & { subject: string })[]
    const west = rows.find((one) => one.subject === '西岭村')
    expect((await office.post(`/assessment-results/${west?.id}/veto`, { id: uuid7(), code: 'V1', reason: '迟报事故' })).status).toBe(201)
    for (const stage of ['self_check', 'review', 'notice', 'frozen'] as const) {
      expect((await office.post(`/assessment-rounds/${round.id}/stage`, { id: uuid7(), stage })).status).toBe(201)
      expect(words(await read())).not.toContain('共考核')
    }
    expect((await read()).missing.join()).toContain('没有安全生产责任制考核结果的记录')
    expect((await office.post(`/assessment-rounds/${round.id}/stage`, { id: uuid7(), stage: 'published' })).status).toBe(201)
    const report = await read()
    expect(words(report)).toContain('对安全生产责任主体进行考核，共考核2个')
    expect(words(report)).toContain('实行安全生产“一票否决”1个，是西岭村')
    expect((await behind(report, 'assessments')).map((one) => one.title).sort()).toEqual(['2023年上半年考核（东坡村）', '2023年上半年考核（西岭村）'])
  })

  it('name the one who leads the group by the appointment that holds', async () => {
    const seat = (await office.all(`/appointments?personId=${town.persons.leader}`))[0]
    expect((await read()).missing.join()).toContain('组长')
    expect((await w.as('administrator').patch(`/appointments/${seat?.id}`, { leadingGroup: 'head' }, seat?.version)).status).toBe(200)
    expect(words(await read())).toContain('成立了以镇长陆镇长为组长的安全生产工作领导小组')
  })
})
