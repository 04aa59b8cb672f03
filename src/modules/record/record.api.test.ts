import { describe, expect, it } from 'vitest'
import { type Row, creditCode, hour, people, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const office = w.as('office')
let number = 100
const shop = <T extends object>(further?: T) => ({ name: `商铺${++number}`, areaId: town.areas.eastSecond, category: 'shop', ...(further as T) })
const add = (further: Record<string, unknown> = {}): Promise<Row> => office.add('/enterprises', shop(further))
const history = async (id: string) => (await office.read(`/enterprises/${id}/history`)).items

describe('adding', () => {
  it('answers 201 with the whole record, its labels, version 1 and the time', async () => {
    const body = shop({ creditCode: creditCode(number), employees: 3, location: { lng: 113.5, lat: 23.25 }, permits: [{ type: '食品经营许可证', number: 'JY1', validTo: '2024-01-31' }] })
    const answer = await office.post('/enterprises', body)
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({ ...body, areaName: '第二网格', state: 'open', version: 1, createdAt: hour, updatedAt: hour })
    expect(answer.headers.get('etag')).toBe('"1"')
    expect(await office.read(`/enterprises/${answer.body.id}`)).toEqual(answer.body)
  })
  it('gives an id of its own when there is none, a UUIDv7', async () => {
    expect((await add()).id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
  it('keeps the id that the client made', async () => {
    const id = uuid7()
    expect((await add({ id })).id).toBe(id)
  })
  it('does not trust the client with what the server sets', async () => {
    for (const [field, value] of Object.entries({ codeNote: '好', version: 7, createdAt: hour, updatedAt: hour, withdrawn: true, areaName: '别处' }))
      expect([400, 422], field).toContain((await office.post('/enterprises', shop({ [field]: value }))).status)
  })
})

describe('the same POST again', () => {
  it('with the same id and body answers 200 and the same record, and adds nothing', async () => {
    const body = shop({ id: uuid7() })
    const first = await office.post('/enterprises', body)
    const again = await office.post('/enterprises', body)
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body).toEqual(first.body)
    expect(await history(first.body.id)).toHaveLength(1)
  })
  it('answers the first answer even after the record has changed', async () => {
    const body = shop({ id: uuid7() })
    const first = await office.post('/enterprises', body)
    await office.patch(`/enterprises/${body.id}`, { phone: '13800000000' }, 1)
    expect((await office.post('/enterprises', body)).body).toEqual(first.body)
    expect((await office.read(`/enterprises/${body.id}`)).phone).toBe('13800000000')
  })
  it('with another body: 409 and nothing changes', async () => {
    const body = shop({ id: uuid7() })
    await office.post('/enterprises', body)
    expect(await office.post('/enterprises', { ...body, name: '另一家' })).toMatchObject({ status: 409, body: { code: 'record.conflict' } })
    expect((await office.read(`/enterprises/${body.id}`)).name).toBe(body.name)
  })
  it('by somebody else: a bare 409 that tells nothing', async () => {
    const body = shop({ id: uuid7(), name: '秘密的店' })
    await office.post('/enterprises', body)
    const answer = await w.as('foreign').post('/enterprises', body)
    expect(answer.status).toBe(409)
    expect(answer.text).not.toContain('秘密')
  })
  it('for another kind: 409', async () => {
    const id = uuid7()
    await add({ id })
    expect((await office.post('/places', { id, name: '水塘', type: 'pond', areaId: town.areas.east })).status).toBe(409)
  })
  it('with the id of a record that came without one: 409', async () => {
    const one = await add()
    expect((await office.post('/enterprises', shop({ id: one.id }))).status).toBe(409)
  })
  it('at the same time: one 201, the others the same answer', async () => {
    const body = shop({ id: uuid7() })
    const answers = await Promise.all(Array.from({ length: 16 }, () => office.post('/enterprises', body)))
    expect(answers.map((one) => one.status).sort()).toEqual([...Array<number>(15).fill(200), 201])
    expect(new Set(answers.map((one) => one.text)).size).toBe(1)
  })
  it('after a refusal may be another body', async () => {
    const body = shop({ id: uuid7() })
    expect((await office.post('/enterprises', { ...body, category: 'nonsense' })).status).toBe(422)
    expect((await office.post('/enterprises', body)).status).toBe(201)
  })
  it.each([
    ['version 4', '9b2d3f4e-8a51-4c2b-9a3e-0123456789ab'], ['version 1', '8a6e0804-2bd0-1172-b79d-d97027f9071a'], ['capitals', uuid7().toUpperCase()],
    ['another variant', '01890a5d-ac96-774b-1cce-b302099a8057'], ['braces', `{${uuid7()}}`], ['no hyphens', uuid7().replaceAll('-', '')],
    ['a number', 17], ['a word', 'abc'], ['an array', [uuid7()]], ['with a blank', uuid7() + ' '],
  ])('an id that is no UUIDv7 (%s): 400', async (_, id) => {
    expect((await office.post('/enterprises', shop({ id }))).status).toBe(400)
  })
})

describe('changing', () => {
  it('takes only what is sent, raises the version and answers the new ETag', async () => {
    const one = await add({ phone: '1', employees: 2 })
    const answer = await office.patch(`/enterprises/${one.id}`, { phone: '2' }, 1)
    expect(answer).toMatchObject({ status: 200, body: { phone: '2', employees: 2, name: one.name, version: 2 } })
    expect(answer.headers.get('etag')).toBe('"2"')
  })
  it('with an old version: 412, and nothing changes', async () => {
    const one = await add()
    await office.patch(`/enterprises/${one.id}`, { phone: '1' }, 1)
    expect(await office.patch(`/enterprises/${one.id}`, { phone: '2' }, 1)).toMatchObject({ status: 412, body: { code: 'record.stale' } })
    expect(await office.read(`/enterprises/${one.id}`)).toMatchObject({ phone: '1', version: 2 })
  })
  it.each(['"nonsense"', '"0"', '"-1"', '"99999999999999999999999"'])('with If-Match %s: 412', async (etag) => {
    const one = await add()
    expect((await office.send('PATCH', `/enterprises/${one.id}`, { phone: '1' }, { 'If-Match': etag })).status).toBe(412)
  })
  it.each(['1', '"1"', 'W/"1"', '*'])('with If-Match %s: goes through', async (etag) => {
    const one = await add()
    expect((await office.send('PATCH', `/enterprises/${one.id}`, { phone: '1' }, { 'If-Match': etag })).status).toBe(200)
  })
  it('by two at once from the same version: one wins, one is stale', async () => {
    const one = await add()
    const answers = await Promise.all(['1', '2', '3', '4'].map((phone) => office.patch(`/enterprises/${one.id}`, { phone }, 1)))
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412, 412, 412])
  })
  it('to what already stands changes nothing, not even the version', async () => {
    const one = await add({ phone: '1' })
    expect((await office.patch(`/enterprises/${one.id}`, { phone: '1' }, 1)).body.version).toBe(1)
    expect(await history(one.id)).toHaveLength(1)
  })
  it('null and the empty text clear an optional field', async () => {
    const one = await add({ phone: '1', address: '东坡路 1 号', employees: 3, openedOn: '2020-01-01', scale: 'micro' })
    await office.patch(`/enterprises/${one.id}`, { phone: null, address: '', employees: null, openedOn: '', scale: null }, 1)
    const now = await office.read(`/enterprises/${one.id}`)
    for (const field of ['phone', 'address', 'employees', 'openedOn', 'scale']) expect(now[field], field).toBeUndefined()
  })
  it('null sets a boolean that must be one back to no', async () => {
    const one = await add({ scaleEnterprise: true })
    expect((await office.patch(`/enterprises/${one.id}`, { scaleEnterprise: null }, 1)).status).toBe(200)
    expect((await office.read(`/enterprises/${one.id}`)).scaleEnterprise ?? false).toBe(false)
  })
  it.each([null, '', '   '])('%j does not clear a required one', async (name) => {
    const one = await add()
    expect(await office.patch(`/enterprises/${one.id}`, { name }, 1)).toMatchObject({ status: 422, body: { errors: [{ field: 'name', code: 'field.required' }] } })
  })
  it('of nothing is no change', async () => {
    const one = await add()
    expect((await office.patch(`/enterprises/${one.id}`, {}, 1)).body.version).toBe(1)
  })
  it('does not take an id', async () => {
    const one = await add()
    expect((await office.patch(`/enterprises/${one.id}`, { id: uuid7() }, 1)).status).toBe(400)
  })
})

describe('withdrawing', () => {
  it.each([['no body', undefined], ['no reason', {}], ['an empty reason', { reason: ' ' }]])('with %s is refused', async (_, body) => {
    const one = await add()
    expect(await office.send('DELETE', `/enterprises/${one.id}`, body)).toMatchObject({ status: 422, body: { errors: [{ field: 'reason' }] } })
    expect((await office.get(`/enterprises/${one.id}`)).status).toBe(200)
  })
  it('takes it out of record, list, total, search, references, filters and exports', async () => {
    const one = await add({ name: '将撤回的小店' })
    const before = (await office.read('/enterprises')).total
    expect((await office.withdraw(`/enterprises/${one.id}`, '重复录入')).status).toBe(200)
    expect((await office.get(`/enterprises/${one.id}`)).status).toBe(404)
    expect((await office.read('/enterprises')).total).toBe(before - 1)
    expect((await office.read('/enterprises?q=将撤回')).items).toEqual([])
    expect((await office.read('/references/enterprises?q=将撤回')).items).toEqual([])
    expect((await office.get('/enterprises.csv')).text).not.toContain('将撤回')
  })
  it('keeps it in its history, with the reason', async () => {
    const one = await add()
    await office.withdraw(`/enterprises/${one.id}`, '重复录入')
    expect(await history(one.id)).toMatchObject([{ verb: 'created' }, { verb: 'withdrawn', by: people.office.name, after: { reason: '重复录入' } }])
  })
  it('twice: the second finds nothing', async () => {
    const one = await add()
    await office.withdraw(`/enterprises/${one.id}`, '重复录入')
    expect((await office.withdraw(`/enterprises/${one.id}`, '重复录入')).status).toBe(404)
    expect((await office.patch(`/enterprises/${one.id}`, { phone: '1' }, 2)).status).toBe(404)
  })
  it('frees a name or code that only one may have', async () => {
    const code = creditCode(++number)
    const one = await add({ creditCode: code })
    expect((await office.post('/enterprises', shop({ creditCode: code }))).status).toBe(422)
    await office.withdraw(`/enterprises/${one.id}`, '重复录入')
    expect((await office.post('/enterprises', shop({ creditCode: code }))).status).toBe(201)
  })
  it('makes it no longer choosable', async () => {
    const one = await office.add('/member-units', { name: '将撤销的所', level: 'town', areaId: town.areas.town })
    await office.withdraw(`/member-units/${one.id}`, '机构改革')
    expect((await office.post('/enterprises', shop({ tradeUnitId: one.id }))).status).toBe(422)
  })
})

describe('the history', () => {
  it('says who did what and when, and of a change only what changed, before and after', async () => {
    const one = await add({ phone: '1', legalPerson: '甲' })
    await w.as('village').patch(`/enterprises/${one.id}`, { phone: '2', employees: 5 }, 1)
    await office.patch(`/enterprises/${one.id}`, { employees: null }, 2)
    const items = await history(one.id)
    expect(items).toMatchObject([
      { verb: 'created', by: people.office.name, at: hour, after: { phone: '1', legalPerson: '甲', name: one.name } },
      { verb: 'changed', by: people.village.name, at: hour, before: { phone: '1' }, after: { phone: '2', employees: 5 } },
      { verb: 'changed', by: people.office.name, before: { employees: 5 }, after: { employees: null } },
    ])
    expect(Object.keys(items[1]?.after as object).sort()).toEqual(['employees', 'phone'])
  })
  it('is not written by a refused write', async () => {
    const one = await add()
    await office.patch(`/enterprises/${one.id}`, { category: 'nonsense' }, 1)
    await office.patch(`/enterprises/${one.id}`, { phone: '1' }, 99)
    await w.as('patroller').patch(`/enterprises/${one.id}`, { phone: '1' }, 1)
    expect(await history(one.id)).toHaveLength(1)
  })
  it('of a record that never was: 404', async () => {
    expect((await office.get(`/enterprises/${uuid7()}/history`)).status).toBe(404)
    expect((await office.get('/enterprises/nonsense/history')).status).toBe(404)
  })
})

describe('the kinds', () => {
  it('say for the signed-in person what may be done', async () => {
    const kindOf = async (who: 'office' | 'patroller' | 'auditor', name: string) =>
      ((await w.as(who).get('/kinds')).body.kinds as Row[]).find((one) => one.kind === name)
    expect(await kindOf('office', 'enterprises')).toMatchObject({ create: true, edit: true, import: true, withdraw: true, zh: '企业单位', title: 'name' })
    expect(await kindOf('patroller', 'enterprises')).toMatchObject({ create: false, edit: false, import: false, withdraw: false })
    expect(await kindOf('office', 'accounts')).toBeUndefined()
    expect(await kindOf('auditor', 'accounts')).toMatchObject({ create: false })
  })
  it('have Chinese and English names for every field and option', async () => {
    interface Named { name?: string; zh: string; en: string; options?: Named[]; fields?: Named[] }
    const check = (one: Named, where: string): void => {
      expect(one.zh, where).toMatch(/[一-鿿A-Z]/)
      expect(one.en, where).toMatch(/[A-Za-z]/)
      for (const inner of [...(one.options ?? []), ...(one.fields ?? [])]) check(inner, `${where}.${inner.name ?? inner.zh}`)
    }
    for (const kind of (await w.as('admin').get('/kinds')).body.kinds as (Named & Row)[]) check(kind, String(kind.kind))
  })
})
