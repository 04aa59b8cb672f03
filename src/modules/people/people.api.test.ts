import { beforeAll, describe, expect, it } from 'vitest'
import { roles, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const office = w.as('office')
const administrator = w.as('administrator')
let person = ''
beforeAll(async () => void (person = (await w.as('office').add('/people', { name: '待任', areaId: town.areas.town })).id))
const post = (further: Record<string, unknown> = {}) => ({ personId: person, post: '职务', role: 'patroller', areaId: town.areas.eastFirst, validFrom: '2023-01-01', ...further })

describe('appointing', () => {
  it.each(['village', 'grid_leader', 'patroller', 'supervisor'])('the office appoints to %s', async (role) => {
    expect((await office.post('/appointments', post({ role }))).status).toBe(201)
  })
  it.each(['leader', 'office', 'officer', 'administrator', 'auditor'])('only an administrator appoints to %s', async (role) => {
    expect(await office.post('/appointments', post({ role, areaId: town.areas.town }))).toMatchObject({ status: 403, body: { code: 'appointment.role' } })
    expect((await administrator.post('/appointments', post({ role, areaId: town.areas.town }))).status).toBe(201)
  })
  it('the office can neither raise nor lower who stands above it', async () => {
    const field = await office.add('/appointments', post())
    expect((await office.patch(`/appointments/${field.id}`, { role: 'administrator' }, 1)).status).toBe(403)
    for (const role of ['leader', 'administrator', 'auditor', 'office', 'officer']) {
      const high = await administrator.add('/appointments', post({ role, areaId: town.areas.town }))
      expect((await office.patch(`/appointments/${high.id}`, { role: 'patroller' }, 1)).status, role).toBe(403)
      expect((await office.patch(`/appointments/${high.id}`, { personId: town.persons.office }, 1)).status, role).toBe(403)
      expect((await office.withdraw(`/appointments/${high.id}`, '试')).status, role).toBe(403)
    }
  })
  it('nobody else appoints', async () => {
    for (const who of ['leader', 'officer', 'supervisor', 'village', 'gridLeader', 'patroller', 'enterprise', 'auditor'] as const)
      expect((await w.as(who).post('/appointments', post())).status, who).toBe(403)
  })
  it('the end cannot lie before the beginning; the same day may be both', async () => {
    expect((await office.post('/appointments', post({ validFrom: '2023-05-02', validTo: '2023-05-01' }))).body).toMatchObject({ code: 'appointment.dates', errors: [{ field: 'validTo' }] })
    expect((await office.post('/appointments', post({ validFrom: '2023-05-02', validTo: '2023-05-02' }))).status).toBe(201)
  })
  it('an enterprise safety manager belongs to an enterprise', async () => {
    expect((await office.post('/appointments', post({ role: 'enterprise' }))).body.errors).toMatchObject([{ field: 'enterpriseId' }])
    expect((await office.post('/appointments', post({ role: 'enterprise', enterpriseId: town.enterprises.station }))).status).toBe(201)
  })
  it('an unknown role, person or area is refused', async () => {
    expect((await administrator.post('/appointments', post({ role: 'emperor' }))).status).toBe(422)
    expect((await administrator.post('/appointments', post({ personId: uuid7() }))).body.errors).toMatchObject([{ field: 'personId' }])
    expect((await administrator.post('/appointments', post({ areaId: uuid7() }))).status).toBe(422)
  })
  it('several unknown things are named at once', async () => {
    const answer = await administrator.post('/appointments', post({ personId: uuid7(), memberUnitId: uuid7() }))
    expect(answer.body.errors.map((one) => one.field).sort()).toEqual(['memberUnitId', 'personId'])
  })
  it('takes effect with the next request of the person', async () => {
    expect((await w.as('former').get('/enterprises')).status).toBe(403)
    const made = await office.add('/appointments', post({ personId: town.persons.former }))
    expect((await w.as('former').get('/enterprises')).status).toBe(200)
    await office.patch(`/appointments/${made.id}`, { validTo: '2023-05-31' }, 1)
    expect((await w.as('former').get('/enterprises')).status).toBe(403)
  })
  it('knows the ten roles', async () => {
    interface Kind { kind: string; fields: { name: string; options?: { value: string }[] }[] }
    const kinds = (await administrator.get('/kinds')).body.kinds as Kind[]
    const field = kinds.find((one) => one.kind === 'appointments')?.fields.find((one) => one.name === 'role')
    expect(field?.options?.map((one) => one.value).sort()).toEqual([...roles].sort())
  })
})

describe('the categories of a member unit', () => {
  it('are a list of trades', async () => {
    expect((await office.post('/appointments', post({ role: 'supervisor', categories: 'catering' }))).status).toBe(400)
    expect((await office.post('/appointments', post({ role: 'supervisor', categories: ['catering', 'nonsense'] }))).body.errors).toMatchObject([{ field: 'categories[1]' }])
  })
  it('survive export and import: else the limited would see all', async () => {
    const file = (await administrator.get(`/appointments.csv?personId=${town.persons.trade}`)).bytes
    expect((await administrator.post('/appointments/import', file)).body).toMatchObject({ accepted: 1, rejected: 0 })
    const list = (await administrator.read(`/appointments?personId=${town.persons.trade}`)).items
    expect(list).toHaveLength(2)
    for (const one of list) expect(one.categories).toEqual(['catering'])
    expect((await w.as('trade').read('/enterprises')).total).toBe(1)
  })
})

describe('people', () => {
  it('of the own area are seen by a village, others not', async () => {
    const list = await w.as('village').all('/people')
    expect(list.map((one) => one.id)).toEqual(expect.arrayContaining([town.persons.village, town.persons.patroller]))
    expect(list.map((one) => one.id)).not.toContain(town.persons.foreign)
    expect((await w.as('village').get(`/people/${town.persons.office}`)).status).toBe(404)
  })
  it('of the same name are two people', async () => {
    const one = await office.add('/people', { name: '同名', areaId: town.areas.east })
    const other = await office.add('/people', { name: '同名', areaId: town.areas.west })
    expect(one.id).not.toBe(other.id)
  })
  it('who left keep their posts in the list, by filter', async () => {
    expect((await administrator.read('/appointments?validTo.to=2023-05-31&role=village')).items).toMatchObject([{ personId: town.persons.former, personName: '离任者' }])
  })
})

describe('member units', () => {
  it('are read by everybody and written by office and administrator', async () => {
    expect((await w.as('leader').read('/member-units')).total).toBe(1)
    expect((await w.as('leader').post('/member-units', { name: '所', level: 'town', areaId: town.areas.town })).status).toBe(403)
    expect((await office.post('/member-units', { name: '派出所', level: 'town', areaId: town.areas.town, categories: ['hotel', 'entertainment'] })).body.categories).toEqual(['hotel', 'entertainment'])
  })
})
