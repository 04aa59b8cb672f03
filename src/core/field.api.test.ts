import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { town, world } from '../../tests/world/world'

const w = world()
const office = w.as('office')
const shop = { name: '校验店', areaId: town.areas.east, category: 'shop' }
const post = (further: Record<string, unknown>) => office.post('/enterprises', { ...shop, ...further })
const json = (text: string | Uint8Array) => office.post('/enterprises', text, { 'Content-Type': 'application/json' })

describe('the shape of what is sent (400)', () => {
  it.each([
    ['a number for a text', { name: 17 }], ['an object for a text', { name: {} }], ['a list for a text', { name: ['甲'] }], ['a boolean for a text', { name: true }],
    ['a text for a number', { employees: '3' }], ['a fraction for a whole number', { employees: 1.5 }], ['a list for a number', { employees: [3] }],
    ['a text for a boolean', { scaleEnterprise: 'true' }], ['a number for a boolean', { scaleEnterprise: 1 }], ['a number for a choice', { category: 3 }],
    ['an object for rows', { permits: {} }], ['texts for rows', { permits: ['证'] }], ['a text for a place', { location: '113,23' }],
    ['no id for an area', { areaId: 'east' }], ['a number for an area', { areaId: 1 }], ['an unknown field', { colour: 'red' }],
    ['an unknown field in a row', { permits: [{ type: '证', colour: 'red' }] }], ['a field of the database', { area_id: town.areas.east }],
  ])('%s', async (_, further) => {
    const answer = await post(further)
    expect(answer.status).toBe(400)
    expect(answer.body.errors.length).toBeGreaterThan(0)
  })
  it.each([
    ['no JSON', '{'], ['nothing but a word', 'hello'], ['a list', '[]'], ['a text', '"x"'], ['null', 'null'], ['two objects', '{}{}'],
    ['a comma too many', '{"name":"甲",}'], ['a comment', '{/* */}'], ['not a number', '{"employees":NaN}'], ['a lone surrogate', '{"name":"\\ud800"}'], ['single quotes', "{'name':'甲'}"],
  ])('%s', async (_, text) => expect((await json(text)).status).toBe(400))
  it('invalid UTF-8', async () => {
    for (const bytes of [[0xff], [0xc3, 0x28], [0xe4, 0xb8], [0xed, 0xa0, 0x80], [0xc0, 0x80], [0xf5, 0x80, 0x80, 0x80]])
      expect((await json(Buffer.concat([Buffer.from('{"name":"'), Buffer.from(bytes), Buffer.from('"}')]))).status, String(bytes)).toBe(400)
  })
  it('JSON nested ten thousand deep', async () => {
    expect((await json('['.repeat(10_000) + ']'.repeat(10_000))).status).toBe(400)
    expect((await json('{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000))).status).toBe(400)
    expect((await json('{"permits":' + '['.repeat(10_000))).status).toBe(400)
  })
  it('says where it stands, in a list too', async () => {
    expect((await post({ permits: [{ type: '证' }, { type: 7 }] })).body.errors).toMatchObject([{ field: 'permits[1].type', code: 'field.type' }])
  })
})

describe('the content of what is sent (422)', () => {
  it('all errors come at once, each with its field', async () => {
    const answer = await office.post('/enterprises', {
      category: 'nonsense', employees: -1, openedOn: '2023-02-30', phone: '1'.repeat(41), location: { lng: 0, lat: 23 }, permits: [{ number: '1' }],
    })
    expect(answer.status).toBe(422)
    expect(answer.body.errors.map((one) => `${one.field} ${one.code}`).sort()).toEqual([
      'areaId field.required', 'category field.choice', 'employees field.out_of_range', 'location.lng field.out_of_range',
      'name field.required', 'openedOn field.day', 'permits[0].type field.required', 'phone field.too_long',
    ])
    for (const one of answer.body.errors) expect(one.message).toMatch(/[一-鿿]/)
  })
  it.each(['2023-02-29', '2023-13-01', '2023-00-10', '2023-04-31', '1899-12-31', '2200-01-01', '23-01-01', '2023-1-1', '2023/01/01', '2023-01-01T00:00:00', '20230101', ' 2023-01-01', '２０２３-01-01', 'today', 20230101])(
    'the day %s does not exist', async (openedOn) => {
      expect((await post({ openedOn })).body.errors).toMatchObject([{ field: 'openedOn', code: 'field.day' }])
    })
  it.each(['2024-02-29', '2000-02-29', '1900-01-01', '2199-12-31'])('the day %s exists', async (openedOn) => {
    expect((await post({ openedOn })).body.openedOn).toBe(openedOn)
  })
  it.each([['negative', -1], ['too many', 1_000_001], ['beyond whole numbers', 1e300], ['beyond 64 bits', 18446744073709551615]])('a number that is %s', async (_, employees) => {
    expect((await post({ employees })).status).toBe(422)
  })
  it('0 and a whole number written with a fraction are numbers', async () => {
    expect((await post({ employees: 0 })).body.employees).toBe(0)
    expect((await json(JSON.stringify({ ...shop, name: '整数店' }).replace('}', ',"employees":3.0}'))).body.employees).toBe(3)
  })
  it('a required list of rows with too many rows', async () => {
    expect((await post({ permits: Array.from({ length: 2001 }, () => ({ type: '证' })) })).status).toBe(422)
  })
})

describe('texts', () => {
  const person = (name: string) => office.post('/people', { name, areaId: town.areas.east })
  it('of sixty characters fit where sixty are allowed, sixty-one do not', async () => {
    expect((await person('名'.repeat(60))).status).toBe(201)
    expect((await person('名'.repeat(61))).body.errors).toMatchObject([{ field: 'name', code: 'field.too_long' }])
  })
  it('count characters, not bytes: 𠮷 is one', async () => {
    const answer = await person('𠮷'.repeat(60))
    expect(answer).toMatchObject({ status: 201, body: { name: '𠮷'.repeat(60) } })
    expect((await person('𠮷'.repeat(61))).status).toBe(422)
  })
  it('come back as they were sent', async () => {
    for (const name of ['欧阳·娜娜', '𠮷田', "O'Brien \"甲\"", '<script>alert(1)</script>', 'a\\b', '甲\t乙', 'é', '👨‍👩‍👧', 'ⅣⅤ', '%00', '${x}', '{{x}}', '龘'])
      expect((await person(name)).body.name).toBe(name)
  })
  it('are trimmed', async () => expect((await person('  张三 \n')).body.name).toBe('张三'))
  it('of blanks alone are missing', async () => {
    for (const name of ['', ' ', '\n\t', '\u3000']) expect((await person(name)).body.errors, JSON.stringify(name)).toMatchObject([{ field: 'name', code: 'field.required' }])
  })
  it.each(['\u0000', '\u0001', '\u0007', '\u001b', '\u007f'])('with the control character %j are refused', async (character) => {
    expect((await person(`张${character}三`)).body.errors).toMatchObject([{ field: 'name', code: 'field.control_character' }])
  })
  it('of several lines keep their lines where that is allowed', async () => {
    expect((await office.post('/people', { name: '多行', areaId: town.areas.east, note: '一\n二\r\n三' })).body.note).toBe('一\n二\r\n三')
  })
  it('of five thousand characters fit into a long text', async () => {
    expect((await office.post('/people', { name: '长文', areaId: town.areas.east, note: '字'.repeat(5000) })).status).toBe(201)
    expect((await office.post('/people', { name: '长文', areaId: town.areas.east, note: '字'.repeat(5001) })).status).toBe(422)
  })
})

describe('the size of what is sent', () => {
  /** Says all headers, then the body in pieces, and gives the first line of the answer. */
  const slowly = (head: string, pieces: Uint8Array[]) =>
    new Promise<string>((done, failed) => {
      const { hostname, port } = new URL(w.server.url)
      const socket = connect(Number(port), hostname)
      let said = ''
      socket.on('data', (bytes) => (said += bytes.toString()))
      socket.on('close', () => done(said))
      socket.on('error', (fault) => (said ? done(said) : failed(fault)))
      socket.write(head)
      for (const piece of pieces) socket.write(piece)
    })
  const authorization = `Authorization: Bearer ${town.tokens.office}\r\n`

  it('10 MB of JSON: 413, and the client hears it', async () => {
    for (let times = 0; times < 5; ++times)
      expect(await json('{"name":"' + 'x'.repeat(10_000_000) + '"}')).toMatchObject({ status: 413, body: { code: 'request.too_large' } })
  })
  it('10 MB in chunks without a length: 413', async () => {
    const chunk = Buffer.from('100000\r\n' + 'x'.repeat(0x100000) + '\r\n')
    const said = await slowly(`POST /api/v1/enterprises HTTP/1.1\r\nHost: x\r\n${authorization}Transfer-Encoding: chunked\r\n\r\n`, Array<Buffer>(10).fill(chunk))
    expect(said).toMatch(/^HTTP\/1.1 413 /)
  })
  it('a length beyond everything: 413 at once', async () => {
    expect(await slowly(`POST /api/v1/enterprises HTTP/1.1\r\nHost: x\r\n${authorization}Content-Length: 99999999999\r\n\r\n`, [])).toMatch(/^HTTP\/1.1 413 /)
  })
  it('nobody without a session may send a large file', async () => {
    const answer = await w.nobody.post('/enterprises/import', new Uint8Array(3_000_000))
    expect([401, 413]).toContain(answer.status)
  })
  it('headers of 100 KB are refused', async () => {
    expect(await slowly(`GET /api/v1/me HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`, [])).toMatch(/^HTTP\/1.1 4\d\d /)
  })
  it.each([
    ['no HTTP', 'hello\r\n\r\n'], ['a bad version', 'GET / HTTP/9.9\r\n\r\n'], ['a bad length', 'POST /api/v1/sessions HTTP/1.1\r\nContent-Length: -1\r\n\r\n'],
    ['two lengths', 'POST /api/v1/sessions HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}x'], ['a bad address', 'GET /api/%zz HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['bytes that are no text in the address', 'GET /api/v1/enterprises?q=%ff HTTP/1.1\r\nHost: x\r\n\r\n'], ['a null in the address', 'GET /api/v1/enterprises/%00 HTTP/1.1\r\nHost: x\r\n\r\n'],
  ])('%s: 400, and the server lives on', async (_, text) => {
    expect(await slowly(text.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'), [])).toMatch(/^HTTP\/1.1 400 /)
    expect((await office.get('/me')).status).toBe(200)
  })
})
