import { describe, expect, it } from 'vitest'
import { unzip, zip } from '../../../tests/world/tables'
import { type Row, town, uuid7, world } from '../../../tests/world/world'

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
  expect((await office.send('PUT', `/attachments/${id}`, bytes)).status).toBe(201)
  return id
}
const template = async (bytes: Uint8Array) =>
  office.post('/templates', { id: uuid7(), title: '本镇消防责任书', purpose: 'letter.village.fire', areaId: town.areas.town, file: [await upload(bytes)], validFrom: '2023-01-01' })
const words = (bytes: Uint8Array) => (unzip(bytes)['word/document.xml']?.toString() ?? '').replace(/<[^>]+>/g, '')
async function letter(): Promise<Row> {
  const made = await office.add('/letters', { title: '2023年度消防安全责任书', letterType: 'fire', year: 2023, partyType: 'village', partyAreaId: town.areas.east, party: '东坡村民委员会', dueOn: '2023-03-31', state: 'owed', areaId: town.areas.east })
  await office.post(`/letters/${made.id}/text`, { id: uuid7() })
  return await office.read(`/letters/${made.id}`)
}

describe('a template of letters', () => {
  it('with a broken mark, a name that there is not, or without the party that signs, says where and is not taken', async () => {
    const broken = await template(docx('{{名称}}', '{{乙方', '{{单位}}'))
    expect(broken).toMatchObject({ status: 422, body: { code: 'template.faults' } })
    expect(broken.body.errors.map((one) => one.message)).toEqual([expect.stringContaining('第 2 段'), expect.stringContaining('第 3 段：没有“单位”这个名称')])
    const lacking = await template(docx('{{名称}}', '甲方：{{甲方}}'))
    expect(lacking).toMatchObject({ status: 422, body: { code: 'template.faults' } })
    expect(lacking.body.errors.map((one) => one.message)).toEqual([expect.stringContaining('{{乙方}}')])
  })
  it('makes the letters from its day on; those made before keep their words', async () => {
    const before = await letter()
    expect(before.text).toContain('疏散通道')
    const answer = await template(docx('{{名称}}', '本镇要点：{{甲方}}与{{乙方}}签订。', '签字：{{签字人}} {{签字日期}}'))
    expect(answer.status, answer.text).toBe(201)
    const after = await letter()
    expect(after.text).toBe('2023年度消防安全责任书\n本镇要点：青溪镇与东坡村民委员会签订。\n签字：\n')
    expect(after).toMatchObject({ templateTitle: '本镇消防责任书（第 1 版）', hasPdf: false })
    expect((await office.read(`/letters/${before.id}`)).textSha).toBe(before.textSha)
    expect((await office.get(`/letters/${after.id}.pdf`)).body.code).toBe('letter.no_pdf')
    await office.patch(`/templates/${answer.body.id}`, { file: [await upload(docx('{{名称}}', '改过的文字', '{{乙方}}'))] }, answer.body.version)
    await office.post(`/letters/${after.id}/paper-signature`, { id: uuid7(), signedOn: '2023-05-01', signer: '东村长' })
    const paper = words((await office.get(`/letters/${after.id}.docx`)).bytes)
    expect(paper).toContain('本镇要点')
    expect(paper).toContain('签字：东村长 2023年5月1日')
    expect(words((await office.get(`/letters/${before.id}.docx`)).bytes)).toContain('疏散通道')
  })
})
