import { crc32, deflateSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { act, empower, find } from '../../../tests/world/loop'
import { unzip } from '../../../tests/world/tables'
import { type Client, type Row, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const officer = w.as('officer')
beforeAll(async () => void (await empower(w.as('office'))))

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), content])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(content.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}
/** A picture of one grey. */
function png(width: number, height: number, grey: number): Uint8Array {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 0, 0, 0, 0], 8)
  const rows = Buffer.alloc((width + 1) * height, grey)
  for (let y = 0; y < height; ++y) rows[y * (width + 1)] = 0
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}
async function upload(client: Client, bytes: Uint8Array): Promise<string> {
  const id = uuid7()
  expect((await client.send('PUT', `/attachments/${id}`, bytes)).status).toBe(201)
  return id
}
const issue = (kind: string, ...hazards: Row[]): Promise<Row> => officer.add('/notices', {
  id: uuid7(), kind, placeType: 'enterprises', placeId: town.enterprises.hotel, hazardIds: hazards.map((one) => one.id), officerIds: [town.persons.officer, town.persons.supervisor],
})
const docx = async (notice: Row) => unzip((await officer.get(`/notices/${notice.id}.docx`)).bytes)
const words = (parts: Record<string, Buffer>) => (parts['word/document.xml']?.toString() ?? '').replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '')
const pictures = (parts: Record<string, Buffer>) => Object.keys(parts).filter((name) => name.endsWith('.jpeg'))

describe('the photo annex of a recheck notice', () => {
  let hazard: Row
  let notice: Row
  beforeAll(async () => {
    hazard = await find(officer, { photos: [await upload(officer, png(1200, 800, 60)), await upload(officer, png(300, 900, 90))] })
    await issue('order', hazard)
    await act(w.as('enterprise'), hazard, 'rectification', { description: '已打开', happenedAt: '2023-06-01T08:30:00+08:00', photos: [await upload(w.as('enterprise'), png(100, 100, 120))] })
    await act(officer, hazard, 'recheck', { passed: true, note: '已整改', happenedAt: '2023-06-01T08:45:00+08:00', photos: [await upload(officer, png(800, 600, 200))] })
    notice = await issue('recheck', hazard)
  })
  it('holds what was seen at the finding and at the recheck, with item and days', async () => {
    const parts = await docx(notice)
    expect(pictures(parts)).toHaveLength(3)
    expect(words(parts)).toMatch(/附件\n整改前后照片\n/)
    expect(words(parts)).toMatch(/第1项　二楼安全出口上锁\n\n整改前1　2023年6月1日\n\n复查时　2023年6月1日\n\n整改前2　2023年6月1日/)
    const pdf = await officer.get(`/notices/${notice.id}.pdf`)
    expect(pdf.status).toBe(200)
    expect(Buffer.from(pdf.bytes).toString('latin1').match(/DCTDecode/g)).toHaveLength(3)
  })
  it('is the notice\'s own: photos that come later do not change it', async () => {
    const before = await docx(notice)
    expect(before['word/document.xml']).toEqual((await docx(notice))['word/document.xml'])
    expect((await officer.read(`/notices/${notice.id}`)).content).toMatchObject({ items: [{ before: { on: '2023-06-01' }, after: { on: '2023-06-01' } }] })
  })
  it('is not there without photos, nor on the order', async () => {
    const plain = await find(officer)
    await issue('order', plain)
    await act(officer, plain, 'recheck', { passed: false, note: '仍上锁' })
    expect(words(await docx(await issue('recheck', plain)))).not.toContain('整改前后照片')
    expect(words(await docx(await issue('order', hazard)))).not.toContain('整改前后照片')
  })
  it('says how many attachments it leaves out: what is no picture, damaged ones, more than three a side', async () => {
    const whole = png(50, 50, 10)
    const photos = await Promise.all([
      ...[1, 2, 3, 4].map((grey) => upload(officer, png(60, 40, grey))),
      upload(officer, new TextEncoder().encode('%PDF-1.4 x')),
    ])
    const torn = await Promise.all([upload(officer, whole.slice(0, whole.length - 30)), upload(officer, new Uint8Array([0xff, 0xd8, 0xff, 0xd9]))])
    const one = await find(officer, { photos })
    await issue('order', one)
    await act(officer, one, 'recheck', { passed: true, note: '好了', photos: torn })
    const parts = await docx(await issue('recheck', one))
    expect(pictures(parts)).toHaveLength(3)
    expect(words(parts)).toContain('另有 4 个附件没有印在这里')
    expect(words(parts)).toContain('没有照片')
  })
  it('shows nobody what the notice does not', async () => {
    expect((await w.as('foreign').get(`/notices/${notice.id}.pdf`)).status).toBe(404)
    expect((await w.as('enterprise').get(`/notices/${notice.id}.pdf`)).status).toBe(200)
  })
})
