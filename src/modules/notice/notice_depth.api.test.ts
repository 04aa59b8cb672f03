import { beforeAll, describe, expect, it } from 'vitest'
import { act, empower, find, finding, visit } from '../../../tests/world/loop'
import { type Row, type Who, town, uuid7, world } from '../../../tests/world/world'

const hotel = { placeType: 'enterprises', placeId: town.enterprises.hotel }
const officers = [town.persons.officer, town.persons.supervisor]

describe('measures on the spot without authority', () => {
  const w = world()
  it('are refused with what to do instead, under nothing and under supervision', async () => {
    const hazard = await find(w.as('officer'))
    const send = () => w.as('officer').post('/notices', { ...hotel, kind: 'on_spot', hazardIds: [hazard.id], officerIds: officers, measures: ['stop_use'] })
    const nothing = await send()
    expect(nothing).toMatchObject({ status: 422, body: { code: 'notice.on_spot_no_authority' } })
    expect(nothing.body.detail).toContain('限期整改意见书')
    await empower(w.as('office'), { basis: 'supervision', document: '安全生产法第九条' })
    expect((await send()).body.code).toBe('notice.on_spot_no_authority')
    expect((await w.as('officer').read(`/hazards/${hazard.id}`)).suspected).toBe(false)
  })
})

describe('with authority', () => {
  const w = world()
  const officer = w.as('officer')
  beforeAll(async () => void (await empower(w.as('office'))))
  const send = (hazards: Row[], further: Record<string, unknown> = {}) =>
    officer.post('/notices', { id: uuid7(), ...hotel, kind: 'order', hazardIds: hazards.map((one) => one.id), officerIds: officers, ...further })
  const issue = async (hazards: Row[], further: Record<string, unknown> = {}) => {
    const answer = await send(hazards, further)
    expect(answer.status, answer.text).toBe(201)
    return answer.body
  }
  const two = async () => {
    const hazards = [finding(), finding({ description: '灭火器压力不足' })]
    await officer.add('/inspections', visit({ hazards }))
    return hazards as unknown as [Row, Row]
  }
  const pass = (hazard: Row) => act(officer, hazard, 'recheck', { passed: true, note: '合格' })
  const show = (notice: Row, who: Who = 'officer') => w.as(who).read(`/notices/${notice.id}`)
  const inList = async (progress: string) => (await officer.all(`/notices?progress=${progress}`)).map((one) => one.id)

  describe('how far an order is done', () => {
    it('is said by its hazards: nothing, part, all; the list can be asked for it', async () => {
      const [one, other] = await two()
      const order = await issue([one, other])
      expect(await show(order)).toMatchObject({ progress: 'issued', hazardsClosed: 0, hazardStates: [{ hazardId: one.id, status: 'rectifying' }, { hazardId: other.id, status: 'rectifying' }] })
      await pass(one)
      expect(await show(order)).toMatchObject({ progress: 'partly', hazardsClosed: 1, hazardStates: [{ status: 'closed' }, { status: 'rectifying' }] })
      expect(await inList('partly')).toContain(order.id)
      const rest = await issue([other], { earlierId: order.id })
      expect(await show(order)).toMatchObject({ following: [{ id: rest.id, kind: 'order' }] })
      expect(await show(rest)).toMatchObject({ earlier: { id: order.id }, progress: 'issued' })
      await pass(other)
      expect([(await show(order)).progress, (await show(rest)).progress]).toEqual(['closed', 'closed'])
      expect(await inList('partly')).not.toContain(order.id)
      expect(await inList('closed')).toEqual(expect.arrayContaining([order.id, rest.id]))
    })
    it('is void for a void one, and of no interest for a record', async () => {
      const hazard = await find(officer)
      const order = await issue([hazard])
      await officer.add(`/notices/${order.id}/voiding`, { id: uuid7(), reason: '写错' })
      expect((await show(order)).progress).toBe('void')
      expect((await show(await issue([hazard], { kind: 'record' }))).progress).toBeUndefined()
    })
    it('does not count a hazard that was withdrawn', async () => {
      const [one, other] = await two()
      const order = await issue([one, other])
      await act(w.as('office'), other, 'withdrawal', { reason: '误录' })
      await pass(one)
      expect((await show(order)).progress).toBe('closed')
    })
  })

  it('a recheck notice follows the order that carries its hazards, and says which passed and which did not', async () => {
    const [one, other] = await two()
    const order = await issue([one, other])
    await issue([await find(officer)])
    await pass(one)
    await act(officer, other, 'recheck', { passed: false, note: '仍欠压' })
    const recheck = await issue([one, other], { kind: 'recheck' })
    expect(await show(recheck)).toMatchObject({ earlier: { id: order.id }, content: { items: [{ hazardId: one.id, passed: true }, { hazardId: other.id, passed: false, note: '仍欠压' }] } })
    const elsewhere = await find(officer, {}, { placeId: town.enterprises.station })
    const foreign = await issue([elsewhere], { placeId: town.enterprises.station })
    expect((await send([one], { kind: 'recheck', earlierId: foreign.id })).body.errors).toMatchObject([{ field: 'earlierId' }])
  })

  describe('measures on the spot', () => {
    const spot = { kind: 'on_spot', measures: ['withdraw_people', 'stop_use'], untilOn: '2023-06-05' }
    it('are numbered 现决, flagged major, and make their hazards suspected with a report owed', async () => {
      const hazard = await find(officer)
      const decision = await issue([hazard], spot)
      expect(decision).toMatchObject({ title: '现场处理措施决定书', measures: spot.measures, major: true, untilOn: '2023-06-05' })
      expect(decision.number).toMatch(/^（青溪）应急现决〔2023〕\d+号$/)
      const now = await officer.read(`/hazards/${hazard.id}`)
      expect(now).toMatchObject({ suspected: true, level: 'general' })
      expect(now.verbs).toEqual(expect.arrayContaining(['county-report', 'county-verdict']))
      expect((now.timeline as Row[]).map((one) => one.verb)).toEqual(['found', 'notice', 'suspected'])
      expect((await officer.get(`/notices/${decision.id}.pdf`)).status).toBe(200)
    })
    it('to remove a hazard at once make nothing major', async () => {
      const hazard = await find(officer)
      expect(await issue([hazard], { kind: 'on_spot', measures: ['remove_now'] })).toMatchObject({ major: false })
      expect((await officer.read(`/hazards/${hazard.id}`)).suspected).toBe(false)
    })
    it('are lifted only when every hazard has passed its recheck, once', async () => {
      const [one, other] = await two()
      const decision = await issue([one, other], spot)
      const lift = (further: Record<string, unknown> = {}) => officer.post(`/notices/${decision.id}/lifting`, { id: uuid7(), on: '2023-06-01', opinion: '已排除，同意恢复', ...further })
      await pass(one)
      expect(await lift()).toMatchObject({ status: 409, body: { code: 'notice.hazards_open' } })
      await pass(other)
      expect((await lift({ on: '2023-06-02' })).body.errors).toMatchObject([{ field: 'on' }])
      expect((await lift({ opinion: undefined })).body.errors).toMatchObject([{ field: 'opinion' }])
      expect(await lift()).toMatchObject({ status: 201, body: { liftedOn: '2023-06-01' } })
      expect(await lift()).toMatchObject({ status: 409, body: { code: 'notice.lifted' } })
      const order = await issue([await find(officer)])
      expect((await officer.post(`/notices/${order.id}/lifting`, { id: uuid7(), on: '2023-06-01', opinion: '同意' })).body.code).toBe('notice.not_on_spot')
    })
    it.each([
      ['without a measure', { measures: [] }, 'measures'], ['with an unknown one', { measures: ['close_down'] }, 'measures'], ['with a term before it', { untilOn: '2023-05-01' }, 'untilOn'],
      ['with one officer', { officerIds: [town.persons.officer] }, 'officerIds'], ['as another kind', { kind: 'order' }, 'measures'],
    ])('are refused %s', async (_, further, field) => {
      const [error] = (await send([await find(officer)], { ...spot, ...further })).body.errors ?? []
      expect(error?.field).toMatch(new RegExp(`^${field}`))
    })
  })

  describe('the code on paper', () => {
    it('opens the record for who may see it, however it is typed, and is nothing to others', async () => {
      const notice = await issue([await find(officer)])
      const code = String(notice.code)
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/)
      const found = { kind: 'notices', id: notice.id }
      expect(await officer.read(`/codes/${code}`)).toMatchObject(found)
      expect(await officer.read(`/codes/${code.slice(0, 5).toLowerCase()}-${code.slice(5)}`)).toMatchObject(found)
      expect(await w.as('enterprise').read(`/codes/${code}`)).toMatchObject(found)
      for (const who of ['foreign', 'trade'] as const) {
        const hidden = await w.as(who).get(`/codes/${code}`)
        const unknown = await w.as(who).get('/codes/0000000000')
        expect([hidden.status, hidden.body.code, hidden.body.detail]).toEqual([404, unknown.body.code, unknown.body.detail])
      }
      expect((await w.nobody.get(`/codes/${code}`)).status).toBe(401)
    })
  })

  it('a referral letter’s number is kept with the referral', async () => {
    const hazard = await find(officer)
    await act(officer, hazard, 'referral', { to: '青溪县应急管理局', reason: '拒不整改' })
    const letter = await issue([hazard], { kind: 'referral', addressee: '青溪县应急管理局' })
    expect(await officer.read(`/hazards/${hazard.id}`)).toMatchObject({ referralNumber: letter.number })
  })
  it('site and post of an inspection are printed on its record', async () => {
    const made = await officer.add('/inspections', visit({
      site: '厨房、二楼客房', companion: { name: '王五', position: '经理' }, hazards: [finding()], notices: [{ id: uuid7(), kind: 'record', officerIds: officers }],
    }))
    const [record] = made.notices as unknown as Row[]
    expect((await show(record as Row)).content).toMatchObject({ site: '厨房、二楼客房' })
  })
})
