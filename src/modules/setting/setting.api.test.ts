import { describe, expect, it } from 'vitest'
import { empower, find, finding } from '../../../tests/world/loop'
import { type Row, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const admin = w.as('admin')
const officer = w.as('officer')
interface Shown extends Row { name: string; value: unknown; default: unknown; certainty: string; changes: { by: string; verb: string; before?: Row; after?: Row }[]; coming?: { from: string; value: number }[]; from?: string; field: { min?: number; max?: number; help?: { zh: string; en: string } }; source: { zh: string; en: string } }
const all = async (): Promise<Shown[]> => (await admin.read('/settings')).items as Shown[]
const one = async (name: string): Promise<Shown> => (await all()).find((setting) => setting.name === name) as Shown

describe('the settings of an office', () => {
  it('each say in both languages what they do, where the default comes from, and their bounds', async () => {
    const settings = await all()
    expect(settings.map((setting) => setting.name)).toEqual(['address', 'extension_days', 'follow_up_acceptance_days', 'letter_renewal_days', 'quiet_from', 'quiet_to', 'recheck_days', 'recurrence_months', 'report_organ', 'session_minutes'])
    for (const setting of settings) {
      expect(setting.field.help?.zh, setting.name).toMatch(/[一-龥]{6}/)
      expect(setting.field.help?.en, setting.name).toMatch(/[a-z]{4}/)
      expect(setting.source.zh && setting.source.en, setting.name).toBeTruthy()
      if (typeof setting.default === 'number') expect(setting.field.min, setting.name).toBeLessThanOrEqual(setting.default)
    }
  })
  it('show what stands on law that nobody has compared as unconfirmed', async () => {
    expect(await one('recheck_days')).toMatchObject({ certainty: 'M', value: 10, default: 10, dated: true })
    expect(await one('extension_days')).toMatchObject({ certainty: 'own', value: 30, default: 30, dated: false })
  })
  it('are read by administrators and the auditor, changed by administrators alone', async () => {
    expect((await w.as('auditor').get('/settings')).status).toBe(200)
    for (const who of ['office', 'officer', 'leader', 'village', 'enterprise'] as const) expect((await w.as(who).get('/settings')).status, who).toBe(403)
    for (const who of ['auditor', 'office', 'leader'] as const) {
      expect((await w.as(who).patch('/settings/extension_days', { value: 3 })).status, who).toBe(403)
      expect((await w.as(who).send('DELETE', '/settings/extension_days', {})).status, who).toBe(403)
    }
  })
  it('refuse what lies outside the bounds, what is no figure, an unknown name, and stay as they were', async () => {
    for (const value of [-1, 366, 1.5, '十', true, [], {}, 1e300]) {
      const answer = await admin.patch('/settings/extension_days', { value })
      expect([400, 422], JSON.stringify(value)).toContain(answer.status)
    }
    expect((await admin.patch('/settings/extension_days', {})).status).toBe(422)
    expect((await admin.patch('/settings/extension_days', { value: 3, from: '2023-07-01' })).body.errors).toMatchObject([{ field: 'from', code: 'setting.not_dated' }])
    expect((await admin.patch('/settings/demo', { value: 1 })).status).toBe(404)
    expect((await one('extension_days')).changes).toEqual([])
  })
  it('keep who changed them, from what to what and why, and go back to the default', async () => {
    const changed = await admin.patch('/settings/recurrence_months', { value: 6, note: '半年一查' })
    expect(changed.body).toMatchObject({ value: 6, default: 12, changes: [{ verb: 'changed', before: { value: 12 }, after: { value: 6, note: '半年一查' } }] })
    const back = await admin.send('DELETE', '/settings/recurrence_months', {})
    expect(back.body).toMatchObject({ value: 12 })
    expect((back.body as unknown as Shown).changes.map((line) => line.verb)).toEqual(['reset', 'changed'])
    expect((await admin.send('DELETE', '/settings/recurrence_months', {})).body.code).toBe('setting.default')
    const trail = (await w.as('auditor').read('/audit?kind=settings')).items
    expect(trail[0]).toMatchObject({ verb: 'reset', title: '重复隐患看几个月' })
  })
})

describe('days of extension', () => {
  it('set to none, every extension is a leader\'s to grant', async () => {
    const ask = async () => {
      const hazard = await find(officer, { dueOn: '2023-06-10' })
      await w.as('office').add(`/hazards/${hazard.id}/extension`, { id: uuid7(), dueOn: '2023-06-12', reason: '配件没到' })
      return (await w.as('office').post(`/hazards/${hazard.id}/extension-decision`, { id: uuid7(), granted: true })).status
    }
    expect(await ask()).toBe(201)
    await admin.patch('/settings/extension_days', { value: 0 })
    expect(await ask()).toBe(422)
    await admin.send('DELETE', '/settings/extension_days', {})
    expect(await ask()).toBe(201)
  })
})

describe('the term of a recheck', () => {
  /** What the program brings along for the days of order 18. */
  const shipped = { from: '2026-02-01', value: 10 }
  const due = async () => (await officer.read(`/hazards/${(await find(officer, { dueOn: '2023-06-10' })).id}`)).recheckDueOn
  it('holds from today or a later day, never from a past one, and earlier versions are kept', async () => {
    expect(await due()).toBe('2023-06-20')
    expect((await admin.patch('/settings/recheck_days', { value: 5, from: '2023-05-31' })).body.errors).toMatchObject([{ field: 'from', code: 'law.past' }])
    expect((await admin.patch('/settings/recheck_days', { value: 91 })).status).toBe(422)
    const later = await admin.patch('/settings/recheck_days', { value: 7, from: '2023-07-01', note: '县里要求' })
    expect(later.body).toMatchObject({ value: 10, coming: [{ from: '2023-07-01', value: 7 }, shipped] })
    expect(await due()).toBe('2023-06-20')
    const now = await admin.patch('/settings/recheck_days', { value: 5 })
    expect(now.body).toMatchObject({ value: 5, from: '2023-06-01', coming: [{ from: '2023-07-01', value: 7 }, shipped] })
    expect(await due()).toBe('2023-06-15')
  })
  it('changed twice on one day holds the second time, and the first is kept as withdrawn', async () => {
    expect((await admin.patch('/settings/recheck_days', { value: 8 })).body).toMatchObject({ value: 8, coming: [{ from: '2023-07-01', value: 7 }, shipped] })
    const versions = (await admin.read('/terms?term=recheck_days&on=2023-06-01')).items
    expect(versions).toMatchObject([{ days: 8, effectiveFrom: '2023-06-01', effectiveTo: '2023-06-30' }])
    expect((await admin.read('/terms?term=recheck_days&withdrawn=true')).items.map((line) => line.days)).toContain(5)
    expect((await admin.send('DELETE', '/settings/recheck_days', {})).body).toMatchObject({ value: 10 })
  })
  it('changed among the terms shows here with who and when', async () => {
    const version = (await admin.read('/terms?term=session_minutes&on=2023-06-01')).items[0]
    await admin.add(`/terms/${version?.id}/edition`, { id: uuid7(), effectiveFrom: '2023-06-02', days: 60 })
    const setting = await one('session_minutes')
    expect(setting).toMatchObject({ value: 480, coming: [{ from: '2023-06-02', value: 60 }] })
    expect(setting.changes[0]).toMatchObject({ verb: 'changed', after: { value: 60, effectiveFrom: '2023-06-02' } })
    expect(setting.changes[0]?.by).toBeTruthy()
  })
})

describe('the address in QR codes', () => {
  it('is a web address and nothing behind it', async () => {
    for (const value of ['aq.example.gov.cn', 'ftp://x', 'https://', 'https://a b', 'https://x.cn/q/1', 'https://x.cn?a=1', 'https://用户@x.cn', 'javascript:alert(1)', 'https://x.cn\nhttps://y.cn', 'https://' + 'x'.repeat(120)]) {
      const answer = await admin.patch('/settings/address', { value })
      expect(answer.status, value).toBe(422)
      expect(answer.body.errors, value).toMatchObject([{ field: 'value' }])
    }
    expect((await admin.patch('/settings/address', { value: 'https://aq.example.gov.cn/' })).body).toMatchObject({ value: 'https://aq.example.gov.cn' })
  })
  it('changes the code on the paper', async () => {
    await empower(w.as('office'))
    const hazard = await find(officer, finding())
    const notice = await officer.add('/notices', { id: uuid7(), kind: 'order', placeType: 'enterprises', placeId: town.enterprises.hotel, hazardIds: [hazard.id], officerIds: [town.persons.officer, town.persons.supervisor] })
    const drawn = async () => Buffer.from(await (await officer.get(`/notices/${notice.id}.docx`)).bytes).toString('base64')
    await admin.patch('/settings/address', { value: 'https://one.example.gov.cn' })
    const first = await drawn()
    expect(await drawn()).toBe(first)
    await admin.patch('/settings/address', { value: 'https://two.example.gov.cn' })
    expect(await drawn()).not.toBe(first)
  })
})

describe('who signs the town\'s reports', () => {
  it('is set here, and a report that is signed so from now on sets it', async () => {
    const organ = async () => (await w.as('office').read('/reports/half-year/2023-H1.json')).organ
    await admin.patch('/settings/report_organ', { value: '青溪镇安全生产委员会办公室' })
    expect(await organ()).toBe('青溪镇安全生产委员会办公室')
    const set = await w.as('office').send('PATCH', '/reports/quarterly/2023-Q2/cover', { organ: '青溪镇应急办', organAlways: true })
    expect(set.status).toBe(200)
    expect(await organ()).toBe('青溪镇应急办')
    expect((await one('report_organ')).changes[0]).toMatchObject({ before: { value: '青溪镇安全生产委员会办公室' }, after: { value: '青溪镇应急办' } })
    await admin.send('DELETE', '/settings/report_organ', {})
    expect(await organ()).toBe('青溪镇人民政府')
  })
})
