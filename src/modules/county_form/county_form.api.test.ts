import { describe, expect, it } from 'vitest'
import { unzip, zip } from '../../../tests/world/tables'
import { town, uuid7, world } from '../../../tests/world/world'

const w = world()
const sheet = (rows: string) => `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData><mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells></worksheet>`
const rows = '<row r="1"><c r="A1" s="1" t="inlineStr"><is><t>安全生产月报</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>培训次数</t></is></c><c r="B2" s="2"/><c r="C2"><f>B2*2</f><v>0</v></c></row>'
const parts = (more: Record<string, string> = {}): Record<string, string> => ({
  '[Content_Types].xml': '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
  'xl/workbook.xml': '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="月报" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels': '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
  'xl/styles.xml': '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><!-- the county’s own --></styleSheet>',
  'xl/worksheets/sheet1.xml': sheet(rows), ...more,
})
const upload = (bytes: Uint8Array, query = `name=${encodeURIComponent('月报表')}&id=${uuid7()}`) => w.as('office').post(`/county-forms?${query}`, bytes)
const cells = [
  { sheet: '月报', cell: 'B2', source: 'measure', measure: 'trainings', period: 'month' },
  { sheet: '月报', cell: 'B3', source: 'measure', measure: 'trainings', period: 'year_to_date' },
  { sheet: '月报', cell: 'A4', source: 'area' }, { sheet: '月报', cell: 'B4', source: 'month' }, { sheet: '月报', cell: 'A5', source: 'signer' }, { sheet: '月报', cell: 'B5', source: 'text', text: '=1+1' },
]
const training = (heldOn: string, areaId: string = town.areas.east) => w.as('office').add('/trainings', { id: uuid7(), title: '消防培训', audience: 'residents', heldOn, areaId })

describe("the county's own form", () => {
  let id = ''
  it('is_seen_as_its_sheets', async () => {
    const made = await upload(zip(parts()))
    expect(made.status, made.text).toBe(201)
    id = made.body.id
    expect(made.body.sheets).toMatchObject([{ name: '月报', merged: [{ row: 1, column: 1, rows: 1, columns: 3 }], cells: [{ cell: 'A1', text: '安全生产月报' }, { cell: 'A2' }, { cell: 'C2', formula: true }] }])
    expect((await upload(zip(parts()), `name=x&id=${id}`)).status).toBe(409)
  })
  it('is_filled_from_measures_that_open_into_their_records', async () => {
    await training('2023-05-08')
    await training('2023-05-09', town.areas.west)
    await training('2023-03-01')
    const changed = await w.as('office').patch(`/county-forms/${id}`, { cells }, 1)
    expect(changed.status, changed.text).toBe(200)
    const items = (await w.as('office').read(`/county-forms/${id}/values?month=2023-05`)).items
    expect(items.map((one) => one.value)).toEqual([2, 3, '青溪镇', '2023年5月', '安晓办', '=1+1'])
    expect((await w.as('office').read(String(items[0]?.records))).total).toBe(2)
    const village = (await w.as('village').read(`/county-forms/${id}/values?month=2023-05`)).items
    expect(village.map((one) => one.value)).toEqual([1, 2, '东坡村', '2023年5月', '东村长', '=1+1'])
    expect((await w.as('village').get(`/county-forms/${id}/values?month=2023-05&area=${town.areas.west}`)).status).toBe(404)
  })
  it('counts_only_one_member_of_a_measure_where_that_is_chosen', async () => {
    const measure = (await w.as('office').read('/measures')).items.find((one) => one.name === 'trainings')
    expect(measure?.options).toContainEqual({ value: 'residents', zh: expect.any(String) as unknown, en: expect.any(String) as unknown })
    const form = (await upload(zip(parts()))).body
    const of = (member?: string) => ({ sheet: '月报', cell: member ? 'B2' : 'B3', source: 'measure', measure: 'trainings', period: 'month', ...(member && { member }) })
    await w.as('office').add('/trainings', { id: uuid7(), title: '干部培训', audience: 'cadres', heldOn: '2023-04-08', areaId: town.areas.east })
    await training('2023-04-09')
    await training('2023-04-10')
    expect((await w.as('office').patch(`/county-forms/${form.id}`, { cells: [of('cadres'), of()] }, 1)).status).toBe(200)
    const items = (await w.as('office').read(`/county-forms/${form.id}/values?month=2023-04`)).items
    expect(items.map((one) => [one.member, one.value])).toEqual([['cadres', 1], [undefined, 3]])
    expect((await w.as('office').read(String(items[0]?.records))).items.map((one) => one.title)).toEqual(['干部培训'])
    const file = unzip((await w.as('office').get(`/county-forms/${form.id}/filled.xlsx?month=2023-04`)).bytes)
    expect(file['xl/worksheets/sheet1.xml']?.toString()).toContain('<c r="B2" s="2"><v>1</v></c>')
    const refused = await w.as('office').patch(`/county-forms/${form.id}`, { cells: [of('nobody')] })
    expect(refused.body.errors[0]?.field).toBe('cells[0].member')
    expect((await w.as('office').read(`/county-forms/${form.id}`)).cells).toHaveLength(2)
    await w.as('office').withdraw(`/county-forms/${form.id}`, '试完了')
  })
  it('keeps_styles_merged_cells_and_formulas_in_the_filled_file', async () => {
    const file = await w.as('office').get(`/county-forms/${id}/filled.xlsx?month=2023-05&area=${town.areas.west}`)
    expect(file.status).toBe(200)
    const inside = Object.fromEntries(Object.entries(unzip(file.bytes)).map(([name, bytes]) => [name, bytes.toString('utf8')]))
    const filled = inside['xl/worksheets/sheet1.xml'] ?? ''
    expect(filled).toContain('<c r="B2" s="2"><v>1</v></c>')
    expect(filled).toContain('<f>B2*2</f>')
    expect(filled).toContain('<mergeCell ref="A1:C1"/>')
    expect(filled).toContain('西岭村')
    expect(filled).toContain('<c r="B5" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>')
    expect(inside['xl/styles.xml']).toBe(parts()['xl/styles.xml'])
    expect(inside['xl/workbook.xml']).toContain('fullCalcOnLoad="1"')
  })
  it('says_which_cells_are_not_set_right', async () => {
    const refused = async (cell: Record<string, unknown>) => (await w.as('office').patch(`/county-forms/${id}`, { cells: [{ sheet: '月报', cell: 'B2', source: 'measure', ...cell }] })).body
    expect((await refused({ measure: 'nothings', period: 'month' })).errors[0]?.field).toBe('cells[0].measure')
    expect((await refused({ measure: 'trainings' })).errors[0]?.field).toBe('cells[0].period')
    expect((await refused({ measure: 'trainings', period: 'month', cell: '2B' })).errors[0]?.field).toBe('cells[0].cell')
    expect((await w.as('office').patch(`/county-forms/${id}`, { cells: [] }, 1)).status).toBe(412)
    expect((await w.as('office').get(`/county-forms/${id}/values?month=2023-13`)).status).toBe(400)
    expect((await w.as('village').patch(`/county-forms/${id}`, { cells: [] })).status).toBe(403)
  })
  it('is_refused_with_a_sentence_when_it_is_no_plain_workbook', async () => {
    const whole = zip(parts())
    const refused = async (bytes: Uint8Array) => { const answer = await upload(bytes); return [answer.status >= 400 && answer.status < 500, answer.body.code] }
    expect(await refused(whole.subarray(0, whole.length / 2))).toEqual([true, 'office.unreadable'])
    expect(await refused(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]))).toEqual([true, 'office.encrypted'])
    expect(await refused(zip(parts({ 'xl/vbaProject.bin': 'x' })))).toEqual([true, 'office.macros'])
    expect(await refused(zip(parts({ 'xl/media/bomb.bin': '0'.repeat(8 << 20) }), true))).toEqual([true, 'office.too_large'])
    expect(await refused(new TextEncoder().encode('a,b\n1,2'))).toEqual([true, 'office.unreadable'])
    expect(await refused(zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<x/>' }))).toEqual([true, 'office.no_sheets'])
    expect((await upload(whole, 'name=')).body.code).toBe('county_form.name')
    expect((await w.as('office').read('/county-forms')).items).toHaveLength(1)
  })
})
