import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { find } from '../../../tests/world/loop'
import { unzip } from '../../../tests/world/tables'
import { type Body, type Row, type Who, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const may = '2023-05'
const desk = (who: Who, area: string, period = may) => w.as(who).read(`/periodic-reports/desk?area=${area}&period=${period}`)
const draft = (who: Who, areaId: string, period = may, further: Record<string, unknown> = {}) => w.as(who).post('/periodic-reports', { id: uuid7(), areaId, period, ...further })
const post = (who: Who, id: unknown, verb: string, body: Record<string, unknown> = {}) => w.as(who).post(`/periodic-reports/${String(id)}/${verb}`, { id: uuid7(), ...body })
const figure = (body: Body | Row, measure: string) => (body.figures as Row[]).find((one) => one.measure === measure)
const part = (body: Body | Row, area: string) => (body.parts as Row[]).find((one) => one.areaId === area)
const duty = async (area: string) => (await w.as('office').all(`/duties?rule=monthly-report&recordId=${area}&period=2023-06`))[0]

describe('a monthly report', () => {
  it('is missing until it is handed in, prefilled whole from the records, and nothing of it is typed', async () => {
    await find(w.as('officer'), { dueOn: '2023-06-10', description: '安全出口上锁' }, { happenedAt: '2023-05-30T09:00:00+08:00' })
    const before = await desk('village', town.areas.east)
    expect(before).toMatchObject({ state: 'missing', title: '东坡村2023年5月安全生产月报', period: may, verbs: ['words', 'submission'] })
    expect(before.id).toBeUndefined()
    expect(figure(before, 'inspections')).toMatchObject({ value: 1, zh: '检查家次', differs: false })
    const made = await draft('village', town.areas.east, may, { words: '本月主要查了宾馆。', marks: [{ measure: 'inspections', note: '另有一次没录' }] })
    expect(made).toMatchObject({ status: 201, body: { state: 'draft', title: '东坡村2023年5月安全生产月报', level: 'village' } })
    expect((await desk('office', town.areas.town)).state).toBe('missing')
    expect(part(await desk('office', town.areas.town), town.areas.east)).toMatchObject({ state: 'draft' })
    const handed = await post('village', made.body.id, 'submission')
    expect(handed).toMatchObject({ status: 201, body: { state: 'submitted', zero: false, submittedOn: '2023-06-01', submittedBy: '东村长', verbs: [] } })
    expect(figure(handed.body, 'inspections')).toMatchObject({ value: 1, note: '另有一次没录' })
    expect(await w.as('village').patch(`/periodic-reports/${made.body.id}`, { words: '改' }, Number(handed.body.version))).toMatchObject({ status: 409, body: { code: 'periodic_report.handed_in' } })
    expect(await w.as('village').withdraw(`/periodic-reports/${made.body.id}`, '不要')).toMatchObject({ status: 409 })
  })
  it('that says nothing happened is a zero report, and one that was not handed in is missing', async () => {
    const west = (await draft('foreign', town.areas.west)).body.id
    expect((await post('foreign', west, 'submission')).body).toMatchObject({ state: 'submitted', zero: true })
    const town5 = await desk('office', town.areas.town)
    expect(part(town5, town.areas.west)).toMatchObject({ state: 'submitted', zero: true, submittedOn: '2023-06-01', differs: [] })
    expect((await desk('office', town.areas.east)).parts).toMatchObject([{ state: 'missing', zero: false }, { state: 'missing' }])
  })
  it('is returned with a reason, handed in again, accepted by somebody else, and then stays as it is', async () => {
    const id = (await desk('village', town.areas.east)).id
    expect(await post('office', id, 'return')).toMatchObject({ status: 422, body: { errors: [{ field: 'reason' }] } })
    expect((await post('office', id, 'return', { reason: '漏了一次检查' })).body).toMatchObject({ state: 'returned', returnReason: '漏了一次检查', returnedBy: '安晓办' })
    expect(await post('office', id, 'acceptance')).toMatchObject({ status: 409, body: { code: 'periodic_report.not_submitted' } })
    const returned = await desk('village', town.areas.east)
    expect(returned.verbs).toEqual(['words', 'submission'])
    expect((await w.as('village').patch(`/periodic-reports/${id}`, { marks: [], words: '已补录。' }, Number(returned.version))).status).toBe(200)
    expect((await post('village', id, 'submission')).body).toMatchObject({ state: 'submitted', submittedOn: '2023-06-01', resubmittedOn: '2023-06-01' })
    expect(await post('village', id, 'submission')).toMatchObject({ status: 409, body: { code: 'periodic_report.submitted' } })
    expect((await post('office', id, 'acceptance', { note: '属实' })).body).toMatchObject({ state: 'accepted', acceptedBy: '安晓办', acceptanceNote: '属实', verbs: [] })
    for (const [verb, body] of [['return', { reason: '再看' }], ['acceptance', {}], ['submission', {}]] as const)
      expect(await post(verb === 'submission' ? 'village' : 'office', id, verb, body), verb).toMatchObject({ status: 409, body: { code: 'periodic_report.accepted' } })
    expect(await w.as('village').patch(`/periodic-reports/${id}`, { words: '再改' }, Number((await desk('village', town.areas.east)).version))).toMatchObject({ status: 409, body: { code: 'periodic_report.accepted' } })
    expect((await w.as('office').withdraw(`/periodic-reports/${id}`, '不要')).status).toBe(409)
  })
  it('keeps what was handed in and says where the records are others now, here and in the one above', async () => {
    await find(w.as('officer'), { dueOn: '2023-06-10', description: '后来补录的' }, { happenedAt: '2023-05-31T09:00:00+08:00' })
    const east = await desk('village', town.areas.east)
    expect(figure(east, 'inspections')).toMatchObject({ value: 1, live: 2, differs: true })
    const whole = await desk('office', town.areas.town)
    // The sum is asked from the records, never added up from what was handed in.
    expect(figure(whole, 'inspections')).toMatchObject({ value: 2, live: 2 })
    expect((part(whole, town.areas.east)?.differs as Row[]).map((one) => one.measure)).toContain('inspections')
    expect((await w.as('office').get(String(figure(whole, 'inspections')?.records).replace('/api/v1', ''))).body.total).toBe(2)
  })
  it('is a document and a table', async () => {
    const files = Object.fromEntries(await Promise.all(['docx', 'pdf', 'xlsx'].map(async (ending) => {
      const file = await w.as('office').get(`/periodic-reports/desk.${ending}?area=${town.areas.town}&period=${may}`)
      expect(file.status).toBe(200)
      return [ending, file.bytes] as const
    })))
    const docx = String(unzip(files.docx as Uint8Array)['word/document.xml'])
    expect(docx).toContain('青溪镇2023年5月安全生产月报')
    expect(docx).toContain('共2个，已报2个（其中零报告1个）。')
    expect(new TextDecoder().decode((files.pdf as Uint8Array).slice(0, 5))).toBe('%PDF-')
    expect(Object.values(unzip(files.xlsx as Uint8Array)).join('\n')).toContain('检查家次')
    const english = Object.values(unzip((await w.as('office').with({ 'Accept-Language': 'en' }).get(`/periodic-reports/desk.xlsx?area=${town.areas.town}&period=${may}`)).bytes)).join('\n')
    expect(english).toContain('(zero report)')
    expect(english).not.toMatch(/>(accepted|submitted|draft|returned|missing|running)\b/)
  })
  it('is given by machine as a DHIS2 data value set: what was handed in, zero as zero, missing not at all', async () => {
    const set = async (query: string) => (await w.as('office').read(`/periodic-reports/dataValueSets?${query}`)).dataValues as Row[]
    const all = await set(`period=${may}`)
    expect(new Set(all.map((one) => one.orgUnit))).toEqual(new Set([town.areas.east, town.areas.west]))
    expect(all.find((one) => one.orgUnit === town.areas.east && one.dataElement === 'inspections')).toMatchObject({ period: '202305', value: '1', followup: false })
    expect(all.filter((one) => one.orgUnit === town.areas.west).every((one) => one.value === '0')).toBe(true)
    expect((await set(`period=${may}&area=${town.areas.west}&orgUnitIdScheme=CODE`))[0]).toMatchObject({ orgUnit: '449999100202' })
    expect(await set('period=2023-W22')).toEqual([])
    for (const query of ['period=2023', 'period=', `period=${may}&orgUnitIdScheme=name`]) expect((await w.as('office').get(`/periodic-reports/dataValueSets?${query}`)).status, query).toBe(400)
    expect((await w.as('foreign').get(`/periodic-reports/dataValueSets?period=${may}&area=${town.areas.east}`)).status).toBe(404)
    const own = (await w.as('foreign').read(`/periodic-reports/dataValueSets?period=${may}`)).dataValues as Row[]
    expect(new Set(own.map((one) => one.orgUnit))).toEqual(new Set([town.areas.west]))
  })
})

describe('what is refused', () => {
  it('a period that has not begun or still runs, one that is none, another level, twice', async () => {
    expect(await draft('village', town.areas.east, '2023-07')).toMatchObject({ status: 422, body: { code: 'periodic_report.future' } })
    for (const period of ['2023', '2023-Q2', '2023-13', '2023-W54', '5月']) expect(await draft('village', town.areas.east, period), period).toMatchObject({ status: 422, body: { code: 'periodic_report.period' } })
    const june = await draft('village', town.areas.east, '2023-06')
    expect(june.status).toBe(201)
    expect(await post('village', june.body.id, 'submission')).toMatchObject({ status: 409, body: { code: 'periodic_report.not_ended' } })
    expect(await draft('office', town.areas.east, '2023-06')).toMatchObject({ status: 409, body: { code: 'periodic_report.exists' } })
    expect(await w.as('village').patch(`/periodic-reports/${june.body.id}`, { period: '2023-04' }, Number(june.body.version))).toMatchObject({ status: 422, body: { code: 'periodic_report.fixed' } })
    expect(await w.as('village').patch(`/periodic-reports/${june.body.id}`, { marks: [{ measure: 'weather', note: '不对' }] }, Number(june.body.version))).toMatchObject({ status: 422, body: { code: 'periodic_report.measure' } })
    expect((await w.as('village').patch(`/periodic-reports/${june.body.id}`, { figures: { inspections: 9 } }, Number(june.body.version))).status).toBe(422)
    expect((await w.as('village').withdraw(`/periodic-reports/${june.body.id}`, '写早了')).status).toBeLessThan(300)
    expect((await draft('village', town.areas.east, '2023-06')).status).toBe(201)
    expect((await w.as('village').post(`/periodic-reports/${june.body.id}/restoration`, {})).status).toBe(409)
    expect((await w.as('office').get('/periodic-reports/desk?period=2023-Q2')).status).toBe(400)
  })
  it('another’s area, a limited trade, an enterprise; accepting one’s own or one level too low', async () => {
    const id = (await desk('village', town.areas.east)).id
    expect((await w.as('foreign').get(`/periodic-reports/desk?area=${town.areas.east}&period=${may}`)).status).toBe(404)
    expect((await w.as('foreign').get(`/periodic-reports/${id}`)).status).toBe(404)
    expect((await draft('foreign', town.areas.east, '2023-04')).status).toBe(422)
    for (const verb of ['submission', 'acceptance']) expect((await post('foreign', id, verb)).status, verb).toBe(404)
    expect((await w.as('trade').get(`/periodic-reports/${id}`)).status).toBe(404)
    expect((await w.as('enterprise').get('/periodic-reports')).status).toBe(403)
    expect((await w.as('patroller').get('/periodic-reports/desk')).status).toBe(403)

    const april = (await draft('office', town.areas.east, '2023-04')).body.id
    await post('office', april, 'submission')
    expect((await post('village', april, 'acceptance')).status).toBe(403)
    expect(await post('office', april, 'acceptance')).toMatchObject({ status: 403, body: { code: 'periodic_report.same_person' } })
    expect((await post('leader', april, 'acceptance')).body.state).toBe('accepted')

    const grid = (await draft('gridLeader', town.areas.eastFirst)).body.id
    await post('gridLeader', grid, 'submission')
    expect((await post('gridLeader', grid, 'acceptance')).status).toBe(403)
    expect((await post('village', grid, 'acceptance')).body.state).toBe('accepted')

    const whole = (await draft('office', town.areas.town)).body.id
    await post('office', whole, 'submission')
    expect((await post('supervisor', whole, 'acceptance')).status).toBe(403)
    expect((await post('leader', whole, 'acceptance')).body.state).toBe('accepted')
  })
  it('handing in twice by the same request changes nothing', async () => {
    const id = (await draft('foreign', town.areas.west, '2023-04')).body.id
    const body = { id: uuid7() }
    expect((await w.as('foreign').post(`/periodic-reports/${id}/submission`, body)).status).toBe(201)
    expect((await w.as('foreign').post(`/periodic-reports/${id}/submission`, body)).body).toMatchObject({ state: 'submitted' })
    expect((await w.as('office').read(`/periodic-reports/${id}/history`)).items.filter((one: Row) => one.verb === 'submission')).toHaveLength(1)
  })
})

describe('the duty to report', () => {
  beforeAll(() => w.restart('2023-07-07T09:00:00+08:00'))
  afterAll(() => w.restart())
  it('of the town to the county is owed where the administrator takes the rule, and done by the town’s own report', async () => {
    const admin = w.as('admin'), office = w.as('office')
    const [rule] = (await admin.all('/duty-rules')).filter((one) => one.name === 'town-monthly-report')
    expect(rule).toMatchObject({ enabled: false, certainty: 'M' })
    const owed = async () => (await office.all(`/duties?rule=town-monthly-report&recordId=${town.areas.town}&period=2023-06`))[0]
    expect(await owed()).toBeUndefined()
    expect((await admin.post(`/duty-rules/${rule?.id}/edition`, { id: uuid7(), effectiveFrom: '2023-06-01', enabled: true })).status).toBe(201)
    await expect.poll(async () => (await owed())?.state, { timeout: 10_000 }).toBe('open')
    expect(await owed()).toMatchObject({ dueOn: '2023-07-08', titleEn: 'Hand in the town\'s report of last month to the county' })
    const id = (await draft('office', town.areas.town, '2023-06')).body.id
    expect((await post('office', id, 'submission')).status).toBe(201)
    expect(await owed()).toMatchObject({ state: 'done', dischargedBy: id })
  })
  it('is late without a report, done by one handed in, open again when it is returned, and by no grid’s', async () => {
    await expect.poll(async () => (await duty(town.areas.west))?.state, { timeout: 10_000 }).toBe('late')
    const office = w.as('office')
    const review = await office.post('/progress-reviews', { id: uuid7(), title: '7月安全调度', period: 'month', heldOn: '2023-07-07', areaId: town.areas.town })
    const lines = (await office.read(`/progress-reviews/${review.body.id}`)).lines as Row[]
    expect(lines.filter((one) => one.topic === 'reports').map((one) => one.areaName).sort()).toEqual(['东坡村', '西岭村', '青溪镇'])
    expect(lines.filter((one) => one.topic === 'duties').flatMap((one) => (one.records as Row[]).map((record) => record.title)).filter((title) => String(title).includes('月报'))).toEqual([])

    const grid = (await draft('office', town.areas.westFirst, '2023-06')).body.id
    expect((await post('office', grid, 'submission')).status).toBe(201)
    expect((await duty(town.areas.west))?.state).toBe('late')
    const west = (await draft('foreign', town.areas.west, '2023-06')).body.id
    expect((await duty(town.areas.west))?.state).toBe('late')
    await post('foreign', west, 'submission')
    expect(await duty(town.areas.west)).toMatchObject({ state: 'done_late', dischargedOn: '2023-07-07', dischargedKind: 'periodic-reports', dischargedBy: west })
    await post('leader', west, 'return', { reason: '补说明' })
    expect((await duty(town.areas.west))?.state).toBe('late')
    await w.restart('2023-07-09T09:00:00+08:00')
    await post('foreign', west, 'submission')
    // In time or late is told by the first day on which it was handed in.
    expect(await duty(town.areas.west)).toMatchObject({ state: 'done_late', dischargedOn: '2023-07-07' })
    await post('leader', west, 'acceptance')
    expect((await duty(town.areas.west))?.state).toBe('done_late')
  })
})
