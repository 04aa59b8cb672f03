import { describe, expect, it } from 'vitest'
import { uuid7, world } from '../../../tests/world/world'

const w = world()
const late = () => ({ id: uuid7(), kind: 'hazards', name: '逾期未改', query: { late: 'any', sort: 'dueOn' }, columns: ['description', 'dueOn', 'areaId'] })
const names = async (who: 'office' | 'village' | 'officer', kind = 'hazards') => (await w.as(who).read(`/views?kind=${kind}`)).items.map((one) => one.name)

describe('a saved view', () => {
  it('belongs_to_the_account_that_saved_it', async () => {
    const made = await w.as('village').post('/views', late())
    expect(made.status, made.text).toBe(201)
    expect(made.body).toMatchObject({ name: '逾期未改', query: { late: 'any', sort: 'dueOn' }, columns: ['description', 'dueOn', 'areaId'], own: true, shared: false })
    expect(await names('village')).toEqual(['逾期未改'])
    expect(await names('village', 'letters')).toEqual([])
    expect(await names('officer')).toEqual([])
    expect((await w.as('officer').patch(`/views/${made.body.id}`, { name: '别人的' })).status).toBe(404)
    expect((await w.as('officer').send('DELETE', `/views/${made.body.id}`)).status).toBe(404)
    expect((await w.as('village').patch(`/views/${made.body.id}`, { name: '要改的', columns: [] })).body).toMatchObject({ name: '要改的', columns: [], version: 2 })
  })
  it('is_shared_with_the_town_by_the_office_only', async () => {
    expect((await w.as('village').post('/views', { ...late(), shared: true })).body.code).toBe('view.office_shares')
    const shared = await w.as('office').add('/views', { ...late(), name: '全镇逾期', shared: true })
    expect(await names('officer')).toEqual(['全镇逾期'])
    expect((await w.as('officer').patch(`/views/${shared.id}`, { name: '改名' })).status).toBe(403)
    expect((await w.as('administrator').patch(`/views/${shared.id}`, { name: '全镇逾期隐患' })).status).toBe(200)
    expect((await w.as('office').send('DELETE', `/views/${shared.id}`)).status).toBe(200)
    expect(await names('officer')).toEqual([])
  })
  it('opens_first_when_it_was_chosen_so_and_only_one_does', async () => {
    const [one, two] = [await w.as('officer').add('/views', { ...late(), first: true }), await w.as('officer').add('/views', { ...late(), name: '本周', first: true })]
    const first = (await w.as('officer').read('/views?kind=hazards')).items.filter((view) => view.first).map((view) => view.id)
    expect(first).toEqual([two.id])
    await w.as('officer').patch(`/views/${one.id}`, { first: true })
    expect((await w.as('officer').read('/views?kind=hazards')).items.filter((view) => view.first).map((view) => view.id)).toEqual([one.id])
  })
  it('is_refused_when_it_is_none', async () => {
    const refused = async (more: Record<string, unknown>) => (await w.as('office').post('/views', { ...late(), ...more })).status
    expect(await refused({ kind: 'nothings' })).toBe(422)
    expect(await refused({ query: 'late' })).toBe(422)
    expect(await refused({ query: { late: { from: 1 } } })).toBe(422)
    expect(await refused({ name: '' })).toBe(422)
    expect(await refused({ query: Object.fromEntries(Array.from({ length: 41 }, (_, at) => ['a' + at, '1'])) })).toBe(422)
    expect((await w.as('enterprise').post('/views', { ...late(), kind: 'duties-of-nobody' })).status).toBe(422)
  })
})
