import { afterEach, describe, expect, it } from 'vitest'
import { find } from '../../../tests/world/loop'
import { type Row, type Who, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const task = (further: Record<string, unknown> = {}) => ({ id: uuid7(), title: '拆除东坡宾馆防盗网', areaId: town.areas.east, dueOn: '2023-06-10', ...further })
const give = (further: Record<string, unknown> = {}, who: Who = 'office') => w.as(who).add('/follow-ups', task(further))
const show = (one: Row, who: Who = 'office') => w.as(who).read(`/follow-ups/${one.id}`)
const verb = (one: Row, name: string, body: Record<string, unknown> = {}, who: Who = 'office') => w.as(who).post(`/follow-ups/${one.id}/${name}`, { id: uuid7(), ...body })
const done = { description: '已全部拆除' }
const at = (day: string) => w.restart(`${day}T10:00:00+08:00`)
afterEach(() => w.restart())

describe('a follow-up', () => {
  it('is given to an area with a day, is reported done by the village and accepted by the town', async () => {
    const one = await give()
    expect(one).toMatchObject({ status: 'doing', ownerName: '东坡村', givenOn: '2023-06-01', dueOn: '2023-06-10', priority: 'normal', sourceKind: 'other' })
    expect(await verb(one, 'progress', { description: '已拆三处' }, 'village')).toMatchObject({ status: 201, body: { lastProgress: '已拆三处', status: 'doing' } })
    expect(await verb(one, 'completion', done, 'village')).toMatchObject({ status: 201, body: { status: 'awaiting_acceptance', completedOn: '2023-06-01', acceptanceDueOn: '2023-06-06' } })
    const accepted = await verb(one, 'acceptance', { note: '现场看过' })
    expect(accepted).toMatchObject({ status: 201, body: { status: 'accepted', acceptedOn: '2023-06-01', verbs: ['withdrawal'] } })
    expect((accepted.body.timeline as Row[]).map((step) => step.verb)).toEqual(['given', 'progress', 'completion', 'acceptance'])
    expect((await w.as('office').read(`/follow-ups/${one.id}/history`)).items.map((event) => event.verb)).toEqual(['created', 'progress', 'completion', 'acceptance'])
  })
  it('goes back with a reason and is the owner’s again', async () => {
    const one = await give()
    await verb(one, 'completion', done, 'village')
    expect((await verb(one, 'return')).body.errors).toMatchObject([{ field: 'reason' }])
    const back = await verb(one, 'return', { reason: '照片看不清', dueOn: '2023-06-15' })
    expect(back.body).toMatchObject({ status: 'doing', returns: 1, dueOn: '2023-06-15', firstDueOn: '2023-06-10' })
    expect(back.body.completedOn).toBeUndefined()
    expect((back.body.timeline as Row[]).at(-1)).toMatchObject({ verb: 'return', text: '照片看不清' })
  })
  it('is late by its owner after its day, by the town when acceptance takes too long, and on time in the figures', async () => {
    const one = await give()
    await at('2023-06-11')
    expect(await show(one)).toMatchObject({ late: 'owner' })
    expect((await w.as('office').read('/follow-ups?late=owner')).items.map((row) => row.id)).toContain(one.id)
    expect((await w.as('office').read(`/duties?recordId=${one.id}`)).items).toMatchObject([{ rule: 'follow_up.completion', title: '按期办结督办事项', about: one.title, whoName: '东坡村', state: 'late' }])
    expect((await w.as('village').read(`/measures/follow-ups-overdue?area=${town.areas.east}&from=2023-06-01&to=2023-06-11`)).value).toBeGreaterThan(0)
    await verb(one, 'completion', done, 'village')
    expect((await show(one)).late ?? null).toBeNull()
    await at('2023-06-17')
    expect(await show(one)).toMatchObject({ late: 'town' })
    expect((await w.as('office').read('/follow-ups?late=town')).items.map((row) => row.id)).toContain(one.id)
  })
  it('counts as done in time only when it was reported within its term', async () => {
    const figure = async (name: string) => Number((await w.as('office').read(`/measures/${name}?from=2023-06-01&to=2023-06-30`)).value)
    const before = { done: await figure('follow-ups-done'), timely: await figure('follow-ups-done-on-time'), open: await figure('follow-ups-open') }
    const [good, bad] = [await give(), await give({ dueOn: '2023-06-02' })]
    await give()
    await at('2023-06-05')
    for (const one of [good, bad]) {
      await verb(one, 'completion', done, 'village')
      await verb(one, 'acceptance')
    }
    expect({ done: await figure('follow-ups-done'), timely: await figure('follow-ups-done-on-time'), open: await figure('follow-ups-open') })
      .toEqual({ done: before.done + 2, timely: before.timely + 1, open: before.open + 1 })
    expect((await w.as('office').read('/measures/follow-ups-open/records?from=2023-06-01&to=2023-06-30')).total).toBe(before.open + 1)
  })
  it('may be extended with a reason; the office grants the first, a leader every further one', async () => {
    const one = await give()
    expect(await verb(one, 'extension', { dueOn: '2023-06-10', reason: '料未到' }, 'village')).toMatchObject({ status: 422, body: { code: 'follow_up.term' } })
    expect((await verb(one, 'extension', { dueOn: '2023-06-20', reason: '料未到' }, 'village')).body).toMatchObject({ pendingDueOn: '2023-06-20', dueOn: '2023-06-10' })
    expect(await verb(one, 'extension', { dueOn: '2023-06-25', reason: '再等' }, 'village')).toMatchObject({ status: 409, body: { code: 'follow_up.pending' } })
    expect((await verb(one, 'extension-decision', { granted: true }, 'village')).status).toBe(403)
    expect((await verb(one, 'extension-decision', { granted: true })).body).toMatchObject({ dueOn: '2023-06-20', firstDueOn: '2023-06-10', extensions: 1 })
    await verb(one, 'extension', { dueOn: '2023-06-30', reason: '还要等' }, 'village')
    expect(await verb(one, 'extension-decision', { granted: true })).toMatchObject({ status: 422, body: { code: 'follow_up.leader_grants' } })
    expect((await verb(one, 'extension-decision', { granted: false, note: '不再延' }, 'leader')).body).toMatchObject({ dueOn: '2023-06-20', extensions: 1 })
    expect(await verb(one, 'extension-decision', { granted: true }, 'leader')).toMatchObject({ status: 409, body: { code: 'follow_up.nothing_pending' } })
  })
  it('keeps the proof that was sent with it, in its own scope', async () => {
    const one = await give()
    const file = uuid7()
    expect((await w.as('village').send('PUT', `/attachments/${file}`, new TextEncoder().encode('%PDF-1.4 ' + file), { 'Content-Type': 'application/pdf' })).status).toBe(201)
    expect((await verb(one, 'completion', { ...done, attachments: [file] }, 'village')).body.timeline).toMatchObject([{}, { verb: 'completion', attachments: [file] }])
    expect((await w.as('office').get(`/attachments/${file}`)).status).toBe(200)
    expect((await w.as('foreign').get(`/attachments/${file}`)).status).toBe(404)
  })
  it('is handed over with a reason: the other one owes it from then on', async () => {
    const one = await give()
    expect(await verb(one, 'handover', { areaId: town.areas.east, reason: '不变' })).toMatchObject({ status: 422, body: { code: 'follow_up.same_owner' } })
    const moved = await verb(one, 'handover', { areaId: town.areas.town, memberUnitId: town.unit, reason: '属市场监管' })
    expect(moved.body).toMatchObject({ ownerName: '市场监管所', areaId: town.areas.town })
    expect((await w.as('office').read(`/duties?recordId=${one.id}&sort=openedOn`)).items.map((duty) => [duty.whoName, duty.state]).sort()).toEqual([['东坡村', 'done'], ['市场监管所', 'open']])
    expect((await w.as('village').get(`/follow-ups/${one.id}`)).status).toBe(404)
  })
  it('that was withdrawn with a reason is owed by nobody', async () => {
    const one = await give()
    expect((await verb(one, 'withdrawal', {}, 'office')).status).toBe(422)
    expect((await verb(one, 'withdrawal', { reason: '重复' })).status).toBe(201)
    expect((await w.as('office').get(`/follow-ups/${one.id}`)).status).toBe(404)
    expect((await w.as('office').read(`/duties?recordId=${one.id}`)).items).toMatchObject([{ state: 'done' }])
  })
})

describe('where it comes from', () => {
  it('an inspection, a report of the town or of a village, a weekly or monthly report: each is found by its source', async () => {
    const hazard = await find(w.as('officer'))
    const report = await w.as('office').add('/periodic-reports', { id: uuid7(), areaId: town.areas.town, period: '2023-05' })
    for (const [sourceKind, sourceId, title] of [['inspections', hazard.inspectionId, (await w.as('office').read(`/inspections/${hazard.inspectionId}`)).placeName], ['reports', 'half-year/2023-H1', '2023-H1'], ['reports', `half-year/2023-H1/${town.areas.east}`, '东坡村 2023-H1'], ['periodic-reports', report.id, report.title]] as const) {
      const one = await give({ sourceKind, sourceId })
      expect(one.sourceTitle, sourceKind).toBe(title)
      expect((await w.as('office').all(`/follow-ups?sourceKind=${sourceKind}&sourceId=${encodeURIComponent(String(sourceId))}`)).map((row) => row.id)).toEqual([one.id])
    }
    for (const sourceId of [`half-year/2023-H1/${uuid7()}`, 'half-year/2023-H1/', `half-year/2023-H1/${town.areas.east}/x`])
      expect((await w.as('office').post('/follow-ups', task({ sourceKind: 'reports', sourceId }))).body.errors, sourceId).toMatchObject([{ field: 'sourceId', code: 'follow_up.no_source' }])
  })
})

describe('who owes it', () => {
  it('is a person in post on that day, or a unit, not both', async () => {
    expect(await give({ areaId: town.areas.town, personId: town.persons.officer })).toMatchObject({ ownerName: '执一法（执法员）', personName: '执一法' })
    expect(await w.as('office').post('/follow-ups', task({ personId: town.persons.former }))).toMatchObject({ status: 422, body: { errors: [{ field: 'personId', code: 'follow_up.not_in_post' }] } })
    expect(await w.as('office').post('/follow-ups', task({ personId: town.persons.officer, memberUnitId: town.unit }))).toMatchObject({ status: 422, body: { code: 'follow_up.two_owners' } })
  })
  it('does not accept their own work, nor decide their own extension', async () => {
    const one = await give({ areaId: town.areas.town, personId: town.persons.office })
    await verb(one, 'extension', { dueOn: '2023-06-20', reason: '忙' })
    expect(await verb(one, 'extension-decision', { granted: true })).toMatchObject({ status: 422, body: { code: 'follow_up.own_request' } })
    await verb(one, 'completion', done)
    expect(await verb(one, 'acceptance')).toMatchObject({ status: 422, body: { code: 'follow_up.own_work' } })
    expect((await verb(one, 'acceptance', {}, 'leader')).status).toBe(201)
  })
  it('finds it as theirs: the person, the unit’s people, the area’s people', async () => {
    const [person, unit, area] = [await give({ areaId: town.areas.town, personId: town.persons.officer }), await give({ areaId: town.areas.town, memberUnitId: town.unit }), await give()]
    const mine = async (who: Who) => (await w.as('office').all(`/follow-ups?mine=${town.persons[who]}`)).map((row) => row.id)
    expect(await mine('officer')).toContain(person.id)
    expect(await mine('trade')).toContain(unit.id)
    expect(await mine('village')).toContain(area.id)
    expect(await mine('foreign')).not.toContain(area.id)
    expect(await mine('officer')).not.toContain(unit.id)
  })
})

describe('the first page', () => {
  it('shows whoever gives tasks what is late, and a village what is its own to do', async () => {
    const cards = async (who: Who) => ((await w.as(who).read('/home')).cards as Row[]).map((card) => card.name)
    await give()
    expect(await cards('village')).toContain('my-follow-ups')
    expect(await cards('foreign')).not.toContain('my-follow-ups')
    expect(await cards('village')).not.toContain('my-late-follow-ups')
    await at('2023-06-11')
    expect(await cards('village')).toContain('my-late-follow-ups')
    expect(await cards('foreign')).not.toContain('my-late-follow-ups')
    expect(await cards('office')).toContain('late-follow-ups')
    expect(await cards('enterprise')).not.toContain('my-follow-ups')
  })
})

describe('what is refused', () => {
  it('another village’s, in any way', async () => {
    const one = await give()
    expect((await w.as('foreign').get(`/follow-ups/${one.id}`)).status).toBe(404)
    expect((await verb(one, 'completion', done, 'foreign')).status).toBe(404)
    expect((await w.as('foreign').read('/follow-ups')).items.map((row) => row.id)).not.toContain(one.id)
    expect(await w.as('village').post('/follow-ups', task({ areaId: town.areas.west }))).toMatchObject({ status: 422 })
    expect((await w.as('enterprise').get('/follow-ups')).status).toBe(403)
    expect((await verb(one, 'acceptance', {}, 'village')).status).toBe(403)
  })
  it('bad input, with its field, and nothing is kept of it', async () => {
    const count = async () => (await w.as('office').read('/follow-ups')).total
    const before = await count()
    const post = (further: Record<string, unknown>) => w.as('office').post('/follow-ups', task(further))
    expect((await post({ title: ' ' })).body.errors).toMatchObject([{ field: 'title' }])
    expect((await post({ dueOn: '2023-02-29' })).body.errors).toMatchObject([{ field: 'dueOn' }])
    expect((await post({ dueOn: '2023-05-31' })).body.errors).toMatchObject([{ field: 'dueOn' }])
    expect((await post({ givenOn: '2023-06-02' })).body.errors).toMatchObject([{ field: 'givenOn', code: 'follow_up.given_later' }])
    expect((await post({ status: 'accepted' })).status).toBe(422)
    expect((await post({ sourceKind: 'meetings', sourceId: uuid7() })).body.errors).toMatchObject([{ field: 'sourceId', code: 'follow_up.no_source' }])
    expect((await post({ sourceKind: 'reports', sourceId: '../x' })).body.errors).toMatchObject([{ field: 'sourceId' }])
    expect(await count()).toBe(before)
    const one = await give()
    expect(await verb(one, 'completion', { ...done, on: '2023-05-31' })).toMatchObject({ status: 422, body: { code: 'follow_up.before_given' } })
    expect(await verb(one, 'completion', { ...done, on: '2023-06-02' })).toMatchObject({ status: 422, body: { code: 'follow_up.future' } })
    expect(await verb(one, 'acceptance')).toMatchObject({ status: 409, body: { code: 'follow_up.not_completed' } })
    expect((await w.as('office').patch(`/follow-ups/${one.id}`, { dueOn: '2023-12-31' }, 1)).status).toBe(405)
  })
  it('the same request twice is done once; another body under the same id is refused', async () => {
    const body = task()
    expect((await w.as('office').post('/follow-ups', body)).status).toBe(201)
    expect((await w.as('office').post('/follow-ups', body)).body.id).toBe(body.id)
    expect((await w.as('office').post('/follow-ups', { ...body, title: '别的' })).status).toBe(409)
    const step = { id: uuid7(), ...done }
    const path = `/follow-ups/${body.id}/completion`
    expect((await w.as('village').post(path, step)).status).toBe(201)
    expect((await w.as('village').post(path, step)).body.status).toBe('awaiting_acceptance')
    expect(((await w.as('office').read(`/follow-ups/${body.id}`)).timeline as Row[]).map((one) => one.verb)).toEqual(['given', 'completion'])
  })
  it('two acceptances at once: one does it, the other finds it done', async () => {
    const one = await give()
    await verb(one, 'completion', done, 'village')
    const answers = await Promise.all((['office', 'leader', 'office'] as const).map((who) => verb(one, 'acceptance', {}, who)))
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409])
  })
})
