import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Answer, type Client, World, town, uuid7 } from '../../../tests/world/world'

// A report is kept: each test has a town of its own.
const w = new World()
beforeEach(async () => void (await w.open()))
afterEach(() => w.close())
const office = w.as('office')
const leader = w.as('leader')
const supervisor = w.as('supervisor')

interface Span { text: string; measure?: string; value?: number | null; key?: string; kind?: string; id?: string; number?: boolean; missing?: boolean; gone?: boolean; records?: string }
interface Block { id: string; type: string; level?: number; version: number; own?: boolean; edited?: boolean; theirs?: Span[]; spans: Span[] }
interface Finding { rule: string; blocking: boolean; block?: string; zh: string; quote?: string; measure?: string }
interface Report {
  title: string; state: string; edition: number; version: number; digest: string; organ: string; day: string; addressee: string | null
  blocks: Block[]; removed: Block[]; lint: Finding[]; verbs: string[]; missing: string[]
  annexes: { key: string; columns: string[]; rows: Span[][] }[]
  since: { measure: string; was: string; is: string }[]; steps?: { signedBy: string | null; submittedBy: string | null; sha256: string | null; reason: string | null; inSpiteOf: string | null }
  editions: { edition: number; state: string }[]
}
const path = '/reports/half-year/2023-H1'
const read = async (who: Client = office, query = '') => (await who.read(path + '.json' + query)) as unknown as Report
const words = (spans: Span[] | undefined) => (spans ?? []).map((span) => span.text).join('')
const block = (report: Report, id: string) => {
  const found = report.blocks.find((one) => one.id === id)
  if (!found) throw new Error('no block ' + id)
  return found
}
const edit = (fields: Record<string, unknown>, who: Client = office) => who.post(path + '/edits', { id: uuid7(), ...fields })
const change = async (id: string, to: (spans: Span[]) => Span[], who: Client = office) => {
  const one = block(await read(), id)
  return edit({ action: 'change', block: id, version: one.version, spans: to(one.spans) }, who)
}
const ok = (answer: Answer) => { expect(answer.status, answer.text).toBe(201); return answer.body as unknown as Report }
const add = (kind: string, fields: Record<string, unknown>) => office.add('/' + kind, { areaId: town.areas.town, ...fields })
const leaflets = (quantity: number) => add('publicity', { title: '资料', type: 'leaflet', heldOn: '2023-03-01', quantity })
const verb = (name: string, fields: Record<string, unknown> = {}, who: Client = office) => who.post(`${path}/${name}`, { id: uuid7(), ...fields })
/** Fills what would stop a signature: every gap is edited away. */
async function fill() {
  for (const one of (await read()).blocks.filter((found) => found.spans.some((span) => span.missing)))
    ok(await edit({ action: 'change', block: one.id, version: one.version, spans: [{ text: '本期情况另行报告。' }] }))
}
async function signed() {
  await fill()
  ok(await verb('submission'))
  return ok(await verb('signature', { digest: (await read(leader)).digest }, leader))
}

describe('a report nobody works on', () => {
  it('is what the records give, and nothing is kept', async () => {
    expect(await read()).toMatchObject({ state: 'none', edition: 0, version: 0, editions: [] })
    expect((await office.read('/reports')).items).toEqual([])
    expect((await verb('submission')).body.code).toBe('report.not_begun')
  })
})

describe('editing', () => {
  it('begins the report, keeps the words and leaves the figures live', async () => {
    await leaflets(6000)
    const made = ok(await change('publicity.2', (spans) => [{ text: '我镇多方式宣传。' }, ...spans]))
    expect(made).toMatchObject({ state: 'draft', edition: 1 })
    expect(words(block(made, 'publicity.2').spans)).toMatch(/^我镇多方式宣传。.*6000份/)
    await leaflets(800)
    const later = block(await read(), 'publicity.2')
    expect(words(later.spans)).toMatch(/^我镇多方式宣传。.*6800份/)
    expect(later.theirs, 'only a figure changed, and it is live in both').toBeUndefined()
    expect((await office.read('/reports')).items).toMatchObject([{ kind: 'half-year', period: '2023-H1', state: 'draft' }])
  })
  it('takes no text for a figure: it is the measure\'s whatever was sent', async () => {
    await leaflets(6000)
    const made = ok(await change('publicity.2', (spans) => spans.map((span) => (span.measure === 'leaflets' ? { ...span, text: '9999份', value: 9999 } : span))))
    expect(words(block(made, 'publicity.2').spans)).toContain('6000份')
    expect(words(block(made, 'publicity.2').spans)).not.toContain('9999')
  })
  it('shows what the records say where that differs, and both can be taken', async () => {
    await leaflets(6000)
    ok(await change('publicity.2', () => [{ text: '今年宣传很多。' }]))
    await add('publicity', { title: '横幅', type: 'banner', heldOn: '2023-03-01', quantity: 32 })
    let one = block(await read(), 'publicity.2')
    expect(words(one.spans)).toBe('今年宣传很多。')
    expect(words(one.theirs)).toContain('悬挂横幅32条')
    expect((await read()).lint.map((finding) => finding.rule)).toContain('records_changed')
    one = block(ok(await edit({ action: 'keep', block: one.id, version: one.version })), 'publicity.2')
    expect(one.theirs).toBeUndefined()
    one = block(ok(await edit({ action: 'take', block: one.id, version: one.version })), 'publicity.2')
    expect(words(one.spans)).toContain('悬挂横幅32条')
    expect(one.edited).toBeUndefined()
  })
  it('also where a figure changed that the edited text leaves out', async () => {
    await leaflets(6000)
    ok(await change('publicity.2', () => [{ text: '宣传到位。' }]))
    await leaflets(1)
    expect(words(block(await read(), 'publicity.2').theirs)).toContain('6001份')
  })
  it('of two people at once: another block goes through, the same one is stale and nothing is lost', async () => {
    ok(await change('overview.1', () => [{ text: '甲写的。' }]))
    ok(await edit({ action: 'change', block: 'publicity.2', version: 0, spans: [{ text: '乙写的。' }] }, supervisor))
    const late = await edit({ action: 'change', block: 'overview.1', version: 0, spans: [{ text: '乙也写。' }] }, supervisor)
    expect(late).toMatchObject({ status: 412, body: { code: 'report.stale' } })
    expect(words(block(await read(), 'overview.1').spans)).toBe('甲写的。')
  })
  it('adds, moves, removes and restores blocks; headings number themselves', async () => {
    let report = ok(await edit({ action: 'add', after: 'hazards.2', type: 'heading', level: 2, spans: [{ text: '推进网格化管理' }] }))
    const own = report.blocks.find((one) => one.own)
    expect(words(own?.spans)).toBe('（六）推进网格化管理')
    report = ok(await edit({ action: 'remove', block: 'emergency.1', version: 0 }))
    expect(words(report.blocks.find((one) => one.own)?.spans)).toBe('（五）推进网格化管理')
    expect(report.removed.map((one) => one.id)).toEqual(['emergency.1'])
    report = ok(await edit({ action: 'restore', block: 'emergency.1', version: 1 }))
    expect(report.removed).toEqual([])
    report = ok(await edit({ action: 'move', block: own?.id, version: own?.version, after: 'work.1' }))
    expect(report.blocks.map((one) => one.id).indexOf(own?.id ?? '')).toBe(report.blocks.map((one) => one.id).indexOf('work.1') + 1)
    expect(words(block(report, own?.id ?? '').spans)).toBe('（一）推进网格化管理')
  })
  it('puts a measure into a block', async () => {
    await leaflets(6000)
    const report = ok(await edit({ action: 'add', after: 'overview.1', type: 'paragraph', spans: [{ text: '发资料' }, { text: '', measure: 'leaflets' }, { text: '，上期' }, { text: '', measure: 'leaflets', at: 'previous' }] }))
    expect(words(report.blocks.find((one) => one.own)?.spans)).toBe('发资料6000份，上期0份')
  })
  it.each([
    [{ action: 'change', block: 'overview.1', version: 0, spans: [] }, 422, 'report.empty'],
    [{ action: 'change', block: 'overview.1', version: 0, spans: 'text' }, 422, 'report.words'],
    [{ action: 'change', block: 'overview.1', version: 0, spans: [{ text: 3 }] }, 422, 'report.words'],
    [{ action: 'change', block: 'overview.1', version: 0, spans: [{ text: '', measure: 'no-such' }] }, 422, 'report.measure'],
    [{ action: 'change', block: 'overview.1', version: 0, spans: [{ text: '5个', key: 'made-up/areas/1' }] }, 422, 'report.not_live'],
    [{ action: 'change', block: 'overview.1', version: 0, spans: [{ text: '字'.repeat(5001) }] }, 422, 'report.long'],
    [{ action: 'change', block: 'no.1', version: 0, spans: [{ text: '字' }] }, 404, 'report.no_block'],
    [{ action: 'remove', block: 'title.1', version: 0 }, 422, 'report.title'],
    [{ action: 'burn', block: 'overview.1', version: 0 }, 422, 'field.rejected'],
  ])('refuses %j', async (fields, status, code) => {
    expect(await edit(fields)).toMatchObject({ status, body: { code } })
    expect((await read()).state).toBe('none')
  })
  it('is for the staff of the area: not for readers, not for another village', async () => {
    for (const who of ['patroller', 'auditor', 'enterprise'] as const) expect((await edit({ action: 'remove', block: 'overview.1', version: 0 }, w.as(who))).status).toBe(403)
    expect((await w.as('village').post(`${path}/edits?area=${town.areas.west}`, { action: 'remove', block: 'overview.1', version: 0 })).status).toBe(404)
    expect((await w.as('village').post(`${path}/edits`, { action: 'remove', block: 'overview.1', version: 0 })).status).toBe(201)
    expect((await read()).state, 'the village\'s own report, not the town\'s').toBe('none')
  })
})

describe('the cover', () => {
  it('has title, addressee, number, organ, day and annexes, by version', async () => {
    const made = await office.patch(path + '/cover', { title: '关于上半年安全生产工作的报告', addressee: '县安委会', organ: '青溪镇人民政府', day: '2023-07-05', annexes: ['letters'] }, 0)
    expect(made.status, made.text).toBe(200)
    expect(await read()).toMatchObject({ title: '关于上半年安全生产工作的报告', addressee: '县安委会', organ: '青溪镇人民政府', day: '2023年7月5日' })
    expect((await read()).annexes.map((annex) => annex.key)).toEqual(['letters'])
    expect(words(block(await read(), 'title.1').spans)).toBe('关于上半年安全生产工作的报告')
    expect((await office.patch(path + '/cover', { title: '又一个' }, 0)).status).toBe(412)
  })
  it('can set the signing organ for every report of the area', async () => {
    await office.patch(path + '/cover', { organ: '青溪镇应急管理办公室', organAlways: true }, 0)
    expect((await office.read('/reports/half-year/2022-H2.json')).organ).toBe('青溪镇应急管理办公室')
  })
})

describe('the way to a signature', () => {
  it('is drafted, handed in, given back with a reason, checked by another, signed by the leader', async () => {
    await fill()
    expect((await verb('signature', { digest: 'x' }, leader)).body.code).toBe('report.not_checking')
    expect(ok(await verb('submission'))).toMatchObject({ state: 'checking' })
    expect((await verb('return', {}, supervisor)).status).toBe(422)
    expect(ok(await verb('return', { reason: '第二部分太短' }, supervisor))).toMatchObject({ state: 'draft' })
    ok(await verb('submission'))
    expect((await verb('check')).body.code).toBe('report.own_check')
    ok(await verb('check', {}, supervisor))
    expect((await verb('signature', { digest: (await read()).digest })).status, 'the office does not sign').toBe(403)
    const done = ok(await verb('signature', { digest: (await read(leader)).digest }, leader))
    expect(done).toMatchObject({ state: 'signed', verbs: ['correction'], lint: [] })
    expect(done.steps?.sha256).toMatch(/^[0-9a-f]{64}$/)
    const history = (await office.read(path + '/history')).items.map((one) => one.verb)
    expect(history.slice(0, 5)).toEqual(['signed', 'checked', 'submitted', 'returned', 'submitted'])
    expect(history.at(-1)).toBe('begun')
  })
  it('signs what was seen: a figure that changed meanwhile asks for another look', async () => {
    await fill()
    ok(await verb('submission'))
    const seen = (await read(leader)).digest
    await leaflets(5)
    expect(await verb('signature', { digest: seen }, leader)).toMatchObject({ status: 412, body: { code: 'report.seen_other' } })
  })
  it('is stopped by gaps unless a reason is given', async () => {
    ok(await edit({ action: 'add', after: 'overview.1', type: 'paragraph', spans: [{ text: '召开党委会*次' }] }))
    ok(await verb('submission'))
    const digest = (await read(leader)).digest
    const refused = await verb('signature', { digest }, leader)
    expect(refused).toMatchObject({ status: 422, body: { code: 'report.blocked' } })
    expect(refused.text).toContain('masked')
    expect(ok(await verb('signature', { digest, reason: '县里催报，空缺随后补报' }, leader)).steps?.inSpiteOf).toBe('县里催报，空缺随后补报')
  })
})

describe('a signed report', () => {
  it('does not change with the records: what changed since is shown beside it', async () => {
    await leaflets(6000)
    const before = words((await signed()).blocks.flatMap((one) => one.spans))
    await leaflets(800)
    const now = await read()
    expect(words(now.blocks.flatMap((one) => one.spans))).toBe(before)
    expect(now.since).toContainEqual(expect.objectContaining({ measure: 'leaflets', was: '6000份', is: '6800份' }))
    expect((await edit({ action: 'remove', block: 'overview.1', version: 0 })).body.code).toBe('report.frozen')
    expect((await office.patch(path + '/cover', { title: '改' })).status).toBe(409)
    expect((await verb('withdrawal', { reason: '不要' })).body.code).toBe('report.signed')
  })
  it('keeps the figures and the versions of the records behind them, to the byte that was hashed', async () => {
    const record = await leaflets(6000)
    expect((await office.get(path + '/signed')).body.code).toBe('report.nothing_signed')
    const sum = (await signed()).steps?.sha256
    const kept = async () => {
      const file = await office.get(path + '/signed')
      expect(createHash('sha256').update(file.bytes).digest('hex')).toBe(sum)
      return JSON.parse(file.text) as { figures: { measure: string; value: number; behind: string[] }[]; records: Record<string, number> }
    }
    const name = `publicity ${record.id}`
    const first = await kept()
    const figure = first.figures.find((one) => one.measure === 'leaflets')
    expect(figure).toMatchObject({ value: 6000, behind: [name] })
    expect(first.records[name]).toBe(record.version)
    expect((await office.patch(`/publicity/${record.id}`, { quantity: 6800 }, record.version)).status).toBe(200)
    expect((await office.read(`/publicity/${record.id}`)).version).toBe(Number(record.version) + 1)
    const later = await kept()
    expect(later).toEqual(first)
    expect(words(block(await read(), 'publicity.2').spans)).toContain('6000份')
    expect((await read()).since).toContainEqual(expect.objectContaining({ measure: 'leaflets', was: '6000份', is: '6800份' }))
    // Whoever may not read the town's report may not read this.
    expect((await w.as('village').get(`${path}/signed?area=${town.areas.town}`)).status).toBe(404)
  })
  it('is corrected by another edition with a reason; the first stays', async () => {
    await leaflets(6000)
    await signed()
    await leaflets(800)
    expect((await verb('correction')).status).toBe(422)
    const before = (await office.get(path + '/signed')).text
    const next = ok(await verb('correction', { reason: '补录 800 份资料' }))
    // While the next edition is drafted, what was signed is the first.
    expect((await office.get(path + '/signed')).text).toBe(before)
    expect(next).toMatchObject({ state: 'draft', edition: 2, steps: { reason: '补录 800 份资料' } })
    expect(words(next.blocks.flatMap((one) => one.spans))).toContain('6800份')
    const first = await read(office, '?edition=1')
    expect(first.state).toBe('signed')
    expect(words(first.blocks.flatMap((one) => one.spans))).toContain('6000份')
    expect((await office.get(path + '.json?edition=7')).status).toBe(404)
    ok(await verb('withdrawal', { reason: '县里不收更正' }))
    expect(await read()).toMatchObject({ state: 'signed', edition: 1 })
  })
})

describe('other periods', () => {
  it.each([['quarterly', '2023-Q1', '第一季度'], ['quarterly', '2022-Q4', '第四季度'], ['yearly', '2022', '2022年']])('%s %s reads by its own words', async (kind, period, own) => {
    const report = (await office.read(`/reports/${kind}/${period}.json`)) as unknown as Report
    const text = words(report.blocks.flatMap((one) => one.spans))
    expect(report.title).toContain(own)
    expect(text).not.toMatch(/上半年|下半年/)
    expect((await office.get(`/reports/${kind}/${period}.docx`)).status).toBe(200)
  })
})

describe('figures beside others', () => {
  it('are compared with the period before and a year ago; nothing grows from nothing', async () => {
    await leaflets(30)
    await add('publicity', { title: '资料', type: 'leaflet', heldOn: '2022-11-01', quantity: 20 })
    const rows = (await office.read(path + '/comparison')) as unknown as { rows: { measure: string; now: number; previous: number; previousGrowth: number | null; lastYearGrowth: number | null; previousWords: string }[] }
    expect(rows.rows.find((row) => row.measure === 'leaflets')).toMatchObject({ now: 30, previous: 20, previousGrowth: 50, lastYearGrowth: null, previousWords: '增加10份，增长50%' })
  })
  it('stand in tables whose parts add up', async () => {
    await leaflets(30)
    const report = await read()
    expect(report.annexes.map((annex) => annex.key)).toEqual(['inspections', 'letters', 'activities'])
    const letters = report.annexes[1]
    for (let column = 1; column < 7; column++) {
      const cells = (letters?.rows ?? []).map((row) => Number(row[column]?.value ?? 0))
      expect(cells.slice(0, -1).reduce((sum, one) => sum + one, 0)).toBe(cells.at(-1))
    }
    const file = await office.get(path + '.xlsx')
    expect(file.status).toBe(200)
    expect(file.text.startsWith('PK')).toBe(true)
  })
})
