import { describe, expect, it } from 'vitest'
import { type Who, creditCode, enterpriseList, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const seen = async (who: Who, path = '/enterprises') => (await w.as(who).all(path)).map((one) => one.name).sort()
const names = (...which: (keyof typeof enterpriseList)[]) => which.map((one) => enterpriseList[one].name).sort()
const everything = names('hotel', 'restaurant', 'station', 'factory')

describe('who sees which enterprises', () => {
  it.each(['leader', 'office', 'officer', 'supervisor', 'administrator', 'auditor'] as const)('%s of the town: all', async (who) => {
    expect(await seen(who)).toEqual(everything)
  })
  it('village: those of the village and of its grids', async () => {
    expect(await seen('village')).toEqual(names('hotel', 'restaurant'))
    expect(await seen('foreign')).toEqual(names('station', 'factory'))
  })
  it.each(['gridLeader', 'patroller'] as const)('%s: those of the grid', async (who) => {
    expect(await seen(who)).toEqual(names('hotel'))
  })
  it('a member unit limited to a category: those of the category, in the whole town', async () => {
    expect(await seen('trade')).toEqual(names('restaurant'))
  })
  it('an enterprise: itself', async () => {
    expect(await seen('enterprise')).toEqual(names('hotel'))
  })
  it('somebody whose appointment has ended: nothing', async () => {
    expect((await w.as('former').get('/enterprises')).status).toBe(403)
    expect((await w.as('former').get('/me')).body.roles).toEqual([])
  })
})

describe('the total of a list', () => {
  it('counts only what is in scope', async () => {
    expect((await w.as('village').read('/enterprises?limit=1')).total).toBe(2)
    expect((await w.as('enterprise').read('/enterprises')).total).toBe(1)
  })
})

describe('a record outside the scope', () => {
  const id = town.enterprises.station
  it.each(['village', 'patroller', 'gridLeader', 'trade', 'enterprise'] as const)('does not exist for %s', async (who) => {
    const answer = await w.as(who).get(`/enterprises/${id}`)
    const absent = await w.as(who).get(`/enterprises/${uuid7()}`)
    expect(answer).toMatchObject({ status: 404, body: { code: 'record.not_found' } })
    expect({ ...answer.body, requestId: '' }).toEqual({ ...absent.body, requestId: '' })
    expect((await w.as(who).get(`/enterprises/${id}/history`)).status).toBe(404)
  })
  it('cannot be changed or withdrawn, and is as absent as before', async () => {
    expect((await w.as('village').patch(`/enterprises/${id}`, { phone: '1' }, 1)).status).toBe(404)
    expect((await w.as('village').withdraw(`/enterprises/${id}`, '关门')).status).toBe(404)
    expect((await w.as('trade').patch(`/enterprises/${id}`, { phone: '1' }, 1)).status).toBe(404)
    expect((await w.as('office').read(`/enterprises/${id}`)).phone).toBeUndefined()
  })
  it('is not found by search, by reference or by filter', async () => {
    expect(await seen('village', '/enterprises?q=加油')).toEqual([])
    expect((await w.as('village').read('/references/enterprises?q=加油')).items).toEqual([])
    expect(await seen('village', `/enterprises?area=${town.areas.west}`)).toEqual([])
  })
  it('is not in exports', async () => {
    const file = await w.as('village').get('/enterprises.csv')
    expect(file.text).toContain('东坡宾馆')
    expect(file.text).not.toContain('西岭')
  })
})

describe('in scope without the role', () => {
  it.each(['leader', 'gridLeader', 'patroller', 'auditor', 'enterprise'] as const)('%s may look but not write: 403', async (who) => {
    const path = `/enterprises/${town.enterprises.hotel}`
    expect((await w.as(who).get(path)).status).toBe(200)
    expect(await w.as(who).patch(path, { phone: '1' }, 1)).toMatchObject({ status: 403, body: { code: 'role.forbidden' } })
    expect((await w.as(who).withdraw(path, '关门')).status).toBe(403)
    expect((await w.as(who).post('/enterprises', { name: '新店', areaId: town.areas.eastFirst, category: 'shop' })).status).toBe(403)
  })
  it('the role is asked before the body is looked at', async () => {
    expect((await w.as('patroller').post('/enterprises', { nonsense: true })).status).toBe(403)
    expect((await w.as('patroller').post('/enterprises', '{')).status).toBe(403)
  })
  it('an enterprise sees no people, accounts or other places', async () => {
    for (const path of ['/people', '/accounts', '/appointments', '/places', '/references/people'])
      expect((await w.as('enterprise').get(path)).status, path).toBe(403)
  })
})

describe('writing reaches as far as the appointment', () => {
  it('a village adds in its own grids and not in another village', async () => {
    const body = { name: '东坡小卖部', category: 'shop', areaId: town.areas.eastSecond }
    expect((await w.as('village').post('/enterprises', body)).status).toBe(201)
    const outside = await w.as('village').post('/enterprises', { ...body, areaId: town.areas.westFirst })
    expect(outside).toMatchObject({ status: 422, body: { errors: [{ field: 'areaId' }] } })
    const town_ = await w.as('village').post('/enterprises', { ...body, areaId: town.areas.town })
    expect(town_).toMatchObject({ status: 422, body: { errors: [{ field: 'areaId' }] } })
  })
  it('a village cannot push its record into another village', async () => {
    const mine = await w.as('village').add('/enterprises', { name: '东坡理发店', category: 'shop', areaId: town.areas.east })
    const moved = await w.as('village').patch(`/enterprises/${mine.id}`, { areaId: town.areas.west }, 1)
    expect([403, 422]).toContain(moved.status)
    expect((await w.as('village').read(`/enterprises/${mine.id}`)).areaId).toBe(town.areas.east)
  })
  it('the limited member unit writes its category and no other', async () => {
    const body = { name: '西岭面馆', category: 'catering', areaId: town.areas.west }
    expect((await w.as('trade').post('/enterprises', body)).status).toBe(201)
    expect((await w.as('trade').post('/enterprises', { ...body, category: 'hotel' })).status).toBe(422)
    const mine = await w.as('trade').add('/enterprises', { ...body, name: '西岭粉店' })
    expect([403, 422]).toContain((await w.as('trade').patch(`/enterprises/${mine.id}`, { category: 'hotel' }, 1)).status)
  })
  it('the limited member unit adds nothing that it would not see itself', async () => {
    const body = { name: '无类别的地方', type: 'other', areaId: town.areas.west }
    expect(await w.as('trade').post('/places', body)).toMatchObject({ status: 422, body: { errors: [{ field: 'category', code: 'record.outside_category' }] } })
    const mine = await w.as('trade').add('/places', { ...body, category: 'catering' })
    expect((await w.as('trade').get(`/places/${mine.id}`)).status).toBe(200)
    expect((await w.as('trade').patch(`/places/${mine.id}`, { category: null }, 1)).status).toBe(403)
  })
  it('a person with two posts writes only by the post that may', async () => {
    const extra = await w.as('administrator').add('/appointments', {
      personId: town.persons.village, post: '兼职巡查员', role: 'patroller', areaId: town.areas.west, validFrom: '2023-01-01',
    })
    const path = `/enterprises/${town.enterprises.station}`
    expect((await w.as('village').get(path)).status).toBe(200)
    expect((await w.as('village').patch(path, { phone: '1' }, 1)).status).toBe(403)
    expect((await w.as('village').post('/places', { name: '西岭水塘', type: 'pond', areaId: town.areas.west })).status).toBe(201)
    await w.as('administrator').patch(`/appointments/${extra.id}`, { validTo: '2023-05-31' }, 1)
    expect((await w.as('village').get(path)).status).toBe(404)
  })
})

describe('appointments count as of today', () => {
  it('one that begins tomorrow gives nothing today', async () => {
    await w.as('administrator').add('/appointments', {
      personId: town.persons.former, post: '新任', role: 'village', areaId: town.areas.west, validFrom: '2023-06-02',
    })
    expect((await w.as('former').get('/enterprises')).status).toBe(403)
    await w.restart('2023-06-02T00:00:00+08:00')
    const later = await w.signIn('former')
    expect((await later.get(`/enterprises/${town.enterprises.station}`)).status).toBe(200)
    expect((await later.get(`/enterprises/${town.enterprises.hotel}`)).status).toBe(404)
    await w.restart()
  })
  it('one counts on its last day', async () => {
    const mine = (await w.as('administrator').all('/appointments')).find((one) => one.personId === town.persons.foreign)
    await w.as('administrator').patch(`/appointments/${mine?.id}`, { validTo: '2023-06-01' }, 1)
    expect((await w.as('foreign').get('/enterprises')).status).toBe(200)
    await w.restart('2023-06-01T23:59:59+08:00')
    expect((await (await w.signIn('foreign')).get('/enterprises')).status).toBe(200)
    await w.restart('2023-06-02T00:00:00+08:00')
    expect((await (await w.signIn('foreign')).get('/enterprises')).status).toBe(403)
    await w.restart()
  })
  it('a withdrawn one gives nothing', async () => {
    const mine = (await w.as('administrator').all('/appointments')).find((one) => one.personId === town.persons.gridLeader)
    await w.as('administrator').withdraw(`/appointments/${mine?.id}`, '录入错误')
    expect((await w.as('gridLeader').get('/enterprises')).status).toBe(403)
  })
})

describe('references', () => {
  it('to a record outside the scope are refused as if it did not exist', async () => {
    const outside = await w.as('village').post('/enterprises', { name: '新店', category: 'shop', areaId: town.areas.west })
    const absent = await w.as('village').post('/enterprises', { name: '新店', category: 'shop', areaId: uuid7() })
    expect(outside.status).toBe(422)
    expect(absent.status).toBe(422)
    expect(absent.body.errors).toEqual(outside.body.errors)
  })
  it('a credit code that stands in another village is taken', async () => {
    const answer = await w.as('village').post('/enterprises', { name: '冒名店', category: 'shop', areaId: town.areas.east, creditCode: creditCode(3) })
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'creditCode' }] } })
    expect(answer.text).not.toContain('西岭')
  })
})
