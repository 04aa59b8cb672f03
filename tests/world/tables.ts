import { deflateRawSync, inflateRawSync } from 'node:zlib'

/** Files as offices send them: small writers and readers of their own, so that no bug of the program's is shared. */

const crcTable = Array.from({ length: 256 }, (_, n) => Array.from({ length: 8 }).reduce<number>((c) => (c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1), n))
const crc32 = (bytes: Uint8Array) => ~bytes.reduce((c, byte) => (crcTable[(c ^ byte) & 255] ?? 0) ^ (c >>> 8), -1) >>> 0

/** A ZIP of stored or packed files. */
export function zip(files: Record<string, string | Uint8Array>, packed = false): Uint8Array {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(files)) {
    const plainBody = Buffer.from(content)
    const body = packed ? deflateRawSync(plainBody) : plainBody
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0)
    about.writeUInt16LE(packed ? 8 : 0, 4)
    about.writeUInt32LE(crc32(plainBody), 10)
    about.writeUInt32LE(body.length, 14)
    about.writeUInt32LE(plainBody.length, 18)
    about.writeUInt16LE(name.length, 22)
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), about, Buffer.from(name), body)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), about, place, Buffer.from(name))
    at += 30 + name.length + body.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(Object.keys(files).length, 8)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, listed, end])
}

export function unzip(bytes: Uint8Array): Record<string, Buffer> {
  const file = Buffer.from(bytes)
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  const files: Record<string, Buffer> = {}
  for (let at = file.readUInt32LE(end + 16), n = file.readUInt16LE(end + 10); n > 0; --n) {
    const [nameLength, extra, comment] = [file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32)]
    const start = file.readUInt32LE(at + 42)
    const body = start + 30 + file.readUInt16LE(start + 26) + file.readUInt16LE(start + 28)
    const packed = file.subarray(body, body + file.readUInt32LE(at + 20))
    files[file.toString('utf8', at + 46, at + 46 + nameLength)] = file.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed
    at += 46 + nameLength + extra + comment
  }
  return files
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.codePointAt(0)};`)
const plain = (xml: string) =>
  xml.replace(/&(#x?[0-9a-f]+|\w+);/gi, (_, name: string) =>
    name.startsWith('#') ? String.fromCodePoint(Number(name.replace(/#x/i, '0x').replace('#', ''))) : (({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" })[name] ?? ''))
const letter = (column: number) => (column > 25 ? String.fromCharCode(64 + Math.floor(column / 26)) : '') + String.fromCharCode(65 + (column % 26))

/** A workbook as a spreadsheet saves it: texts as shared strings, numbers as numbers. */
export function xlsx(rows: (string | number)[][]): Uint8Array {
  const texts: string[] = []
  const cell = (value: string | number, at: string) => {
    if (value === '') return ''
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`
    texts.push(`<si><t xml:space="preserve">${escaped(value)}</t></si>`)
    return `<c r="${at}" t="s"><v>${texts.length - 1}</v></c>`
  }
  const lines = rows.map((row, r) => `<row r="${r + 1}">${row.map((value, c) => cell(value, letter(c) + String(r + 1))).join('')}</row>`)
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const list = (inner: string) => `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`
  return zip({
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': list(`<Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/>`),
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': list(`<Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/>`),
    'xl/worksheets/sheet1.xml': `${head}<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `${head}<sst xmlns="${main}">${texts.join('')}</sst>`,
  })
}

/** The cells of the first sheet as texts; days stay the numbers that spreadsheets keep. */
export function readXlsx(bytes: Uint8Array): string[][] {
  const files = unzip(bytes)
  const shared = [...(files['xl/sharedStrings.xml']?.toString() ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map((one) => plain((one[1] ?? '').replace(/<[^>]+>/g, '')))
  const rows: string[][] = []
  for (const row of (files['xl/worksheets/sheet1.xml']?.toString() ?? '').matchAll(/<row r="(\d+)".*?(?:\/>|>(.*?)<\/row>)/gs)) {
    const cells: string[] = (rows[Number(row[1]) - 1] = [])
    for (const one of (row[2] ?? '').matchAll(/<c r="([A-Z]+)\d+"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
      const column = [...(one[1] ?? '')].reduce((sum, c) => sum * 26 + c.charCodeAt(0) - 64, 0) - 1
      const inner = plain((one[3] ?? '').replace(/<[^>]+>/g, ''))
      cells[column] = one[2]?.includes('t="s"') ? (shared[Number(inner)] ?? '') : inner
    }
  }
  return rows.map((row) => Array.from(row, (cell) => cell ?? ''))
}

/** A CSV with every cell in quotes. */
export const csv = (rows: (string | number)[][]): string => rows.map((row) => row.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(',')).join('\r\n')

export function readCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  const bare = text.replace(/^\ufeff/, '').replace(/\r?\n$/, '')
  for (const cell of bare.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (cell[0] === '' && cell.index === bare.length && !bare.endsWith(',')) break
    rows.at(-1)?.push(cell[1]?.replaceAll('""', '"') ?? cell[2] ?? '')
    if (cell[3] !== ',' && cell[3] !== '') rows.push([])
  }
  return rows
}

let pairs: Map<string, [number, number]> | undefined

/** As Excel on Chinese Windows saves CSV. Node only decodes it, so the table is made by decoding all pairs of bytes. */
export function gb18030(text: string): Uint8Array {
  if (!pairs) {
    pairs = new Map()
    const decoder = new TextDecoder('gb18030')
    for (let lead = 0x81; lead <= 0xfe; ++lead)
      for (let trail = 0x40; trail <= 0xfe; ++trail) if (trail !== 0x7f) pairs.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
  }
  return Uint8Array.from([...text].flatMap((character) => {
    if (character < '\x80') return [character.charCodeAt(0)]
    const bytes = pairs?.get(character)
    if (!bytes) throw new Error(`${character} is not in the two-byte part of GB18030`)
    return bytes
  }))
}
