import { beforeAll, describe, expect, it } from 'vitest'
import { dueOn, empower, find, finding, visit } from '../world/loop'
import { csv, gb18030, readCsv, readXlsx, unzip, xlsx, zip } from '../world/tables'
import { type Answer, type Row, codes, town, uuid7, world } from '../world/world'

const w = world()
const [office, officer, village] = [w.as('office'), w.as('officer'), w.as('village')]
const header = ['单位名称', '区域', '行业类别']
const send = (file: string | Uint8Array): Promise<Answer> => office.post('/enterprises/import', file)
let here: Row
let there: Row
beforeAll(async () => {
  await empower(office)
  here = await find(officer)
  there = await find(officer, {}, { placeId: town.enterprises.station })
})

/** Refused with a code and a sentence, and nothing has changed. */
async function refused(asked: Promise<Answer>, status: number, code?: string): Promise<void> {
  const answer = await asked
  expect(answer.status, answer.text).toBe(status)
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect(answer.body.detail).toMatch(/[一-鿿]{4}/)
  if (code) expect(answer.body.code).toBe(code)
}

describe('ids of another village', () => {
  it('in a verb, a notice or an inspection are as absent as ids of nothing', async () => {
    const verbs = { rectification: { note: '已改' }, recheck: { result: 'passed' }, extension: { dueOn: '2023-06-20', reason: '等' }, referral: { to: '消防', reason: '超出' } }
    for (const [verb, body] of Object.entries(verbs)) {
      const [foreign, nothing] = await Promise.all([there.id, uuid7()].map((id) => village.post(`/hazards/${id}/${verb}`, { id: uuid7(), ...body })))
      expect({ status: foreign?.status, code: foreign?.body.code }, verb).toEqual({ status: nothing?.status, code: nothing?.body.code })
      expect(foreign?.status).not.toBe(201)
    }
    await refused(village.post('/inspections', visit({ placeId: town.enterprises.station })), 422)
    await refused(officer.post('/notices', { id: uuid7(), kind: 'opinion', placeType: 'enterprises', placeId: town.enterprises.hotel, hazardIds: [there.id], officerIds: [town.persons.officer] }), 422)
    expect(await officer.read(`/hazards/${there.id}`)).toMatchObject({ version: there.version })
  })
})

describe('dates', () => {
  it('that do not exist, or a term before the finding, are refused and nothing is written', async () => {
    const before = (await officer.read('/inspections')).total
    for (const day of ['2023-02-30', '2023-06-31', '2023-13-01', '0000-00-00']) await refused(officer.post('/inspections', visit({ hazards: [finding({ dueOn: day })] })), 422)
    for (const day of ['2023-05-31', '2022-06-11', '1900-01-01']) await refused(officer.post('/inspections', visit({ hazards: [finding(), finding({ dueOn: day })] })), 422)
    for (const at of ['2023-05-20T25:00:00+08:00', '2023-02-29T08:00:00+08:00', '2023-06-01T08:00:00']) await refused(officer.post('/inspections', visit({ happenedAt: at })), 422)
    await refused(officer.post(`/hazards/${here.id}/extension`, { id: uuid7(), dueOn: '2023-05-01', reason: '倒着延' }), 422)
    expect((await officer.read('/inspections')).total).toBe(before)
    expect((await officer.read(`/hazards/${here.id}`)).dueOn).toBe(dueOn)
  })
})

describe('days and seconds that are there only sometimes', () => {
  it('a leap second is the first second of the next minute, a sixtieth second elsewhere is none', async () => {
    const leap = await officer.add('/inspections', visit({ happenedAt: '2023-06-01T07:59:60+08:00' }))
    expect((await officer.read(`/inspections/${leap.id}`)).happenedAt).toBe('2023-06-01T08:00:00+08:00')
    await refused(officer.post('/inspections', visit({ happenedAt: '2023-06-01T07:58:60+08:00' })), 422)
    await refused(officer.post('/inspections', visit({ happenedAt: '2023-06-01T07:59:61+08:00' })), 422)
  })
  it('the 29th of February is kept in a leap year and refused in another', async () => {
    const held = (heldOn: string) => office.post('/publicity', { id: uuid7(), title: '资料', type: 'leaflet', heldOn, quantity: 1, areaId: town.areas.east })
    expect((await held('2020-02-29')).body.heldOn).toBe('2020-02-29')
    for (const day of ['2023-02-29', '1900-02-29', '2100-02-29']) await refused(held(day), 422)
    expect((await office.read('/measures/leaflets?from=2020-02-29&to=2020-02-29')).value).toBe(1)
  })
})

describe('names outside the basic plane and of sixty characters', () => {
  const long = '𠮷䶮㐂𬭚'.repeat(15)
  it('go through record, search, list, export, import and paper without loss', async () => {
    expect([...long]).toHaveLength(60)
    const made = await office.add('/enterprises', { name: long, areaId: town.areas.east, category: 'hotel' })
    expect((await office.read(`/enterprises/${made.id}`)).name).toBe(long)
    for (const q of ['𠮷䶮', '㐂𬭚𠮷', '𬭚']) expect((await office.read(`/enterprises?q=${encodeURIComponent(q)}`)).items.map((one) => one.id)).toContain(made.id)
    expect(readCsv((await office.get('/enterprises.csv')).text).flat()).toContain(long)
    expect(readXlsx((await office.get('/enterprises.xlsx')).bytes).flat()).toContain(long)
    const person = await office.add('/people', { name: '䶮𠮷', areaId: town.areas.east })
    expect(person.name).toBe('䶮𠮷')
    const found = await find(officer, { description: long }, { placeId: made.id })
    const notice = await officer.add('/notices', { kind: 'opinion', placeType: 'enterprises', placeId: made.id, hazardIds: [found.id], officerIds: [town.persons.officer] })
    const docx = unzip((await officer.get(`/notices/${notice.id}.docx`)).bytes)
    expect(docx['word/document.xml']?.toString().replace(/<[^>]+>/g, '')).toContain(long)
    expect((await officer.get(`/notices/${notice.id}.pdf`)).status).toBe(200)
    for (const file of [csv([header, ['𠮷记䶮店', codes.east, '宾馆旅馆']]), gb18030(csv([header, ['镕记店', codes.east, '宾馆旅馆']])), xlsx([header, ['㐂𬭚店', codes.east, '宾馆旅馆']])]) {
      const answer = await send(file)
      expect(answer.body.accepted, answer.text).toBe(1)
    }
  })
})

describe('workbooks', () => {
  const good = xlsx([header, ['好店', codes.east, '宾馆旅馆']])
  const parts = unzip(good)
  const sheet = (rows: string) => `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`
  const book = (rows: string, packed = false) => zip({ ...parts, 'xl/worksheets/sheet1.xml': sheet(rows) }, packed)
  const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`
  const top = `<row r="1">${header.map((name, n) => text('ABC'[n] + '1', name)).join('')}</row>`
  const rest = `${text('B2', codes.east)}${text('C2', '宾馆旅馆')}`
  const total = async () => (await office.read('/enterprises')).total

  it('with a formula: the value that the spreadsheet computed is taken', async () => {
    expect((await send(book(`${top}<row r="2"><c r="A2" t="str"><f>"算"&amp;"店"</f><v>算店</v></c>${rest}</row>`))).body).toMatchObject({ accepted: 1 })
    expect((await office.read('/enterprises?q=算店')).items).toMatchObject([{ name: '算店' }])
  })
  it('with a formula that was never computed, or an error: refused with the cell', async () => {
    const before = await total()
    for (const cell of ['<c r="A2"><f>B2</f></c>', '<c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c>']) {
      const answer = await send(book(`${top}<row r="2">${cell}${rest}</row>`))
      expect(answer).toMatchObject({ status: 422, body: { code: 'table.formula', detail: expect.stringContaining('A2') as unknown } })
    }
    expect(await total()).toBe(before)
  })
  it('with a million empty rows: they are passed over', async () => {
    const empty = Array.from({ length: 1_000_000 }, (_, n) => `<row r="${n + 3}"/>`).join('')
    expect((await send(book(`${top}<row r="2">${text('A2', '百万行店')}${rest}</row>${empty}`, true))).body).toMatchObject({ accepted: 1, rejected: 0 })
  }, 60_000)
  it('that are bombs, cut, encrypted or nested: refused with a sentence, nothing written, and the server goes on', async () => {
    const before = await total()
    await refused(send(book(top + ' '.repeat(300_000_000), true)), 413, 'table.too_large')
    for (const cut of [0.3, 0.6, 0.9, 0.99]) await refused(send(good.subarray(0, Math.floor(good.length * cut))), 400)
    const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000), Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(2000)])
    await refused(send(compound), 422, 'table.encrypted')
    await refused(send(book('<row>'.repeat(10_000))), 400)
    expect(await total()).toBe(before)
  }, 60_000)
})

describe('no exported cell starts a formula', () => {
  it('whatever was written: records of every file kind, titles of own fields, chosen rows, the audit trail', async () => {
    const evil = '=cmd|" /C calc"!A0'
    const admin = w.as('administrator')
    const made = await admin.post('/ledgers', {
      id: uuid7(), kind: 'formula-books', zh: '=1+1', group: 'daily', about: { zh: '@about' }, title: 'words', day: 'heldOn', write: ['office'],
      fields: [{ name: 'words', type: 'text', zh: '=SUM(A1)', required: true, list: true }, { name: 'heldOn', type: 'day', zh: '+日期', required: true, list: true }, { name: 'shift', type: 'choice', zh: '-班次', list: true, options: [{ value: 'day', zh: '@白班' }] }],
    })
    expect(made.status, made.text).toBe(201)
    const one = await office.add('/ledgers/formula-books/entries', { words: evil, heldOn: '2023-05-08', shift: 'day', areaId: town.areas.east })
    await office.add('/publicity', { title: evil, type: 'leaflet', quantity: 1, heldOn: '2023-05-08', areaId: town.areas.east, note: '\t=1+1' })
    const place = await office.add('/enterprises', { name: evil, areaId: town.areas.east, category: 'hotel', address: '@x' })
    await find(officer, { description: '-2+3 号门上锁' }, { placeId: place.id })
    const paths = ['/ledgers/formula-books/entries', `/ledgers/formula-books/entries?ids=${one.id}`, '/publicity', '/enterprises', '/hazards', '/inspections', '/audit'].map((path) => path.split('?'))
    for (const [path, query = ''] of paths) {
      const who = path === '/audit' ? w.as('auditor') : office
      const csvFile = await who.get(`${path}.csv${query && '?' + query}`)
      expect(csvFile.status, path).toBe(200)
      const cells = readCsv(csvFile.text).flat()
      expect(cells.length, path).toBeGreaterThan(3)
      for (const cell of cells) if (!/^[+-]?[\d.]+$/.test(cell)) expect(cell, path).not.toMatch(/^[=+\-@\t\r]/)
      const book = await who.get(`${path}.xlsx${query && '?' + query}`)
      expect(book.status, path).toBe(200)
      for (const [part, content] of Object.entries(unzip(book.bytes))) if (/worksheets/.test(part)) expect(content.toString(), path).not.toContain('<f>')
    }
    expect(readXlsx((await office.get('/enterprises.xlsx')).bytes).flat()).toContain(evil)
    const template = await office.get('/ledgers/formula-books/entries/template.csv')
    for (const cell of readCsv(template.text).flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
  })
})

describe('JSON', () => {
  const shapes: [string, string, number][] = [
    ['nested 10,000 deep', '['.repeat(10_000) + ']'.repeat(10_000), 400], ['nested in a field', `{"name":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`, 400],
    ['of 10 MB', `{"name":"${'字'.repeat(3_500_000)}"}`, 413], ['with 100,000 unknown fields', `{${Array.from({ length: 100_000 }, (_, n) => `"f${n}":1`).join(',')}}`, 400],
    ['that ends too soon', '{"name":"店', 400], ['that is two', '{}{}', 400], ['with a number of 400 digits', `{"employees":${'9'.repeat(400)}}`, 422],
  ]
  it.each(shapes)('%s: refused in few words', async (_, body, status) => {
    const answer = await office.post('/enterprises', body)
    expect(answer.status, answer.text.slice(0, 300)).toBe(status)
    expect(answer.bytes.length).toBeLessThan(100_000)
    expect(answer.body.detail).toMatch(/[一-鿿]{4}/)
  })
  it('in bytes that are no UTF-8: refused', async () => {
    for (const bytes of ['ff', 'c0af', 'eda080', 'f8888080', 'e6']) await refused(office.post('/enterprises', Buffer.concat([Buffer.from('{"name":"'), Buffer.from(bytes, 'hex'), Buffer.from('"}')])), 400)
  })
})

describe('photos', () => {
  const segment = (marker: number, content: Buffer) => Buffer.concat([Buffer.from([255, marker, (content.length + 2) >> 8, (content.length + 2) & 255]), content])
  const exif = Buffer.concat([Buffer.from('457869660000' + '4d4d002a00000008' + '0001' + '011200030000000100060000' + '00000000', 'hex'), Buffer.from('GPS 23.1N')])
  const jpeg = (further: Buffer[]) => Buffer.concat([Buffer.from('ffd8', 'hex'), ...further, segment(0xdb, Buffer.alloc(65, 1)), segment(0xda, Buffer.from('0101003f00', 'hex')), Buffer.from('pixels'), Buffer.from('ffd9', 'hex')])
  it('lose their place on the server, keep how they are turned, and the receipt is of what is kept', async () => {
    const { createHash } = await import('node:crypto')
    const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
    const sent = jpeg([segment(0xe1, exif), segment(0xfe, Buffer.from('my phone'))])
    const id = uuid7()
    const put = (bytes: Uint8Array) => officer.send('PUT', `/attachments/${id}`, bytes, { Digest: 'sha-256=' + sha(bytes) })
    const receipt = await put(sent)
    expect(receipt.status).toBe(201)
    const kept = Buffer.from((await officer.get(`/attachments/${id}`)).bytes)
    expect(kept.toString('latin1')).not.toMatch(/GPS|my phone/)
    expect(kept.includes(Buffer.from('011200030000000100060000', 'hex'))).toBe(true)
    expect(receipt.body).toMatchObject({ sha256: sha(kept), size: kept.length })
    expect(await put(sent)).toMatchObject({ status: 200, text: receipt.text })
    expect(await put(kept)).toMatchObject({ status: 200, text: receipt.text })
  })
  it('whose place cannot be taken out are refused with a sentence', async () => {
    await refused(officer.send('PUT', `/attachments/${uuid7()}`, Buffer.concat([Buffer.from('ffd8ffe0ffff', 'hex'), exif])), 422, 'file.broken')
  })
  it('in the phone’s own format are refused with the formats that are taken', async () => {
    await refused(officer.send('PUT', `/attachments/${uuid7()}`, Buffer.concat([Buffer.from('00000018', 'hex'), Buffer.from('ftypheic0000mif1heic')])), 422, 'file.type')
  })
})
