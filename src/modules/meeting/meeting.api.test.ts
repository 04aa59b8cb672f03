import { describe, expect, it } from 'vitest'
import { unzip } from '../../../tests/world/tables'
import { type Row, type Who, people, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const office = w.as('office')
const hold = (further: Record<string, unknown> = {}) => office.add('/meetings', { id: uuid7(), title: '五月安全生产领导小组会', type: 'leading_group', heldOn: '2023-05-20', host: '陆镇长', areaId: town.areas.town, ...further })
const post = (meeting: Row, part: string, body: Record<string, unknown>, who: Who = 'office') => w.as(who).post(`/meetings/${meeting.id}/${part}`, { id: uuid7(), ...body })
const read = (meeting: Row, who: Who = 'office') => w.as(who).read(`/meetings/${meeting.id}/proceedings`)
const task = { areaId: town.areas.east, dueOn: '2023-05-30' }
const agenda = (body: Row | Record<string, unknown>) => body.agenda as Row[]

describe('a meeting', () => {
  it('turns a decision into a follow-up of its owner, in one step', async () => {
    const meeting = await hold()
    const answer = await post(meeting, 'decisions', { text: '东坡村月底前拆除违规搭建', task })
    expect(answer).toMatchObject({ status: 201, body: { decisions: [{ text: '东坡村月底前拆除违规搭建', followUp: { ownerName: '东坡村', dueOn: '2023-05-30', status: 'doing', late: true, givenOn: '2023-05-20' } }] } })
    const made = ((answer.body.decisions as Row[])[0]?.followUp as Row).id
    expect(await office.read(`/follow-ups/${made}`)).toMatchObject({ sourceKind: 'meetings', sourceId: meeting.id, sourceTitle: meeting.title, sourceVisible: true })
    expect((await office.read(`/follow-ups?sourceId=${meeting.id}`)).total).toBe(1)
  })
  it('a decision may stand without a task; a bad task says which field, and leaves neither', async () => {
    const meeting = await hold()
    expect((await post(meeting, 'decisions', { text: '会议同意年度计划' })).status).toBe(201)
    const bad = await post(meeting, 'decisions', { text: '办不成', task: { ...task, dueOn: '2023-05-01' } })
    expect(bad).toMatchObject({ status: 422, body: { errors: [{ field: 'task.dueOn' }] } })
    expect((await read(meeting)).decisions).toHaveLength(1)
    expect((await office.read(`/follow-ups?sourceId=${meeting.id}`)).total).toBe(0)
  })
  it('puts what is still open first on its agenda, even if nobody did, and keeps how it stood', async () => {
    const first = await hold({ heldOn: '2023-04-10', type: 'prevention' })
    const decided = await post(first, 'decisions', { text: '检查加油站防雷', task: { areaId: town.areas.town, personId: town.persons.officer, dueOn: '2023-06-30' } })
    const next = await hold({ heldOn: '2023-05-10', type: 'prevention' })
    const other = await hold({ heldOn: '2023-05-11', type: 'other' })
    expect(agenda(await read(next))).toMatchObject([{ kind: 'open', openItems: [{ title: '检查加油站防雷', ownerName: '执一法（执法员）' }] }])
    expect(agenda(await read(other)).flatMap((item) => (item.openItems as Row[]).map((one) => one.title))).not.toContain('检查加油站防雷')
    const kept = await post(next, 'agenda', { items: [{ title: '部署汛期检查', presenter: '安晓办' }] })
    expect(agenda(kept.body)).toMatchObject([{ kind: 'open' }, { kind: 'item', title: '部署汛期检查', presenter: '安晓办' }])
    const done = ((decided.body.decisions as Row[])[0]?.followUp as Row).id
    await w.as('officer').post(`/follow-ups/${done}/completion`, { id: uuid7(), description: '已查' })
    await office.post(`/follow-ups/${done}/acceptance`, { id: uuid7() })
    expect((agenda(await read(next))[0]?.openItems as Row[])[0]).toMatchObject({ status: 'doing' })
  })
  it('suggests the leading group until attendance is kept; who came is counted once', async () => {
    const seat = (await office.all(`/appointments?personId=${town.persons.leader}`))[0]
    await w.as('administrator').patch(`/appointments/${seat?.id}`, { leadingGroup: 'head' }, seat?.version)
    const meeting = await hold()
    expect(await read(meeting)).toMatchObject({ attendanceKept: false, attendance: [{ name: people.leader.name, post: '镇长', state: 'invited' }] })
    const kept = await post(meeting, 'attendance', { people: [{ personId: town.persons.leader, state: 'present' }, { name: '县应急局来员', state: 'present' }, { name: '某副镇长', post: '副镇长', state: 'excused', note: '出差' }] })
    expect(kept.body).toMatchObject({ attendanceKept: true, attendance: [{ name: people.leader.name, post: '镇长' }, {}, { state: 'excused', note: '出差' }] })
    expect(await office.read(`/meetings/${meeting.id}`)).toMatchObject({ attendees: 2 })
    expect(await post(meeting, 'attendance', { people: [{ name: '甲', state: 'present' }, { name: '甲', state: 'absent' }] })).toMatchObject({ status: 422, body: { code: 'meeting.named_twice' } })
    expect((await post(meeting, 'attendance', { people: [{ state: 'present' }] })).body.errors).toMatchObject([{ field: 'people[0].name' }])
  })
  it('has minutes as DOCX and PDF', async () => {
    const meeting = await hold({ title: '专题会' })
    await post(meeting, 'decisions', { text: '拆除违建', task })
    await post(meeting, 'agenda', { items: [{ title: '部署汛期检查', presenter: '安晓办', outcome: '逐村排查' }] })
    await post(meeting, 'attendance', { people: [{ name: '县局来员', state: 'present' }, { name: '某副镇长', state: 'excused', note: '出差' }] })
    const docx = await office.get(`/meetings/${meeting.id}/minutes.docx`)
    const words = String(unzip(docx.bytes)['word/document.xml']).replace(/<[^>]+>/g, ' ')
    for (const said of ['专题会', '部署汛期检查', '逐村排查', '县局来员', '某副镇长', '拆除违建', '东坡村', '2023-05-30']) expect(words).toContain(said)
    const pdf = await office.get(`/meetings/${meeting.id}/minutes.pdf`)
    expect([pdf.status, new TextDecoder().decode(pdf.bytes.slice(0, 5))]).toEqual([200, '%PDF-'])
  })
  it('a decision written by mistake is taken back, after its follow-up', async () => {
    const meeting = await hold()
    const made = (await post(meeting, 'decisions', { text: '写错了', task })).body.decisions as Row[]
    const [decision, followUp] = [made[0]?.id, (made[0]?.followUp as Row).id]
    expect(await post(meeting, `decisions/${decision}/withdrawal`, { reason: '写错' })).toMatchObject({ status: 409, body: { code: 'meeting.still_followed' } })
    await office.post(`/follow-ups/${followUp}/withdrawal`, { id: uuid7(), reason: '写错' })
    expect((await post(meeting, `decisions/${decision}/withdrawal`, { reason: '写错' })).body.decisions).toEqual([])
    expect((await post(meeting, `decisions/${decision}/withdrawal`, { reason: '写错' })).status).toBe(404)
  })
})

describe('whose it is', () => {
  it('a village writes its own, sees not the town’s, and no other’s', async () => {
    const meeting = await hold()
    const own = await w.as('village').add('/meetings', { id: uuid7(), title: '村安全例会', type: 'other', heldOn: '2023-05-25', areaId: town.areas.east })
    expect((await post(own, 'decisions', { text: '清理楼道', task: { areaId: town.areas.east, dueOn: '2023-06-10' } }, 'village')).status).toBe(201)
    expect((await post(own, 'decisions', { text: '叫西岭村办', task: { areaId: town.areas.west, dueOn: '2023-06-10' } }, 'village')).status).toBe(422)
    for (const part of ['proceedings', 'minutes.docx', 'minutes.pdf']) {
      expect((await w.as('village').get(`/meetings/${meeting.id}/${part}`)).status).toBe(404)
      expect((await w.as('foreign').get(`/meetings/${own.id}/${part}`)).status).toBe(404)
      expect((await w.as('enterprise').get(`/meetings/${own.id}/${part}`)).status).toBe(403)
    }
    expect((await post(own, 'agenda', { items: [] }, 'foreign')).status).toBe(404)
    expect((await post(own, 'agenda', { items: [] }, 'auditor')).status).toBe(403)
  })
  it('the same decision sent twice is one, another under its id is refused', async () => {
    const meeting = await hold()
    const body = { id: uuid7(), text: '只办一次', task }
    expect((await office.post(`/meetings/${meeting.id}/decisions`, body)).status).toBe(201)
    expect((await office.post(`/meetings/${meeting.id}/decisions`, body)).status).toBeLessThan(300)
    expect((await office.post(`/meetings/${meeting.id}/decisions`, { ...body, text: '另一件' })).status).toBe(409)
    expect((await read(meeting)).decisions).toHaveLength(1)
    expect((await office.read(`/follow-ups?sourceId=${meeting.id}`)).total).toBe(1)
  })
})
