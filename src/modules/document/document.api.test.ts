import { describe, expect, it } from 'vitest'
import { unzip, zip } from '../../../tests/world/tables'
import { town, uuid7, world } from '../../../tests/world/world'

const w = world()
const office = w.as('office')
const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const types = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const docx = (...paragraphs: string[]) => zip({
  '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${types}.main+xml"/></Types>`,
  'word/document.xml': `<w:document xmlns:w="${word}"><w:body>${paragraphs.map((one) => `<w:p><w:r><w:t>${one}</w:t></w:r></w:p>`).join('')}</w:body></w:document>`,
})
async function upload(bytes: Uint8Array): Promise<string> {
  const id = uuid7()
  const answer = await office.send('PUT', `/attachments/${id}`, bytes)
  expect(answer.status, answer.text).toBe(201)
  return id
}
const template = async (bytes: Uint8Array, further: Record<string, unknown> = {}) =>
  office.post('/templates', { id: uuid7(), title: '半年总结', purpose: 'report.half-year', areaId: town.areas.town, file: [await upload(bytes)], validFrom: '2023-01-01', ...further })
const words = (bytes: Uint8Array) => (unzip(bytes)['word/document.xml']?.toString() ?? '').replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '')
const report = async (query = '') => {
  const answer = await office.get('/reports/half-year/2023-H1.docx' + query)
  expect(answer.status, answer.text).toBe(200)
  return words(answer.bytes)
}

describe('a template', () => {
  it('that names what there is not is refused with every place', async () => {
    const answer = await template(docx('{{标题}}', '{{标提}}', '{{#正文}}'))
    expect(answer).toMatchObject({ status: 422, body: { code: 'template.faults' } })
    expect(answer.body.errors.map((one) => one.message)).toEqual(['第 2 段：没有“标提”这个名称，是不是“标题”', '第 3 段：“{{#正文}}”没有单独成段的结尾“{{/正文}}”'])
    expect((await office.read('/templates')).total).toBe(0)
  })
  it('that is no whole DOCX, is locked, holds macros or reaches out is refused', async () => {
    const whole = docx('{{标题}}')
    const reaching = zip({
      '[Content_Types].xml': '<Types/>', 'word/document.xml': `<w:document xmlns:w="${word}"><w:body/></w:document>`,
      'word/_rels/settings.xml.rels': '<Relationships><Relationship Id="a" Type="http://x/attachedTemplate" Target="http://example.invalid/t.dotm" TargetMode="External"/></Relationships>',
    })
    const macros = zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<a/>', 'word/vbaProject.bin': 'x' })
    expect(await template(whole.slice(0, whole.length - 60))).toMatchObject({ status: 422, body: { code: 'office.unreadable' } })
    expect(await template(reaching)).toMatchObject({ status: 422, body: { code: 'office.linked' } })
    expect(await template(macros)).toMatchObject({ status: 422, body: { code: 'office.macros' } })
  })
  it('is kept by the office and the administrator alone, and read by the staff', async () => {
    const id = await upload(docx('{{标题}}'))
    for (const who of ['village', 'officer', 'auditor', 'enterprise'] as const)
      expect((await w.as(who).post('/templates', { title: '一', purpose: 'report.half-year', areaId: town.areas.town, file: [id], validFrom: '2023-01-01' })).status, who).toBe(403)
    expect((await w.as('enterprise').get('/template-purposes')).status).toBe(403)
    expect((await w.as('village').get('/template-purposes')).status).toBe(200)
  })
  it('counts from its first day to its last, and the nearest area’s goes before', async () => {
    const before = await report()
    expect(before).not.toContain('本镇样式')
    const first = await template(docx('本镇样式{{标题}}', '{{#正文}}', '{{#段落}}', '{{文字}}', '{{/段落}}', '{{/正文}}', '{{署名}} {{日期}}'))
    expect(first.status, first.text).toBe(201)
    const shown = await report()
    expect(shown).toContain('本镇样式')
    expect(shown).toContain('青溪镇')
    expect(shown).not.toContain('{{')
    await template(docx('东坡样式'), { areaId: town.areas.east })
    expect(await report()).not.toContain('东坡样式')
    expect(await report('?area=' + town.areas.east)).toContain('东坡样式')
    expect(await report('?area=' + town.areas.west)).toContain('本镇样式')
    expect((await office.patch(`/templates/${first.body.id}`, { validTo: '2023-05-01' }, 1)).status).toBe(200)
    expect(await report()).not.toContain('本镇样式')
  })
})

describe('what a template begins with', () => {
  it('is a DOCX for every purpose that passes its own check and fills without a mark left', async () => {
    const { items } = (await office.read('/template-purposes')) as unknown as { items: { purpose: string }[] }
    expect(items.map((one) => one.purpose)).toContain('report.half-year')
    for (const { purpose } of items) {
      const file = await office.get(`/template-purposes/${purpose}.docx`)
      expect(file.status).toBe(200)
      const kept = await template(file.bytes, { purpose, title: purpose })
      expect(kept.status, kept.text).toBe(201)
    }
    const shown = await report()
    expect(shown).not.toContain('{{')
    expect(shown).toContain('青溪镇')
    // Nobody is addressed: no lonely colon.
    expect(shown.split('\n')).not.toContain('：')
  })
})
