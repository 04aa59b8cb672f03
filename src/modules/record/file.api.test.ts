import { beforeEach, describe, expect, it } from 'vitest'
import { csv, gb18030, readCsv, readXlsx, unzip, xlsx, zip } from '../../../tests/world/tables'
import { type Answer, type Who, areaNames, codes, creditCode, town, withCheck, world } from '../../../tests/world/world'

const w = world()
const office = w.as('office')
let number = 200
const next = () => ++number
const header = ['单位名称', '统一社会信用代码', '区域', '行业类别']
const names = ['name', 'creditCode', 'area', 'category']
const row = (further: Partial<Record<'name' | 'code' | 'area' | 'category', string>> = {}) => {
  const n = next()
  return [further.name ?? `导入店${n}`, further.code ?? creditCode(n), further.area ?? codes.east, further.category ?? '商铺市场']
}
const send = (file: string | Uint8Array, query = '', who: Who = 'office'): Promise<Answer> => w.as(who).post('/enterprises/import' + query, file)
const total = async () => (await office.read('/enterprises')).total
const find = async (name: string) => (await office.read('/enterprises?q=' + encodeURIComponent(name))).items

describe('importing', () => {
  const rows = () => [row(), row({ category: 'hotel' }), row({ category: 'Catering', code: '' })]
  it.each([
    ['XLSX with Chinese titles', () => xlsx([header, ...rows()])],
    ['XLSX with field names', () => xlsx([names, ...rows()])],
    ['XLSX with field names as in the API', () => xlsx([['name', 'creditCode', 'areaId', 'category'], ...rows()])],
    ['CSV', () => csv([header, ...rows()])],
    ['CSV with field names', () => csv([names, ...rows()])],
    ['CSV with a byte order mark', () => '\ufeff' + csv([header, ...rows()])],
    ['CSV in GB18030, as Excel saves it', () => gb18030(csv([header, ...rows()]))],
    ['CSV with semicolons', () => [header, ...rows()].map((one) => one.join(';')).join('\n')],
    ['CSV with tabs', () => [header, ...rows()].map((one) => one.join('\t')).join('\n')],
    ['stars of the template at the required titles', () => csv([['单位名称*', '统一社会信用代码', '区域*', '行业类别*'], ...rows()])],
  ])('%s', async (_, file) => {
    const before = await total()
    expect(await send(file())).toMatchObject({ status: 200, body: { accepted: 3, rejected: 0, written: true, errors: [] } })
    expect(await total()).toBe(before + 3)
  })

  it('writes what stands in the file, found, searchable and with history', async () => {
    const mine = row({ name: '导入的“大”店，东区' })
    await send(csv([[...header, '从业人数', '开业日期', '规模以上', '位置', '主要负责人'], [...mine, '12', '2020年5月1日', '是', '113.5,23.25', '王五']]))
    const [record] = await find('导入的“大”店')
    expect(record).toMatchObject({
      name: mine[0], creditCode: mine[1], areaName: areaNames.east, category: 'shop', employees: 12, openedOn: '2020-05-01', scaleEnterprise: true,
      location: { lng: 113.5, lat: 23.25 }, legalPerson: '王五', version: 1,
    })
    expect((await office.read(`/enterprises/${record?.id}/history`)).items).toMatchObject([{ verb: 'created' }])
  })

  it.each([
    ['2020-05-01', '2020-05-01'], ['2020/5/1', '2020-05-01'], ['2020.5.1', '2020-05-01'], ['2020年5月1日', '2020-05-01'], ['43952', '2020-05-01'],
  ])('takes the day %s', async (written, day) => {
    const mine = row()
    const answer = await send(xlsx([[...header, '开业日期'], [...mine, written === '43952' ? 43952 : written]]))
    if (written === '43952' && answer.body.rejected) return // a bare number without a date format may be refused, never misread
    expect(answer.body).toMatchObject({ accepted: 1, rejected: 0 })
    expect((await find(mine[0] ?? ''))[0]?.openedOn).toBe(day)
  })

  it.each(['2020-02-30', '5/1/2020', '01.05.2020', '明天', '20200501x'])('refuses the day %s', async (written) => {
    expect((await send(csv([[...header, '开业日期'], [...row(), written]]))).body).toMatchObject({ accepted: 0, rejected: 1, errors: [{ row: 2, field: 'openedOn' }] })
  })

  it('passes over empty rows and keeps the row numbers of the file', async () => {
    expect((await send(csv([header, ['', '', '', ''], row(), ['', '', '', ''], row({ category: '没有的' })]))).body).toMatchObject({
      accepted: 1, rejected: 1, errors: [{ row: 5, field: 'category' }],
    })
  })

  it('takes columns in any order', async () => {
    expect((await send(csv([[...header].reverse(), row().reverse()]))).body).toMatchObject({ accepted: 1 })
  })
})

describe('the area of a row', () => {
  it.each([
    ['by code', codes.west, 'west'], ['by the name of a village', areaNames.west, 'west'], ['by a path', `${areaNames.west}/${areaNames.westFirst}`, 'westFirst'],
    ['by the whole path', `${areaNames.town}/${areaNames.west}/${areaNames.westSecond}`, 'westSecond'], ['by id', town.areas.eastFirst, 'eastFirst'],
  ] as const)('%s', async (_, area, which) => {
    const mine = row({ area })
    expect((await send(csv([header, mine]))).body).toMatchObject({ accepted: 1, rejected: 0 })
    expect((await find(mine[0] ?? ''))[0]?.areaId).toBe(town.areas[which])
  })
  it('is refused when several areas have the name', async () => {
    expect((await send(csv([header, row({ area: areaNames.eastFirst })]))).body).toMatchObject({ rejected: 1, errors: [{ row: 2, field: 'areaId' }] })
  })
  it('is refused when it does not exist, and when the path leads elsewhere', async () => {
    for (const area of ['南山村', '449999100299', '南山村/第一网格', '北海镇/东坡村/第一网格'])
      expect((await send(csv([header, row({ area })]))).body, area).toMatchObject({ rejected: 1, errors: [{ row: 2, field: 'areaId' }] })
  })
  it('is refused outside the own scope, as if it did not exist', async () => {
    const outside = await send(csv([header, row({ area: codes.west })]), '', 'village')
    const absent = await send(csv([header, row({ area: '449999100299' })]), '', 'village')
    expect(outside.body).toMatchObject({ accepted: 0, rejected: 1, errors: [{ row: 2, field: 'areaId' }] })
    expect(outside.body.errors[0]?.code).toBe(absent.body.errors[0]?.code)
  })
})

describe('the columns', () => {
  it('an unknown one is an error that names it, and nothing is written', async () => {
    const before = await total()
    expect(await send(csv([[...header, '颜色'], [...row(), '红']]))).toMatchObject({ status: 422, body: { errors: [{ field: '颜色', code: 'import.unknown_column' }] } })
    expect(await total()).toBe(before)
  })
  it('a missing required one is an error', async () => {
    expect(await send(csv([header.slice(0, 3), row().slice(0, 3)]))).toMatchObject({ status: 422, body: { errors: [{ field: 'category', code: 'import.missing_column' }] } })
  })
  it('a missing optional one is none', async () => {
    expect((await send(csv([['name', 'area', 'category'], ['无码店', codes.east, 'shop']]))).body).toMatchObject({ accepted: 1 })
  })
  it('one that stands twice is an error', async () => {
    expect(await send(csv([[...header, '单位名称'], [...row(), '又名']]))).toMatchObject({ status: 422, body: { errors: [{ code: 'import.column_twice' }] } })
    expect((await send(csv([[...header, 'name'], [...row(), '又名']]))).status).toBe(422)
  })
  it('of the system are passed over', async () => {
    expect((await send(csv([[...header, '登记时间', '代码提示'], [...row(), '2023-01-01', '提示']]))).body).toMatchObject({ accepted: 1 })
  })
  it('all errors of the header come at once', async () => {
    expect((await send(csv([['颜色', '大小', 'name'], ['红', '1', '店']]))).body.errors.map((one) => one.code).sort()).toEqual([
      'import.missing_column', 'import.missing_column', 'import.unknown_column', 'import.unknown_column',
    ])
  })
})

describe('rows with errors', () => {
  const mixed = () => [
    header, row(), row({ category: '没有的类别' }), row(), row({ name: '' }), row({ code: '91330100799655058C' }), row({ area: '南山村' }), row({ name: '长'.repeat(101) }),
  ]
  it('are named with row, field, code and a sentence; nothing is written', async () => {
    const before = await total()
    const answer = await send(csv(mixed()))
    expect(answer).toMatchObject({ status: 200, body: { accepted: 2, rejected: 5, written: false } })
    expect(answer.body.errors.map((one) => `${one.row} ${one.field} ${one.code}`)).toEqual([
      '3 category field.choice', '5 name field.required', '6 creditCode enterprise.credit_code', '7 areaId import.cell', '8 name field.too_long',
    ])
    for (const one of answer.body.errors) expect(one.message).toMatch(/[一-鿿]/)
    expect(await total()).toBe(before)
  })
  it('are said in English to who reads English', async () => {
    const answer = await office.with({ 'Accept-Language': 'en' }).post('/enterprises/import', csv([header, row({ category: 'nonsense' })]))
    expect(answer.body.errors[0]?.message).toMatch(/^[\x20-\x7e]+$/)
  })
  it('with ?partial=1 the good ones are written', async () => {
    const before = await total()
    expect((await send(csv(mixed()), '?partial=1')).body).toMatchObject({ accepted: 2, rejected: 5, written: true })
    expect(await total()).toBe(before + 2)
  })
  it('with ?check=1 nothing is written, good or bad', async () => {
    const before = await total()
    const good = csv([header, row(), row()])
    expect((await send(good, '?check=1')).body).toMatchObject({ accepted: 2, rejected: 0, written: false })
    expect((await send(csv(mixed()), '?check=1&partial=1')).body).toMatchObject({ accepted: 2, rejected: 5, written: false })
    expect(await total()).toBe(before)
    expect((await send(good)).body).toMatchObject({ accepted: 2, written: true })
  })
  it('all errors of one row are named', async () => {
    const answer = await send(csv([[...header, '从业人数', '规模以上'], ['', '错', '南山村', '没有的', '多', '也许']]))
    expect(answer.body).toMatchObject({ accepted: 0, rejected: 1 })
    expect(answer.body.errors.map((one) => one.field).sort()).toEqual(['areaId', 'category', 'employees', 'name', 'scaleEnterprise'])
  })
  it('a code twice in one file: the second is refused', async () => {
    const code = creditCode(next())
    expect((await send(csv([header, row({ code }), row({ code })]))).body).toMatchObject({ accepted: 1, rejected: 1, errors: [{ row: 3, field: 'creditCode' }] })
  })
  it('a code that is recorded already is refused', async () => {
    expect((await send(csv([header, row({ code: creditCode(1) })]))).body).toMatchObject({ rejected: 1, errors: [{ row: 2, field: 'creditCode' }] })
  })
  it('the same file again adds nothing', async () => {
    const file = csv([header, row(), row()])
    await send(file)
    const before = await total()
    expect((await send(file)).body).toMatchObject({ accepted: 0, rejected: 2, written: false })
    expect(await total()).toBe(before)
  })
})

describe('credit codes in files', () => {
  it('with a wrong check digit are refused, in small letters taken', async () => {
    const code = creditCode(next())
    const wrong = code.slice(0, 17) + (code.endsWith('A') ? 'B' : 'A')
    expect((await send(csv([header, row({ code: wrong })]))).body).toMatchObject({ rejected: 1, errors: [{ field: 'creditCode', code: 'enterprise.credit_code' }] })
    const small = row({ code: code.toLowerCase() })
    expect((await send(csv([header, small]))).body).toMatchObject({ accepted: 1 })
    expect((await find(small[0] ?? ''))[0]?.creditCode).toBe(code)
  })
  it('of an old household business are taken with a note', async () => {
    const mine = row({ code: withCheck('92440101MA0000000') })
    expect((await send(csv([header, mine]))).body).toMatchObject({ accepted: 1 })
    expect((await find(mine[0] ?? ''))[0]?.codeNote).toContain('GB 11714')
  })
})

describe('files that are no tables', () => {
  it.each([
    ['nothing', ''], ['only a header', csv([header])], ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')], ['bytes', new Uint8Array(2000).map((_, n) => (n * 37) % 256)],
    ['a cut workbook', xlsx([header, ['a', 'b', 'c', 'd']]).subarray(0, 600)], ['a ZIP without a workbook', zip({ 'a.txt': 'hello' })], ['UTF-16', Buffer.from('\ufeff' + csv([header, ['甲', '', codes.east, '商铺市场']]), 'utf16le')],
    ['a web page', '<html><table><tr><td>单位名称</td></tr></table></html>'], ['JSON', '{"name":"店"}'], ['a quote that never closes', '"单位名称,区域\n甲,乙'],
  ])('%s: refused with a sentence', async (_, file) => {
    const answer = await send(file)
    expect([400, 422]).toContain(answer.status)
    expect(answer.body.detail).toMatch(/[一-鿿]/)
  })
  it('a workbook with external entities is not followed', async () => {
    const files = unzip(xlsx([header, row()]))
    const sheet = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>`
    const answer = await send(zip({ ...files, 'xl/worksheets/sheet1.xml': sheet }))
    expect(answer.text).not.toContain('root:')
  })
  it('as large as nobody sends: 413', async () => {
    expect((await send(new Uint8Array(70_000_000).fill(0x61))).status).toBe(413)
  })
})

describe('exporting', () => {
  it('XLSX and CSV hold the titles and what the list shows, with its filters and order', async () => {
    const list = await office.all('/enterprises?category=hotel&sort=-name')
    const sheet = readXlsx((await office.get('/enterprises.xlsx?category=hotel&sort=-name')).bytes)
    const text = readCsv((await office.get('/enterprises.csv?category=hotel&sort=-name')).text)
    for (const rows of [sheet, text]) {
      expect(rows[0]).toEqual(expect.arrayContaining(header))
      const at = rows[0]?.indexOf('单位名称') ?? 0
      expect(rows.slice(1).map((one) => one[at])).toEqual(list.map((one) => one.name))
    }
  })
  it('says type and file name', async () => {
    const file = await office.get('/enterprises.xlsx')
    expect(file.headers.get('content-type')).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    expect(decodeURIComponent(file.headers.get('content-disposition') ?? '')).toBe("attachment; filename*=UTF-8''企业单位-2023-06-01.xlsx")
    expect((await office.get('/enterprises.csv')).headers.get('content-type')).toContain('text/csv')
  })
  it('is English for who reads English', async () => {
    expect(readCsv((await office.with({ 'Accept-Language': 'en' }).get('/enterprises.csv')).text)[0]).toContain('Credit code')
  })
  it('starts with the byte order mark that Excel wants', async () => {
    expect([...(await office.get('/enterprises.csv')).bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  })
  it('of more than a page is whole', async () => {
    await send(csv([header, ...Array.from({ length: 620 }, () => row({ category: 'other', code: '' }))]))
    expect(readCsv((await office.get('/enterprises.csv?category=other')).text)).toHaveLength(1 + (await office.read('/enterprises?category=other')).total)
  })
  it('refuses unknown filters as the list does', async () => {
    expect((await office.get('/enterprises.csv?colour=red')).status).toBe(400)
  })

  const evil = ['=1+1', '+1+1', '-1+1', '@SUM(A1)', '=HYPERLINK("http://x","y")', '=cmd|\' /C calc\'!A0', '"=1+1"', ';=1+1', '\t=1']
  it('never holds a formula that somebody wrote as a name', async () => {
    for (const name of evil) await office.add('/enterprises', { name, areaId: town.areas.east, category: 'gas' })
    const text = (await office.get('/enterprises.csv?category=gas')).text
    for (const cells of readCsv(text).slice(1)) for (const cell of cells) if (!/^[+-]?[\d.]+$/.test(cell)) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
    const files = unzip((await office.get('/enterprises.xlsx?category=gas')).bytes)
    expect(files['xl/worksheets/sheet1.xml']?.toString()).not.toContain('<f>')
    expect(readXlsx((await office.get('/enterprises.xlsx?category=gas')).bytes).flat()).toEqual(expect.arrayContaining(['=1+1', '@SUM(A1)']))
  })
  it('and such names come back as they were', async () => {
    for (const ending of ['csv', 'xlsx']) {
      const file = (await office.get(`/enterprises.${ending}?category=gas&sort=name`)).bytes
      const before = await office.all('/enterprises?category=gas&sort=name')
      for (const one of before) await office.withdraw(`/enterprises/${one.id}`, '测试')
      expect((await send(file)).body).toMatchObject({ accepted: before.length, rejected: 0 })
      expect((await office.all('/enterprises?category=gas&sort=name')).map((one) => one.name)).toEqual(before.map((one) => one.name))
    }
  })
})

describe('a round trip', () => {
  const full = {
    category: 'factory', industry: 'C', scale: 'medium', scaleEnterprise: true, address: '东坡路 1 号, 二楼\n"后门"', legalPerson: '𠮷五', safetyManager: '欧阳·娜娜',
    phone: '0020-81234567', employees: 120, state: 'suspended', openedOn: '2015-05-01', location: { lng: 113.512345, lat: 23.254321 },
  }
  beforeEach(async () => {
    for (const one of await office.all('/enterprises?q=往返')) await office.withdraw(`/enterprises/${one.id}`, '测试')
  })
  it.each(['xlsx', 'csv'])('by %s loses nothing', async (ending) => {
    await office.add('/enterprises', { ...full, name: '往返全填厂', areaId: town.areas.westSecond, creditCode: creditCode(next()), tradeUnitId: town.unit })
    await office.add('/enterprises', { name: '往返空白店', areaId: town.areas.west, category: 'shop' })
    const bare = async () => (await office.all('/enterprises?q=往返&sort=name')).map(({ id: _, ...fields }) => fields)
    const before = await bare()
    const file = (await office.get(`/enterprises.${ending}?q=往返`)).bytes
    for (const one of await office.all('/enterprises?q=往返')) await office.withdraw(`/enterprises/${one.id}`, '测试')
    expect((await send(file)).body).toMatchObject({ accepted: 2, rejected: 0, errors: [] })
    expect(await bare()).toEqual(before)
  })
  it('of people, places and appointments', async () => {
    const admin = w.as('admin')
    await admin.add('/places', { name: '往返塘', type: 'pond', areaId: town.areas.westFirst, note: '一\n二' })
    for (const kind of ['people', 'places', 'appointments', 'member-units']) {
      const file = (await admin.get(`/${kind}.csv`)).bytes
      expect((await admin.post(`/${kind}/import?check=1`, file)).body, kind).toMatchObject({ accepted: (await admin.read('/' + kind)).total, rejected: 0 })
    }
  })
})

describe('the template', () => {
  it.each(['enterprises', 'people', 'appointments', 'member-units', 'places', 'areas'])('of %s opens and can be imported again', async (kind) => {
    const admin = w.as('admin')
    for (const ending of ['xlsx', 'csv']) {
      const file = await admin.get(`/${kind}/template.${ending}`)
      expect(file.status, kind).toBe(200)
      const rows = ending === 'xlsx' ? readXlsx(file.bytes) : readCsv(file.text)
      expect(rows, kind).toHaveLength(1)
      expect((await admin.post(`/${kind}/import`, file.bytes)).body.code, kind).toBe('import.empty')
    }
  })
  it('offers the choices and holds no column that the system sets', async () => {
    const file = await office.get('/enterprises/template.xlsx')
    expect(unzip(file.bytes)['xl/worksheets/sheet1.xml']?.toString()).toContain('dataValidation')
    expect(readXlsx(file.bytes)[0]).not.toContain('代码提示')
  })
})
