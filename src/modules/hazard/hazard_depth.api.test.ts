import { afterEach, describe, expect, it } from 'vitest'
import { act, find, finding, visit } from '../../../tests/world/loop'
import { type Row, type Who, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const officer = w.as('officer')
const show = (hazard: Row, who: Who = 'officer') => w.as(who).read(`/hazards/${hazard.id}`)
const verb = (hazard: Row, name: string, body: Record<string, unknown>, who: Who = 'officer') =>
  w.as(who).post(`/hazards/${hazard.id}/${name}`, { id: uuid7(), ...body })
const passed = { passed: true, note: '现场复查合格' }
const at = (day: string, time = '10:00:00') => w.restart(`${day}T${time}+08:00`)
const listed = async (query: string) => (await officer.all('/hazards?' + query)).map((one) => one.id)
const county = { to: '青溪县应急管理局', reason: '拒不整改' }
afterEach(() => w.restart())

describe('the same hazard at the same place', () => {
  const again = { placeId: town.enterprises.station, happenedAt: '2023-07-10T08:00:00+08:00' }
  const earlier = async () => {
    const one = await find(officer, { description: '三号加油机静电接地线断开' }, { placeId: town.enterprises.station })
    await act(officer, one, 'recheck', passed)
    return one
  }
  const similar = (description: string, placeId: string, on = '2023-07-10') =>
    officer.read(`/hazards/similar?placeType=enterprises&placeId=${placeId}&description=${encodeURIComponent(description)}&on=${on}`)

  it('is shown while it is entered, with how the one before was closed, and is never refused', async () => {
    const before = await earlier()
    await at('2023-07-10')
    expect(((await similar('三号加油机静电接地线又断开', town.enterprises.station)).items as Row[])[0])
      .toMatchObject({ id: before.id, foundOn: '2023-06-01', closedOn: '2023-06-01', status: 'closed', recheckNote: passed.note })
    const hazard = await find(officer, { description: '三号加油机静电接地线又断开', dueOn: '2023-07-20' }, again)
    expect(hazard).toMatchObject({ recurrenceOf: before.id, recurring: true, recurrence: { id: before.id, closedOn: '2023-06-01', recheckNote: passed.note } })
    expect(await listed('recurring=true')).toContain(hazard.id)
    expect(await listed('recurring=true')).not.toContain(before.id)
    const figure = '/measures/hazards-recurring?from=2023-07-01&to=2023-07-31'
    const value = Number((await officer.read(figure)).value)
    expect(value).toBeGreaterThan(0)
    await act(w.as('office'), hazard, 'withdrawal', { reason: '误录' })
    expect((await officer.read(figure)).value).toBe(value - 1)
  })
  it('is not one that is still open, at another place, unlike, or too long ago', async () => {
    const open = await find(officer, { description: '油罐区消防沙池无沙' }, { placeId: town.enterprises.station })
    await at('2023-07-10')
    const second = await find(officer, { description: '油罐区消防沙池无沙', dueOn: '2023-07-20' }, again)
    expect(second.recurrenceOf).toBeUndefined()
    expect(((await similar('油罐区消防沙池无沙', town.enterprises.station)).items as Row[]).map((one) => one.id)).toContain(open.id)
    expect((await similar('油罐区消防沙池无沙', town.enterprises.hotel)).items).toEqual([])
    expect((await similar('厨房排烟管道油污', town.enterprises.station)).items).toEqual([])
    await at('2024-09-01')
    expect((await similar('油罐区消防沙池无沙', town.enterprises.station, '2024-09-01')).items).toEqual([])
  })
  it('counts months as the calendar does, from the day on which the one before was closed', async () => {
    const words = '发电机房配电箱门缺失'
    const before = await find(officer, { description: words, dueOn: '2023-07-05' }, { placeId: town.enterprises.station })
    await at('2023-07-02')
    await act(officer, before, 'recheck', passed)
    await at('2024-07-02')
    expect(((await similar(words, town.enterprises.station, '2024-07-02')).items as Row[]).map((one) => one.id)).toEqual([before.id])
    const hazard = await find(officer, { description: words, dueOn: '2024-07-20' }, { placeId: town.enterprises.station, happenedAt: '2024-07-02T08:00:00+08:00' })
    expect(hazard.recurrenceOf).toBe(before.id)
    await act(w.as('office'), hazard, 'withdrawal', { reason: '误录' })
    await at('2024-07-03')
    expect((await similar(words, town.enterprises.station, '2024-07-03')).items).toEqual([])
    const later = await find(officer, { description: words, dueOn: '2024-07-20' }, { placeId: town.enterprises.station, happenedAt: '2024-07-03T08:00:00+08:00' })
    expect(later.recurrenceOf).toBeUndefined()
  })
  it('is found behind however many that are still open', async () => {
    const place = { placeId: town.enterprises.station }
    const before = await find(officer, { description: '卸油口快速接头缺盖' }, place)
    await act(officer, before, 'recheck', passed)
    for (let n = 0; n < 6; ++n) await find(officer, { description: '卸油口快速接头缺盖' }, place)
    await at('2023-07-10')
    expect((await find(officer, { description: '卸油口快速接头缺盖', dueOn: '2023-07-20' }, again)).recurrenceOf).toBe(before.id)
  })
  it('is told only of places in the own scope', async () => {
    const path = `/hazards/similar?placeType=enterprises&placeId=${town.enterprises.hotel}&description=x`
    expect((await w.as('foreign').get(path)).status).toBe(404)
    expect((await w.as('enterprise').get(path)).status).toBe(403)
    expect((await officer.get(path + '&on=2023-13-01')).status).toBe(400)
  })
})

describe('extensions', () => {
  const wish = (dueOn: string) => ({ dueOn, reason: '等待配件' })
  it('are asked for before the term ends', async () => {
    const hazard = await find(officer)
    await at('2023-06-12')
    expect(await verb(hazard, 'extension', wish('2023-06-25'), 'enterprise')).toMatchObject({ status: 422, body: { code: 'hazard.extension_late' } })
    expect(await show(hazard)).toMatchObject({ dueOn: '2023-06-11', late: 'enterprise' })
  })
  it('the second one is the leader’s to grant, and the first term is kept', async () => {
    const hazard = await find(officer)
    await act(w.as('enterprise'), hazard, 'extension', wish('2023-06-20'))
    expect(await act(w.as('office'), hazard, 'extension-decision', { granted: true })).toMatchObject({ dueOn: '2023-06-20', firstDueOn: '2023-06-11', extensions: 1 })
    expect(await act(w.as('enterprise'), hazard, 'extension', wish('2023-06-25'))).toMatchObject({ pending: 'extension', leaderMustGrant: true })
    expect(await verb(hazard, 'extension-decision', { granted: true }, 'office')).toMatchObject({ status: 422, body: { errors: [{ field: 'granted', code: 'hazard.leader_grants' }] } })
    expect(await act(w.as('leader'), hazard, 'extension-decision', { granted: true })).toMatchObject({ dueOn: '2023-06-25', firstDueOn: '2023-06-11', extensions: 2 })
  })
  it('beyond the town’s limit the leader says why; refusing needs no leader', async () => {
    const hazard = await find(officer)
    await act(w.as('enterprise'), hazard, 'extension', wish('2023-07-20'))
    expect((await verb(hazard, 'extension-decision', { granted: true }, 'leader')).body.errors).toMatchObject([{ field: 'note', code: 'hazard.leader_note' }])
    expect(await act(w.as('leader'), hazard, 'extension-decision', { granted: true, note: '设备须定制' })).toMatchObject({ dueOn: '2023-07-20' })
    const other = await find(officer)
    await act(w.as('enterprise'), other, 'extension', wish('2023-09-20'))
    expect(await act(w.as('office'), other, 'extension-decision', { granted: false })).toMatchObject({ dueOn: '2023-06-11', extensions: 0 })
  })
})

describe('a referral and its answer', () => {
  it('keeps to whom, number and by when; unanswered and late ones can be listed', async () => {
    const hazard = await find(officer)
    expect(await act(officer, hazard, 'referral', { ...county, on: '2023-06-01', number: '青溪安移〔2023〕9号', answerDueOn: '2023-06-15' }))
      .toMatchObject({ status: 'referred', referredTo: county.to, referredOn: '2023-06-01', referralNumber: '青溪安移〔2023〕9号', answerDueOn: '2023-06-15' })
    expect(await listed('referral=unanswered')).toContain(hazard.id)
    expect(await listed('referral=late')).not.toContain(hazard.id)
    await at('2023-06-16')
    expect(await listed('referral=late')).toContain(hazard.id)
    const home = await w.as('office').read('/home')
    expect((home.lateReferrals as Row[]).map((one) => one.id)).toContain(hazard.id)
    await act(officer, hazard, 'referral-answer', { result: 'dealt_with', answer: '已立案处罚', document: '青应急函〔2023〕3号', on: '2023-06-16' })
    expect(await show(hazard)).toMatchObject({ status: 'referred', answerResult: 'dealt_with', answeredOn: '2023-06-16' })
    expect(await listed('referral=unanswered')).not.toContain(hazard.id)
    expect(await listed('referral=late')).not.toContain(hazard.id)
    expect(await act(officer, hazard, 'recheck', passed)).toMatchObject({ status: 'closed' })
  })
  it('that was taken on is still owed its outcome where the county named a day', async () => {
    const hazard = await find(officer)
    await act(officer, hazard, 'referral', { ...county, answerDueOn: '2023-06-10' })
    expect(await act(officer, hazard, 'referral-answer', { result: 'accepted', answer: '已受理', answerDueOn: '2023-07-01' })).toMatchObject({ answerDueOn: '2023-07-01' })
    expect(await listed('referral=unanswered')).toContain(hazard.id)
    await at('2023-07-02')
    expect(await listed('referral=late')).toContain(hazard.id)
  })
  it('that comes back goes on: the enterprise owes again, the town rechecks, and it may be referred anew', async () => {
    const hazard = await find(officer)
    await act(officer, hazard, 'referral', county)
    expect(await act(officer, hazard, 'referral-answer', { result: 'returned', answer: '属镇处理', dueOn: '2023-06-30' }))
      .toMatchObject({ status: 'rectifying', answerResult: 'returned', dueOn: '2023-06-30', recheckDueOn: '2023-07-10' })
    expect((await show(hazard)).verbs).toEqual(expect.arrayContaining(['rectification', 'recheck', 'referral']))
    const second = await act(officer, hazard, 'referral', { ...county, to: '青溪县消防救援大队' })
    expect(second).toMatchObject({ status: 'referred', referredTo: '青溪县消防救援大队' })
    expect(second.answeredOn).toBeUndefined()
  })
  it('is not answered before it was made', async () => {
    const hazard = await find(officer, {}, {})
    await at('2023-06-05')
    await act(officer, hazard, 'referral', { ...county, on: '2023-06-05' })
    expect((await verb(hazard, 'referral-answer', { result: 'accepted', answer: '收到', on: '2023-06-03' })).body.errors).toMatchObject([{ field: 'on' }])
    expect((await verb(await find(officer, { dueOn: '2023-06-20' }), 'referral', { ...county, answerDueOn: '2023-06-01' })).body.errors).toMatchObject([{ field: 'answerDueOn' }])
  })
})

describe('listed supervision', () => {
  const listing = { by: '青溪县安全生产委员会', document: '青安督〔2023〕2号', on: '2023-06-01', dueOn: '2023-08-31', person: '陈立' }
  const major = async () => act(officer, await find(officer, { suspected: true }), 'county-verdict', { level: 'major', document: '青应急〔2023〕1号', on: '2023-06-01' })
  it('is of a major hazard only, and each part of it is kept', async () => {
    expect(await verb(await find(officer), 'listing', listing)).toMatchObject({ status: 409, body: { code: 'hazard.not_major_listed' } })
    const hazard = await major()
    const before = Number((await officer.read('/measures/hazards-listed')).value)
    expect(await act(officer, hazard, 'listing', listing)).toMatchObject({ listedState: 'listed', listedBy: listing.by, listedDocument: listing.document, listedDueOn: '2023-08-31', listedPerson: '陈立' })
    expect((await officer.read('/measures/hazards-listed')).value).toBe(before + 1)
    expect((await officer.read('/measures/hazards-listed/records?limit=500')).items.map((one) => one.id)).toContain(hazard.id)
    expect(await verb(hazard, 'listing', listing)).toMatchObject({ status: 409, body: { code: 'hazard.listed' } })
    expect((await verb(hazard, 'governance-plan', { plan: {} }, 'enterprise')).body.errors).toMatchObject([{ field: 'plan' }])
    const plan = { goals: '消除泄漏', methods: '更换阀门', resources: '12万元', people: '李四负责', terms: '八月底前', safety: '停用期间专人值守' }
    expect(await act(w.as('enterprise'), hazard, 'governance-plan', { plan })).toMatchObject({ governancePlan: plan })
    await act(w.as('enterprise'), hazard, 'progress', { description: '阀门已到货' })
    expect(await act(w.as('enterprise'), hazard, 'lifting-request', { description: '已完成治理' })).toMatchObject({ listedState: 'review' })
    expect((await verb(hazard, 'lifting', { lifted: true, on: '2023-06-01', document: '青安督销〔2023〕1号' }, 'enterprise')).status).toBe(403)
    expect(await act(officer, hazard, 'lifting', { lifted: false, on: '2023-06-01', document: '青安督函〔2023〕1号', note: '仍有一处' })).toMatchObject({ listedState: 'listed' })
    const lifted = await act(officer, hazard, 'lifting', { lifted: true, on: '2023-06-01', document: '青安督销〔2023〕1号' })
    expect(lifted).toMatchObject({ listedState: 'lifted', liftedOn: '2023-06-01', liftedDocument: '青安督销〔2023〕1号', status: 'rectifying' })
    expect((lifted.timeline as Row[]).map((one) => one.verb)).toEqual(['found', 'county-verdict', 'listing', 'governance-plan', 'progress', 'lifting-request', 'lifting', 'lifting'])
    expect((await officer.read('/measures/hazards-listed')).value).toBe(before)
    expect(await listed('listedState=lifted')).toContain(hazard.id)
  })
  it('does not end with the town’s recheck: it stays listed until the county lifts it', async () => {
    const hazard = await major()
    await act(officer, hazard, 'listing', listing)
    expect(await act(officer, hazard, 'recheck', passed)).toMatchObject({ status: 'closed', listedState: 'listed', verbs: expect.arrayContaining(['lifting', 'lifting-request']) })
    expect(await act(officer, hazard, 'lifting', { lifted: true, on: '2023-06-01', document: '青安督销〔2023〕2号' })).toMatchObject({ status: 'closed', listedState: 'lifted' })
  })
  it('needs a document, and no day that lies wrong', async () => {
    const hazard = await major()
    expect((await verb(hazard, 'listing', { ...listing, document: undefined })).body.errors).toMatchObject([{ field: 'document' }])
    expect((await verb(hazard, 'listing', { ...listing, dueOn: '2023-05-01' })).body.errors).toMatchObject([{ field: 'dueOn' }])
    expect((await verb(hazard, 'progress', { description: '进展' })).body.code).toBe('hazard.not_listed')
  })
})

describe('several hazards of one place', () => {
  const two = async () => {
    const hazards = [finding(), finding({ description: '灭火器压力不足' })]
    await officer.add('/inspections', visit({ hazards }))
    return hazards as unknown as Row[]
  }
  const send = (hazards: Record<string, unknown>[], who: Who = 'officer') => w.as(who).post('/hazards/rechecks', { id: uuid7(), inspectorIds: [town.persons.officer], hazards })
  it('are rechecked in one go, some pass and some fail', async () => {
    const [one, other] = await two() as [Row, Row]
    const answer = await send([{ hazardId: one.id, passed: true }, { hazardId: other.id, passed: false, note: '仍欠压', newTerm: { dueOn: '2023-06-20', reason: '配件未到' } }])
    expect(answer.status, answer.text).toBe(201)
    expect(answer.body.items).toMatchObject([{ id: one.id, status: 'closed' }, { id: other.id, status: 'rectifying', pending: 'term' }])
    expect((await show(other)).timeline).toMatchObject([{ verb: 'found' }, { verb: 'recheck', passed: false, text: '仍欠压' }])
  })
  it('all or none: a wrong one says which, and nothing was done', async () => {
    const [one, other] = await two() as [Row, Row]
    const elsewhere = await find(officer, {}, { placeId: town.enterprises.station })
    for (const [last, code] of [[elsewhere.id, 'hazard.one_place'], [one.id, 'hazard.chosen_twice'], [uuid7(), 'record.not_found']] as const) {
      const answer = await send([{ hazardId: one.id, passed: true }, { hazardId: other.id, passed: true }, { hazardId: last, passed: true }])
      expect(answer.body.errors).toMatchObject([{ field: 'hazards[2].hazardId', code }])
    }
    expect(await show(one)).toMatchObject({ status: 'rectifying', timeline: [{ verb: 'found' }] })
    expect((await send([])).status).toBe(422)
    expect((await send([{ hazardId: one.id, passed: true }], 'enterprise')).status).toBe(403)
  })
})

describe('steps of the same moment', () => {
  it('stand in the order in which they were taken', async () => {
    const hazard = await find(officer)
    const happenedAt = '2023-06-01T09:00:00+08:00'
    await act(w.as('enterprise'), hazard, 'rectification', { description: '一', happenedAt })
    await act(officer, hazard, 'recheck', { passed: false, note: '二', happenedAt })
    await act(w.as('enterprise'), hazard, 'rectification', { description: '三', happenedAt })
    await act(officer, hazard, 'recheck', { passed: false, note: '四', happenedAt })
    expect(((await show(hazard)).timeline as Row[]).slice(1).map((one) => one.text)).toEqual(['一', '二', '三', '四'])
  })
})
