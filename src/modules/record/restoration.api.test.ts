import { describe, expect, it } from 'vitest'
import { creditCode, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const office = w.as('office')
const figure = async (name: string, from = '2023-01-01', to = '2023-06-01') => (await office.read(`/measures/${name}?area=${town.areas.town}&from=${from}&to=${to}`)).value
const pond = (name: string, areaId = town.areas.east) => office.add('/places', { name, type: 'pond', areaId })

describe('taking back a withdrawal', () => {
  it('brings the record into lists, search and history again', async () => {
    const place = await pond('回来的塘')
    await office.withdraw(`/places/${place.id}`, '点错了')
    expect((await office.get(`/places/${place.id}`)).status).toBe(404)
    const back = await office.post(`/places/${place.id}/restoration`)
    expect(back).toMatchObject({ status: 201, body: { id: place.id, name: '回来的塘' } })
    expect((await office.read('/places?q=' + encodeURIComponent('回来'))).items.map((one) => one.id)).toEqual([place.id])
    expect((await office.read(`/places/${place.id}/history`)).items.map((one) => one.verb)).toEqual(['created', 'withdrawn', 'restored'])
  })

  it('brings the figures back', async () => {
    const before = await figure('leaflets')
    const handed = await office.add('/publicity', { title: '发传单', type: 'leaflet', quantity: 120, heldOn: '2023-05-20', areaId: town.areas.town })
    expect(await figure('leaflets')).toBe(Number(before) + 120)
    await office.withdraw(`/publicity/${handed.id}`, '重复')
    expect(await figure('leaflets')).toBe(before)
    await office.post(`/publicity/${handed.id}/restoration`)
    expect(await figure('leaflets')).toBe(Number(before) + 120)
  })

  it('raises the version, so that an older copy does not overwrite', async () => {
    const place = await pond('版本塘')
    await office.withdraw(`/places/${place.id}`, '点错了')
    const back = (await office.post(`/places/${place.id}/restoration`)).body
    expect(back.version).toBeGreaterThan(place.version)
    expect((await office.patch(`/places/${place.id}`, { name: '旧' }, place.version)).status).toBe(412)
  })

  it('of a record that stands is refused', async () => {
    const place = await pond('没撤的塘')
    expect(await office.post(`/places/${place.id}/restoration`)).toMatchObject({ status: 409, body: { code: 'record.not_withdrawn' } })
  })

  it('is for those who may withdraw, within their areas', async () => {
    const place = await pond('界内塘')
    await office.withdraw(`/places/${place.id}`, '点错了')
    expect((await w.as('foreign').post(`/places/${place.id}/restoration`)).status).toBe(404)
    expect((await w.as('auditor').post(`/places/${place.id}/restoration`)).status).toBe(403)
    expect((await w.as('enterprise').post(`/places/${place.id}/restoration`)).status).toBe(403)
    expect((await office.post(`/places/${uuid7()}/restoration`)).status).toBe(404)
    expect((await w.as('village').post(`/places/${place.id}/restoration`)).status).toBe(201)
  })

  it('is refused while its number is held by another', async () => {
    const body = { name: '同号店', category: 'shop', areaId: town.areas.east, creditCode: creditCode(401) }
    const first = await office.add('/enterprises', body)
    await office.withdraw(`/enterprises/${first.id}`, '重复')
    await office.add('/enterprises', { ...body, name: '后来店' })
    expect(await office.post(`/enterprises/${first.id}/restoration`)).toMatchObject({ status: 422, body: { errors: [{ field: 'creditCode' }] } })
    expect((await office.get(`/enterprises/${first.id}`)).status).toBe(404)
  })

  it('is refused while what it names is withdrawn', async () => {
    const shop = await office.add('/enterprises', { name: '先撤店', category: 'shop', areaId: town.areas.east, creditCode: creditCode(402) })
    const plan = await office.add('/plans', { title: '店里的方案', owner: 'enterprise', enterpriseId: shop.id, planType: 'on_site', approvedOn: '2023-01-05', areaId: town.areas.east })
    await office.withdraw(`/plans/${plan.id}`, '重复')
    await office.withdraw(`/enterprises/${shop.id}`, '重复')
    expect((await office.post(`/plans/${plan.id}/restoration`)).status).toBe(422)
    await office.post(`/enterprises/${shop.id}/restoration`)
    expect((await office.post(`/plans/${plan.id}/restoration`)).status).toBe(201)
  })
})

describe('what was withdrawn', () => {
  it('is listed and shown to those who may take it back, with who withdrew it and why', async () => {
    const place = await pond('藏起的塘')
    await office.withdraw(`/places/${place.id}`, '填平了')
    const listed = async (who: 'office' | 'village' | 'foreign' | 'auditor') => (await w.as(who).read('/places?withdrawn=true')).items.map((one) => one.id)
    expect(await listed('office')).toContain(place.id)
    expect(await listed('village')).toContain(place.id)
    expect(await listed('auditor')).toContain(place.id)
    expect(await listed('foreign')).not.toContain(place.id)
    expect((await w.as('leader').get('/accounts?withdrawn=true')).status).toBe(403)
    expect((await office.read(`/places/${place.id}?withdrawn=true`)).withdrawn).toMatchObject({ reason: '填平了' })
    expect((await w.as('foreign').get(`/places/${place.id}?withdrawn=true`)).status).toBe(404)
    expect((await w.as('enterprise').get(`/places/${place.id}?withdrawn=true`)).status).toBe(403)
  })
  it('is in no ordinary list', async () => {
    const place = await pond('不见的塘')
    await office.withdraw(`/places/${place.id}`, '填平了')
    expect((await office.all('/places')).map((one) => one.id)).not.toContain(place.id)
    expect((await office.read('/places?withdrawn=false&q=' + encodeURIComponent('不见的'))).items).toEqual([])
  })
})

describe('what the town addresses to all', () => {
  it('is read by its villages: plans and campaigns, not meetings', async () => {
    const areaId = town.areas.town
    const campaign = await office.add('/campaigns', { title: '全镇烟花整治', type: 'special', startsOn: '2023-05-01', endsOn: '2023-07-01', areaId })
    for (const who of ['village', 'patroller'] as const) expect((await w.as(who).read('/campaigns')).items.map((one) => one.id), who).toContain(campaign.id)
    expect((await w.as('village').get(`/campaigns/${campaign.id}`)).status).toBe(200)
    expect((await w.as('enterprise').get('/campaigns')).status).toBe(403)
    const east = await office.add('/campaigns', { title: '东坡整治', type: 'special', startsOn: '2023-05-01', endsOn: '2023-07-01', areaId: town.areas.east })
    expect((await w.as('foreign').read('/campaigns')).items.map((one) => one.id)).not.toContain(east.id)
  })
  it('is not changed by them', async () => {
    const plan = await office.add('/plans', { title: '镇总体预案', owner: 'town', planType: 'comprehensive', approvedOn: '2023-01-05', areaId: town.areas.town })
    expect((await w.as('village').get(`/plans/${plan.id}`)).status).toBe(200)
    expect((await w.as('village').patch(`/plans/${plan.id}`, { title: '改' }, plan.version)).status).toBe(403)
    expect((await w.as('village').withdraw(`/plans/${plan.id}`, '删')).status).toBe(403)
  })
  it('lets a village name the town’s officers as those who came along, and no one else of other villages', async () => {
    const village = w.as('village')
    const offered = (await village.read('/references/people?reach=up')).items.map((one) => one.id)
    expect(offered).toContain(town.persons.officer)
    expect(offered).not.toContain(town.persons.foreign)
    expect((await village.read('/references/people')).items.map((one) => one.id)).not.toContain(town.persons.officer)
    expect((await village.read(`/references/people?reach=up&ids=${town.persons.officer},${town.persons.foreign}`)).items.map((one) => one.title)).toEqual(['执一法'])
    expect((await village.read(`/references/people?ids=${town.persons.officer}`)).items).toEqual([])
    const outing = { kind: 'joint', startedOn: '2023-05-30', areaId: town.areas.east }
    expect((await village.post('/outings', { ...outing, memberIds: [town.persons.officer, town.persons.village] })).status).toBe(201)
    expect((await village.post('/outings', { ...outing, memberIds: [town.persons.foreign] })).status).toBe(422)
  })
})
