import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { find, finding, visit } from '../../../tests/world/loop'
import { xlsx } from '../../../tests/world/tables'
import { type Who, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const jpeg = (size = 1000) => Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), randomBytes(size)])
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const put = (bytes: Uint8Array, id = uuid7(), who: Who = 'officer', headers: Record<string, string> = {}) =>
  w.as(who).send('PUT', `/attachments/${id}`, bytes, { 'Content-Type': 'image/jpeg', ...headers })
const uploaded = async (who: Who = 'officer', bytes: Uint8Array = jpeg()) => (await put(bytes, uuid7(), who)).body.id

describe('uploading', () => {
  it('answers a receipt with the hash and the size; the bytes come back', async () => {
    const bytes = jpeg()
    const answer = await put(bytes)
    expect(answer).toMatchObject({ status: 201, body: { sha256: sha(bytes), size: bytes.length, type: 'image/jpeg' } })
    const back = await w.as('officer').get(`/attachments/${answer.body.id}`)
    expect(Buffer.from(back.bytes).equals(bytes)).toBe(true)
    expect(back.headers.get('content-type')).toBe('image/jpeg')
    expect(back.headers.get('content-security-policy')).toContain('sandbox')
    expect((await w.as('officer').get(`/attachments/${answer.body.id}`, { 'If-None-Match': back.headers.get('etag') ?? '' })).status).toBe(304)
  })
  it('again with the same bytes: 200 and the same receipt; with others or by somebody else: 409', async () => {
    const id = uuid7()
    const bytes = jpeg()
    const first = await put(bytes, id)
    expect(await put(bytes, id)).toMatchObject({ status: 200, text: first.text })
    expect((await put(jpeg(), id)).status).toBe(409)
    expect((await put(bytes, id, 'office')).status).toBe(409)
  })
  it('the same bytes under two ids are two attachments', async () => {
    const bytes = jpeg()
    const [one, other] = [await put(bytes), await put(bytes, uuid7(), 'office')]
    expect([one.status, other.status]).toEqual([201, 201])
    expect((await w.as('office').get(`/attachments/${one.body.id}`)).status).toBe(404)
  })
  it('goes by what the bytes are, not by what is said', async () => {
    expect((await put(Buffer.from('<html><script>alert(1)</script></html>'))).body).toMatchObject({ code: 'file.type' })
    expect((await put(Buffer.from('MZ\x90\x00'.padEnd(200, 'x')))).status).toBe(422)
    expect((await put(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'))).status).toBe(422)
    const pdf = await put(Buffer.from('%PDF-1.4 ...'), uuid7(), 'officer', { 'Content-Type': 'image/jpeg' })
    expect(pdf.body.type).toBe('application/pdf')
    expect((await w.as('officer').get(`/attachments/${pdf.body.id}`)).headers.get('content-disposition')).toBe('attachment')
    expect((await put(xlsx([['甲']]))).body.type).toContain('spreadsheetml')
  })
  it('is refused when empty, damaged or too large', async () => {
    expect((await put(new Uint8Array())).status).toBe(422)
    expect((await put(jpeg(), uuid7(), 'officer', { Digest: 'sha-256=' + sha(jpeg()) })).body).toMatchObject({ code: 'file.digest' })
    const bytes = jpeg()
    expect((await put(bytes, uuid7(), 'officer', { Digest: 'sha-256=' + createHash('sha256').update(bytes).digest('base64') })).status).toBe(201)
    expect((await put(jpeg(51 << 20))).status).toBe(413)
  })
  it('needs an id that is a UUIDv7', async () => {
    expect((await put(jpeg(), 'photo1')).status).toBe(400)
    expect((await put(jpeg(), encodeURIComponent('../../zhenan.db'))).status).toBeGreaterThanOrEqual(400)
  })
})

describe('uploading in pieces', () => {
  const piece = (id: string, bytes: Buffer, from: number, to: number, who: Who = 'officer') =>
    put(bytes.subarray(from, to), id, who, { 'Content-Range': `bytes ${from}-${to - 1}/${bytes.length}` })
  it('says how much has arrived and ends with the receipt', async () => {
    const bytes = jpeg(10_000)
    const id = uuid7()
    expect(await piece(id, bytes, 0, 4000)).toMatchObject({ status: 202, body: { received: 4000 } })
    expect((await w.as('officer').get(`/attachments/${id}`)).status).toBe(404)
    expect(await piece(id, bytes, 4000, 8000)).toMatchObject({ status: 202, body: { received: 8000 } })
    expect(await piece(id, bytes, 8000, bytes.length)).toMatchObject({ status: 201, body: { sha256: sha(bytes) } })
  })
  it('goes on after a piece was lost, and takes a piece again', async () => {
    const bytes = jpeg(10_000)
    const id = uuid7()
    await piece(id, bytes, 0, 4000)
    const gap = await piece(id, bytes, 6000, 8000)
    expect(gap).toMatchObject({ status: 409, body: { code: 'file.range' } })
    expect(gap.body.detail).toContain('4000')
    await piece(id, bytes, 2000, 6000)
    expect(await piece(id, bytes, 6000, bytes.length)).toMatchObject({ status: 201, body: { sha256: sha(bytes) } })
  })
  it('survives a restart of the server between two pieces', async () => {
    const bytes = jpeg(10_000)
    const id = uuid7()
    await piece(id, bytes, 0, 4000)
    await w.restart()
    expect(await piece(id, bytes, 4000, bytes.length)).toMatchObject({ status: 201, body: { sha256: sha(bytes) } })
  })
  it('of two people under one id do not mix', async () => {
    const id = uuid7()
    const [mine, theirs] = [jpeg(5000), jpeg(5000)]
    await piece(id, mine, 0, 2000)
    expect((await piece(id, theirs, 2000, 4000, 'office')).status).toBe(409)
    expect((await piece(id, mine, 2000, mine.length)).body.sha256).toBe(sha(mine))
  })
  it.each(['bytes 0-9/5', 'bytes 5-2/100', 'bytes x-y/z', 'bytes -1-5/10', 'bytes 0-99/100', 'nonsense', 'bytes 0-9/*', 'bytes 0-9/999999999999'])('with the range "%s" is refused', async (range) => {
    expect([400, 409, 413]).toContain((await put(Buffer.alloc(10), uuid7(), 'officer', { 'Content-Range': range })).status)
  })
})

describe('who sees an attachment', () => {
  it('before a record names it: the uploader alone', async () => {
    const id = await uploaded()
    expect((await w.as('officer').get(`/attachments/${id}`)).status).toBe(200)
    for (const who of ['office', 'leader', 'administrator', 'village', 'auditor'] as const) expect((await w.as(who).get(`/attachments/${id}`)).status, who).toBe(404)
    expect((await w.nobody.get(`/attachments/${id}`)).status).toBe(401)
  })
  it('then who sees the record', async () => {
    const id = await uploaded()
    await find(w.as('officer'), { photos: [id] })
    for (const who of ['office', 'village', 'patroller', 'enterprise'] as const) expect((await w.as(who).get(`/attachments/${id}`)).status, who).toBe(200)
    for (const who of ['foreign', 'trade'] as const) expect((await w.as(who).get(`/attachments/${id}`)).status, who).toBe(404)
  })
  it('of a withdrawn record: nobody any more', async () => {
    const id = await uploaded('office')
    const one = await w.as('office').add('/meetings', { title: '会', kind: 'other', type: 'other', heldOn: '2023-05-20', areaId: town.areas.town, attachments: [id] }).catch(() => undefined)
    if (!one) return
    await w.as('office').withdraw(`/meetings/${one.id}`, '误录')
    expect((await w.as('office').get(`/attachments/${id}`)).status).toBe(404)
  })
})

describe('naming attachments in a record', () => {
  const post = (photos: string[]) => w.as('officer').post('/inspections', visit({ hazards: [finding({ photos })] }))
  it('takes only what has arrived, from the same person, once', async () => {
    expect((await post([uuid7()])).body).toMatchObject({ code: 'file.unknown' })
    expect((await post([await uploaded('office')])).status).toBe(422)
    const id = await uploaded()
    expect((await post([id])).status).toBe(201)
    expect((await post([id])).status).toBe(422)
  })
  it('a refused record takes none away', async () => {
    const id = await uploaded()
    expect((await w.as('officer').post('/inspections', visit({ hazards: [finding({ photos: [id] }), finding({ dueOn: '2020-01-01' })] }))).status).toBe(422)
    expect((await post([id])).status).toBe(201)
  })
  it('a plain record keeps its own when it is changed, and takes new ones', async () => {
    const [one, two] = [await uploaded('office'), await uploaded('office')]
    const record = await w.as('office').add('/publicity', { title: '标语', type: 'slogan', heldOn: '2023-05-20', quantity: 1, areaId: town.areas.east, attachments: [one] })
    expect((await w.as('office').patch(`/publicity/${record.id}`, { attachments: [one, two] }, 1)).body.attachments).toEqual([one, two])
    expect((await w.as('office').patch(`/publicity/${record.id}`, { attachments: [one, uuid7()] }, 2)).status).toBe(422)
    expect((await w.as('village').get(`/attachments/${two}`)).status).toBe(200)
  })
})

describe('after kill -9', () => {
  it('every attachment that was answered is there, whole', async () => {
    const sent = new Map<string, string>()
    let alive = true
    const busy = Promise.all(Array.from({ length: 6 }, async () => {
      while (alive) {
        const bytes = jpeg(20_000)
        const answer = await put(bytes).catch(() => undefined)
        if (answer?.status === 201) sent.set(answer.body.id, sha(bytes))
        else alive = false
      }
    }))
    await vi.waitUntil(() => sent.size > 10, 15_000)
    await w.server.kill()
    await busy
    await w.restart()
    expect(sent.size).toBeGreaterThan(0)
    for (const [id, hash] of sent) expect(sha((await w.as('officer').get(`/attachments/${id}`)).bytes)).toBe(hash)
  })
})
