import { describe, expect, it } from 'vitest'
import { Server } from '../../../tests/world/server'
import { type World, town, uuid7, world as useWorld } from '../../../tests/world/world'

const talks = {
  kind: 'toolbox-talks', zh: '班前安全会', en: 'Toolbox talks', group: 'daily', about: { zh: '班组每天开工前讲安全。' },
  title: 'topic', day: 'heldOn', write: ['office', 'village', 'administrator'],
  fields: [
    { name: 'topic', type: 'text', zh: '讲了什么', required: true, list: true, search: true },
    { name: 'heldOn', type: 'day', zh: '日期', required: true, list: true, filter: true, sort: true },
    { name: 'shift', type: 'choice', zh: '班次', list: true, filter: true, options: [{ value: 'day', zh: '白班' }, { value: 'night', zh: '夜班' }] },
    { name: 'persons', type: 'integer', zh: '人数', min: 0, max: 1000, list: true, sort: true },
    { name: 'photos', type: 'attachments', zh: '照片' },
    { name: 'leaderId', type: 'ref', to: 'people', zh: '主讲人', en: 'Speaker' },
  ],
  measures: [
    { name: 'talks-held', zh: '班前会次数', unit: { zh: '次', en: 'times' } },
    { name: 'talk-listeners', zh: '班前会听讲人数', unit: { zh: '人次' }, sum: 'persons', by: 'shift' },
    { name: 'night-talks', zh: '夜班班前会', unit: { zh: '次' }, where: { shift: 'night' } },
  ],
}
const entry = (more: Record<string, unknown> = {}) => ({ id: uuid7(), topic: '高处作业系好安全带', heldOn: '2023-05-08', shift: 'day', persons: 12, areaId: town.areas.east, ...more })
const path = '/ledgers/toolbox-talks/entries'
const may = 'from=2023-05-01&to=2023-05-31'
const codes = (body: { errors?: { code: string; field: string }[] }) => (body.errors ?? []).map((one) => `${one.field} ${one.code}`)

describe('a ledger that the office makes while the program runs', () => {
  const world: World = useWorld()

  it('is_there_at_once_for_everybody_who_may_see_it', async () => {
    const admin = world.as('administrator')
    // The page asks and saves with the same id.
    const asked = { id: uuid7(), ...talks }
    const checked = await admin.post('/ledgers?check=1', asked)
    expect(checked.status).toBe(200)
    expect(JSON.stringify(checked.body.effects)).toContain('马上出现在菜单里')
    expect((await admin.get(path)).status).toBe(404)
    const made = await admin.post('/ledgers', asked)
    expect(made.status, made.text).toBe(201)
    expect(made.body).toMatchObject({ kind: 'toolbox-talks', own: true, version: 1, records: 0, retired: false })
    const kinds = (await world.as('village').read('/kinds')) as unknown as { kinds: { kind: string; path: string; create: boolean }[] }
    expect(kinds.kinds.find((one) => one.kind === 'toolbox-talks')).toMatchObject({ path: '/api/v1' + path, create: true, own: true })
    expect((await world.as('village').read('/measures')).items.map((one) => one.name)).toContain('talks-held')
  })

  it('keeps_records_like_any_other_ledger', async () => {
    const village = world.as('village')
    const body = entry({ leaderId: town.persons.village })
    const first = await village.post(path, body)
    expect(first.status, first.text).toBe(201)
    expect(first.body).toMatchObject({ topic: body.topic, leaderName: '东村长', version: 1 })
    expect((await village.post(path, body)).status).toBe(200)
    expect((await village.post(path, { ...body, persons: 13 })).status).toBe(409)
    expect((await village.get(`${path}/${body.id}`)).body.areaName).toBe('东坡村')
    expect((await village.patch(`${path}/${body.id}`, { persons: 15 }, 1)).body).toMatchObject({ persons: 15, version: 2 })
    expect((await village.patch(`${path}/${body.id}`, { persons: 16 }, 1)).status).toBe(412)
    expect((await village.read(`${path}/${body.id}/history`)).items).toHaveLength(2)
    expect((await village.read(`${path}?shift=day&q=${encodeURIComponent('安全带')}&sort=-persons`)).items).toHaveLength(1)
    expect((await village.read('/references/toolbox-talks')).items).toHaveLength(1)
    const wrong = await village.post(path, entry({ shift: 'noon', depth: 3 }))
    expect(wrong.status).toBe(400)
    expect(codes(wrong.body)).toEqual(['shift field.choice', 'depth field.unknown'])
  })

  it('stays_within_the_scope_and_the_roles', async () => {
    const id = (await world.as('office').add(path, entry({ areaId: town.areas.west }))).id
    expect((await world.as('village').get(`${path}/${id}`)).status).toBe(404)
    expect((await world.as('officer').post(path, entry())).status).toBe(403)
    expect((await world.as('enterprise').get(path)).status).toBe(403)
    expect((await world.as('office').post('/ledgers', { id: uuid7(), ...talks, kind: 'other-talks' })).status).toBe(403)
    expect((await world.as('office').get('/ledgers/no-such-things/entries')).status).toBe(404)
    expect((await world.as('office').get('/ledgers/trainings/entries')).status).toBe(404)
    await world.as('office').withdraw(`${path}/${id}`, '记错了村')
    expect((await world.as('office').get(`${path}/${id}`)).status).toBe(404)
  })

  it('is_imported_and_exported', async () => {
    const office = world.as('office')
    const header = (await office.get(`${path}/template.csv`)).text
    expect(header).toContain('讲了什么')
    expect((await office.get(`${path}/template.xlsx`)).bytes.length).toBeGreaterThan(1000)
    const csv = '讲了什么,日期,班次,人数,区域\n用电安全,2023-05-09,夜班,8,东坡村\n动火安全,2023-05-10,白班,x,东坡村\n'
    const checked = (await office.post(`${path}/import?check=1`, csv)).body
    expect(checked).toMatchObject({ accepted: 1, rejected: 1 })
    expect(checked.errors[0]).toMatchObject({ row: 3, field: 'persons' })
    await office.post(`${path}/import?partial=1`, csv)
    expect((await office.get(`${path}.csv?shift=night`)).text).toContain('用电安全')
    expect((await office.get(`${path}.xlsx`)).bytes.length).toBeGreaterThan(1000)
  })

  it('counts_into_its_measures_and_opens_into_its_records', async () => {
    const office = world.as('office')
    expect(await office.read(`/measures/talks-held?${may}`)).toMatchObject({ value: 2 })
    expect(await office.read(`/measures/talk-listeners?${may}`)).toMatchObject({ value: 23, unit: '人次' })
    expect(await office.read(`/measures/night-talks?${may}`)).toMatchObject({ value: 1 })
    const behind = await office.read(`/measures/night-talks/records?${may}`)
    expect(behind.items[0]).toMatchObject({ kind: 'toolbox-talks', title: '用电安全' })
  })

  it('takes_a_new_field_and_a_new_measure_and_counts_what_is_there', async () => {
    const admin = world.as('administrator')
    const now = (await admin.get('/ledgers/toolbox-talks')).body as unknown as { version: number; declaration: typeof talks; filled: Record<string, number> }
    expect(now.filled).toMatchObject({ topic: 3, leaderId: 1 })
    const more = {
      fields: [...now.declaration.fields, { name: 'minutes', type: 'integer', zh: '时长', required: true, sort: true, unit: { zh: '分钟' } }],
      measures: [...now.declaration.measures, { name: 'day-talks', zh: '白班班前会', where: { shift: 'day' } }],
    }
    const said = await admin.patch('/ledgers/toolbox-talks?check=1', more, now.version)
    expect(JSON.stringify(said.body.effects)).toContain('加上栏目“时长”')
    expect((await world.as('office').get(`/measures/day-talks?${may}`)).status).toBe(404)
    const changed = await admin.patch('/ledgers/toolbox-talks', more, now.version)
    expect(changed.status, changed.text).toBe(200)
    expect(changed.body.version).toBe(2)
    expect((await admin.patch('/ledgers/toolbox-talks', { zh: '别的' }, now.version)).status).toBe(412)
    expect(await world.as('office').read(`/measures/day-talks?${may}`)).toMatchObject({ value: 1 })
    expect(codes((await world.as('office').post(path, entry())).body)).toEqual(['minutes field.required'])
    expect((await world.as('office').post(path, entry({ minutes: 10 }))).status).toBe(201)
    expect((await world.as('office').read(`${path}?sort=-minutes&limit=1`)).total).toBe(3)
    expect(await world.as('office').all(`${path}?sort=-minutes`, 1)).toHaveLength(3)
    expect((await world.as('office').read('/ledgers/toolbox-talks/history')).items.map((one) => one.verb)).toEqual(['created', 'changed'])
  })

  it('loses_nothing_that_records_hold', async () => {
    const admin = world.as('administrator')
    const d = ((await admin.get('/ledgers/toolbox-talks')).body as unknown as { declaration: typeof talks }).declaration
    const change = async (fields: unknown[], further = {}) => codes((await admin.patch('/ledgers/toolbox-talks', { fields, ...further })).body)
    const without = (name: string) => d.fields.filter((one) => one.name !== name)
    expect(await change(without('persons'))).toContain('fields ledger.field_in_use')
    expect(await change(d.fields.map((one) => (one.name === 'persons' ? { ...one, type: 'text' } : one)))).toContain('fields[3].type ledger.field_in_use')
    expect(await change(d.fields.map((one) => (one.name === 'shift' ? { ...one, options: [{ value: 'day', zh: '白班' }] } : one)))).toContain('fields[2].options ledger.choice_in_use')
    expect(await change(d.fields, { day: '' })).toContain('day ledger.field_in_use')
    // Not filled in by anybody: it may go. Filled in: it may be retired.
    expect(await change(without('photos'))).toEqual([])
    expect(await change(without('photos').map((one) => (one.name === 'leaderId' ? { ...one, retired: true } : one.name === 'shift' ? { ...one, options: [{ value: 'day', zh: '日班' }, { value: 'night', zh: '夜班' }, { value: 'swing', zh: '中班' }] } : one)))).toEqual([])
    const kept = (await world.as('office').read(`${path}?sort=heldOn`)).items[0]
    expect(kept).toMatchObject({ leaderName: '东村长' })
    expect(codes((await world.as('office').post(path, entry({ minutes: 1, leaderId: town.persons.village }))).body)).toEqual(['leaderId field.readonly'])
    expect((await world.as('office').post(path, entry({ minutes: 1, shift: 'swing' }))).status).toBe(201)
  })

  it('is_the_same_after_a_restart_and_whole_when_verified', async () => {
    await world.restart()
    expect((await world.as('office').read(path)).total).toBe(4)
    expect((await world.as('office').read(`/measures/talks-held?${may}`)).value).toBe(4)
    await world.server.stop()
    const { run } = await import('../../../tests/world/server')
    const { storeArguments } = await import('../../../tests/world/store')
    const verified = run(['verify', ...storeArguments(world.place)])
    expect(verified.errors).toBe('')
    expect(verified.status).toBe(0)
    await world.restart()
  })

  it('is_closed_with_a_reason_and_stays_readable', async () => {
    const admin = world.as('administrator')
    expect((await admin.withdraw('/ledgers/toolbox-talks', '')).status).toBe(422)
    expect((await admin.withdraw('/ledgers/toolbox-talks', '并入培训台账')).body).toMatchObject({ retired: true, retiredReason: '并入培训台账' })
    expect((await world.as('office').read(path)).total).toBe(4)
    const refused = await world.as('office').post(path, entry({ minutes: 1 }))
    expect([refused.status, refused.body.code]).toEqual([409, 'ledger.retired'])
    expect((await admin.post('/ledgers/toolbox-talks/reopening')).status).toBe(201)
    expect((await world.as('office').post(path, entry({ minutes: 1 }))).status).toBe(201)
  })
})

describe('the names in a declaration', () => {
  const world: World = useWorld()
  const faults = async (more: Record<string, unknown>) => codes((await world.as('administrator').post('/ledgers?check=1', { id: uuid7(), ...talks, ...more })).body)

  it.each([
    ['a singular noun', { kind: 'talk' }, 'kind ledger.name'],
    ['capitals', { kind: 'Talks' }, 'kind ledger.name'],
    ['a kind that is there', { kind: 'hazards' }, 'kind ledger.name_taken'],
    ['a word of the addresses', { kind: 'measures' }, 'kind ledger.name_taken'],
    ['no menu', { group: 'kitchen' }, 'group ledger.group'],
    ['nobody who may write', { write: [] }, 'write ledger.writers'],
    ['a measure that is there', { measures: [{ name: 'outings', zh: '次数' }] }, 'measures[0].name ledger.name_taken'],
    ['a sum over words', { measures: [{ name: 'topics', zh: '题目', sum: 'topic' }] }, 'measures[0].sum ledger.measure'],
    ['a condition that no record meets', { measures: [{ name: 'topics', zh: '题目', where: { shift: 'noon' } }] }, 'measures[0].where ledger.measure'],
    ['measures without a day', { day: '' }, 'day ledger.day_needed'],
    ['a title that may be empty', { title: 'shift' }, 'title ledger.title'],
    ['a reserved field name', { fields: [...talks.fields, { name: 'version', type: 'text', zh: '版本' }] }, 'fields[6].name ledger.field_name'],
    ['a field twice', { fields: [...talks.fields, { name: 'topic', type: 'text', zh: '题目' }] }, 'fields[6].name ledger.twice'],
    ['a title twice', { fields: [...talks.fields, { name: 'date', type: 'day', zh: '日期' }] }, 'fields[6].zh ledger.twice'],
    ['a reference to nothing', { fields: [...talks.fields, { name: 'thingId', type: 'ref', to: 'things', zh: '东西' }] }, 'fields[6].to ledger.reference'],
    ['a choice without choices', { fields: [...talks.fields, { name: 'mood', type: 'choice', zh: '气氛' }] }, 'fields[6].options ledger.options'],
    ['an unknown type', { fields: [{ name: 'x', type: 'rows', zh: '表' }] }, 'fields[0].type ledger.type'],
  ])('refuse %s', async (_, more, fault) => {
    expect(await faults(more)).toContain(fault)
  })

  it('a_field_list_of_the_wrong_shape_is_refused_not_a_failure', async () => {
    for (const fields of ['x', [1], [{ name: 'a', type: 'choice', options: 'x', zh: '甲' }], [{ name: 'a', type: 'choice', options: [1], zh: '甲' }]])
      expect((await world.as('administrator').post('/ledgers?check=1', { ...talks, fields })).status).toBe(400)
    expect((await world.as('administrator').post('/ledgers?check=1', { ...talks, measures: [{ name: 'topics', zh: '题', where: 'x' }] })).status).toBe(400)
  })
})

describe('a ledger that the program carries', () => {
  const world: World = useWorld()
  const training = { title: '消防培训', heldOn: '2023-05-08', areaId: town.areas.east }

  it('takes_fields_and_measures_of_the_office', async () => {
    const admin = world.as('administrator')
    const body = (await admin.get('/ledgers/trainings')).body as unknown as { version: number; declaration: { fields: Record<string, unknown>[]; measures: Record<string, unknown>[] } }
    expect(body.version).toBe(0)
    const own = { name: 'ownPlatform', type: 'choice', zh: '学习平台', filter: true, options: [{ value: 'offline', zh: '线下' }, { value: 'online', zh: '线上' }] }
    const before = (await world.as('office').get('/kinds')).text
    expect(before).not.toContain('学习平台')
    const measures = [...body.declaration.measures, { name: 'online-trainings', zh: '线上培训', where: { ownPlatform: 'online' } }]
    expect(codes((await admin.patch('/ledgers/trainings', { fields: [...body.declaration.fields, { ...own, name: 'platform' }], measures: body.declaration.measures })).body)).toEqual([`fields[${body.declaration.fields.length}].name ledger.field_name`])
    const changed = await admin.patch('/ledgers/trainings', { fields: [...body.declaration.fields, own], measures }, 0)
    expect(changed.status, changed.text).toBe(200)
    const required = Object.fromEntries(body.declaration.fields.filter((one) => one.required).map((one) => [one.name, one.type === 'integer' ? 5 : one.type === 'choice' ? (one.options as { value: string }[])[0]?.value : '安全知识']))
    const added = await world.as('office').post('/trainings', { ...required, ...training, ownPlatform: 'online' })
    expect(added.status, added.text).toBe(201)
    expect((await world.as('office').read('/trainings?ownPlatform=online')).total).toBe(1)
    expect((await world.as('office').read(`/measures/online-trainings?${may}`)).value).toBe(1)
    expect((await world.as('office').read(`/measures/trainings?${may}`)).value).toBe(1)
  })

  it('keeps_its_own_fields_as_they_are', async () => {
    const admin = world.as('administrator')
    const body = (await admin.get('/ledgers/trainings')).body as unknown as { declaration: { fields: Record<string, unknown>[] } }
    expect((await admin.patch('/ledgers/trainings', { fields: body.declaration.fields.slice(1) })).body.code).toBe('ledger.carried')
    expect((await admin.patch('/ledgers/trainings', { fields: body.declaration.fields.map((one, at) => (at ? one : { ...one, zh: '别名' })) })).body.code).toBe('ledger.carried')
    expect((await admin.withdraw('/ledgers/trainings', '不用了')).body.code).toBe('ledger.carried')
    expect((await admin.get('/ledgers/hazards')).body.code).toBe('ledger.not_plain')
    expect((await admin.get('/ledgers/nothings')).status).toBe(404)
  })
})

describe.runIf(process.env.ZHENAN_STORE)('two servers on one database', () => {
  const world: World = useWorld()

  it('the_other_server_knows_a_ledger_as_soon_as_it_is_saved', async () => {
    const { mkdtempSync } = await import('node:fs')
    const second = await Server.start({ ...world.place, folder: mkdtempSync('/tmp/zhenan-second-') })
    try {
      const { Client } = await import('../../../tests/world/client')
      const there = new Client(() => second, { Authorization: 'Bearer ' + town.tokens.office })
      await world.as('administrator').add('/ledgers', { id: uuid7(), ...talks })
      expect((await there.post(path, entry())).status).toBe(201)
      const fields = [...talks.fields, { name: 'minutes', type: 'integer', zh: '时长' }]
      await world.as('administrator').patch('/ledgers/toolbox-talks', { fields })
      expect((await there.post(path, entry({ minutes: 5 }))).status).toBe(201)
      expect((await world.as('office').read(path)).total).toBe(2)
    } finally {
      await second.stop()
    }
  })
})
