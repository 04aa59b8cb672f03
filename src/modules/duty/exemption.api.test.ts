import { afterEach, describe, expect, it } from 'vitest'
import { type Row, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const [office, leader] = [w.as('office'), w.as('leader')]
afterEach(() => w.restart())

const hotel = async (name: string) =>
  (await office.add('/enterprises', { name, category: 'hotel', areaId: town.areas.eastFirst, openedOn: '2020-01-01' })).id
const drillDuty = async (of: string, period = '2023-H1') =>
  (await office.all(`/duties?rule=half-year-drill&recordId=${of}&period=${period}`))[0] as Row
const ask = async (who: Parameters<typeof w.as>[0], of: string, more: Record<string, unknown> = {}) =>
  w.as(who).post(`/duties/${(await drillDuty(of)).id}/exemption`, { id: uuid7(), reason: '装修停业半年，没有人员', ...more })
const decide = (id: unknown, more: Record<string, unknown>) => leader.post(`/duty-exemptions/${id}/decision`, { id: uuid7(), ...more })

describe('an exemption', () => {
  it('is asked for with a reason and holds only once a leader approved it; then the duty is not counted', async () => {
    const inn = await hotel('甲宾馆')
    const expected = async () => (await office.read(`/measures/duties-expected?area=${town.areas.east}&from=2023-06-30&to=2023-06-30`)).value as number
    const before = await expected()
    const asked = await ask('village', inn)
    expect(asked.status).toBe(201)
    expect(asked.body).toMatchObject({ state: 'asked', validFrom: '2023-06-30', validTo: '2023-06-30', areaId: town.areas.eastFirst })
    expect((await drillDuty(inn)).state).toBe('open')
    expect(await expected()).toBe(before)
    expect((await decide(asked.body.id, { approved: true })).status).toBe(201)
    const duty = await drillDuty(inn)
    expect(duty).toMatchObject({ state: 'exempt', liftedWhy: 'exempt' })
    expect(await expected()).toBe(before - 1)
    expect((await office.read(`/duties/${duty.id}`)).exemptions).toMatchObject([{ id: asked.body.id, state: 'approved' }])
    expect((await office.all('/duties?state=exempt')).map((one) => one.id)).toContain(duty.id)
    expect((await office.all(`/duties?state=lifted`)).map((one) => one.id)).not.toContain(duty.id)
  })

  it('that is taken back makes the duty owed again, and one that was done all the same is done', async () => {
    const inn = await hotel('丙宾馆')
    const asked = await ask('office', inn)
    await decide(asked.body.id, { approved: true })
    const drill = await office.add('/drills', { title: '疏散演练', heldOn: '2023-05-20', organizer: 'enterprise', enterpriseId: inn, subject: 'fire', form: 'practical', areaId: town.areas.eastFirst })
    expect((await drillDuty(inn)).state).toBe('done')
    await office.withdraw(`/drills/${drill.id}`, '误录')
    expect((await drillDuty(inn)).state).toBe('exempt')
    expect((await office.withdraw(`/duty-exemptions/${asked.body.id}`, '企业提前开业')).status).toBeLessThan(300)
    expect((await drillDuty(inn)).state).toBe('open')
    expect((await office.post(`/duty-exemptions/${asked.body.id}/restoration`, undefined)).status).toBe(201)
    expect((await drillDuty(inn)).state).toBe('exempt')
  })

  it('that is refused says why and changes nothing', async () => {
    const inn = town.enterprises.hotel
    const asked = await ask('enterprise', inn)
    expect((await decide(asked.body.id, { approved: false })).body).toMatchObject({ code: 'duty_exemption.note' })
    expect((await decide(asked.body.id, { approved: false, note: '停业也要做好交接演练' })).body).toMatchObject({ state: 'refused', decisionNote: '停业也要做好交接演练' })
    expect((await drillDuty(inn)).state).toBe('open')
    expect((await decide(asked.body.id, { approved: true })).body.code).toBe('duty_exemption.decided')
    // Refused is not the end: another reason may be given.
    expect((await ask('enterprise', inn, { reason: '已经注销' })).status).toBe(201)
  })

  it('refuses what makes no sense', async () => {
    const inn = await hotel('戊宾馆')
    const code = async (answer: Promise<{ body: Row }>) => (await answer).body.code
    expect(await code(ask('office', inn, { reason: '' }))).toBe('field.rejected')
    expect(await code(ask('office', inn, { until: '2023-06-01' }))).toBe('duty_exemption.until')
    expect(await code(ask('office', inn, { until: '2099-01-01' }))).toBe('duty_exemption.too_long')
    expect((await ask('foreign', inn)).status).toBe(404)
    expect((await ask('auditor', inn)).status).toBe(403)
    expect((await ask('leader', inn)).status).toBe(403)
    const asked = await ask('office', inn)
    expect(await code(ask('office', inn))).toBe('duty_exemption.waiting')
    expect((await office.post(`/duty-exemptions/${asked.body.id}/decision`, { id: uuid7(), approved: true })).status).toBe(403)
    await decide(asked.body.id, { approved: true })
    expect(await code(ask('office', inn))).toBe('duty_exemption.settled')
    expect((await w.as('foreign').get(`/duty-exemptions/${asked.body.id}`)).status).toBe(404)
    expect((await w.as('enterprise').get(`/duty-exemptions/${asked.body.id}`)).status).toBe(404)
    expect((await w.as('village').read(`/duty-exemptions/${asked.body.id}`)).reason).toBe('装修停业半年，没有人员')
  })

  it('covers what falls due until its last day, and no more', async () => {
    const inn = await hotel('乙宾馆')
    const asked = await ask('office', inn, { until: '2023-12-31' })
    expect((await decide(asked.body.id, { approved: true })).status).toBe(201)
    await w.restart('2023-07-01T08:00:00+08:00')
    await expect.poll(async () => (await drillDuty(inn, '2023-H2'))?.state, { timeout: 10_000 }).toBe('exempt')
    await w.restart('2024-01-02T08:00:00+08:00')
    await expect.poll(async () => (await drillDuty(inn, '2024-H1'))?.state, { timeout: 10_000 }).toBe('open')
  })
})
