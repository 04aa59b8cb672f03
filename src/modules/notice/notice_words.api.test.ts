import { beforeAll, describe, expect, it } from 'vitest'
import { unzip } from '../../../tests/world/tables'
import { empower, find } from '../../../tests/world/loop'
import { type Row, today, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const admin = w.as('admin')
const officer = w.as('officer')
let hazard: Row
beforeAll(async () => {
  await empower(w.as('office'))
  hazard = await find(officer)
})
const issue = (further: Record<string, unknown> = {}) => officer.add('/notices', {
  id: uuid7(), kind: 'order', placeType: 'enterprises', placeId: town.enterprises.hotel, hazardIds: [hazard.id], officerIds: [town.persons.officer, town.persons.supervisor], ...further,
})
const printed = async (id: string) => (unzip((await officer.get(`/notices/${id}.docx`)).bytes)['word/document.xml']?.toString() ?? '').replace(/<[^>]+>/g, '')
const word = async (name: string): Promise<Row> => ((await officer.read(`/notice-words?word=${name}&on=${today}`)).items as Row[])[0] as Row
const edition = (one: Row, text: string, further = {}) => admin.post(`/notice-words/${one.id}/edition`, { id: uuid7(), effectiveFrom: today, text, ...further })

describe('the words of a notice', () => {
  it('are those of its date; one that was issued keeps them', async () => {
    const early = await issue()
    const told = await word('appeal_empowered')
    expect((await edition(told, '如不服，可以向{reviewer}申请行政复议，向{court}起诉（新用语）。')).status).toBe(201)
    const late = await issue()
    const older = await issue({ issuedOn: '2023-05-31' })
    expect(await printed(early.id)).not.toContain('新用语')
    expect(await printed(late.id)).toContain('可以向青溪县人民政府申请行政复议，向青溪县人民法院起诉（新用语）。')
    expect(await printed(older.id)).not.toContain('新用语')
  })
  it('in a number follow the date too', async () => {
    expect((await issue()).number).toMatch(/^（青溪）应急责改〔2023〕\d+号$/)
    expect((await edition(await word('number_order'), '应急令')).status).toBe(201)
    expect((await issue()).number).toMatch(/^（青溪）应急令〔2023〕\d+号$/)
    expect((await issue({ issuedOn: '2023-05-31' })).number).toMatch(/^（青溪）应急责改〔2023〕\d+号$/)
  })
  it('that would print braces, leave out the organ or break a number are refused with what to do', async () => {
    const told = await word('appeal_delegated')
    for (const [text, code] of [['向{reviewer}申请', 'notice.word_missing'], ['向{mayor}申请，向{court}起诉', 'notice.word_name'], ['向{reviewer申请，向{court}起诉', 'notice.word_name'], ['[向{reviewer}申请，向{court}起诉', 'notice.word_brackets']] as const)
      expect((await edition(told, text)).body.errors, text).toMatchObject([{ field: 'text', code }])
    expect((await edition(await word('number_record'), '检〔')).body.errors).toMatchObject([{ code: 'notice.word_number' }])
    expect((await officer.post(`/notice-words/${told.id}/edition`, {})).status).toBe(403)
  })
  it('on review change on 1 January 2024 for what a department has delegated', async () => {
    const on = async (day: string) => ((await officer.read(`/notice-words?word=appeal_delegated&on=${day}`)).items as Row[]).map((one) => String(one.text).includes('或者{superior}'))
    expect(await on('2023-12-31')).toEqual([true])
    expect(await on('2024-01-01')).toEqual([false])
  })
})
