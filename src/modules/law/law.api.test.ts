import { describe, expect, it } from 'vitest'
import { find, finding, visit } from '../../../tests/world/loop'
import { type Row, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const admin = w.as('admin')
const officer = w.as('officer')
const office = w.as('office')
const list = async (query: string): Promise<Row[]> => (await officer.read(`/${query}`)).items as Row[]

/** A file with the text, as an administrator would scan it. */
async function scan(words = 'text'): Promise<string> {
  const id = uuid7()
  const answer = await admin.send('PUT', `/attachments/${id}`, new TextEncoder().encode(`%PDF-1.4 ${words} ${id}`), { 'Content-Type': 'application/pdf' })
  expect(answer.status).toBe(201)
  return id
}

const item = (further: Record<string, unknown> = {}) => ({
  id: uuid7(), standard: `镇自定〔2023〕${Math.floor(Math.random() * 1e9)}号`, no: '第一项', text: '未设置警戒线', sector: 'industry', categories: ['factory'], effectiveFrom: '2023-01-01', ...further,
})

describe('a criterion', () => {
  it('is chosen by the day: order 10 since 15 May 2023, before it the edition of 2017', async () => {
    const old = await list('criteria?category=factory&on=2023-05-14&limit=200')
    const now = await list('criteria?category=factory&on=2023-05-15&limit=200')
    expect(new Set(old.map((one) => one.standard))).toEqual(new Set(['安监总管四〔2017〕129号']))
    expect(new Set(now.map((one) => one.standard))).toEqual(new Set(['应急管理部令第10号']))
  })
  it('of hazardous chemicals and of fireworks has its twenty items', async () => {
    for (const category of ['chemicals', 'fireworks']) expect(await list(`criteria?category=${category}&on=2023-06-01&limit=200`)).toHaveLength(20)
  })
  it('of building works is chosen by the day: the edition of 2022, and since 13 December 2024 that of 2024', async () => {
    const on = async (day: string) => list(`criteria?category=construction&on=${day}&limit=200`)
    expect(await on('2022-04-18')).toEqual([])
    const [old, now] = [await on('2024-12-12'), await on('2024-12-13')]
    expect([old.length, now.length]).toEqual([34, 53])
    expect(new Set(old.map((one) => one.standard))).toEqual(new Set(['建质规〔2022〕2号']))
    expect(new Set(now.map((one) => one.standard))).toEqual(new Set(['建质规〔2024〕5号']))
    // Nobody has compared them with the ministry's own text: they are told as unconfirmed.
    expect(new Set([...old, ...now].map((one) => one.certainty))).toEqual(new Set(['M']))
    const site = await office.add('/enterprises', { name: '样板桥工地', category: 'construction', areaId: town.areas.eastFirst, openedOn: '2023-01-01' })
    const criterion = (await on('2023-06-01')).find((one) => one.no === '第7条（二）')
    const hazard = await find(officer, { level: 'major', criterionId: criterion?.id }, { placeId: site.id })
    expect(hazard).toMatchObject({ level: 'major', criterion: '建质规〔2022〕2号 第7条（二）', criterionCertainty: 'M' })
    // One of another day is none.
    const later = await officer.post('/inspections', visit({ placeId: site.id, hazards: [finding({ level: 'major', criterionId: now[0]?.id })] }))
    expect(later.body.errors).toMatchObject([{ field: 'hazards[0].criterionId', code: 'hazard.no_criterion' }])
  })
  it('without a text is structure only: kept, and nobody may choose it', async () => {
    const article = (await list('criteria?on=2023-06-01&standard=应急管理部令第10号&limit=200')).find((one) => one.no === '第4条')
    expect(article).toMatchObject({ certainty: 'M' })
    expect(article?.text).toBeUndefined()
    const answer = await officer.post('/inspections', visit({ placeId: town.enterprises.factory, hazards: [finding({ level: 'major', criterionId: article?.id })] }))
    expect(answer.body.errors).toMatchObject([{ code: 'hazard.no_criterion' }])
    const filled = await admin.add(`/criteria/${article?.id}/edition`, { id: uuid7(), effectiveFrom: '2023-05-15', text: '高温熔融金属吊运不符合要求（测试）' })
    expect(filled).toMatchObject({ no: '第4条', certainty: 'M', effectiveFrom: '2023-05-15' })
    expect((await officer.get(`/criteria/${article?.id}`)).status).toBe(404)
  })
  it('that is unconfirmed refuses nothing', async () => {
    const one = (await list('criteria?category=factory&on=2023-06-01&certainty=M&limit=1'))[0]
    const hazard = await find(officer, { level: 'major', criterionId: one?.id }, { placeId: town.enterprises.factory })
    expect(hazard).toMatchObject({ level: 'major', criterion: one?.code, criterionCertainty: 'M' })
  })
  it('is named by its code too, as hazards of the first release are', async () => {
    const hazard = await find(officer, { level: 'major', criterionId: '应急管理部令第10号 第3条（二）' }, { placeId: town.enterprises.factory })
    expect(hazard).toMatchObject({ criterion: '应急管理部令第10号 第3条（二）', criterionCertainty: 'V' })
  })
  it('is added, changed and confirmed by administrators alone', async () => {
    expect((await officer.post('/criteria', item())).status).toBe(403)
    const one = await admin.add('/criteria', item())
    for (const verb of ['confirmation', 'unconfirmation', 'edition']) expect((await officer.post(`/criteria/${one.id}/${verb}`, { id: uuid7() })).status).toBe(403)
    expect((await admin.patch(`/criteria/${one.id}`, { text: '另一句' })).status).toBe(405)
  })
  it('comes in unconfirmed whatever the sender says', async () => {
    expect((await admin.post('/criteria', item({ certainty: 'V' }))).status).toBe(422)
    expect((await admin.add('/criteria', item())).certainty).toBe('M')
  })
})

describe('a version', () => {
  it('is never overwritten: a new one begins on its day and the old one ends the day before', async () => {
    const one = await admin.add('/criteria', item())
    const next = await admin.add(`/criteria/${one.id}/edition`, { id: uuid7(), effectiveFrom: '2023-06-01', text: '未设置警戒线或者警示标志' })
    expect(next).toMatchObject({ text: '未设置警戒线或者警示标志', effectiveFrom: '2023-06-01', certainty: 'M' })
    const before = await officer.read(`/criteria/${one.id}`)
    expect(before).toMatchObject({ text: '未设置警戒线', effectiveTo: '2023-05-31' })
    expect((before.versions as Row[]).map((line) => line.effectiveFrom)).toEqual(['2023-01-01', '2023-06-01'])
    const on = async (day: string) => (await list(`criteria?standard=${one.standard}&on=${day}`)).map((line) => line.text)
    expect(await on('2023-05-31')).toEqual(['未设置警戒线'])
    expect(await on('2023-06-01')).toEqual(['未设置警戒线或者警示标志'])
    expect(await on('2022-12-31')).toEqual([])
  })
  it('begins later than the one that it follows, and not on days that a third one has', async () => {
    const one = await admin.add('/criteria', item())
    expect((await admin.post(`/criteria/${one.id}/edition`, { id: uuid7(), effectiveFrom: '2023-01-01' })).body.errors).toMatchObject([{ code: 'law.edition_from' }])
    await admin.add(`/criteria/${one.id}/edition`, { id: uuid7(), effectiveFrom: '2023-03-01' })
    expect((await admin.post(`/criteria/${one.id}/edition`, { id: uuid7(), effectiveFrom: '2023-04-01' })).body.errors).toMatchObject([{ code: 'law.overlap' }])
    expect(await admin.add(`/criteria/${one.id}/edition`, { id: uuid7(), effectiveFrom: '2023-02-01' })).toMatchObject({ effectiveTo: '2023-02-28' })
  })
  it('does not stand beside another for the same days', async () => {
    const one = await admin.add('/criteria', item())
    expect((await admin.post('/criteria', item({ standard: one.standard, effectiveFrom: '2023-05-01' }))).body.errors).toMatchObject([{ code: 'law.overlap' }])
    expect((await admin.post('/criteria', item({ effectiveTo: '2022-01-01' }))).body.errors).toMatchObject([{ code: 'law.dates' }])
  })
})

describe('a confirmation', () => {
  it('says who compared it, on which day, with which file', async () => {
    const one = await admin.add('/criteria', item())
    const against = { id: uuid7(), against: '国务院公报2023年第1号', on: '2023-05-30' }
    expect((await admin.post(`/criteria/${one.id}/confirmation`, against)).body.errors).toMatchObject([{ field: 'sourceFiles', code: 'law.no_source' }])
    const file = await scan()
    const done = await admin.add(`/criteria/${one.id}/confirmation`, { ...against, id: uuid7(), sourceFiles: [file] })
    expect(done).toMatchObject({ certainty: 'C', confirmedOn: '2023-05-30', confirmedAgainst: '国务院公报2023年第1号', sourceFiles: [file] })
    expect(done.confirmedBy).toBeTruthy()
    expect(done.sourceSha256).toMatch(/^[0-9a-f]{64}$/)
    expect((await admin.post(`/criteria/${one.id}/confirmation`, { ...against, id: uuid7() })).body.code).toBe('law.confirmed')
  })
  it('is taken back with a reason, and the history keeps both', async () => {
    const one = await admin.add('/criteria', item())
    expect((await admin.post(`/criteria/${one.id}/unconfirmation`, { id: uuid7(), reason: '误' })).body.code).toBe('law.not_confirmed')
    await admin.add(`/criteria/${one.id}/confirmation`, { id: uuid7(), against: '公报', sourceFiles: [await scan()] })
    const back = await admin.add(`/criteria/${one.id}/unconfirmation`, { id: uuid7(), reason: '看错一项' })
    expect(back.certainty).toBe('M')
    expect(back.confirmedBy ?? null).toBeNull()
    expect((await officer.read(`/criteria/${one.id}/history`)).items.map((line: Row) => line.verb)).toEqual(['created', 'confirmed', 'unconfirmed'])
  })
  it('of a structure without text is refused, and so is one dated to-morrow', async () => {
    const bare = await admin.add('/criteria', item({ text: undefined }))
    expect((await admin.post(`/criteria/${bare.id}/confirmation`, { id: uuid7(), against: '公报', sourceFiles: [await scan()] })).body.code).toBe('law.no_text')
    const one = await admin.add('/criteria', item())
    expect((await admin.post(`/criteria/${one.id}/confirmation`, { id: uuid7(), against: '公报', on: '2023-06-02', sourceFiles: [await scan()] })).body.errors).toMatchObject([{ field: 'on' }])
  })
})

describe('several confirmed at once', () => {
  const confirm = (kind: string, ids: unknown, further: Record<string, unknown> = {}) => admin.post(`/${kind}/confirmation`, { id: uuid7(), ids, against: '逐条对照应急管理部令第10号公报文本', on: '2023-05-30', ...further })
  const three = async () => Promise.all([1, 2, 3].map(() => admin.add('/criteria', item())))
  it('each keep who, when, what was compared and a file of their own with the same hash', async () => {
    const ids = (await three()).map((one) => one.id)
    const file = await scan()
    expect(await confirm('criteria', ids, { sourceFiles: [file] })).toMatchObject({ status: 201, body: { count: 3 } })
    const read = await Promise.all(ids.map((id) => officer.read(`/criteria/${id}`)))
    for (const one of read) {
      expect(one).toMatchObject({ certainty: 'C', confirmedOn: '2023-05-30', confirmedAgainst: '逐条对照应急管理部令第10号公报文本', sourceSha256: read[0]?.sourceSha256 })
      expect((await officer.get(`/attachments/${(one.sourceFiles as string[])[0]}`)).status).toBe(200)
      expect((await officer.read(`/criteria/${one.id}/history`)).items.at(-1)).toMatchObject({ verb: 'confirmed' })
    }
    expect(new Set(read.map((one) => (one.sourceFiles as string[])[0])).size).toBe(3)
    // What one of them is withdrawn for, does not take the text from the others.
    await admin.withdraw(`/criteria/${ids[0]}`, '不适用')
    expect((await officer.get(`/attachments/${(read[1]?.sourceFiles as string[])[0]}`)).status).toBe(200)
  })
  it('are refused as a whole when one cannot be, and every such one is named with why', async () => {
    const [one, two, done] = await three()
    const bare = await admin.add('/criteria', item({ text: undefined, no: '第九项' }))
    await confirm('criteria', [done?.id], { sourceFiles: [await scan()] })
    const answer = await confirm('criteria', [one?.id, bare.id, two?.id, done?.id], { sourceFiles: [await scan()] })
    expect(answer).toMatchObject({ status: 422, body: { code: 'law.some_unfit', errors: [{ field: 'ids[1]', code: 'law.no_text' }, { field: 'ids[3]', code: 'law.confirmed' }] } })
    expect(answer.body.errors[0]?.message).toContain('第九项')
    for (const still of [one, two]) expect((await officer.read(`/criteria/${still?.id}`)).certainty).toBe('M')
  })
  it('need a source, a sentence, a day that has come, and something chosen', async () => {
    const ids = (await three()).map((one) => one.id)
    const wrong = async (further: Record<string, unknown>, chosen: unknown = ids) => (await confirm('criteria', chosen, { sourceFiles: [await scan()], ...further })).body
    expect((await wrong({ sourceFiles: undefined })).errors).toMatchObject([{ field: 'sourceFiles', code: 'law.no_source' }])
    expect((await wrong({ against: ' ' })).errors).toMatchObject([{ field: 'against' }])
    expect((await wrong({ on: '2023-06-02' })).errors).toMatchObject([{ field: 'on', code: 'law.future' }])
    expect((await wrong({ sourceFiles: [uuid7()] })).errors).toMatchObject([{ code: 'file.unknown' }])
    expect((await wrong({}, [])).errors).toMatchObject([{ field: 'ids' }])
    expect((await wrong({}, [ids[0], ids[0]])).errors).toMatchObject([{ field: 'ids[1]', code: 'law.chosen_twice' }])
    expect(await wrong({}, [ids[0], uuid7()])).toMatchObject({ status: 404, errors: [{ field: 'ids[1]' }] })
    expect((await wrong({}, Array.from({ length: 201 }, () => uuid7()))).errors).toMatchObject([{ field: 'ids' }])
    expect((await wrong({}, 'all')).errors).toMatchObject([{ field: 'ids' }])
    for (const id of ids) expect((await officer.read(`/criteria/${id}`)).certainty).toBe('M')
  })
  it('are texts, terms and words of notices too, and administrators\' alone', async () => {
    for (const [kind, which] of [['law-texts', 'certainty=M'], ['terms', 'term=recheck_days&on=2026-03-01'], ['notice-words', 'on=2023-06-01']] as const) {
      const one = (await list(`${kind}?${which}&limit=1`))[0]
      expect(await confirm(kind, [one?.id], { sourceFiles: [await scan()] }), kind).toMatchObject({ status: 201 })
      expect((await officer.read(`/${kind}/${one?.id}`)).certainty, kind).toBe('C')
      expect((await officer.post(`/${kind}/confirmation`, { id: uuid7(), ids: [one?.id], against: '公报' })).status, kind).toBe(403)
    }
  })
})

describe('fire', () => {
  it('the town records a suspicion under the standard of that day, the verdict sets the level', async () => {
    const hazard = await find(officer, { suspected: true })
    expect(hazard).toMatchObject({ level: 'general', suspected: true, sector: 'fire', standard: 'GB 35181-2017《重大火灾隐患判定方法》' })
    await w.as('office').add(`/hazards/${hazard.id}/county-verdict`, { id: uuid7(), level: 'major', on: '2023-06-01', document: '县消〔2023〕1号', criterionId: 'GB 35181-2017 6.5' })
    expect(await officer.read(`/hazards/${hazard.id}`)).toMatchObject({ level: 'major', criterion: 'GB 35181-2017 6.5', criterionCertainty: 'M', suspected: false })
  })
  it('the town cannot call a fire hazard major itself', async () => {
    const one = (await list('criteria?standard=GB 35181-2017&on=2023-06-01&limit=1'))[0]
    const answer = await officer.post('/inspections', visit({ hazards: [finding({ level: 'major', criterionId: one?.id })] }))
    expect(answer.body.errors).toMatchObject([{ field: 'hazards[0].level', code: 'hazard.fire_authority' }])
    expect(await list('criteria?category=hotel&on=2023-06-01')).toEqual([])
  })
  it('is judged by the edition of 2025 since 1 November 2025', async () => {
    const on = async (day: string) => (await list(`law-texts?sector=fire&judging=true&on=${day}`)).map((one) => one.number)
    expect(await on('2025-10-31')).toEqual(['GB 35181-2017'])
    expect(await on('2025-11-01')).toEqual(['GB 35181-2025'])
  })
})

describe('law texts', () => {
  it('change on their days', async () => {
    const edition = async (title: string, day: string) => (await list(`law-texts?q=${title}&on=${day}&limit=200`)).filter((one) => one.title === title).map((one) => one.edition)
    for (const [title, day, before, after] of [
      ['中华人民共和国行政复议法', '2024-01-01', '2017年修正', '2023年修订'],
      ['广东省安全生产条例', '2023-10-01', '2013年修订', '2023年修订'],
      ['中华人民共和国突发事件应对法', '2024-11-01', '2007年', '2024年修订'],
      ['房屋市政工程生产安全重大事故隐患判定标准', '2024-12-13', '2022版', '2024版'],
      ['安全生产违法行为行政处罚办法', '2026-02-01', '2015年修正', '2025年'],
    ] as const) {
      const eve = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
      expect(await edition(title, eve), title).toEqual([before])
      expect(await edition(title, day), title).toEqual([after])
    }
  })
  it('of which only the title is known are in force on no day', async () => {
    const all = (await list('law-texts?sector=gas&limit=200')).map((one) => one.number)
    expect(all).toContain('建城规〔2023〕4号')
    expect((await list('law-texts?sector=gas&on=2026-06-01&limit=200')).map((one) => one.number)).not.toContain('建城规〔2023〕4号')
  })
  it('are asked for a day that exists', async () => {
    expect((await officer.get('/law-texts?on=2023-02-30')).status).toBe(400)
    expect((await officer.get('/criteria?on=yesterday')).status).toBe(400)
  })
})

describe('a term', () => {
  it('is a version by date; a hazard found that day takes its figure', async () => {
    const kept = (await list('terms?term=recheck_days&on=2023-06-01'))[0]
    expect(kept).toMatchObject({ days: 10, certainty: 'M' })
    await admin.add(`/terms/${kept?.id}/edition`, { id: uuid7(), effectiveFrom: '2023-06-01', days: 5, source: '镇安办〔2023〕3号' })
    expect(await find(officer, { dueOn: '2023-06-11' })).toMatchObject({ recheckDueOn: '2023-06-16' })
    expect(await find(officer, { dueOn: '2023-06-11' }, { happenedAt: '2023-05-31T09:00:00+08:00' })).toMatchObject({ recheckDueOn: '2023-06-21' })
  })
  it('keeps to its bounds', async () => {
    const kept = (await list('terms?term=session_minutes'))[0]
    expect((await admin.post(`/terms/${kept?.id}/edition`, { id: uuid7(), effectiveFrom: '2023-07-01', days: 0 })).body.errors).toMatchObject([{ field: 'days', code: 'law.term_bounds' }])
    expect(kept?.certainty).toBe('own')
  })
})
