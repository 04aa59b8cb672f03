import { afterEach, describe, expect, it } from 'vitest'
import { town, world } from '../../../tests/world/world'

const w = world()
const office = w.as('office')
afterEach(() => w.restart())

const duty = async (rule: string, recordId: string) => (await office.all(`/duties?rule=${rule}&recordId=${recordId}`))[0]
const exemption = (more: Record<string, unknown>) =>
  office.add('/letter-exemptions', { title: '免签', year: 2023, validFrom: '2023-05-01', reason: '已并入他村', decidedBy: '镇长', areaId: town.areas.east, ...more })

describe('the duty to sign a letter', () => {
  it('is exempt for a party that need not sign, and owed again when that is taken back', async () => {
    expect((await duty('village-letter-fire', town.areas.east))?.state).toBe('open')
    const one = await exemption({ partyType: 'village', partyAreaId: town.areas.east, letterType: 'fire' })
    expect(await duty('village-letter-fire', town.areas.east)).toMatchObject({ state: 'exempt', liftedWhy: 'exempt' })
    expect((await duty('village-letter-traffic', town.areas.east))?.state).toBe('open')
    expect((await duty('village-letter-fire', town.areas.west))?.state).toBe('open')
    expect((await office.withdraw(`/letter-exemptions/${one.id}`, '误录')).status).toBeLessThan(300)
    expect((await duty('village-letter-fire', town.areas.east))?.state).toBe('open')
  })
  it('is exempt for an enterprise, moves with the exemption to another, and waits for its day', async () => {
    const [hotel, factory] = [town.enterprises.hotel, town.enterprises.factory]
    const one = await exemption({ partyType: 'enterprise', enterpriseId: hotel })
    expect((await duty('enterprise-letter', hotel))?.state).toBe('exempt')
    const moved = await office.patch(`/letter-exemptions/${one.id}`, { enterpriseId: factory }, one.version)
    expect(moved.status).toBe(200)
    expect((await duty('enterprise-letter', hotel))?.state).toBe('open')
    expect((await duty('enterprise-letter', factory))?.state).toBe('exempt')
    expect((await office.patch(`/letter-exemptions/${one.id}`, { validFrom: '2023-06-02' }, moved.body.version)).status).toBe(200)
    expect((await duty('enterprise-letter', factory))?.state).toBe('open')
    await w.restart('2023-06-02T08:00:00+08:00')
    await expect.poll(async () => (await duty('enterprise-letter', factory))?.state, { timeout: 10_000 }).toBe('exempt')
  })
  it('is owed anew by a new chief leader, and discharged by the new signature', async () => {
    const east = town.areas.east
    const chief = async (name: string, validFrom: string) => {
      const person = await office.add('/people', { name, areaId: east })
      return office.add('/appointments', { personId: person.id, post: '村委会主任', role: 'village', areaId: east, validFrom, chief: true })
    }
    const letter = (signedOn: string) => office.add('/letters', {
      title: '交通安全责任书', letterType: 'traffic', year: 2023, partyType: 'village', partyAreaId: east, dueOn: '2023-03-31', state: 'signed', signedOn, areaId: east,
    })
    await chief('甲主任', '2022-01-01')
    await letter('2023-03-01')
    expect((await duty('village-letter-traffic', east))?.state).toBe('done')
    const successor = await chief('乙主任', '2023-05-15')
    expect((await duty('village-letter-traffic', east))?.state).toBe('open')
    expect((await office.withdraw(`/appointments/${successor.id}`, '误录')).status).toBeLessThan(300)
    expect((await duty('village-letter-traffic', east))?.state).toBe('done')
    expect((await office.post(`/appointments/${successor.id}/restoration`, undefined)).status).toBe(201)
    await letter('2023-05-20')
    expect(await duty('village-letter-traffic', east)).toMatchObject({ state: 'done', dischargedOn: '2023-05-20' })
  })
})
