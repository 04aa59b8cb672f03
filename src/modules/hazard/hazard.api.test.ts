import { afterEach, describe, expect, it } from 'vitest'
import { act, before, dueOn, find, finding, visit } from '../../../tests/world/loop'
import { type Row, type Who, holder, people, roles, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const officer = w.as('officer')
const show = (hazard: Row, who: Who = 'officer') => w.as(who).read(`/hazards/${hazard.id}`)
const verb = (hazard: Row, name: string, body: Record<string, unknown>, who: Who = 'officer') =>
  w.as(who).post(`/hazards/${hazard.id}/${name}`, { id: uuid7(), ...body })
const done = { description: '已清理并开锁' }
const passed = { passed: true, note: '现场复查合格' }
const failed = { passed: false, note: '仍有一处上锁' }
const at = (day: string, time = '10:00:00') => w.restart(`${day}T${time}+08:00`)
afterEach(() => w.restart())

describe('a hazard that an inspection found', () => {
  it('is being put right until its term, is the place’s, and the town owes a recheck ten days after', async () => {
    const hazard = await find(officer, { clause: '《消防法》第十六条', site: '二楼东侧' })
    expect(hazard).toMatchObject({
      status: 'rectifying', level: 'general', suspected: false, foundOn: '2023-06-01', dueOn, recheckDueOn: '2023-06-21', placeName: '东坡宾馆', placeId: town.enterprises.hotel,
      enterpriseId: town.enterprises.hotel, areaId: town.areas.eastFirst, category: 'hotel', clause: '《消防法》第十六条', site: '二楼东侧', notices: [],
      timeline: [{ verb: 'found', text: '二楼安全出口上锁' }],
    })
    expect(hazard.late ?? null).toBeNull()
  })
  it('fixed on the spot is closed at once, by the inspector who saw it', async () => {
    const hazard = await find(officer, { fixedOnSpot: true, dueOn: undefined })
    expect(hazard).toMatchObject({ status: 'closed', closedOn: '2023-06-01', fixedOnSpot: true, timeline: [{ verb: 'found' }, { verb: 'recheck', passed: true, by: people.officer.name }] })
  })
  it('needs a term or to be fixed, and no term before the finding', async () => {
    const add = (hazard: Record<string, unknown>) => officer.post('/inspections', visit({ hazards: [finding(hazard)] }))
    expect((await add({ dueOn: undefined })).body.errors).toMatchObject([{ field: 'hazards[0].dueOn', code: 'hazard.no_term' }])
    expect((await add({ dueOn: '2023-05-31' })).body.errors).toMatchObject([{ field: 'hazards[0].dueOn', code: 'hazard.due_before' }])
    expect((await add({ dueOn: '2023-06-01' })).status).toBe(201)
  })
  it('is seen by who sees its place, and by nobody else', async () => {
    const hazard = await find(officer)
    for (const who of ['leader', 'office', 'officer', 'supervisor', 'village', 'gridLeader', 'patroller', 'enterprise', 'administrator', 'auditor'] as const)
      expect((await w.as(who).get(`/hazards/${hazard.id}`)).status, who).toBe(200)
    for (const who of ['foreign', 'trade'] as const) expect((await w.as(who).get(`/hazards/${hazard.id}`)).status, who).toBe(404)
    expect((await w.as('former').get(`/hazards/${hazard.id}`)).status).toBe(403)
  })
  it('cannot be added, changed or deleted but by its verbs', async () => {
    const hazard = await find(officer)
    expect((await w.as('office').post('/hazards', {})).status).toBe(405)
    expect((await w.as('office').patch(`/hazards/${hazard.id}`, { status: 'closed' }, 1)).status).toBe(405)
    expect((await w.as('office').withdraw(`/hazards/${hazard.id}`, '删')).status).toBe(405)
    expect((await w.as('office').post('/hazards/import', 'a,b')).status).toBe(405)
  })
})

describe('the loop', () => {
  it('finding, report of the enterprise, recheck: closed by the recheck alone', async () => {
    const hazard = await find(officer)
    const reported = await act(w.as('enterprise'), hazard, 'rectification', done)
    expect(reported).toMatchObject({ status: 'awaiting_recheck', reportedOn: '2023-06-01', recheckDueOn: '2023-06-11' })
    expect(reported.closedOn).toBeUndefined()
    const closed = await act(officer, hazard, 'recheck', { ...passed, inspectorIds: [town.persons.officer] })
    expect(closed).toMatchObject({ status: 'closed', closedOn: '2023-06-01', verbs: [] })
    expect((closed.timeline as Row[]).map((one) => one.verb)).toEqual(['found', 'rectification', 'recheck'])
    expect((closed.timeline as Row[])[1]).toMatchObject({ by: people.enterprise.name, text: done.description })
  })
  it('a village or a grid may report what was done too; the enterprise only of its own', async () => {
    expect((await verb(await find(officer), 'rectification', done, 'village')).status).toBe(201)
    expect((await verb(await find(officer), 'rectification', done, 'patroller')).status).toBe(201)
    const other = await find(officer, {}, { placeId: town.enterprises.station })
    expect((await verb(other, 'rectification', done, 'enterprise')).status).toBe(404)
    expect((await verb(other, 'rectification', done, 'village')).status).toBe(404)
  })
  it('passes without a report: the recheck saw it', async () => {
    expect(await act(officer, await find(officer), 'recheck', passed)).toMatchObject({ status: 'closed', reportedOn: '2023-06-01' })
  })
  it('a failed recheck goes back, must be referred, and the town owes the next recheck', async () => {
    const hazard = await find(officer)
    await act(w.as('enterprise'), hazard, 'rectification', done)
    const again = await act(officer, hazard, 'recheck', failed)
    expect(again).toMatchObject({ status: 'rectifying', mustRefer: true, recheckDueOn: '2023-06-11' })
    expect(again.reportedOn).toBeUndefined()
    expect(await act(officer, hazard, 'recheck', passed)).toMatchObject({ status: 'closed', mustRefer: false })
  })
  it('a closed one takes no further step', async () => {
    const hazard = await find(officer, { fixedOnSpot: true })
    for (const [name, body] of Object.entries({ rectification: done, recheck: passed, referral: { to: '县应急管理局', reason: '拒不整改' }, extension: { dueOn: '2023-07-01', reason: '缺料' } }))
      expect(await verb(hazard, name, body, 'office'), name).toMatchObject({ status: 409, body: { code: 'hazard.closed' } })
  })
  it('two rechecks at the same time: one closes it, the other finds it closed', async () => {
    const hazard = await find(officer)
    const answers = await Promise.all(['officer', 'supervisor', 'office', 'officer'].map((who) => verb(hazard, 'recheck', passed, who as Who)))
    expect(answers.map((one) => one.status).sort()).toEqual([201, 409, 409, 409])
    expect((await show(hazard)).timeline).toHaveLength(2)
  })
})

describe('a new term', () => {
  it('after a failed recheck of a general one takes the leader’s approval', async () => {
    const hazard = await find(officer)
    const asked = await act(officer, hazard, 'recheck', { ...failed, newTerm: { dueOn: '2023-06-20', reason: '配件未到' } })
    expect(asked).toMatchObject({ status: 'rectifying', pending: 'term', pendingDueOn: '2023-06-20', mustRefer: true, dueOn })
    expect((await verb(hazard, 'term-decision', { approved: true }, 'office')).status).toBe(403)
    const approved = await act(w.as('leader'), hazard, 'term-decision', { approved: true, note: '同意' })
    expect(approved).toMatchObject({ dueOn: '2023-06-20', recheckDueOn: '2023-06-30', mustRefer: false })
    expect(approved.pending).toBeUndefined()
    expect((approved.timeline as Row[]).at(-1)).toMatchObject({ verb: 'term-decision', approved: true, dueOn: '2023-06-20', by: people.leader.name })
    expect(await verb(hazard, 'term-decision', { approved: true }, 'leader')).toMatchObject({ status: 409, body: { code: 'hazard.nothing_pending' } })
  })
  it('refused: it stays to be referred', async () => {
    const hazard = await find(officer)
    await act(officer, hazard, 'recheck', { ...failed, newTerm: { dueOn: '2023-06-20', reason: '配件未到' } })
    expect(await act(w.as('leader'), hazard, 'term-decision', { approved: false })).toMatchObject({ dueOn, mustRefer: true })
  })
  it('must be longer, have a reason, and is not for a major one', async () => {
    const hazard = await find(officer)
    expect((await verb(hazard, 'recheck', { ...failed, newTerm: { dueOn, reason: '料' } })).body.errors).toMatchObject([{ field: 'newTerm.dueOn' }])
    expect((await verb(hazard, 'recheck', { ...failed, newTerm: { dueOn: '2023-06-20' } })).body.errors).toMatchObject([{ field: 'newTerm.reason' }])
    expect(await show(hazard)).toMatchObject({ status: 'rectifying', timeline: [{ verb: 'found' }] })
    await act(officer, await find(officer, { suspected: true }), 'county-verdict', { level: 'major', document: '县应急〔2023〕1号' }).then(async (major) => {
      expect((await verb(major, 'recheck', { ...failed, newTerm: { dueOn: '2023-06-20', reason: '料' } })).body).toMatchObject({ code: 'hazard.major_no_new_term' })
    })
  })
})

describe('an extension', () => {
  it('asked by the enterprise and granted by leader or office moves term and recheck', async () => {
    const hazard = await find(officer)
    expect(await act(w.as('enterprise'), hazard, 'extension', { dueOn: '2023-06-25', reason: '等待配件' })).toMatchObject({ pending: 'extension', dueOn })
    expect(await verb(hazard, 'extension', { dueOn: '2023-06-26', reason: '再等' }, 'enterprise')).toMatchObject({ status: 409, body: { code: 'hazard.pending' } })
    expect((await verb(hazard, 'extension-decision', { granted: true })).status).toBe(403)
    expect(await act(w.as('office'), hazard, 'extension-decision', { granted: true })).toMatchObject({ dueOn: '2023-06-25', recheckDueOn: '2023-07-05' })
  })
  it('not granted leaves everything', async () => {
    const hazard = await find(officer)
    await act(w.as('enterprise'), hazard, 'extension', { dueOn: '2023-06-25', reason: '等待配件' })
    expect(await act(w.as('leader'), hazard, 'extension-decision', { granted: false, note: '不同意' })).toMatchObject({ dueOn, recheckDueOn: '2023-06-21' })
  })
  it('is no longer asked for once it is reported done, and must be later than the term', async () => {
    const hazard = await find(officer)
    expect((await verb(hazard, 'extension', { dueOn, reason: '同日' }, 'enterprise')).body.errors).toMatchObject([{ field: 'dueOn' }])
    await act(w.as('enterprise'), hazard, 'rectification', done)
    expect(await verb(hazard, 'extension', { dueOn: '2023-06-25', reason: '等待配件' }, 'enterprise')).toMatchObject({ status: 409, body: { code: 'hazard.reported' } })
  })
})

describe('a referral', () => {
  it('ends the clocks, is answered, and may still be closed by a recheck', async () => {
    const hazard = await find(officer)
    const referred = await act(officer, hazard, 'referral', { to: '县应急管理局', reason: '拒不整改', on: '2023-06-01' })
    expect(referred).toMatchObject({ status: 'referred', mustRefer: false })
    expect(await verb(hazard, 'referral', { to: '县消防救援大队', reason: '再移' })).toMatchObject({ status: 409, body: { code: 'hazard.referred' } })
    expect((await verb(hazard, 'rectification', done, 'enterprise')).status).toBe(409)
    expect(((await act(officer, hazard, 'referral-answer', { answer: '已立案', on: '2023-06-01' })).timeline as Row[]).at(-1)).toMatchObject({ verb: 'referral-answer', text: '已立案' })
    expect(await act(officer, hazard, 'recheck', passed)).toMatchObject({ status: 'closed' })
  })
  it('is answered only when it was made', async () => {
    expect(await verb(await find(officer), 'referral-answer', { answer: '已立案' })).toMatchObject({ status: 409, body: { code: 'hazard.not_referred' } })
  })
  it('does not leave a request waiting', async () => {
    const hazard = await find(officer)
    await act(w.as('enterprise'), hazard, 'extension', { dueOn: '2023-06-25', reason: '等待配件' })
    await act(officer, hazard, 'referral', { to: '县应急管理局', reason: '拒不整改' })
    const now = await show(hazard)
    expect(now.pending).toBeUndefined()
    expect(now.pendingDueOn).toBeUndefined()
    expect((await verb(hazard, 'extension-decision', { granted: true }, 'leader')).status).toBe(409)
  })
})

describe('a major hazard', () => {
  const major = (further: Record<string, unknown>, placeId: string = town.enterprises.factory) => officer.post('/inspections', visit({ placeId, hazards: [finding({ level: 'major', ...further })] }))
  it('names a criterion that is in force on the day of finding', async () => {
    const items = (await officer.read('/criteria?category=factory&on=2023-06-01')).items
    const old = (await officer.read('/criteria?category=factory&on=2023-05-14')).items
    expect(items.length).toBeGreaterThan(0)
    expect(old.length).toBeGreaterThan(0)
    expect(items.some((one) => old.some((other) => other.id === one.id))).toBe(false)
    expect((await major({ criterionId: items[0]?.id })).status).toBe(201)
    expect((await major({ criterionId: old[0]?.id })).body.errors).toMatchObject([{ field: 'hazards[0].criterionId', code: 'hazard.no_criterion' }])
    expect((await major({})).status).toBe(422)
    expect((await major({ criterionId: items[0]?.id, suspected: true })).body.errors).toMatchObject([{ field: 'hazards[0].suspected' }])
  })
  it('suspected is reported to the county the same day and becomes what the county says', async () => {
    const hazard = await find(officer, { suspected: true })
    expect(await act(w.as('office'), hazard, 'county-report', { note: '已电话报告' })).toMatchObject({ countyReportedOn: '2023-06-01' })
    const verdict = await act(w.as('office'), hazard, 'county-verdict', { level: 'general', on: '2023-06-01', document: '县应急〔2023〕2号' })
    expect(verdict).toMatchObject({ level: 'general', suspected: false })
    expect(await verb(hazard, 'county-verdict', { level: 'major' }, 'office')).toMatchObject({ status: 409, body: { code: 'hazard.not_suspected' } })
  })
  it('a general one is not reported to the county', async () => {
    expect(await verb(await find(officer), 'county-report', {}, 'office')).toMatchObject({ status: 409, body: { code: 'hazard.not_major' } })
  })
  it('is counted by the level that the county gave it', async () => {
    const byLevel = async () => ((await officer.read('/measures/hazards-found?by=level')).rows as { key: string; value: number }[]).find((one) => one.key === 'major')?.value ?? 0
    const start = await byLevel()
    const hazard = await find(officer, { suspected: true })
    expect(await byLevel()).toBe(start)
    await act(officer, hazard, 'county-verdict', { level: 'major', document: '县应急〔2023〕3号' })
    expect(await byLevel()).toBe(start + 1)
  })
})

describe('late', () => {
  const lateness = async (hazard: Row, who: Who = 'officer') => (await show(hazard, who)).late ?? null
  const listed = async (late: string) => (await officer.all(`/hazards?late=${late}`)).map((one) => one.id)
  it('is the enterprise from the day after its term, the town from the day after the recheck was due', async () => {
    const hazard = await find(officer)
    await at('2023-06-11', '23:59:59')
    expect(await lateness(hazard)).toBeNull()
    await at('2023-06-12', '00:00:00')
    expect(await lateness(hazard)).toBe('enterprise')
    expect(await listed('enterprise')).toContain(hazard.id)
    await act(w.as('enterprise'), hazard, 'rectification', done)
    expect(await lateness(hazard)).toBeNull()
    await at('2023-06-21', '23:59:59')
    expect(await lateness(hazard)).toBeNull()
    await at('2023-06-22', '00:00:00')
    expect(await lateness(hazard)).toBe('town')
    expect(await listed('town')).toContain(hazard.id)
    expect(await listed('any')).toContain(hazard.id)
    expect(await listed('enterprise')).not.toContain(hazard.id)
    await act(officer, hazard, 'recheck', passed)
    expect(await lateness(hazard)).toBeNull()
    expect(await listed('any')).not.toContain(hazard.id)
  })
  it('a report entered later, of a day within the term, makes the enterprise not late', async () => {
    const hazard = await find(officer)
    await at('2023-06-13')
    expect(await act(w.as('village'), hazard, 'rectification', { ...done, happenedAt: '2023-06-10T15:00:00+08:00' })).toMatchObject({ reportedOn: '2023-06-10', recheckDueOn: '2023-06-20' })
    expect(await lateness(hazard)).toBeNull()
  })
  it('is measured once for a hazard, and opens into its records', async () => {
    const count = async (to: string) => (await officer.read(`/measures/hazards-overdue?to=${to}`)).value
    await at('2023-06-25')
    const [start, onDue, after] = [await count('2023-06-25'), await count('2023-06-11'), await count('2023-06-12')]
    const hazard = await find(officer)
    expect(await count('2023-06-25')).toBe(Number(start) + 1)
    expect(await count('2023-06-11')).toBe(onDue)
    expect(await count('2023-06-12')).toBe(Number(after) + 1)
    expect((await officer.read('/measures/hazards-overdue/records?to=2023-06-25&limit=500')).items.filter((one) => one.id === hazard.id)).toHaveLength(1)
    await act(officer, hazard, 'recheck', passed)
    expect(await count('2023-06-25')).toBe(start)
    expect(await count('2023-06-12')).toBe(Number(after) + 1)
  })
  it('only three words are filters', async () => expect((await officer.get('/hazards?late=perhaps')).status).toBe(400))
})

describe('times', () => {
  it.each([
    ['in the future', { happenedAt: '2023-06-01T10:00:00+08:00' }], ['before the finding', { happenedAt: '2023-05-31T23:59:59+08:00' }], ['without an offset', { happenedAt: '2023-06-01T08:30:00' }],
  ])('a step %s is refused', async (_, when) => {
    expect((await verb(await find(officer), 'recheck', { ...passed, ...when })).body.errors).toMatchObject([{ field: 'happenedAt' }])
  })
  it('law counts from when it happened, the record says when it arrived', async () => {
    const hazard = await find(officer)
    await at('2023-06-05')
    const closed = await act(officer, hazard, 'recheck', { ...passed, happenedAt: '2023-06-03T09:00:00+08:00' })
    expect(closed.closedOn).toBe('2023-06-03')
    expect((closed.timeline as Row[]).at(-1)).toMatchObject({ at: '2023-06-03T09:00:00+08:00', receivedAt: '2023-06-05T10:00:00+08:00' })
  })
  it('a time in another zone is the business day of +08:00', async () => {
    const hazard = await find(officer)
    await at('2023-06-05')
    expect((await act(officer, hazard, 'recheck', { ...passed, happenedAt: '2023-06-02T16:30:00Z' })).closedOn).toBe('2023-06-03')
  })
})

describe('withdrawing one', () => {
  it('is the office’s, with a reason; it leaves lists and figures and stays in history', async () => {
    const count = async () => Number((await officer.read('/measures/hazards-found')).value)
    const start = await count()
    const hazard = await find(officer)
    expect(await count()).toBe(start + 1)
    expect((await verb(hazard, 'withdrawal', { reason: '误录' })).status).toBe(403)
    expect((await verb(hazard, 'withdrawal', {}, 'office')).body.errors).toMatchObject([{ field: 'reason' }])
    expect((await verb(hazard, 'withdrawal', { reason: '误录' }, 'office')).status).toBe(201)
    expect((await officer.get(`/hazards/${hazard.id}`)).status).toBe(404)
    expect(await count()).toBe(start)
    expect((await officer.read(`/hazards/${hazard.id}/history`)).items.at(-1)).toMatchObject({ verb: 'withdrawn', after: { reason: '误录' } })
    await at('2023-07-30')
    expect((await officer.read('/measures/hazards-overdue/records?limit=500')).items.map((one) => one.id)).not.toContain(hazard.id)
  })
})

describe('the verbs that are offered', () => {
  it('are those that will be taken', async () => {
    const bodies: Record<string, Record<string, unknown>> = {
      rectification: done, recheck: failed, 'term-decision': { approved: true }, extension: { dueOn: '2023-08-01', reason: '料' }, 'extension-decision': { granted: true },
      referral: { to: '县局', reason: '拒改' }, 'referral-answer': { answer: '收到' }, 'county-report': {}, 'county-verdict': { level: 'general' }, withdrawal: { reason: '误录' },
    }
    const states: ((hazard: Row) => Promise<unknown>)[] = [
      () => Promise.resolve(), (one) => act(w.as('enterprise'), one, 'rectification', done), (one) => act(officer, one, 'recheck', failed),
      (one) => act(w.as('enterprise'), one, 'extension', { dueOn: '2023-07-01', reason: '料' }), (one) => act(officer, one, 'referral', { to: '县局', reason: '拒改' }),
    ]
    for (const [number, prepare] of states.entries())
      for (const role of roles) {
        const who = holder(role)
        const hazard = await find(officer, { suspected: number === 0 })
        await prepare(hazard)
        const offered = (await show(hazard, who)).verbs as string[]
        for (const [name, body] of Object.entries(bodies)) {
          if (offered.includes(name)) continue
          const answer = await verb(hazard, name, body, who)
          expect([403, 409], `${who} ${name} in state ${number}`).toContain(answer.status)
        }
        const first = offered[0]
        if (first) expect((await verb(hazard, first, bodies[first] ?? {}, who)).status, `${who} ${first} in state ${number}`).toBe(201)
      }
  })
  it('of somebody who may not even look: 404', async () => {
    const hazard = await find(officer)
    expect((await verb(hazard, 'recheck', passed, 'trade')).status).toBe(404)
    expect((await verb(hazard, 'rectification', done, 'foreign')).status).toBe(404)
  })
})

describe('the same step again', () => {
  it('with the same id and body is answered as before and done once', async () => {
    const hazard = await find(officer)
    const body = { id: uuid7(), ...done }
    const first = await w.as('enterprise').post(`/hazards/${hazard.id}/rectification`, body)
    const again = await w.as('enterprise').post(`/hazards/${hazard.id}/rectification`, body)
    expect([first.status, again.status, again.text]).toEqual([201, 200, first.text])
    expect((await show(hazard)).timeline).toHaveLength(2)
    expect((await w.as('enterprise').post(`/hazards/${hazard.id}/rectification`, { ...body, description: '别的' })).status).toBe(409)
    const other = await find(officer)
    expect((await w.as('enterprise').post(`/hazards/${other.id}/rectification`, body)).status).toBe(409)
  })
})

describe('lists of hazards', () => {
  it('filter, search, sort and export', async () => {
    const hazard = await find(officer, { description: '氨罐泄漏报警失灵', dueOn: '2023-06-30' })
    const has = async (query: string) => (await officer.all('/hazards?' + query)).some((one) => one.id === hazard.id)
    expect(await has('q=氨罐')).toBe(true)
    expect(await has('q=东坡宾馆')).toBe(true)
    expect(await has('status=rectifying')).toBe(true)
    expect(await has('status=closed')).toBe(false)
    expect(await has('open=true')).toBe(true)
    expect(await has('category=hotel')).toBe(true)
    expect(await has('dueOn.from=2023-06-30&dueOn.to=2023-06-30')).toBe(true)
    expect(await has(`area=${town.areas.west}`)).toBe(false)
    expect(await has(`placeId=${town.enterprises.hotel}`)).toBe(true)
    const whole = (await officer.all('/hazards')).map((one) => one.id)
    for (const sort of ['dueOn', '-dueOn', 'level', 'status', 'placeName', '-closedOn', 'recheckDueOn'])
      expect(new Set((await officer.all('/hazards?sort=' + sort, 3)).map((one) => one.id)), sort).toEqual(new Set(whole))
    expect((await officer.get('/hazards.csv?q=氨罐')).text).toContain('氨罐泄漏报警失灵')
    expect((await w.as('enterprise').read('/hazards')).total).toBe((await officer.read(`/hazards?placeId=${town.enterprises.hotel}`)).total)
  })
})

describe('found by whom', () => {
  it.each(['officer', 'supervisor', 'office', 'village', 'gridLeader', 'patroller'] as const)('%s inspects in the own area', async (who) => {
    const answer = await w.as(who).post('/inspections', visit({ happenedAt: before, inspectorIds: [town.persons[who]], hazards: [finding()] }))
    expect(answer.status, answer.text).toBe(201)
  })
  it.each(['leader', 'enterprise', 'administrator', 'auditor'] as const)('%s does not', async (who) => {
    expect((await w.as(who).post('/inspections', visit())).status).toBe(403)
  })
})
