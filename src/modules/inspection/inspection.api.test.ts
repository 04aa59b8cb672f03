import { beforeAll, describe, expect, it } from 'vitest'
import { unzip } from '../../../tests/world/tables'
import { before, finding, visit } from '../../../tests/world/loop'
import { type Row, people, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const officer = w.as('officer')
const send = (further: Record<string, unknown> = {}) => officer.post('/inspections', visit(further))
interface Item { code: string; text: string; clause?: string; certainty: string }
interface Checklist extends Row { title: string; category: string; items: Item[] }
let list: Checklist

beforeAll(async () => {
  const lists = (await officer.read('/checklists?category=hotel')).items as Checklist[]
  list = (await officer.read(`/checklists/${lists.find((one) => String(one.effectiveFrom) <= '2023-06-01' && String(one.effectiveTo ?? '9') >= '2023-06-01')?.id}`)) as unknown as Checklist
})
const answersFor = (results: Record<string, string> = {}) => list.items.map((item) => ({ itemId: item.code, result: results[item.code] ?? 'pass' }))

describe('an inspection', () => {
  it('is kept whole: place, people, answers with their items, hazards', async () => {
    const [first, second] = list.items as [Item, Item]
    const body = visit({
      checklistId: list.id, endedAt: '2023-06-01T08:50:00+08:00', situation: '已陪同检查', companion: { name: '王五', position: '店长', phone: '138' },
      answers: answersFor({ [first.code]: 'fail', [second.code]: 'na' }), hazards: [finding({ itemId: first.code })],
    })
    const answer = await officer.post('/inspections', body)
    expect(answer).toMatchObject({ status: 201, body: { id: body.id, placeName: '东坡宾馆', hazards: [{ itemId: first.code }], notices: [] } })
    expect(await officer.read(`/inspections/${body.id}`)).toMatchObject({
      placeName: '东坡宾馆', areaName: '第一网格', category: 'hotel', happenedOn: '2023-06-01', happenedAt: before, endedAt: '2023-06-01T08:50:00+08:00', receivedAt: '2023-06-01T09:00:00+08:00',
      inspectorNames: `${people.officer.name}、${people.supervisor.name}`, companion: { name: '王五' }, situation: '已陪同检查', hazardCount: 1,
      hazards: [{ description: '二楼安全出口上锁', checklistId: list.id }], answers: expect.arrayContaining([expect.objectContaining({ itemId: first.code, result: 'fail', text: first.text, certainty: first.certainty })]) as unknown,
    })
  })
  it('makes its outing, or joins one', async () => {
    const first = await officer.add('/inspections', visit())
    const joined = await officer.add('/inspections', visit({ outing: undefined, outingId: first.outingId, placeId: town.enterprises.restaurant, hazards: [finding(), finding()] }))
    const outing = await officer.read(`/outings/${first.outingId}`)
    expect(joined.outingId).toBe(first.outingId)
    expect(outing).toMatchObject({ kind: 'patrol', startedOn: '2023-06-01', inspections: 2, hazards: 2, memberIds: [town.persons.officer, town.persons.supervisor] })
    expect(outing.title).toContain('2023年6月1日')
  })
  it('needs an outing, a place in the own area and people', async () => {
    expect((await send({ outing: undefined })).body.errors).toMatchObject([{ field: 'outingId' }])
    expect((await send({ outing: undefined, outingId: uuid7() })).status).toBe(404)
    expect((await send({ placeId: uuid7() })).body.errors).toMatchObject([{ field: 'placeId' }])
    expect((await send({ placeType: 'places' })).body.errors).toMatchObject([{ field: 'placeId' }])
    expect((await send({ inspectorIds: [] })).body.errors).toMatchObject([{ field: 'inspectorIds' }])
    const outside = await w.as('village').post('/inspections', visit({ placeId: town.enterprises.station }))
    expect(outside.body.errors).toMatchObject([{ field: 'placeId' }])
    expect((await w.as('trade').post('/inspections', visit())).body.errors).toMatchObject([{ field: 'placeId' }])
    expect((await w.as('trade').post('/inspections', visit({ placeId: town.enterprises.restaurant }))).status).toBe(201)
  })
  it('is made by people who exist', async () => {
    expect((await send({ inspectorIds: [uuid7()] })).body.errors).toMatchObject([{ field: 'inspectorIds' }])
    expect((await send({ inspectorIds: [town.persons.officer, uuid7()] })).status).toBe(422)
  })
  it('of another place than an enterprise works too', async () => {
    const pond = await officer.add('/places', { name: '村口水塘', type: 'pond', areaId: town.areas.east })
    const made = await officer.add('/inspections', visit({ placeType: 'places', placeId: pond.id, hazards: [finding()] }))
    expect(await w.as('village').read(`/inspections/${made.id}`)).toMatchObject({ placeName: '村口水塘', placeType: 'places', hazards: [{ placeType: 'places' }] })
  })
  it('of a withdrawn place is refused', async () => {
    const pond = await officer.add('/places', { name: '填平的水塘', type: 'pond', areaId: town.areas.east })
    await officer.withdraw(`/places/${pond.id}`, '已填平')
    expect((await send({ placeType: 'places', placeId: pond.id })).body.errors).toMatchObject([{ field: 'placeId' }])
  })
  it.each([
    ['in the future', { happenedAt: '2023-06-01T10:00:00+08:00' }, 'happenedAt'], ['that ends before it begins', { endedAt: '2023-06-01T07:59:59+08:00' }, 'endedAt'],
    ['of an unknown kind', { kind: 'visit' }, 'kind'], ['without a time', { happenedAt: undefined }, 'happenedAt'],
  ])('%s is refused', async (_, further, field) => expect((await send(further)).body.errors).toMatchObject([{ field }]))
})

describe('enforcement', () => {
  it('takes two people whose certificates are valid that day', async () => {
    expect((await send({ enforcement: true })).status).toBe(201)
    expect((await send({ enforcement: true, inspectorIds: [town.persons.officer] })).body).toMatchObject({ code: 'inspection.officers', errors: [{ field: 'inspectorIds' }] })
    expect((await send({ enforcement: true, inspectorIds: [town.persons.officer, town.persons.village] })).status).toBe(422)
    expect((await send({ enforcement: true, inspectorIds: [town.persons.officer, town.persons.officer] })).status).toBe(422)
    const expired = await w.as('office').add('/people', { name: '证已过期', areaId: town.areas.town, certificateNumber: '粤A9', certificateValidTo: '2023-05-31' })
    expect((await send({ enforcement: true, inspectorIds: [town.persons.officer, expired.id] })).status).toBe(422)
    await w.as('office').patch(`/people/${expired.id}`, { certificateValidTo: '2023-06-01' }, 1)
    expect((await send({ enforcement: true, inspectorIds: [town.persons.officer, expired.id] })).status).toBe(201)
  })
  it('is never a self-inspection', async () => expect((await send({ enforcement: true, kind: 'self' })).body.errors).toMatchObject([{ field: 'enforcement' }]))
})

describe('the checklist', () => {
  it('is of the trade and in force that day', async () => {
    const lists = (await officer.all('/checklists')) as Checklist[]
    const other = lists.find((one) => one.category === 'factory')
    expect((await send({ checklistId: other?.id })).body.errors).toMatchObject([{ field: 'checklistId' }])
    expect((await send({ checklistId: uuid7() })).body.errors).toMatchObject([{ field: 'checklistId' }])
    const later = lists.find((one) => one.category === 'hotel' && String(one.effectiveFrom) > '2023-06-01')
    if (later) expect((await send({ checklistId: later.id })).body.errors).toMatchObject([{ field: 'checklistId' }])
  })
  it('is prepared for the place and the day, with what was found last', async () => {
    const one = finding({ description: '上次的隐患' })
    await officer.add('/inspections', visit({ placeId: town.enterprises.factory, hazards: [one] }))
    const prepared = await officer.read(`/inspections/preparation?placeType=enterprises&placeId=${town.enterprises.factory}`)
    expect(prepared).toMatchObject({ place: { name: '青溪五金厂', category: 'factory' }, openHazards: [{ id: one.id }], lastInspection: { hazards: [{ id: one.id }] } })
    expect((prepared.checklists as Checklist[]).every((l) => l.items.length > 0)).toBe(true)
    const on = (await officer.read(`/inspections/preparation?placeType=enterprises&placeId=${town.enterprises.hotel}&on=2024-03-01`)).checklists as Checklist[]
    expect(on.map((l) => l.id)).not.toContain(list.id)
  })
  it('is prepared only for who sees the place', async () => {
    const query = `/inspections/preparation?placeType=enterprises&placeId=${town.enterprises.station}`
    expect((await w.as('village').get(query)).status).toBe(404)
    expect((await officer.get('/inspections/preparation?placeType=nonsense&placeId=x')).status).toBe(400)
    expect((await officer.get(query + '&on=2023-02-30')).status).toBe(400)
  })
  it('answers only its own items, each once; what failed has its hazard and the other way round', async () => {
    const code = list.items[0]?.code
    const checked = (answers: unknown[], hazards: unknown[] = []) => send({ checklistId: list.id, answers, hazards })
    expect((await checked([{ itemId: 'XX', result: 'pass' }])).body.errors).toMatchObject([{ field: 'answers[0].itemId' }])
    expect((await checked([{ itemId: code, result: 'pass' }, { itemId: code, result: 'pass' }])).body.errors).toMatchObject([{ field: 'answers[1].itemId' }])
    expect((await checked([{ itemId: code, result: 'fail' }])).body).toMatchObject({ code: 'inspection.fail_without_hazard' })
    expect((await checked([{ itemId: code, result: 'pass' }], [finding({ itemId: code })])).body).toMatchObject({ code: 'inspection.hazard_without_fail', errors: [{ field: 'hazards[0].itemId' }] })
    expect((await checked([{ itemId: code, result: 'perhaps' }])).body.errors).toMatchObject([{ field: 'answers[0].result' }])
    expect((await send({ answers: [{ itemId: code, result: 'pass' }] })).body.errors).toMatchObject([{ field: 'answers[0].itemId' }])
  })
  it('comes as a form to fill in by hand', async () => {
    const docx = await officer.get(`/checklists/${list.id}/blank.docx`)
    expect(unzip(docx.bytes)['word/document.xml']?.toString()).toContain(list.items[0]?.text)
    expect((await officer.get(`/checklists/${list.id}/blank.pdf`)).text).toMatch(/^%PDF-/)
    expect((await officer.get(`/checklists/${uuid7()}/blank.pdf`)).status).toBe(404)
  })
  it('says of every clause whether it was verified', async () => {
    for (const one of (await officer.all('/checklists')) as Checklist[])
      for (const item of ((await officer.read(`/checklists/${one.id}`)) as unknown as Checklist).items) {
        expect(['V', 'C', 'M'], `${one.title} ${item.code}`).toContain(item.certainty)
        if (!item.clause) expect(item.certainty, `${one.title} ${item.code}`).toBe('M')
      }
  })
})

describe('one transaction', () => {
  it('a wrong hazard leaves neither inspection nor outing nor the right hazard', async () => {
    const outings = (await officer.read('/outings')).total
    const body = visit({ hazards: [finding(), finding({ dueOn: '2023-05-01' })] })
    expect((await officer.post('/inspections', body)).body.errors).toMatchObject([{ field: 'hazards[1].dueOn' }])
    expect((await officer.get(`/inspections/${body.id}`)).status).toBe(404)
    expect((await officer.read('/outings')).total).toBe(outings)
    expect((await officer.post('/inspections', { ...body, hazards: [finding()] })).status).toBe(201)
  })
  it('a hazard id that is taken: 409 and nothing is written', async () => {
    const one = finding()
    await officer.add('/inspections', visit({ hazards: [one] }))
    const body = visit({ hazards: [finding(), one] })
    expect((await officer.post('/inspections', body)).status).toBe(409)
    expect((await officer.get(`/inspections/${body.id}`)).status).toBe(404)
  })
  it('the same POST again: the same answer, nothing twice', async () => {
    const body = visit({ hazards: [finding()] })
    const first = await officer.post('/inspections', body)
    const again = await officer.post('/inspections', body)
    expect([first.status, again.status, again.text]).toEqual([201, 200, first.text])
    expect((await officer.read(`/inspections/${body.id}`)).hazards).toHaveLength(1)
  })
  it('a hundred hazards in one go', async () => {
    const hazards = Array.from({ length: 100 }, (_, n) => finding({ description: `隐患${n}` }))
    const made = await officer.add('/inspections', visit({ hazards }))
    expect(((await officer.read(`/inspections/${made.id}`)).hazards as Row[]).map((one) => one.description)).toEqual(hazards.map((one) => one.description))
  })
})

describe('figures', () => {
  const figures = async () => {
    const of = async (name: string) => Number((await officer.read('/measures/' + name)).value)
    return { outings: await of('outings'), inspections: await of('inspections'), found: await of('hazards-found') }
  }
  it('an outing of two places is one outing and two inspections', async () => {
    const start = await figures()
    const first = await officer.add('/inspections', visit({ hazards: [finding()] }))
    await officer.add('/inspections', visit({ outing: undefined, outingId: first.outingId, placeId: town.enterprises.restaurant }))
    expect(await figures()).toEqual({ outings: start.outings + 1, inspections: start.inspections + 2, found: start.found + 1 })
  })
  it('self-inspections and rechecks count as neither', async () => {
    const start = await figures()
    await officer.add('/inspections', visit({ kind: 'self' }))
    await officer.add('/inspections', visit({ kind: 'recheck' }))
    expect(await figures()).toEqual(start)
  })
})

describe('withdrawing', () => {
  it('an inspection goes only without its hazards, an outing only without its inspections', async () => {
    const one = finding()
    const made = await officer.add('/inspections', visit({ hazards: [one] }))
    expect(await officer.withdraw(`/inspections/${made.id}`, '误录')).toMatchObject({ status: 409, body: { code: 'inspection.has_hazards' } })
    expect(await officer.withdraw(`/outings/${made.outingId}`, '误录')).toMatchObject({ status: 409, body: { code: 'outing.in_use' } })
    await w.as('office').add(`/hazards/${one.id}/withdrawal`, { id: uuid7(), reason: '误录' })
    expect((await officer.withdraw(`/inspections/${made.id}`, '误录')).status).toBe(200)
    expect((await officer.withdraw(`/outings/${made.outingId}`, '误录')).status).toBe(200)
    expect((await officer.get(`/inspections/${made.id}`)).status).toBe(404)
  })
})

describe('who sees an inspection', () => {
  it('who sees the place', async () => {
    const made = await officer.add('/inspections', visit())
    for (const who of ['village', 'patroller', 'enterprise', 'leader', 'auditor'] as const) expect((await w.as(who).get(`/inspections/${made.id}`)).status, who).toBe(200)
    for (const who of ['foreign', 'trade'] as const) expect((await w.as(who).get(`/inspections/${made.id}`)).status, who).toBe(404)
    expect((await w.as('enterprise').get('/outings')).status).toBe(403)
  })
})
