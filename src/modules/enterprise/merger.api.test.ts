import { describe, expect, it } from 'vitest'
import { before, empower, find, finding, visit } from '../../../tests/world/loop'
import { run } from '../../../tests/world/server'
import { storeArguments } from '../../../tests/world/store'
import { csv } from '../../../tests/world/tables'
import { type Row, creditCode, town, uuid7, withCheck, world, codes } from '../../../tests/world/world'

const w = world()
const office = w.as('office')
let number = 6000
const shop = (further: Record<string, unknown> = {}) => office.add('/enterprises', { name: `重复店${++number}`, areaId: town.areas.east, category: 'shop', ...further })
const here = { lng: 113.52, lat: 23.4 }
const duplicates = async (query = '', who = office) => (await who.read('/enterprises/duplicates?limit=500' + query)).items as unknown as { id: string; reasons: string[]; one: Row; other: Row }[]
const reasonsOf = async (a: Row, b: Row, query = '', who = office) => (await duplicates(query, who)).find((pair) => [a.id, b.id].includes(pair.one.id) && [a.id, b.id].includes(pair.other.id))?.reasons
const merge = (kept: Row, other: Row, keep: Record<string, string> = {}) => office.post(`/enterprises/${kept.id}/merger`, { id: uuid7(), otherId: other.id, keep })
const merged = async (kept: Row, other: Row, keep: Record<string, string> = {}) => { const answer = await merge(kept, other, keep); expect(answer.status, answer.text).toBe(201); return answer.body }

describe('suspected duplicates', () => {
  it('are pairs of one name in one area, however it is written', async () => {
    const name = `大同(镇)五金${++number}`
    const one = await shop({ name: name + '有限公司' })
    const other = await shop({ name: name.replace('(', '（').replace(')', '）') + '有限责任公司' })
    const elsewhere = await shop({ name: name + '有限公司', areaId: town.areas.west })
    expect(await reasonsOf(one, other)).toEqual(['name'])
    expect(await reasonsOf(one, elsewhere)).toBeUndefined()
  })
  it('are near each other with similar names, and not far ones or unlike ones', async () => {
    const one = await shop({ name: '老王记五金杂货', location: here })
    const near = await shop({ name: '王记五金杂货铺', location: { lng: 113.5202, lat: 23.4002 } })
    const far = await shop({ name: '老王记五金杂货店', location: { lng: 113.522, lat: 23.402 } })
    const unlike = await shop({ name: '新华书屋', location: here })
    expect(await reasonsOf(one, near)).toEqual(['place'])
    expect(await reasonsOf(one, far)).toBeUndefined()
    expect(await reasonsOf(one, unlike)).toBeUndefined()
  })
  it('are of one organisation that was registered twice', async () => {
    const organisation = '799655058'
    const one = await shop({ creditCode: withCheck('91330100' + organisation) })
    const other = await shop({ creditCode: withCheck('91330101' + organisation) })
    expect(await reasonsOf(one, other)).toEqual(['organisation'])
  })
  it('can be searched and filtered by area, and are only those of the own scope', async () => {
    const one = await shop({ name: '寻找的同名店' })
    const other = await shop({ name: '寻找的同名店' })
    expect(await reasonsOf(one, other, '&q=' + encodeURIComponent('寻找的'))).toEqual(['name'])
    expect(await reasonsOf(one, other, '&q=' + encodeURIComponent('没有这样'))).toBeUndefined()
    expect(await reasonsOf(one, other, '&area=' + town.areas.east)).toEqual(['name'])
    expect(await reasonsOf(one, other, '&area=' + town.areas.west)).toBeUndefined()
    expect(await reasonsOf(one, other, '', w.as('village'))).toEqual(['name'])
    expect(await reasonsOf(one, other, '', w.as('foreign'))).toBeUndefined()
    expect((await w.as('foreign').get('/enterprises/duplicates?area=' + town.areas.east)).status).toBe(404)
  })
  it('that are two are not shown again', async () => {
    const one = await shop({ name: '两家同名店' })
    const other = await shop({ name: '两家同名店' })
    expect((await office.post('/enterprises/duplicates/dismissal', { oneId: other.id, otherId: one.id })).status).toBe(200)
    expect(await reasonsOf(one, other)).toBeUndefined()
  })
  it('are told while adding, and refuse nothing', async () => {
    const one = await shop({ name: '先有的店', location: here })
    const found = (await office.read(`/enterprises/similar?name=${encodeURIComponent('先有的店')}&areaId=${town.areas.east}`)).items
    expect(found).toMatchObject([{ id: one.id, reason: 'name' }])
    await shop({ name: '先有的店' })
  })
  it('are told while importing, also within the file, and refuse nothing', async () => {
    await shop({ name: '表外已有店' })
    const answer = await office.post('/enterprises/import', csv([['name', 'area', 'category'], ['表外已有店', codes.east, 'shop'], ['表内重复店', codes.east, 'shop'], ['表内重复店', codes.east, 'shop']]))
    expect(answer.body).toMatchObject({ accepted: 3, rejected: 0, written: true, warned: 2, warnings: [
      { row: 2, column: 'A', field: 'name', code: 'enterprise.like_name' }, { row: 4, field: 'name', code: 'import.like_above' },
    ] })
  })
})

describe('merging two that are one', () => {
  it('moves all that names the other, keeps its row and history, and leads its address to the kept one', async () => {
    await empower(office)
    const kept = await shop({ name: '合并留下' })
    const other = await shop({ name: '合并并入', phone: '020-1', creditCode: creditCode(++number) })
    const officer = w.as('officer')
    const hazard = await find(officer, {}, { placeId: other.id })
    const inspected = finding()
    const inspection = await officer.add('/inspections', visit({ placeId: other.id, hazards: [inspected] }))
    const notice = await officer.add('/notices', { id: uuid7(), kind: 'order', placeType: 'enterprises', placeId: other.id, hazardIds: [inspected.id], officerIds: [town.persons.officer, town.persons.supervisor] })
    const drill = await office.add('/drills', { ...(await sampleOf('drills')), areaId: town.areas.east, enterpriseId: other.id })
    const figures = await Promise.all(['hazards-found', 'hazards-open', 'notices', 'drills'].map((name) => office.read(`/measures/${name}?from=2023-01-01&to=2023-12-31`)))

    const answer = await merged(kept, other, { phone: 'other', name: 'this' })
    expect(answer).toMatchObject({ id: kept.id, name: '合并留下', phone: '020-1', creditCode: other.creditCode, merged: [{ id: other.id, name: '合并并入', undoable: true }] })
    for (const [path, field] of [[`/hazards/${hazard.id}`, 'enterpriseId'], [`/hazards/${hazard.id}`, 'placeId'], [`/inspections/${inspection.id}`, 'placeId'], [`/notices/${notice.id}`, 'placeId'], [`/drills/${drill.id}`, 'enterpriseId']] as const)
      expect((await office.read(path))[field], path).toBe(kept.id)
    expect((await office.read(`/hazards?placeId=${kept.id}`)).total).toBe(2)
    expect((await office.read(`/drills?enterpriseId=${kept.id}`)).total).toBe(1)
    expect((await office.read('/enterprises?q=' + encodeURIComponent('合并并入'))).items.filter((one) => one.id === other.id)).toEqual([])
    expect(await office.read('/enterprises/' + other.id)).toMatchObject({ id: kept.id })
    expect((await office.read(`/enterprises/${other.id}/history`)).items.map((one) => one.verb)).toEqual(['created', 'withdrawn'])
    expect((await office.read(`/enterprises/${kept.id}/history`)).items.map((one) => one.verb)).toContain('merged')
    expect(await Promise.all(['hazards-found', 'hazards-open', 'notices', 'drills'].map((name) => office.read(`/measures/${name}?from=2023-01-01&to=2023-12-31`)))).toEqual(figures)
    const whole = run(['verify', ...storeArguments(w.place)])
    expect(whole.status, whole.errors).toBe(0)
  })
  it('can be undone on the same day: both are as they were, and each has its own again', async () => {
    const kept = await shop({ name: '撤销留下', phone: '1' })
    const other = await shop({ name: '撤销并入', phone: '2', creditCode: creditCode(++number) })
    const mine = await find(w.as('officer'), {}, { placeId: kept.id })
    const theirs = await find(w.as('officer'), {}, { placeId: other.id })
    const done = await merged(kept, other, { phone: 'other' })
    const mergerId = (done.merged as { mergerId: string }[])[0]?.mergerId
    const undone = await office.post(`/enterprises/${kept.id}/merger-undoing`, { id: uuid7(), mergerId })
    expect(undone).toMatchObject({ status: 201, body: { id: kept.id, phone: '1', merged: [] } })
    expect((await office.read('/enterprises/' + kept.id)).creditCode).toBeUndefined()
    expect(await office.read('/enterprises/' + other.id)).toMatchObject({ id: other.id, phone: '2', creditCode: other.creditCode })
    expect((await office.read('/hazards/' + mine.id)).enterpriseId).toBe(kept.id)
    expect((await office.read('/hazards/' + theirs.id)).enterpriseId).toBe(other.id)
    expect(await office.post(`/enterprises/${kept.id}/merger-undoing`, { id: uuid7(), mergerId })).toMatchObject({ status: 409, body: { code: 'enterprise.merge_undone' } })
  })
  it('asks for two different ones that are in scope, and for this or other', async () => {
    const one = await shop()
    const other = await shop()
    expect((await merge(one, one)).status).toBe(422)
    expect((await office.post(`/enterprises/${one.id}/merger`, { id: uuid7(), otherId: uuid7() })).status).toBe(404)
    for (const keep of [{ phone: 'mine' } as Record<string, string>, { colour: 'this' }, { codeNote: 'other' }]) expect(await merge(one, other, keep)).toMatchObject({ status: 422, body: { code: 'enterprise.merge_keep' } })
    expect((await w.as('village').post(`/enterprises/${one.id}/merger`, { id: uuid7(), otherId: other.id })).status).toBe(403)
    expect(await office.read('/enterprises/' + other.id)).toMatchObject({ id: other.id })
  })
  it('sent twice merges once', async () => {
    const one = await shop()
    const other = await shop()
    const body = { id: uuid7(), otherId: other.id, keep: {} }
    expect((await office.post(`/enterprises/${one.id}/merger`, body)).status).toBe(201)
    expect((await office.post(`/enterprises/${one.id}/merger`, body)).status).toBe(200)
  })
})

/** What a kind asks for beyond what the test says. */
async function sampleOf(kind: string): Promise<Record<string, unknown>> {
  const { kinds } = (await office.read('/kinds')) as unknown as { kinds: { kind: string; fields: { name: string; type: string; required?: boolean; options?: { value: string }[] }[] }[] }
  const body: Record<string, unknown> = {}
  for (const field of kinds.find((one) => one.kind === kind)?.fields ?? []) {
    if (!field.required || field.name === 'areaId') continue
    body[field.name] = field.type === 'choice' ? field.options?.[0]?.value : field.type === 'day' ? '2023-05-01' : field.type === 'integer' ? 1 : field.type === 'boolean' ? false : field.type === 'instant' ? before : '演练'
  }
  return body
}
