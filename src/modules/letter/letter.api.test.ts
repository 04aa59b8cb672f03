import { describe, expect, it } from 'vitest'
import { type Row, town, world } from '../../../tests/world/world'

const w = world()
const office = w.as('office')
const letter = (further: Record<string, unknown> = {}) => ({
  title: '安全生产责任书', letterType: 'work_safety', year: 2023, partyType: 'village', partyAreaId: town.areas.east, dueOn: '2023-03-31', state: 'signed', signedOn: '2023-03-01', areaId: town.areas.east, ...further,
})
const value = async (name: string, query = '') => (await office.read(`/measures/${name}?${query}`)).value

describe('letters of responsibility', () => {
  it('are owed by rule: three kinds for each village, one for each enterprise in trade', async () => {
    expect(await value('village-letters-owed')).toBe(2 * 3)
    expect(await value('enterprise-letters-owed')).toBe(4)
    expect(await value('letters-owed')).toBe(10)
    expect(await value('letters-signed')).toBe(0)
    expect(await value('signing-rate')).toBe(0)
    expect(await value('letters-owed', `area=${town.areas.east}`)).toBe(3 + 2)
  })
  it('count as signed from the day of signing, each party and kind once', async () => {
    const one = await office.add('/letters', letter())
    expect([await value('letters-signed'), await value('letters-owed')]).toEqual([1, 10])
    expect(await value('letters-signed', 'to=2023-02-28')).toBe(0)
    expect(await value('letters-signed', 'to=2023-03-01')).toBe(1)
    await office.add('/letters', letter({ signedOn: '2023-03-02' }))
    expect([await value('letters-signed'), await value('letters-owed')]).toEqual([1, 10])
    expect(await value('signing-rate')).toBe(10)
    const behind = (await office.read('/measures/letters-signed/records')).items
    expect(behind).toMatchObject([{ kind: 'letters', n: 1 }])
    await office.withdraw(`/letters/${one.id}`, '重复')
    expect(await value('letters-signed')).toBe(1)
  })
  it('that are only owed open the one who owes them', async () => {
    const behind = (await office.read('/measures/letters-owed/records?limit=500')).items
    expect(behind).toHaveLength(10)
    expect(new Set(behind.map((one) => one.kind))).toEqual(new Set(['letters', 'areas', 'enterprises']))
  })
  it('of another year count in that year alone', async () => {
    await office.add('/letters', letter({ year: 2022, letterType: 'fire', signedOn: '2022-03-01', dueOn: '2022-03-31' }))
    expect(await value('letters-signed', 'from=2022-01-01&to=2022-12-31')).toBe(1)
    expect(await value('letters-signed')).toBe(1)
  })
  it('are no longer owed by an enterprise that has closed', async () => {
    const one = (await office.read(`/enterprises/${town.enterprises.factory}`)) as Row
    await office.patch(`/enterprises/${one.id}`, { state: 'closed', closedOn: '2023-04-30' }, one.version)
    expect(await value('enterprise-letters-owed')).toBe(3)
    await office.patch(`/enterprises/${one.id}`, { state: 'open', closedOn: null }, one.version + 1)
    expect(await value('enterprise-letters-owed')).toBe(4)
  })
  it('the rate is the same by area as whole', async () => {
    const rows = (await office.read('/measures/village-signing-rate?by=area')).rows as { key: string; value: number | null }[]
    expect(rows.find((row) => row.key === town.areas.east)?.value).toBeCloseTo(100 / 3)
    expect(rows.find((row) => row.key === town.areas.west)?.value).toBe(0)
  })
})
