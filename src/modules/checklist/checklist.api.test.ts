import { describe, expect, it } from 'vitest'
import { empower, find, finding, visit } from '../../../tests/world/loop'
import { type Row, today, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const admin = w.as('admin')
const officer = w.as('officer')
interface Item { code: string; section?: string; text: string; clause?: string; certainty?: string; confirmedBy?: string; phrases?: string[] }
type List = Row & { items: Item[]; category: string; title: string; edition: string; effectiveFrom: string; effectiveTo?: string }

const lists = async (query = ''): Promise<List[]> => (await officer.all('/checklists' + query)) as List[]
const read = async (id: string): Promise<List> => (await officer.read(`/checklists/${id}`)) as unknown as List
const prepared = async (placeId: string, on: string): Promise<List[]> => (await officer.read(`/inspections/preparation?placeType=enterprises&placeId=${placeId}&on=${on}`)).checklists as List[]
async function scan(): Promise<string> {
  const id = uuid7()
  await admin.send('PUT', `/attachments/${id}`, new TextEncoder().encode('%PDF-1.4 ' + id), { 'Content-Type': 'application/pdf' })
  return id
}
const fresh = (further: Record<string, unknown> = {}) => ({
  id: uuid7(), title: '测试表', category: 'warehouse', edition: uuid7().slice(-12), effectiveFrom: '2023-01-01',
  items: [{ code: 'T1', text: '货物堆放不占通道', clause: '《测试规定》第一条' }, { code: 'T2', text: '照明完好' }], ...further,
})

describe('shipped checklists', () => {
  it('are there for ten categories', async () => {
    const categories = new Set((await lists()).filter((one) => one.edition === '2021-09').map((one) => one.category))
    expect([...categories].sort()).toEqual(['catering', 'chemicals', 'construction', 'entertainment', 'factory', 'fireworks', 'general_fire', 'hotel', 'rental', 'school'])
  })
  it('leave no day since September 2021 without an edition, and no day with two', async () => {
    const all = (await lists()).filter((one) => /^20\d\d-\d\d$/.test(one.edition))
    for (const category of new Set(all.map((one) => one.category)))
      for (const day of ['2021-09-01', '2023-05-14', '2023-05-15', '2023-12-31', '2024-01-01', '2024-10-31', '2024-11-01', '2025-10-31', '2025-11-01', '2026-04-30', '2026-05-01', '2026-11-24'])
        expect(all.filter((one) => one.category === category && one.effectiveFrom <= day && (one.effectiveTo ?? '9') >= day), `${category} ${day}`).toHaveLength(1)
  })
  it('cite only law that is in force on the days of the edition', async () => {
    const texts = await officer.all('/law-texts')
    for (const one of await lists()) {
      if (!/^20\d\d-\d\d$/.test(one.edition)) continue
      for (const item of (await read(one.id)).items)
        for (const [, title] of (item.clause ?? '').matchAll(/《([^》]+)》/g)) {
          const kept = texts.filter((text) => text.title === title)
          for (const day of [one.effectiveFrom, one.effectiveTo ?? '2026-11-24'])
            expect(kept.some((text) => String(text.effectiveFrom ?? '9') <= day && String(text.effectiveTo ?? '9') >= day), `${one.title} ${one.edition} ${item.code} cites 《${title}》 on ${day}`).toBe(true)
        }
    }
  })
})

describe('an inspection', () => {
  it('of 2023 shows the edition and the law of 2023', async () => {
    const citing = (list: List | undefined, law: string) => list?.items.some((item) => item.clause?.includes(law))
    const before = (await prepared(town.enterprises.factory, '2023-05-14'))[0]
    const after = (await prepared(town.enterprises.factory, '2023-05-15'))[0]
    expect([citing(before, '2017版'), citing(before, '应急管理部令第10号')]).toEqual([true, false])
    expect([citing(after, '2017版'), citing(after, '应急管理部令第10号')]).toEqual([false, true])
  })
  it('of any place may use the general fire checklist, of the edition of its day', async () => {
    const general = (await prepared(town.enterprises.hotel, '2023-05-30')).at(-1)
    expect(general).toMatchObject({ category: 'general_fire', edition: '2021-09' })
    expect((await prepared(town.enterprises.hotel, '2025-11-01')).at(-1)).toMatchObject({ category: 'general_fire', edition: '2025-11' })
    const code = general?.items[0]?.code
    const made = await officer.add('/inspections', visit({ checklistId: general?.id, answers: [{ itemId: code, result: 'pass' }] }))
    expect(made.checklistId).toBe(general?.id)
  })
  it('gives a hazard the clause of its item and how certain it is; what the officer writes is his own', async () => {
    const list = await read((await prepared(town.enterprises.hotel, '2023-05-30'))[0]?.id ?? '')
    const sure = list.items.find((item) => item.certainty === 'V' && item.clause)
    const fail = (item: Item | undefined) => ({ checklistId: list.id, answers: [{ itemId: item?.code, result: 'fail' }] })
    expect(await find(officer, { itemId: sure?.code }, fail(sure))).toMatchObject({ clause: sure?.clause, certainty: 'V' })
    expect(await find(officer, { itemId: sure?.code, clause: '《某办法》第九条' }, fail(sure))).toMatchObject({ clause: '《某办法》第九条', certainty: 'O' })
    expect((await officer.post('/inspections', visit({ hazards: [finding({ clause: '《某办法》第九条', certainty: 'C' })] }))).status).toBe(400)
  })
})

describe('an edition', () => {
  it('that has begun is not overwritten', async () => {
    const one = await admin.add('/checklists', fresh())
    expect((await admin.patch(`/checklists/${one.id}`, { title: '改名' })).body.code).toBe('checklist.begun')
    expect((await admin.withdraw(`/checklists/${one.id}`, '重复')).status).toBe(200)
    expect((await admin.post(`/checklists/${one.id}/restoration`, { id: uuid7() })).body).toMatchObject({ id: one.id })
    const later = await admin.add('/checklists', fresh({ effectiveFrom: '2023-07-01' }))
    expect((await admin.patch(`/checklists/${later.id}`, { title: '改名' })).body).toMatchObject({ title: '改名' })
  })
  it('is copied to a new one with items added, taken out and moved, and is used from its day', async () => {
    const hotel = (await prepared(town.enterprises.hotel, today))[0]
    const old = await read(hotel?.id ?? '')
    const [first, second, ...rest] = old.items
    const items = [second, first, ...rest.slice(1), { code: 'H99', section: '新增', text: '前台设应急手电', phrases: ['前台无应急手电'] }]
    const next = await admin.add(`/checklists/${old.id}/edition`, { id: uuid7(), edition: '2023-06镇', effectiveFrom: today, items })
    expect((next as List).items.map((item) => item.code)).toEqual(items.map((item) => item?.code))
    expect((next as List).effectiveTo).toBe(old.effectiveTo)
    expect((await prepared(town.enterprises.hotel, today))[0]?.id).toBe(next.id)
    expect((await prepared(town.enterprises.hotel, '2023-05-31'))[0]?.id).toBe(old.id)
    expect((await read(old.id)).items.map((item) => item.code)).toEqual(old.items.map((item) => item.code))
    expect((await officer.post('/inspections', visit({ happenedAt: '2023-05-31T09:00:00+08:00', checklistId: next.id }))).body.errors).toMatchObject([{ code: 'inspection.checklist' }])
    expect((await officer.post('/inspections', visit({ checklistId: next.id, answers: [{ itemId: 'H99', result: 'pass' }] }))).status).toBe(201)
  })
  it('keeps the certainty of items that were not touched; touched and new ones are unconfirmed', async () => {
    const one = (await admin.add('/checklists', fresh())) as List
    await admin.add(`/checklists/${one.id}/confirmation`, { id: uuid7(), against: '原文', items: ['T1'], sourceFiles: [await scan()] })
    const next = (await admin.add(`/checklists/${one.id}/edition`, {
      id: uuid7(), edition: uuid7().slice(-12), effectiveFrom: '2023-05-01',
      items: [{ code: 'T1', text: '货物堆放不占通道', clause: '《测试规定》第一条' }, { code: 'T2', text: '照明完好', clause: '《测试规定》第二条', certainty: 'C' }],
    })) as List
    expect(next.items.map((item) => item.certainty)).toEqual(['C', 'M'])
  })
  it('needs a name of its own, a later day and codes that stand once', async () => {
    const one = (await admin.add('/checklists', fresh())) as List
    const refused = async (body: Record<string, unknown>) => (await admin.post(`/checklists/${one.id}/edition`, { id: uuid7(), edition: uuid7().slice(-12), effectiveFrom: '2023-05-01', ...body })).body.errors[0]?.code
    expect(await refused({ edition: one.edition })).toBe('checklist.edition_taken')
    expect(await refused({ effectiveFrom: '2023-01-01' })).toBe('checklist.edition_from')
    expect(await refused({ items: [{ code: 'T1', text: '一' }, { code: 'T1', text: '二' }] })).toBe('checklist.code_twice')
    expect((await officer.post(`/checklists/${one.id}/edition`, {})).status).toBe(403)
    expect((await read(one.id)).effectiveTo).toBeUndefined()
  })
})

describe('a confirmation of items', () => {
  it('says by whom and against what; items without a clause have nothing to confirm', async () => {
    const one = await admin.add('/checklists', fresh())
    const confirm = (items: string[], further = {}) => admin.post(`/checklists/${one.id}/confirmation`, { id: uuid7(), against: '原文', items, ...further })
    expect((await confirm(['T1'])).body.errors).toMatchObject([{ code: 'law.no_source' }])
    const file = await scan()
    expect((await confirm(['T2'], { sourceFiles: [file] })).body.errors).toMatchObject([{ code: 'checklist.items' }])
    const done = (await confirm(['T1'], { sourceFiles: [file] })).body as unknown as List
    expect(done.items[0]).toMatchObject({ certainty: 'C' })
    expect(done.items[0]?.confirmedBy).toBeTruthy()
    const back = await admin.add(`/checklists/${one.id}/unconfirmation`, { id: uuid7(), reason: '看错', items: ['T1'] })
    expect((back as List).items[0]?.certainty).toBe('M')
  })
  it('lets a clause be printed that was not printed before', async () => {
    await empower(w.as('office'))
    const list = (await admin.add('/checklists', fresh({ category: 'hotel' }))) as List
    const hazard = await find(officer, { itemId: 'T1' }, { checklistId: list.id, answers: [{ itemId: 'T1', result: 'fail' }] })
    expect(hazard).toMatchObject({ clause: '《测试规定》第一条', certainty: 'M' })
    const issue = async () => (await officer.add('/notices', { id: uuid7(), kind: 'order', placeType: 'enterprises', placeId: town.enterprises.hotel, hazardIds: [hazard.id], officerIds: [town.persons.officer, town.persons.supervisor] })) as Row & { content: { items: Item[] } }
    expect((await issue()).content.items[0]?.certainty).toBe('M')
    await admin.add(`/checklists/${list.id}/confirmation`, { id: uuid7(), against: '原文', items: ['T1'], sourceFiles: [await scan()] })
    expect((await issue()).content.items[0]?.certainty).toBe('C')
  })
})
