import { describe, expect, it } from 'vitest'
import { type Body, type Client, type Row, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const office = w.as('office')
const leader = w.as('leader')

interface Named { kind: string; id: string; title: string }
interface Span extends Partial<Named> {
  text: string
  measure?: string
  value?: number
  from?: string
  to?: string
  approximate?: boolean
  records?: string
  items?: Named[]
  missing?: boolean
}
interface Report {
  title: string
  period: { from: string; to: string; zh: string; until: string }
  areaId: string
  areaName: string
  organ: string
  blocks: { type: string; level?: number; spans: Span[] }[]
  problems: { rule: string; text: string; records: Named[] }[]
  missing: string[]
}
const read = async (who: Client = office, period = '2023-H1', query = '') => (await who.read(`/reports/half-year/${period}.json${query}`)) as unknown as Report
const spans = (report: Report) => report.blocks.flatMap((block) => block.spans)
const words = (report: Report) => spans(report).map((span) => span.text).join('')
const figure = (report: Report, measure: string) => spans(report).find((span) => span.measure === measure)
const problem = (report: Report, rule: string) => report.problems.find((one) => one.rule === rule)
const add = (kind: string, fields: Record<string, unknown>) => office.add('/' + kind, { areaId: town.areas.town, ...fields })
const leaflets = (fields: Record<string, unknown>) => add('publicity', { title: '资料', type: 'leaflet', heldOn: '2023-03-01', ...fields })
const statement = (month: string, day: string) => add('accidents', { title: month + '零报告', entry: 'zero_statement', month, happenedOn: day })

describe('what is asked', () => {
  it('an unknown kind is not found, and said so', async () => {
    for (const kind of ['weekly', 'monthly', 'nonsense'])
      expect(await office.get(`/reports/${kind}/2023-H1.json`)).toMatchObject({ status: 404, body: { code: 'report.kind' } })
  })
  it.each(['2023', '2023-06', '2023-Q2', '2023-W23', '2023-H3', '2023-H0', 'H1', '2023-h1', '99999-H1'])('the period %s is none of half a year', async (period) => {
    for (const ending of ['json', 'docx', 'pdf'])
      expect(await office.get(`/reports/half-year/${period}.${ending}`)).toMatchObject({ status: 400, body: { code: 'report.period' } })
  })
  it('another ending is not found', async () => {
    expect((await office.get('/reports/half-year/2023-H1.odt')).status).toBe(404)
  })
  it.each(['leader', 'office', 'officer', 'supervisor', 'village', 'gridLeader', 'patroller', 'administrator', 'auditor'] as const)('%s reads it', async (who) => {
    expect((await w.as(who).get('/reports/half-year/2023-H1.json')).status).toBe(200)
  })
  it('an enterprise, a stranger and who left do not', async () => {
    expect((await w.as('enterprise').get('/reports/half-year/2023-H1.json')).status).toBe(403)
    expect((await w.nobody.get('/reports/half-year/2023-H1.json')).status).toBe(401)
    expect((await w.as('former').get('/reports/half-year/2023-H1.json')).status).toBe(403)
  })
  it('who answers for some trades only is told why not', async () => {
    expect(await w.as('trade').get('/reports/half-year/2023-H1.json')).toMatchObject({ status: 403, body: { code: 'measure.category_scope' } })
  })
})

describe('the area', () => {
  it('is the own one, or one below it', async () => {
    expect(await read(leader)).toMatchObject({ title: '青溪镇2023年上半年安全生产工作总结', areaId: town.areas.town, areaName: '青溪镇' })
    expect(await read(w.as('village'))).toMatchObject({ title: '东坡村2023年上半年安全生产工作总结', areaId: town.areas.east, organ: '东坡村村民委员会' })
    expect(await read(leader, '2023-H1', `?area=${town.areas.west}`)).toMatchObject({ areaName: '西岭村' })
  })
  it('of others, or that is none, is not found', async () => {
    expect((await w.as('village').get(`/reports/half-year/2023-H1.json?area=${town.areas.west}`)).status).toBe(404)
    expect((await leader.get(`/reports/half-year/2023-H1.json?area=${uuid7()}`)).status).toBe(404)
  })
})

describe('the form', () => {
  it('numbers its headings without a gap', async () => {
    for (const who of [leader, w.as('village')]) {
      const headings = (await read(who)).blocks.filter((block) => block.type === 'heading').map((block) => block.spans[0]?.text ?? '')
      const level = (mark: RegExp) => headings.flatMap((text) => mark.exec(text)?.[1] ?? [])
      expect(level(/^([一二三])、/)).toEqual(['一', '二'])
      expect(level(/^（(.)）/).slice(0, 5)).toEqual(['一', '二', '三', '四', '五'])
    }
  })
  it('says until when it speaks while the half year has not ended, and never 全年', async () => {
    const report = await read()
    expect(report.period).toMatchObject({ from: '2023-01-01', to: '2023-06-30', until: '2023-06-01' })
    expect(words(report)).toContain('（截至6月1日）')
    expect(words(report)).not.toContain('全年')
    const past = await read(office, '2022-H2')
    expect(past.period.until).toBe('2022-12-31')
    expect(words(past)).not.toContain('截至12月31日）')
    const coming = await read(office, '2024-H1')
    expect(coming.period.until).toBe('2024-01-01')
    expect(words(coming)).toContain('（截至2023年6月1日，本期还没有开始）')
  })
  it('is a DOCX and a PDF', async () => {
    const docx = await office.get('/reports/half-year/2023-H1.docx')
    expect(docx.status).toBe(200)
    expect(docx.text.startsWith('PK')).toBe(true)
    expect(decodeURIComponent(docx.headers.get('content-disposition') ?? '')).toContain('青溪镇2023年上半年安全生产工作总结.docx')
    const pdf = await office.get('/reports/half-year/2023-H1.pdf')
    expect(pdf.headers.get('content-type')).toContain('application/pdf')
    expect(pdf.text.startsWith('%PDF')).toBe(true)
  })
})

describe('a figure', () => {
  it('is missing while nobody has recorded it', async () => {
    const report = await read(office, '2021-H1')
    expect(report.missing.length).toBeGreaterThan(5)
    expect(spans(report).filter((span) => span.missing).every((span) => span.text.startsWith('【待核实'))).toBe(true)
    expect(figure(report, 'leaflets')).toBeUndefined()
  })
  it('stands exactly, then 余 when a record says so, and follows a withdrawal', async () => {
    await leaflets({ quantity: 6000 })
    expect(figure(await read(), 'leaflets')).toMatchObject({ text: '6000份', value: 6000, approximate: false })
    const about: Row = await leaflets({ quantity: 800, approximate: true })
    expect(figure(await read(), 'leaflets')).toMatchObject({ text: '6800余份', value: 6800, approximate: true })
    expect(words(await read())).toContain('发放各种宣传资料6800余份')
    await office.withdraw(`/publicity/${about.id}`, '重复')
    expect(figure(await read(), 'leaflets')).toMatchObject({ text: '6000份', value: 6000 })
  })
  it('opens into its records', async () => {
    const span = figure(await read(), 'leaflets')
    const behind: Body = await office.read(span?.records ?? '')
    expect(behind.items.reduce((sum, one) => sum + Number(one.n), 0)).toBe(span?.value)
  })
  it('of one kind of letters opens into those alone', async () => {
    await add('letters', { title: '东坡村消防责任书', letterType: 'fire', year: 2023, partyType: 'village', partyAreaId: town.areas.east, areaId: town.areas.east, dueOn: '2023-02-28', state: 'signed', signedOn: '2023-02-01' })
    const report = await read()
    expect(words(report)).toContain('《消防安全责任书》应签2份、已签1份，签订率50%')
    expect(words(report)).toContain('《交通安全责任书》应签2份、已签0份，签订率0%')
    const span = spans(report).find((one) => one.measure === 'village-letters-signed' && one.value === 1)
    expect((await office.read(span?.records ?? '')).items).toMatchObject([{ kind: 'letters', title: '东坡村消防责任书' }])
  })
  it('of a village counts the village alone', async () => {
    await leaflets({ quantity: 40, areaId: town.areas.east })
    expect(figure(await read(w.as('village')), 'leaflets')).toMatchObject({ text: '40份' })
    expect(figure(await read(w.as('foreign')), 'leaflets')).toBeUndefined()
  })
})

describe('meetings', () => {
  const meeting = (heldOn: string) => add('meetings', { title: '党委会', type: 'party_committee', heldOn })
  it('none is a gap, one has its day, more are counted', async () => {
    expect((await read()).missing.join()).toContain('没有党委会研究安全生产工作的记录')
    await meeting('2023-03-14')
    expect(words(await read())).toContain('于3月14日召开党委会1次，专题听取')
    await meeting('2023-05-16')
    expect(words(await read())).toContain('召开党委会2次（3月14日、5月16日），专题听取')
  })
})

describe('no casualties', () => {
  const none = '没有发生人员伤亡事故'
  it('is said only when every month has its zero statement', async () => {
    for (const [month, day] of [['2023-01', '2023-01-31'], ['2023-02', '2023-02-28'], ['2023-03', '2023-03-31'], ['2023-05', '2023-05-31']] as const) await statement(month, day)
    const open = await read()
    expect(words(open)).not.toContain(none)
    expect(open.missing.join()).toContain('4月没有签报零报告')
    await statement('2023-04', '2023-04-30')
    expect(words(await read())).toContain('1月至5月逐月签报零报告（5份），' + none)
  })
  it('is said of a village by the town\'s statements, not of the town by a village\'s', async () => {
    expect(words(await read(w.as('village')))).toContain(none)
    await add('accidents', { title: '东坡村零报告', entry: 'zero_statement', month: '2022-12', happenedOn: '2022-12-31', areaId: town.areas.east })
    expect((await read(office, '2022-H2')).missing.join()).toContain('7月至12月没有签报零报告')
  })
  it('gives way to the accident with its sums, and to the contradiction', async () => {
    await add('accidents', { title: '坠落', entry: 'accident', happenedOn: '2023-03-05', domain: 'industry', isProduction: true, deaths: 1, seriousInjuries: 2 })
    const report = await read()
    expect(words(report)).toContain('发生事故1起，死亡1人，重伤2人')
    expect(words(report)).not.toContain(none)
    expect(report.missing.join()).toContain('3月既有零报告又有事故记录')
    expect(words(report)).not.toContain('没有发生事故')
  })
})

describe('problems', () => {
  it('are found by rules and name the records', async () => {
    const report = await read()
    expect(problem(report, 'village_without_inspection')?.records.map((one) => one.title).sort()).toEqual(['东坡村', '西岭村'])
    expect(problem(report, 'village_without_patroller')?.records).toMatchObject([{ kind: 'areas', id: town.areas.west }])
    expect(problem(report, 'village_without_leader')).toBeUndefined()
    expect(problem(report, 'letter_unsigned')?.text).toContain('东坡宾馆')
    const text = words(report)
    for (const one of report.problems) expect(text).toContain(one.text)
  })
  it('a permit that ran out is one, a permit that ends today is none', async () => {
    const station = await office.read(`/enterprises/${town.enterprises.station}`)
    const permits = (validTo: string) => [{ type: '危险化学品经营许可证', number: '1', validTo }]
    const today = await office.patch(`/enterprises/${station.id}`, { permits: permits('2023-06-01') }, station.version)
    expect(today.status, today.text).toBe(200)
    expect(problem(await read(), 'permit_expired')).toBeUndefined()
    await office.patch(`/enterprises/${station.id}`, { permits: permits('2023-05-31') }, today.body.version)
    expect(problem(await read(), 'permit_expired')?.text).toContain('1个许可证照已到期：西岭加油站（危险化学品经营许可证）')
  })
  it('a village loses its leader on the day after the term', async () => {
    const post = (await w.as('administrator').all(`/appointments?personId=${town.persons.foreign}`))[0]
    await w.as('administrator').patch(`/appointments/${post?.id}`, { validTo: '2023-05-31' }, post?.version)
    expect(problem(await read(), 'village_without_leader')?.records).toMatchObject([{ title: '西岭村' }])
  })
})

describe('the plan', () => {
  const goal = (order: number, heading: string, text: string) => add('goals', { period: '2023-H2', order, heading, text, setOn: '2023-06-01' })
  it('is a gap until there are goals', async () => {
    expect((await read()).missing.join()).toContain('还没有2023年下半年的工作思路')
  })
  it('takes the goals in their order, numbers them and fills in figures', async () => {
    await goal(2, '保障工程安全', '安全设施同时设计、同时施工、同时投入生产和使用。')
    await goal(1, '规范企业', '推动{scale-enterprises}规模企业规范化，{no-such-thing}。')
    const report = await read()
    const text = words(report)
    expect(text).toContain('二、2023年下半年安全生产工作思路')
    expect(text).toContain('（一）规范企业推动2家规模企业规范化，【待核实：没有叫“no-such-thing”的指标】。（二）保障工程安全')
    expect(figure(report, 'scale-enterprises')?.value).toBe(2)
  })
  it('objects to words that are not the law\'s, and is edited as a record', async () => {
    const made = await goal(3, '三同时', '安全设施同时设计、同时建设、同时投入使用。')
    expect((await read()).missing.join()).toContain('法定表述')
    await office.patch(`/goals/${made.id}`, { text: '安全设施同时设计、同时施工、同时投入生产和使用。' }, made.version)
    expect((await read()).missing.join()).not.toContain('法定表述')
    expect((await w.as('village').post('/goals', { areaId: town.areas.east, period: '2023-H2', order: 1, heading: '标题', text: '正文', setOn: '2023-06-01' })).status).toBe(403)
  })
})
