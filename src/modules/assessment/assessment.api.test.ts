import { describe, expect, it } from 'vitest'
import { before, find } from '../../../tests/world/loop'
import { unzip, xlsx } from '../../../tests/world/tables'
import { type Client, type Row, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const office = w.as('office')
const admin = w.as('admin')
const village = w.as('village')
const foreign = w.as('foreign')

type Cell = { state: string; points: number; passed: boolean }
interface Line extends Row { subject: string; score: number | null; grade: string; cells: Record<string, Cell>; rank?: number; closedOn: string }
interface Table { rows: Line[]; items: Row[]; waiting: number; openAppeals: number; round: Row }
interface Item extends Row { code: string; state: string; points: number; full: number; figures: { name: string; value: number | null; records?: string }[]; passed: boolean; gain?: number }
interface Sheet extends Row { items: Item[]; score: number | null; grade: string; verbs: string[]; appeals: Row[]; adjustments: Row[]; vetoes: Row[]; rank?: number }

const bands = [{ grade: 'excellent', from: 90 }, { grade: 'good', from: 80, below: 90 }, { grade: 'passed', from: 60, below: 80 }, { grade: 'failed', from: 0, below: 60 }]
const scheme = (further: Record<string, unknown> = {}) => ({
  id: uuid7(), title: '村级考核', year: 2023, term: 'half_year', subjectType: 'village', enabled: true, total: 100, notApplicable: 'out_of_base', vetoMode: 'zero',
  bonusMost: 5, deductionMost: 5, grades: bands, vetoes: [{ code: 'V1', title: '瞒报事故' }],
  items: [
    { code: '1', title: '检查', points: 40, manner: 'formula', formula: 'min(40, 20 * inspections)', missing: '去检查' },
    { code: '2', title: '整改率', points: 30, manner: 'formula', formula: '30 * hazards_closed / hazards_found', missing: '整改' },
    { code: '3', title: '资料', points: 30, manner: 'manual' },
  ],
  ...further,
})
const round = async (schemeId: string, further: Record<string, unknown> = {}) =>
  office.add('/assessment-rounds', { id: uuid7(), title: '2023年上半年考核', schemeId, periodFrom: '2023-01-01', periodTo: '2023-06-30', areaId: town.areas.town, ...further })
const compute = async (id: string) => {
  const answer = await office.post(`/assessment-rounds/${id}/computation`, {})
  expect(answer.status, answer.text).toBe(200)
  return answer.body
}
const move = (id: string, stage: string, who: Client = office) => who.post(`/assessment-rounds/${id}/stage`, { id: uuid7(), stage })
const table = async (id: string, who: Client = office) => (await who.read(`/assessment-rounds/${id}/table`)) as unknown as Table
const line = (of: Table, subject: string) => of.rows.find((one) => one.subject === subject) as Line
const sheet = async (id: string, who: Client = office) => (await who.read(`/assessment-results/${id}`)) as unknown as Sheet
const score = (id: string, code: string, points: number, who: Client = office) =>
  who.post(`/assessment-results/${id}/score`, { id: uuid7(), code, points, reason: '按资料核定' })

describe('a scheme', () => {
  it('is refused with all that is wrong in it, each at its field', async () => {
    const answer = await office.post('/assessment-schemes', scheme({
      grades: [{ grade: 'excellent', from: 90 }, { grade: 'good', from: 80, below: 89 }, { grade: 'failed', from: 0, below: 80 }],
      items: [{ code: '1', title: '检查', points: 40, manner: 'formula', formula: 'inspektions * 2' }],
    }))
    expect(answer.status).toBe(422)
    expect(answer.body.errors.map((one) => `${one.field} ${one.message}`)).toEqual([
      'items[0].formula 第 1 个字符：没有“inspektions”这个指标，请从右侧清单里选', 'items 各项分值合计 40 分，与总分 100 分不符', 'grades 89 到 90 分没有等次',
    ])
  })
  it('is checked as it is typed: where the formula breaks, and which figures it reads', async () => {
    const check = (formula: string) => office.post('/assessment-schemes/formula-check', { subjectType: 'village', formula })
    expect((await check('10 * hazards_closed /')).body).toMatchObject({ ok: false, message: '公式没有写完' })
    expect((await check('10 * letters')).body).toMatchObject({ ok: false, position: 5, token: 'letters' })
    expect((await check('min（10，hazards_closed.major × 2）')).body).toMatchObject({ ok: true, formula: 'min(10,hazards_closed.major * 2)', names: [{ name: 'hazards_closed.major' }] })
    expect((await office.with({ 'Accept-Language': 'en' }).post('/assessment-schemes/formula-check', { subjectType: 'patroller', formula: 'signing_rate' })).body.message)
      .toBe('There is no figure "signing_rate"; choose one from the list')
    const whole = await office.post('/assessment-schemes/check', { ...scheme({ total: 90 }), id: undefined })
    expect(whole.status, whole.text).toBe(200)
    expect((whole.body.errors as unknown as Row[]).map((one) => one.field)).toEqual(['items'])
    expect((await village.post('/assessment-schemes/formula-check', { subjectType: 'village', formula: '1' })).status).toBe(403)
  })
  it('that was used is changed by a new edition only', async () => {
    const kept = await office.add('/assessment-schemes', scheme())
    expect((await office.patch(`/assessment-schemes/${kept.id}`, { total: 101 }, kept.version)).status).toBe(422)
    expect((await office.patch(`/assessment-schemes/${kept.id}`, { bonusMost: 3 }, kept.version)).status).toBe(200)
    await round(kept.id)
    const now = await office.read(`/assessment-schemes/${kept.id}`)
    expect(now.used).toBe(true)
    const refused = await office.patch(`/assessment-schemes/${kept.id}`, { bonusMost: 4 }, now.version)
    expect([refused.status, refused.body.code]).toEqual([409, 'assessment_scheme.used'])
    expect((await office.withdraw(`/assessment-schemes/${kept.id}`, '误录')).status).toBe(409)
    expect((await office.patch(`/assessment-schemes/${kept.id}`, { enabled: false }, now.version)).status).toBe(200)
    const next = await office.post(`/assessment-schemes/${kept.id}/edition`, { id: uuid7() })
    expect(next.body).toMatchObject({ edition: 2, earlierId: kept.id, enabled: false, bonusMost: 3, used: false })
    expect((await office.patch(`/assessment-schemes/${next.body.id}`, { bonusMost: 4 }, next.body.version)).status).toBe(200)
  })
  it('is shipped for villages, unconfirmed and off until somebody takes it', async () => {
    const shipped = (await office.all('/assessment-schemes?q=参考方案'))[0] as Row
    expect(shipped).toMatchObject({ enabled: false, certainty: 'M', subjectType: 'village' })
    const refused = await office.post('/assessment-rounds', { id: uuid7(), title: '试算', schemeId: shipped.id, periodFrom: '2023-01-01', periodTo: '2023-06-30', areaId: town.areas.town })
    expect(refused.body.errors[0]).toMatchObject({ field: 'schemeId', code: 'assessment.scheme_off' })
    expect((await admin.patch(`/assessment-schemes/${shipped.id}`, { enabled: true }, shipped.version)).status).toBe(200)
    const made = await round(shipped.id)
    expect(await compute(made.id)).toMatchObject({ subjects: 2, waiting: 2 })
    expect(line(await table(made.id), '东坡村').cells['2.1']).toMatchObject({ state: 'scored', points: 0 })
  })
})

describe('a round', () => {
  it('goes from figures to a published score, and what was frozen recomputes to the same cent', async () => {
    const made = await round((await office.add('/assessment-schemes', scheme())).id)
    await find(w.as('officer'))
    expect((await move(made.id, 'self_check')).body.code).toBe('assessment.not_computed')
    expect(await compute(made.id)).toMatchObject({ subjects: 2, closed: 0, waiting: 2 })
    let rows = await table(made.id)
    const east = line(rows, '东坡村'), west = line(rows, '西岭村')
    expect(east.cells).toMatchObject({ 1: { state: 'scored', points: 20 }, 2: { state: 'scored', points: 0 }, 3: { state: 'waiting' } })
    // No hazard was found: the rate does not apply and leaves the base; it is never full points.
    expect(west.cells['2']).toMatchObject({ state: 'not_applicable', points: 0 })
    expect(rows.waiting).toBe(2)

    // Each point opens into its records.
    const figure = (await sheet(east.id)).items[0]?.figures[0]
    expect(figure).toMatchObject({ name: 'inspections', value: 1 })
    expect((await office.read(String(figure?.records))).total).toBe(1)

    // A draft is the town's alone.
    expect((await village.get(`/assessment-results/${east.id}`)).status).toBe(404)
    expect((await table(made.id, village)).rows).toEqual([])
    expect((await village.post(`/assessment-results/${east.id}/score`, { id: uuid7(), code: '3', points: 30, reason: '自评' })).status).toBe(403)
    expect((await move(made.id, 'self_check', village)).status).toBe(403)
    expect((await move(made.id, 'review')).body.code).toBe('assessment.stage')
    expect((await move(made.id, 'self_check')).status).toBe(201)

    // The assessed see their own and no other, and may say how it stands.
    expect((await table(made.id, village)).rows.map((one) => one.subject)).toEqual(['东坡村'])
    expect((await foreign.get(`/assessment-results/${east.id}`)).status).toBe(404)
    expect((await foreign.post(`/assessment-results/${east.id}/self-check`, { id: uuid7(), code: '3', note: '不是我的' })).status).toBe(404)
    const photo = uuid7()
    await village.send('PUT', `/attachments/${photo}`, new Uint8Array([0xff, 0xd8, 0xff, 0xd9]), { 'Content-Type': 'image/jpeg' })
    expect((await village.post(`/assessment-results/${east.id}/self-check`, { id: uuid7(), code: '3', points: 28, note: '资料齐全', proof: [photo] })).status).toBe(201)
    expect((await village.post(`/assessment-results/${east.id}/self-check`, { id: uuid7(), code: '3', points: 31 })).status).toBe(422)
    expect((await village.post(`/assessment-results/${east.id}/self-check`, { id: uuid7(), code: '3' })).body.code).toBe('assessment.says_nothing')
    expect((await office.get(`/attachments/${photo}`)).status).toBe(200)
    expect((await foreign.get(`/attachments/${photo}`)).status).toBe(404)

    expect((await move(made.id, 'review')).status).toBe(201)
    const missing = await move(made.id, 'notice')
    expect([missing.status, missing.body.code]).toEqual([409, 'assessment.waiting'])
    expect(missing.body.detail + missing.body.title).toContain('东坡村')
    expect((await score(east.id, '3', 31)).status).toBe(422)
    expect((await score(east.id, '1', 10)).body.code).not.toBeUndefined()
    expect((await score(east.id, '3', 25.55)).body.score).toBe(45.55)
    await score(west.id, '3', 21)
    expect(line(await table(made.id), '西岭村').score).toBe(30)  // 21 of 70
    expect((await move(made.id, 'notice')).status).toBe(201)
    expect((await office.post(`/assessment-rounds/${made.id}/computation`, {})).body.code).toBe('assessment.fixed')
    expect((await score(east.id, '3', 1)).body.code).toBe('assessment.wrong_stage')

    // An appeal is answered, and may bring points.
    expect((await office.post(`/assessment-results/${east.id}/appeal`, { id: uuid7(), code: '2', text: '代为申诉' })).status).toBe(403)
    expect((await village.post(`/assessment-results/${east.id}/appeal`, { id: uuid7(), code: '2', text: '隐患已经整改' })).status).toBe(201)
    const blocked = await move(made.id, 'frozen')
    expect([blocked.status, blocked.body.code]).toEqual([409, 'assessment.appeals'])
    const appeal = (await sheet(east.id)).appeals[0] as Row
    const answered = await office.post(`/assessment-results/${east.id}/appeal-answer`, { id: uuid7(), of: appeal.id, upheld: true, answer: '核实属实', points: 30 })
    expect(answered.body).toMatchObject({ score: 75.55, grade: 'passed' })
    expect((await office.post(`/assessment-results/${east.id}/appeal-answer`, { id: uuid7(), of: appeal.id, upheld: false, answer: '再答' })).body.code).toBe('assessment.answered')

    expect((await move(made.id, 'frozen')).status).toBe(201)
    // What happens afterwards changes nothing.
    await find(w.as('officer'))
    expect(await office.read(`/assessment-rounds/${made.id}/verification`)).toMatchObject({ results: 2, same: true, differences: [] })
    expect((await village.get(`/assessment-rounds/${made.id}/verification`)).status).toBe(403)
    const reopened = await move(made.id, 'notice')
    expect([reopened.status, reopened.body.code]).toEqual([409, 'assessment.stage'])
    expect((await office.withdraw(`/assessment-rounds/${made.id}`, '重来')).status).toBe(409)

    // Published: the whole table for everybody of the town, and the ledger that was there before.
    expect((await office.all('/assessments?year=2023')).length).toBe(0)
    expect((await move(made.id, 'published', w.as('leader'))).status).toBe(201)
    rows = await table(made.id, foreign)
    expect(rows.rows.map((one) => [one.subject, one.score])).toEqual([['东坡村', 75.55], ['西岭村', 30]])
    expect((await w.as('gridLeader').get(`/assessment-results/${east.id}`)).status).toBe(404)
    const ledger = await office.all('/assessments?year=2023&sort=title')
    expect(ledger.map((one) => [one.subject, one.score, one.grade, one.areaId])).toEqual([['东坡村', 75.55, 'passed', town.areas.east], ['西岭村', 30, 'failed', town.areas.west]])
    expect((await office.read('/measures/assessments?from=2023-01-01&to=2023-12-31')).value).toBe(2)
  })

  it('keeps bonuses, deductions and vetoes within what the scheme says', async () => {
    const made = await round((await office.add('/assessment-schemes', scheme({ items: [{ code: '3', title: '资料', points: 100, manner: 'manual' }] }))).id)
    await compute(made.id)
    const east = line(await table(made.id), '东坡村').id
    await score(east, '3', 88)
    const adjust = (type: string, points: number) => office.post(`/assessment-results/${east}/adjustment`, { id: uuid7(), type, points, reason: '按文件' })
    expect((await adjust('bonus', 3)).body.score).toBe(91)
    expect((await adjust('bonus', 3)).body.errors[0]).toMatchObject({ code: 'assessment.bounds', message: '合计不能超过 5 分' })
    expect((await adjust('deduction', 5)).body).toMatchObject({ score: 86, grade: 'good' })
    const veto = (code: string) => office.post(`/assessment-results/${east}/veto`, { id: uuid7(), code, reason: '迟报事故' })
    expect((await veto('V9')).body.errors[0]?.code).toBe('assessment.veto')
    const vetoed = await veto('V1')
    expect(vetoed.body).toMatchObject({ score: 0, grade: 'failed', veto: true })
    // Figures taken anew keep what people said.
    await compute(made.id)
    expect(await sheet(east)).toMatchObject({ score: 0, veto: true })
    const of = ((vetoed.body as unknown as Sheet).vetoes[0] as Row).id
    expect((await office.post(`/assessment-results/${east}/veto-withdrawal`, { id: uuid7(), of, reason: '核实不属实' })).body).toMatchObject({ score: 86, veto: false })
  })

  it('says what to do for more points, the most first', async () => {
    const made = await round((await office.add('/assessment-schemes', scheme())).id)
    await compute(made.id)
    const west = line(await table(made.id), '西岭村').id
    await score(west, '3', 28)
    const answer = await office.read(`/assessment-results/${west}/gains?points=5`)
    // 40 of a base of 70: no hazard was found there.
    expect((answer.items as unknown as Item[]).map((one) => [one.code, one.gain, one.missing])).toEqual([['1', 57.14, '去检查']])
    expect((await office.read(`/assessment-results/${west}/gains?points=100`)).reachable).toBe(60)
    expect((await office.get(`/assessment-results/${west}/gains?points=many`)).status).toBe(400)
  })

  it('ranks villages only where the scheme says so, within their group, and only once they are told', async () => {
    const items = [{ code: '3', title: '资料', points: 100, manner: 'manual' }]
    const groups = [{ group: '平原', areaId: town.areas.east }, { group: '山区', areaId: town.areas.west }]
    const made = await round((await office.add('/assessment-schemes', scheme({ items, ranked: true, peerGroups: groups }))).id)
    await compute(made.id)
    const rows = await table(made.id)
    expect(rows.rows.map((one) => one.peerGroup)).toEqual(['山区', '平原'])
    for (const one of rows.rows) await score(one.id, '3', one.subject === '东坡村' ? 90 : 50)
    expect((await table(made.id)).rows.map((one) => one.rank)).toEqual([undefined, undefined])
    for (const stage of ['self_check', 'review', 'notice']) expect((await move(made.id, stage)).status).toBe(201)
    expect((await table(made.id)).rows.map((one) => one.rank)).toEqual([1, 1])
  })

  it('shows long work with its progress, as a job', async () => {
    const made = await round((await office.add('/assessment-schemes', scheme())).id)
    const started = await office.with({ Prefer: 'respond-async' }).post(`/assessment-rounds/${made.id}/computation`, {})
    expect(started.status).toBe(202)
    await expect.poll(async () => (await office.read(`/jobs/${started.body.id}`)).state, { timeout: 10_000 }).toBe('done')
    expect((await office.read(`/jobs/${started.body.id}`)).answer).toMatchObject({ subjects: 2 })
  })

  it('comes out as a table and as documents', async () => {
    const made = await round((await office.add('/assessment-schemes', scheme())).id)
    await compute(made.id)
    const east = line(await table(made.id), '东坡村').id
    const words = async (path: string) => String(unzip((await office.get(path)).bytes)['word/document.xml'])
    expect(await words(`/assessment-results/${east}/notice.docx`)).toContain('考核结果告知书')
    expect(await words(`/assessment-results/${east}/talk.docx`)).toContain('约谈通知书')
    expect((await office.get(`/assessment-results/${east}/praise.pdf`)).text.slice(0, 5)).toBe('%PDF-')
    const book = unzip((await office.get(`/assessment-rounds/${made.id}/table.xlsx`)).bytes)
    expect(Object.entries(book).map(([, part]) => String(part)).join('')).toContain('待评')
  })
})

describe('enterprises, units and persons', () => {
  it('are assessed by what is counted for each of them; an enterprise sees its own', async () => {
    const made = await round((await office.add('/assessment-schemes', scheme({
      subjectType: 'enterprise', categories: ['hotel', 'catering'],
      items: [{ code: '1', title: '没有逾期隐患', points: 60, manner: 'formula', formula: 'max(0, 60 - 10 * hazards_overdue)' },
        { code: '2', title: '按期整改', points: 40, manner: 'formula', formula: '40 * hazards_closed_in_time / hazards_closed' }],
    }))).id)
    await compute(made.id)
    const rows = await table(made.id)
    expect(rows.rows.map((one) => one.subject)).toEqual(['东坡饭店', '东坡宾馆'])
    const hotel = line(rows, '东坡宾馆')
    const own = w.as('enterprise')
    expect((await own.get(`/assessment-results/${hotel.id}`)).status).toBe(404)
    await move(made.id, 'self_check')
    expect((await own.all('/assessment-results')).map((one) => one.subject)).toEqual(['东坡宾馆'])
    expect((await sheet(hotel.id, own)).verbs).toEqual(['self-check'])
    expect((await own.get(`/assessment-results/${line(rows, '东坡饭店').id}`)).status).toBe(404)
  })

  it('a patroller passes or fails items, has no score and no rank, and nobody else in the grid sees it', async () => {
    await w.as('patroller').add('/inspections', {
      id: uuid7(), outing: {}, placeType: 'enterprises', placeId: town.enterprises.hotel, kind: 'patrol', happenedAt: before, inspectorIds: [town.persons.patroller], hazards: [],
    })
    const made = await round((await office.add('/assessment-schemes', scheme({
      subjectType: 'patroller', grades: [],
      items: [{ code: '1', title: '走访覆盖', points: 50, manner: 'formula', formula: 'visit_coverage >= 80 ? 50 : 0' },
        { code: '2', title: '发现隐患', points: 50, manner: 'formula', formula: 'hazards_found > 0 ? 50 : 0' }],
    }))).id)
    await compute(made.id)
    const rows = await table(made.id)
    expect(rows.rows.map((one) => [one.subject, one.score, one.grade, one.rank, one.cells['1']?.passed, one.cells['2']?.passed]))
      .toEqual([['巡查员', null, '', undefined, true, false]])
    expect((await w.as('patroller').read('/assessment-results/mine')).total).toBe(0)
    for (const stage of ['self_check', 'review', 'notice', 'frozen', 'published']) expect((await move(made.id, stage)).status).toBe(201)
    const mine = (await w.as('patroller').read('/assessment-results/mine')).items as unknown as Sheet[]
    expect(mine.map((one) => [one.score, one.rank, one.items.map((item) => item.passed)])).toEqual([[null, undefined, [true, false]]])
    for (const who of ['village', 'gridLeader', 'foreign'] as const) {
      expect((await w.as(who).get(`/assessment-results/${rows.rows[0]?.id}`)).status).toBe(404)
      expect((await table(made.id, w.as(who))).rows).toEqual([])
    }
    // Nothing that persons could be ordered by.
    expect((await office.all('/assessment-results?subjectType=patroller')).map((one) => [one.score, one.grade])).toEqual([[undefined, undefined]])
    expect((await office.all('/assessments?q=巡查员')).length).toBe(0)
  })

  it('a patroller\'s trainings count where somebody entered who took part, and are unknown where nobody did', async () => {
    const made = await round((await office.add('/assessment-schemes', scheme({
      subjectType: 'patroller', grades: [],
      items: [{ code: '1', title: '参加培训', points: 50, manner: 'formula', formula: 'trainings_attended > 0 ? 50 : 0' },
        { code: '2', title: '满8学时', points: 50, manner: 'formula', formula: 'training_hours >= 8 ? 50 : 0' }],
    }))).id)
    const cells = async () => { await compute(made.id); return (await table(made.id)).rows[0]?.cells }
    const training = { title: '巡查员业务培训', audience: 'patrollers', heldOn: before.slice(0, 10), areaId: town.areas.town, attendees: 30, hours: 4 }
    await office.add('/trainings', training)
    expect((await cells())?.['1']).toMatchObject({ state: 'not_applicable' })
    await office.add('/trainings', { ...training, participantIds: [town.persons.village] })
    expect((await cells())?.['1']).toMatchObject({ passed: false })
    await office.add('/trainings', { ...training, participantIds: [town.persons.patroller, town.persons.patroller] })
    expect(await cells()).toMatchObject({ 1: { passed: true }, 2: { passed: false } })
    await office.add('/trainings', { ...training, participantIds: [town.persons.patroller, town.persons.village] })
    expect(await cells()).toMatchObject({ 1: { passed: true }, 2: { passed: true } })
  })

  it('of enforcement has a scheme to begin with, by quality, without points for numbers, off until somebody takes it', async () => {
    for (const type of ['officer', 'unit', 'patroller']) {
      const [shipped] = await office.all(`/assessment-schemes?subjectType=${type}&q=默认`)
      expect(shipped, type).toMatchObject({ enabled: false, certainty: 'M', subjectType: type })
      const whole = await office.read(`/assessment-schemes/${shipped?.id}`)
      expect((await office.post('/assessment-schemes/check', { subjectType: type, total: whole.total, grades: [], items: whole.items })).body).toMatchObject({ errors: [], points: 100, total: 100 })
    }
    const [officer] = await office.all('/assessment-schemes?subjectType=officer&q=默认')
    await admin.patch(`/assessment-schemes/${officer?.id}`, { enabled: true }, officer?.version)
    const made = await round(String(officer?.id))
    await compute(made.id)
    const rows = (await table(made.id)).rows
    expect(rows.length).toBeGreaterThan(0)
    // Few records are not judged.
    for (const row of rows) expect([row.score, row.rank, row.cells['1']?.state]).toEqual([null, undefined, 'not_applicable'])
  })

  it('a member unit answers for its trades, and its people see its result', async () => {
    const made = await round((await office.add('/assessment-schemes', scheme({
      subjectType: 'member_unit', items: [{ code: '1', title: '检查', points: 100, manner: 'formula', formula: 'inspections > 0 ? 100 : 50' }],
    }))).id)
    await compute(made.id)
    expect((await table(made.id)).rows.map((one) => [one.subject, one.score])).toEqual([['市场监管所', 50]])
    await move(made.id, 'self_check')
    const mine = (await w.as('trade').read('/assessment-results/mine')).items as unknown as Sheet[]
    expect(mine.map((one) => [one.subject, one.verbs.includes('self-check')])).toEqual([['市场监管所', true]])
  })
})

describe('the town itself, assessed from above', () => {
  it('takes the scheme from a sheet, breaks it down into targets, and keeps its own score with proof', async () => {
    const rows = [['编号', '考核内容*', '分值*', '责任单位', '完成期限'], ['A1', '领导带队检查', 60, '安监办', '2023-06-30'], ['A2', '宣传教育', 40.5, '宣传办', '']]
    const send = (body: Uint8Array, query = '') => office.post(`/assessment-schemes/sheet?title=${encodeURIComponent('县对镇考核')}${query}`, body)
    const bad = await send(xlsx([['考核内容', '分值', '分數'], ['', 'x', 1]]))
    expect(bad.body.errors.map((one) => `${one.row} ${one.field}`)).toEqual(['1 分數', '2 title', '2 points'])
    expect((await send(xlsx([...rows, ['A2', '重号', 1]]))).body.errors.map((one) => `${one.row} ${one.field}`)).toEqual(['4 code'])
    expect((await send(xlsx(rows), '&check=1')).body).toMatchObject({ accepted: 2, points: 100.5 })
    expect((await office.all('/assessment-targets')).length).toBe(0)
    const made = await send(xlsx(rows))
    expect([made.status, made.body.targets]).toEqual([201, 2])
    expect((await office.all('/assessment-targets?sort=dueOn')).map((one) => [one.itemCode, one.unit, one.dueOn, one.state]))
      .toEqual([['A1', '安监办', '2023-06-30', 'open'], ['A2', '宣传办', '2023-12-31', 'open']])
    const draft = await office.read(`/assessment-schemes/${made.body.id}`)
    expect(draft).toMatchObject({ title: '县对镇考核', enabled: false, subjectType: 'town', total: 100.5 })
    expect((await office.patch(`/assessment-schemes/${made.body.id}`, { enabled: true }, draft.version)).status).toBe(200)
    const own = await round(String(made.body.id))
    await compute(own.id)
    const result = line(await table(own.id), '青溪镇').id
    await move(own.id, 'self_check')
    expect((await office.post(`/assessment-results/${result}/self-check`, { id: uuid7(), code: 'A1', points: 55, note: '台账齐全' })).status).toBe(201)
    expect((await village.post(`/assessment-results/${result}/self-check`, { id: uuid7(), code: 'A1', note: '代填' })).status).toBe(404)
    expect((await office.get('/assessment-schemes/sheet.xlsx')).status).toBe(200)
    expect((await village.get('/assessment-schemes/sheet.xlsx')).status).toBe(403)
  })
})

// Last, because the village stays: what has a result is not withdrawn.
describe('a subject that ended', () => {
  it('leaves out who ended in the middle of the period, and says so', async () => {
    await admin.add('/areas', { name: '南坪村', parentId: town.areas.town, level: 'village', validFrom: '2020-01-01', validTo: '2023-03-31', code: '449999100203' })
    const made = await round((await office.add('/assessment-schemes', scheme())).id)
    expect(await compute(made.id)).toMatchObject({ subjects: 3, closed: 1, waiting: 2 })
    const south = line(await table(made.id), '南坪村')
    expect(south).toMatchObject({ score: null, grade: '', closedOn: '2023-03-31' })
    expect((await score(south.id, '3', 1)).body.code).toBe('assessment.closed')
  })
})
