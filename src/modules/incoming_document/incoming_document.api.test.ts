import { afterEach, describe, expect, it } from 'vitest'
import { type Row, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const office = w.as('office')
const letter = (further: Record<string, unknown> = {}) => ({
  id: uuid7(), title: '关于开展自建房排查的督办函', type: 'supervision', sender: '青溪县安委办', number: '青安委办〔2023〕8号', receivedOn: '2023-06-01', answerDueOn: '2023-06-08', areaId: town.areas.town, ...further,
})
const verb = (one: Row, name: string, body: Record<string, unknown>) => office.post(`/incoming-documents/${one.id}/${name}`, { id: uuid7(), ...body })
const duties = async (one: Row) => (await office.read(`/duties?recordId=${one.id}&rule=incoming_document.answer&sort=openedOn`)).items.map((duty) => [duty.dueOn, duty.state])
afterEach(() => w.restart())

describe('an incoming document', () => {
  it('is owed an answer by its day, and late after it', async () => {
    const one = await office.add('/incoming-documents', letter())
    expect(one).toMatchObject({ status: 'open' })
    expect(await duties(one)).toEqual([['2023-06-08', 'open']])
    await w.restart('2023-06-09T10:00:00+08:00')
    expect((await office.read('/incoming-documents?late=town')).items.map((row) => row.id)).toContain(one.id)
    const answered = await verb(one, 'answer', { text: '已排查 120 户', number: '青溪府函〔2023〕3号' })
    expect(answered).toMatchObject({ status: 201, body: { status: 'answered', answeredOn: '2023-06-09', answerNumber: '青溪府函〔2023〕3号', answer: '已排查 120 户' } })
    expect(await duties(one)).toEqual([['2023-06-08', 'done_late']])
    expect((await office.read('/incoming-documents?q=' + encodeURIComponent('排查 120'))).items.map((row) => row.id)).toContain(one.id)
    expect(await verb(one, 'answer', { text: '再答' })).toMatchObject({ status: 409, body: { code: 'incoming_document.answered' } })
  })
  it('that asks for no answer owes none', async () => {
    const one = await office.add('/incoming-documents', letter({ answerDueOn: undefined }))
    expect(one.status).toBe('noted')
    expect(await duties(one)).toEqual([])
  })
  it('owes by the new day when the day is corrected, nothing when withdrawn, again when restored', async () => {
    const one = await office.add('/incoming-documents', letter())
    expect((await office.patch(`/incoming-documents/${one.id}`, { answerDueOn: '2023-06-20' }, one.version)).status).toBe(200)
    expect((await duties(one)).filter(([, state]) => state === 'open')).toEqual([['2023-06-20', 'open']])
    expect((await office.withdraw(`/incoming-documents/${one.id}`, '重复登记')).status).toBe(200)
    expect((await duties(one)).filter(([, state]) => state === 'open')).toEqual([])
    expect((await office.post(`/incoming-documents/${one.id}/restoration`)).status).toBe(201)
    expect((await duties(one)).filter(([, state]) => state === 'open')).toEqual([['2023-06-20', 'open']])
  })
  it('makes a follow-up that the village sees, though not the document', async () => {
    const one = await office.add('/incoming-documents', letter())
    const made = await verb(one, 'follow-ups', { areaId: town.areas.east, dueOn: '2023-06-07' })
    expect(made).toMatchObject({ status: 201, body: { followUps: [{ title: one.title, ownerName: '东坡村', dueOn: '2023-06-07', status: 'doing' }] } })
    const task = (made.body.followUps as Row[])[0]
    expect(await w.as('village').read(`/follow-ups/${task?.id}`)).toMatchObject({ sourceKind: 'incoming-documents', sourceTitle: one.title, sourceVisible: false })
    expect((await w.as('village').get(`/incoming-documents/${one.id}`)).status).toBe(404)
  })
  it('refuses days that cannot be and whom it does not concern', async () => {
    const post = (further: Record<string, unknown>) => office.post('/incoming-documents', letter(further))
    expect((await post({ receivedOn: '2023-06-02' })).body.errors).toMatchObject([{ field: 'receivedOn' }])
    expect((await post({ answerDueOn: '2023-05-31' })).body.errors).toMatchObject([{ field: 'answerDueOn' }])
    expect((await post({ status: 'answered' })).status).toBe(422)
    const one = await office.add('/incoming-documents', letter())
    expect((await verb(one, 'answer', { text: '早答', on: '2023-05-31' })).body.errors).toMatchObject([{ field: 'on' }])
    expect((await verb(one, 'answer', { text: '  ' })).body.errors).toMatchObject([{ field: 'text' }])
    expect((await w.as('village').post(`/incoming-documents/${one.id}/answer`, { id: uuid7(), text: '村答' })).status).toBe(403)
    expect((await w.as('village').post('/incoming-documents', letter({ areaId: town.areas.east }))).status).toBe(403)
  })
  it('the same answer sent twice is given once', async () => {
    const one = await office.add('/incoming-documents', letter())
    const body = { id: uuid7(), text: '已办' }
    const path = `/incoming-documents/${one.id}/answer`
    expect((await office.post(path, body)).status).toBe(201)
    expect((await office.post(path, body)).body.status).toBe('answered')
    expect((await office.read(`/incoming-documents/${one.id}/history`)).items.map((event) => event.verb)).toEqual(['created', 'answer'])
  })
})
