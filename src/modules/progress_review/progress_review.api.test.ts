import { describe, expect, it } from 'vitest'
import { find } from '../../../tests/world/loop'
import { unzip } from '../../../tests/world/tables'
import { type Body, type Row, type Who, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const office = w.as('office')
const hold = (further: Record<string, unknown> = {}, who: Who = 'office') =>
  w.as(who).post('/progress-reviews', { id: uuid7(), title: '第24周安全调度', period: 'week', heldOn: '2023-06-12', areaId: town.areas.town, ...further })
const read = (id: string, who: Who = 'office') => w.as(who).read(`/progress-reviews/${id}`)
const post = (id: string, path: string, body: Record<string, unknown> = {}, who: Who = 'office') => w.as(who).post(`/progress-reviews/${id}/${path}`, { id: uuid7(), ...body })
const lines = (body: Body | Row) => body.lines as Row[]
const of = (body: Body | Row, topic: string) => lines(body).filter((line) => line.topic === topic)

/** A town in which something is late: a hazard of each village, a letter, a follow-up. */
async function lateTown() {
  await find(w.as('officer'), { dueOn: '2023-06-05', description: '安全出口上锁' })
  await find(w.as('officer'), { dueOn: '2023-06-06', description: '灭火器过期' })
  await find(w.as('officer'), { dueOn: '2023-06-05', description: '静电接地断开' }, { placeId: town.enterprises.station })
  await office.add('/letters', { id: uuid7(), title: '东坡村消防责任书', letterType: 'fire', year: 2023, partyType: 'village', partyAreaId: town.areas.east, dueOn: '2023-05-31', state: 'owed', areaId: town.areas.east })
  await office.add('/follow-ups', { id: uuid7(), title: '拆除防盗网', areaId: town.areas.west, dueOn: '2023-06-03' })
  await w.restart('2023-06-12T09:00:00+08:00')
}

describe('a progress review', () => {
  it('collects its agenda, a line for each village, is decided line by line, closed and frozen', async () => {
    await lateTown()
    const made = await hold()
    expect(made.status).toBe(201)
    const id = String(made.body.id)
    const review = await read(id)
    expect(review).toMatchObject({ status: 'open', since: '2023-06-05', mayWrite: true })
    expect(of(review, 'enterprise_late').map((line) => [line.areaName, line.count]).sort()).toEqual([['东坡村', 2], ['西岭村', 1]])
    const east = of(review, 'enterprise_late').find((line) => line.areaName === '东坡村')
    expect(east).toMatchObject({ title: '东坡村：企业逾期未整改的隐患 2 条', link: `/k/hazards?late=enterprise&sort=dueOn&area=${town.areas.east}`, records: [{ kind: 'hazards', title: '东坡宾馆：安全出口上锁', dueOn: '2023-06-05' }, {}] })
    expect(of(review, 'follow_ups')).toMatchObject([{ areaName: '西岭村', count: 1, records: [{ title: '西岭村：拆除防盗网' }] }])
    expect(of(review, 'letters')).toMatchObject([{ areaName: '东坡村', count: 1 }])
    expect(of(review, 'silent').map((line) => [line.areaName, (line.records as Row[]).map((one) => one.title)]).sort()).toEqual([['东坡村', ['第一网格', '第二网格']], ['西岭村', ['第一网格', '第二网格']]])
    expect(lines(review).map((line) => line.topic).indexOf('follow_ups')).toBe(0)

    expect(await post(id, 'closing')).toMatchObject({ status: 409, body: { code: 'progress_review.undecided' } })
    const given = await post(id, `lines/${east?.id}/assignment`, { areaId: town.areas.east, dueOn: '2023-06-19', priority: 'urgent' })
    expect(of(given.body, 'enterprise_late').find((line) => line.id === east?.id)).toMatchObject({ decision: 'given', task: { ownerName: '东坡村', dueOn: '2023-06-19' } })
    expect((await office.read(`/follow-ups?sourceId=${id}`)).total).toBe(0)
    const added = await post(id, 'lines', { title: '端午节前值班安排' })
    const other = of(added.body, 'other')[0]
    await post(id, `lines/${other?.id}/assignment`, { title: '排好端午值班表', areaId: town.areas.town, personId: town.persons.office, dueOn: '2023-06-20' })
    for (const line of lines(await read(id)).filter((one) => !one.decision)) expect((await post(id, `lines/${line.id}/aside`, { reason: '下周再看' })).status).toBe(201)

    const closed = await post(id, 'closing', { note: '散会' })
    expect(closed).toMatchObject({ status: 201, body: { status: 'closed', closedOn: '2023-06-12', undecided: 0, mayWrite: false } })
    expect((await office.all(`/follow-ups?sourceId=${id}&sort=dueOn`)).map((one) => [one.title, one.ownerName, one.dueOn, one.givenOn, one.sourceKind]))
      .toEqual([['东坡村：企业逾期未整改的隐患 2 条', '东坡村', '2023-06-19', '2023-06-12', 'progress-reviews'], ['排好端午值班表', '安晓办（安监办主任）', '2023-06-20', '2023-06-12', 'progress-reviews']])
    expect(await office.read(`/meetings/${closed.body.meetingId}`)).toMatchObject({ type: 'review', title: '第24周安全调度', heldOn: '2023-06-12' })
    expect((await office.read('/measures/review-meetings?from=2023-06-12&to=2023-06-12')).value).toBe(1)
    for (const [path, body] of [['aside', { lines: [east?.id], reason: '改' }], [`lines/${east?.id}/aside`, { reason: '改' }], ['lines', { title: '再加' }], ['collection', {}], ['closing', {}]] as const)
      expect(await post(id, path, body), path).toMatchObject({ status: 409, body: { code: 'progress_review.closed' } })
    const frozen = await read(id)
    expect(await office.patch(`/progress-reviews/${id}`, { title: '改名' }, frozen.version)).toMatchObject({ status: 409, body: { code: 'progress_review.frozen' } })
    expect((await office.withdraw(`/progress-reviews/${id}`, '不要')).status).toBe(409)

    for (const [ending, magic] of [['docx', 'PK'], ['pdf', '%PDF-']] as const) {
      const file = await office.get(`/progress-reviews/${id}/minutes.${ending}`)
      expect([file.status, new TextDecoder().decode(file.bytes.slice(0, magic.length))]).toEqual([200, magic])
    }
    const minutes = String(unzip((await office.get(`/progress-reviews/${id}/minutes.docx`)).bytes)['word/document.xml']).replace(/<[^>]+>/g, ' ')
    for (const said of ['第24周安全调度', '东坡村：企业逾期未整改的隐患 2 条', '2023-06-19', '排好端午值班表', '下周再看', '散会']) expect(minutes).toContain(said)
  })
  it('the next one looks back to it and says what got worse', async () => {
    await find(w.as('officer'), { dueOn: '2023-07-01', description: '新的一处' })
    await w.restart('2023-06-19T09:00:00+08:00')
    const made = await hold({ heldOn: '2023-06-19' })
    const review = await read(String(made.body.id))
    expect(review).toMatchObject({ since: '2023-06-12' })
    // Nobody looked again within ten days of the term: that is the town's to answer for.
    expect(of(review, 'town_late').map((line) => [line.areaName, line.count]).sort()).toEqual([['东坡村', 2], ['西岭村', 1]])
    expect(of(review, 'worse').map((line) => line.title)).toContain('未销号隐患：3 → 4 条')
    expect(of(await read(String((await hold({ heldOn: '2023-06-19', period: 'month' })).body.id)), 'worse')).toEqual([])
  })
  it('collected anew keeps what was decided and what the chair added', async () => {
    const id = String((await hold({ heldOn: '2023-06-19' })).body.id)
    const late = of(await read(id), 'enterprise_late')[0]
    await post(id, `lines/${late?.id}/aside`, { reason: '已在办' })
    await post(id, 'lines', { title: '汛期值守' })
    const again = await post(id, 'collection')
    expect(of(again.body, 'enterprise_late').filter((line) => line.areaName === late?.areaName)).toMatchObject([{ id: late?.id, decision: 'aside', reason: '已在办' }])
    expect(of(again.body, 'other')).toMatchObject([{ title: '汛期值守' }])
  })
})

describe('several lines', () => {
  it('are put aside with one reason, all or none', async () => {
    const id = String((await hold({ heldOn: '2023-06-19' })).body.id)
    const all = lines(await read(id)).map((line) => String(line.id))
    const chosen = all.slice(0, 3)
    expect((await post(id, 'aside', { lines: chosen })).body.errors).toMatchObject([{ field: 'reason' }])
    expect((await post(id, 'aside', { lines: [], reason: '下周再看' })).body.errors).toMatchObject([{ field: 'lines' }])
    expect(await post(id, 'aside', { lines: [...chosen, uuid7()], reason: '下周再看' })).toMatchObject({ status: 404, body: { code: 'progress_review.no_line' } })
    expect(lines(await read(id)).every((line) => !line.decision)).toBe(true)
    expect((await post(id, 'aside', { lines: chosen, reason: '下周再看' }, 'foreign')).status).toBe(404)
    const done = await post(id, 'aside', { lines: [...chosen, chosen[0]], reason: '下周再看' })
    expect(done.status).toBe(201)
    expect(lines(done.body).filter((line) => line.decision).map((line) => [line.id, line.decision, line.reason])).toEqual(chosen.map((one) => [one, 'aside', '下周再看']))
    expect(done.body.undecided).toBe(all.length - 3)
    expect((await office.read(`/progress-reviews/${id}/history`)).items.filter((event) => event.verb === 'aside').length).toBe(3)
  })
  it('leave alone what a colleague has just given to somebody, and then all of them', async () => {
    const id = String((await hold({ heldOn: '2023-06-19' })).body.id)
    const [first, second] = lines(await read(id)).map((line) => String(line.id))
    expect((await post(id, `lines/${first}/assignment`, { areaId: town.areas.east, dueOn: '2023-06-25' })).status).toBe(201)
    expect(await post(id, 'aside', { lines: [second, first], reason: '下周再看' })).toMatchObject({ status: 409, body: { code: 'progress_review.given' } })
    const now = lines(await read(id))
    expect([now.find((line) => line.id === first)?.decision, now.find((line) => line.id === second)?.decision]).toEqual(['given', undefined])
  })
})

describe('what is refused', () => {
  it('a line to somebody who left the post, beyond the area, or before the day; without a reason', async () => {
    const id = String((await hold({ heldOn: '2023-06-19' })).body.id)
    const line = lines(await read(id))[0]?.id
    const give = (body: Record<string, unknown>) => post(id, `lines/${line}/assignment`, { areaId: town.areas.town, dueOn: '2023-06-30', ...body })
    expect((await give({ personId: town.persons.former })).body.errors).toMatchObject([{ field: 'personId', code: 'follow_up.not_in_post' }])
    expect((await give({ dueOn: '2023-06-01' })).body.errors).toMatchObject([{ field: 'dueOn' }])
    expect((await give({ areaId: uuid7() })).body.errors).toMatchObject([{ field: 'areaId' }])
    expect((await give({ dueOn: undefined })).body.errors).toMatchObject([{ field: 'dueOn' }])
    expect((await post(id, `lines/${line}/aside`)).body.errors).toMatchObject([{ field: 'reason' }])
    expect(await post(id, `lines/${uuid7()}/aside`, { reason: '无' })).toMatchObject({ status: 404 })
    expect(lines(await read(id)).every((one) => !one.decision)).toBe(true)
    const later = String((await hold({ heldOn: '2023-06-26' })).body.id)
    expect(await post(later, 'closing')).toMatchObject({ status: 409, body: { code: 'progress_review.not_yet' } })
  })
  it('the town’s to a village, a limited trade and an enterprise; a village holds its own', async () => {
    const id = String((await hold({ heldOn: '2023-06-19' })).body.id)
    for (const who of ['village', 'foreign', 'trade'] as const) {
      expect((await w.as(who).get(`/progress-reviews/${id}`)).status, who).toBe(404)
      expect((await w.as(who).get(`/progress-reviews/${id}/minutes.pdf`)).status, who).toBe(404)
      expect((await post(id, 'closing', {}, who)).status, who).toBeGreaterThanOrEqual(403)
    }
    expect((await w.as('enterprise').get('/progress-reviews')).status).toBe(403)
    expect(await hold({}, 'trade')).toMatchObject({ status: 422, body: { code: 'record.outside_category' } })
    const own = await hold({ areaId: town.areas.east, heldOn: '2023-06-19', title: '东坡村周调度' }, 'village')
    expect(own.status).toBe(201)
    expect(of(await read(String(own.body.id), 'village'), 'enterprise_late').map((line) => line.areaName)).toEqual(['第一网格'])
    expect((await w.as('foreign').get(`/progress-reviews/${own.body.id}`)).status).toBe(404)
  })
  it('closing twice by the same request makes its follow-ups once', async () => {
    const id = String((await hold({ heldOn: '2023-06-19', period: 'month' })).body.id)
    for (const line of lines(await read(id))) await post(id, `lines/${line.id}/assignment`, { areaId: line.areaId, dueOn: '2023-06-30' })
    const body = { id: uuid7() }
    const path = `/progress-reviews/${id}/closing`
    expect((await office.post(path, body)).status).toBe(201)
    expect((await office.post(path, body)).body.status).toBe('closed')
    expect((await office.read(`/follow-ups?sourceId=${id}`)).total).toBe(lines(await read(id)).length)
  })
})

describe('a major hazard', () => {
  it('is a line of its own, urgent whoever is late, until it is closed', async () => {
    await find(w.as('officer'), { level: 'major', criterionId: '应急管理部令第10号 第3条（二）', description: '无证上岗焊接', dueOn: '2023-07-30' }, { placeId: town.enterprises.factory })
    const id = String((await hold({ heldOn: '2023-06-19' })).body.id)
    expect(of(await read(id), 'major')).toMatchObject([{ areaName: '西岭村', count: 1, records: [{ kind: 'hazards' }] }])
  })
})
