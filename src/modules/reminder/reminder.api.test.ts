import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { createServer as listen, type AddressInfo, type Server as Plain } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { find } from '../../../tests/world/loop'
import { type Row, town, uuid7, world } from '../../../tests/world/world'

/** A receiver of webhooks that does what the test says. */
interface Taken { path: string; headers: IncomingMessage['headers']; body: string }
let taken: Taken[] = []
let behave: 'take' | 'refuse' | 'hang up' | 'error' | 'silence' = 'take'
const held = new Set<IncomingMessage['socket']>()
const receiver: Server = createServer((request, response) => {
  let body = ''
  request.on('data', (bytes: Buffer) => { body += bytes.toString() })
  request.on('end', () => {
    taken.push({ path: request.url ?? '', headers: request.headers, body })
    if (behave === 'silence') {
      held.add(request.socket)
      request.socket.on('close', () => held.delete(request.socket))
      return
    }
    if (behave === 'hang up') { request.socket.destroy(); return }
    response.statusCode = behave === 'refuse' ? 503 : 200
    response.end(JSON.stringify(behave === 'error' ? { errcode: 93000, errmsg: 'invalid webhook url' } : { errcode: 0, errmsg: 'ok' }))
  })
})
let mails: string[] = []
const mailServer: Plain = listen((socket) => {
  let text = '', inData = false
  socket.write('220 test\r\n')
  socket.on('data', (bytes) => {
    text += bytes.toString()
    for (let at: number; (at = text.indexOf('\r\n')) >= 0;) {
      if (inData) {
        const end = text.indexOf('\r\n.\r\n')
        if (end < 0) return
        mails.push(text.slice(0, end))
        text = text.slice(end + 5)
        inData = false
        socket.write('250 taken\r\n')
        continue
      }
      const line = text.slice(0, at)
      text = text.slice(at + 2)
      if (line === 'DATA') { inData = true; socket.write('354 go on\r\n') } else if (line === 'QUIT') { socket.end('221 bye\r\n'); return } else socket.write('250 ok\r\n')
    }
  })
  socket.on('error', () => undefined)
})
const portOf = (server: Server | Plain) => (server.address() as AddressInfo).port
beforeAll(async () => {
  await Promise.all([receiver, mailServer].map((server) => new Promise<void>((done) => { server.listen(0, '127.0.0.1', done) })))
  process.env.ZHENAN_SMTP = `smtp://127.0.0.1:${portOf(mailServer)}`
  process.env.ZHENAN_MAIL_FROM = 'zhenan@town.example'
})
afterAll(() => { receiver.close(); mailServer.close() })
beforeEach(() => { taken = []; mails = []; behave = 'take' })

const w = world()
let admin = w.as('admin')
/** Later on the same day, or on another: sessions have ended. */
const later = async (clock: string) => { await w.restart(clock); admin = await w.signIn('admin') }
const here = () => `http://127.0.0.1:${portOf(receiver)}/hook?key=s3cret`
const channel = async (more: Record<string, unknown>, address: Record<string, unknown> | null = { address: here() }) => {
  const made = await admin.add('/reminder-channels', { name: '安监办群', areaId: town.areas.town, way: 'wecom', hour: 8, daysBefore: 30, lateDays: 0, enabled: true, ...more })
  if (address) expect((await admin.send('PUT', `/reminder-channels/${made.id}/address`, address)).status).toBe(200)
  return made
}
const stop = async (of: Row) => {
  const now = await admin.read(`/reminder-channels/${of.id}`)
  await admin.patch(`/reminder-channels/${of.id}`, { enabled: false }, now.version)
}
const messageOf = async (of: Row, day = '2023-06-01') => (await admin.all(`/reminder-messages?channelId=${of.id}&day.from=${day}&day.to=${day}`))[0]
const comesTo = (of: Row, state: string, day?: string) => expect.poll(async () => (await messageOf(of, day))?.state, { timeout: 15_000 }).toBe(state)

describe('a reminder', () => {
  it('is one message a day for each channel, of what is late or soon due in its area, and never sent twice', async () => {
    const wecom = await channel({ areaId: town.areas.east })
    await comesTo(wecom, 'sent')
    expect(taken).toHaveLength(1)
    const text = (JSON.parse(taken[0]?.body ?? '') as { msgtype: string; text: { content: string } }).text.content
    expect(text).toContain('【应办提醒】')
    expect(text).toContain('组织应急演练（每半年）（东坡宾馆）2023年6月30日到期')
    expect(await messageOf(wecom)).toMatchObject({ tries: 1, content: text })
    const english = await channel({ areaId: town.areas.east, name: 'Office', language: 'en' })
    await comesTo(english, 'sent')
    expect(await messageOf(english)).toMatchObject({ content: expect.stringContaining('[Duties]') })
    expect(String((await messageOf(english))?.content)).toMatch(/Hold a drill in each half-year \(东坡宾馆\): due 2023-06-30/)
    taken.length = 1
    await stop(english)
    await w.restart()
    await new Promise((done) => setTimeout(done, 3_500))
    expect(taken).toHaveLength(1)
    await stop(wecom)
  })

  it('goes to other systems as signed JSON, to DingTalk with a signature in the address, to a mailbox as a mail', async () => {
    const generic = await channel({ way: 'generic', name: '县平台' }, { address: here(), key: '密钥' })
    const ding = await channel({ way: 'dingtalk', name: '钉钉群' }, { address: `http://127.0.0.1:${portOf(receiver)}/robot/send?access_token=1`, key: 'SEC1' })
    const mail = await channel({ way: 'email', name: '邮箱', mailTo: 'a@town.example, b@town.example' }, null)
    for (const one of [generic, ding, mail]) await comesTo(one, 'sent')
    const json = taken.find((one) => one.path.startsWith('/hook'))
    const signed = 'sha256=' + createHmac('sha256', '密钥').update(`${json?.headers['x-zhenan-timestamp']}.${json?.body}`).digest('hex')
    expect(json?.headers['x-zhenan-signature']).toBe(signed)
    expect(JSON.parse(json?.body ?? '')).toMatchObject({ id: (await messageOf(generic))?.id, day: '2023-06-01', area: { id: town.areas.town } })
    expect(json?.headers['x-zhenan-message']).toBe((await messageOf(generic))?.id)
    const robot = new URL('http://x' + taken.find((one) => one.path.startsWith('/robot'))?.path)
    const time = robot.searchParams.get('timestamp')
    expect(robot.searchParams.get('sign')).toBe(createHmac('sha256', 'SEC1').update(`${time}\nSEC1`).digest('base64'))
    expect(mails).toHaveLength(1)
    const [head, body] = (mails[0] ?? '').split('\r\n\r\n')
    expect(head).toContain('To: <a@town.example>, <b@town.example>')
    expect(Buffer.from(body ?? '', 'base64').toString()).toContain('【应办提醒】')
    for (const one of [generic, ding, mail]) await stop(one)
  })

  it('is tried again when it did not arrive, for a day and longer, and then arrives once', async () => {
    behave = 'refuse'
    const down = await channel({ name: '坏了一天的群' })
    await expect.poll(async () => (await messageOf(down))?.error, { timeout: 15_000 }).toBe('HTTP 503')
    expect(await messageOf(down)).toMatchObject({ state: 'waiting', tries: 1 })
    await later('2023-06-01T19:00:00+08:00')
    await expect.poll(async () => { const one = await messageOf(down); return `${String(one?.tries)} ${String(one?.state)}` }, { timeout: 15_000 }).toBe('2 waiting')
    // Within quiet hours nobody is disturbed, however long it has waited.
    behave = 'take'
    taken = []
    await later('2023-06-01T22:30:00+08:00')
    await new Promise((done) => setTimeout(done, 3_500))
    expect(taken).toEqual([])
    // The next day's message says it all: yesterday's gives way.
    await later('2023-06-02T09:30:00+08:00')
    await comesTo(down, 'sent', '2023-06-02')
    expect((await messageOf(down))?.state).toBe('replaced')
    expect(taken).toHaveLength(1)
    await stop(down)
  }, 60_000)

  it('that may have arrived is not sent again by itself, unless its receiver knows it by its id', async () => {
    behave = 'hang up'
    const group = await channel({ name: '群' }), system = await channel({ name: '系统', way: 'generic' })
    await comesTo(group, 'unclear', '2023-06-02')
    await expect.poll(async () => { const one = await messageOf(system, '2023-06-02'); return `${String(one?.tries)} ${String(one?.state)}` }, { timeout: 15_000 }).toBe('1 waiting')
    behave = 'take'
    const message = await messageOf(group, '2023-06-02')
    expect((await admin.post(`/reminder-messages/${message?.id}/sending`, { id: uuid7() })).status).toBe(201)
    await comesTo(group, 'sent', '2023-06-02')
    expect((await admin.post(`/reminder-messages/${message?.id}/sending`, { id: uuid7() })).body.code).toBe('reminder.not_again')
    await later('2023-06-02T11:00:00+08:00')
    await comesTo(system, 'sent', '2023-06-02')
    expect(new Set(taken.map((one) => one.headers['x-zhenan-message']).filter(Boolean)).size).toBe(1)
    for (const one of [group, system]) await stop(one)
  }, 60_000)

  it('to a receiver that says nothing keeps nobody waiting: people work on, other channels are sent', async () => {
    behave = 'silence'
    const deaf = await channel({ name: '没有回音的群' })
    await expect.poll(() => held.size, { timeout: 15_000 }).toBe(1)
    behave = 'take'
    // All of this happens while the connection is still held open.
    for (let n = 0; n < 5; ++n) expect((await admin.post('/people', { id: uuid7(), name: `来人${n}`, areaId: town.areas.east })).status).toBe(201)
    expect((await admin.get('/duties')).status).toBe(200)
    expect(held.size).toBe(1)
    const other = await channel({ name: '好的群' })
    await comesTo(other, 'sent', '2023-06-02')
    await comesTo(deaf, 'unclear', '2023-06-02')
    for (const one of [deaf, other]) await stop(one)
  }, 60_000)

  it('of the next level tells only what has been late for its days', async () => {
    behave = 'error'
    const county = await channel({ name: '镇领导群', lateDays: 300, daysBefore: 0 })
    await comesTo(county, 'nothing', '2023-06-02')
    expect(taken).toEqual([])
    await stop(county)
  })

  it('keeps the address of a webhook to itself', async () => {
    const made = await channel({ name: '秘密', enabled: false })
    const answers = [await admin.get('/reminder-channels'), await admin.get(`/reminder-channels/${made.id}`), await admin.get(`/reminder-channels/${made.id}/history`), await admin.get('/reminder-channels.csv')]
    for (const answer of answers) {
      expect(answer.status).toBe(200)
      expect(answer.text).not.toContain('s3cret')
    }
    expect((await admin.read(`/reminder-channels/${made.id}`)).host).toBe(`127.0.0.1:${portOf(receiver)}`)
  })

  it('can be tried out, and says what is wrong', async () => {
    const made = await channel({ name: '试', enabled: false }, null)
    const trial = async () => (await admin.post(`/reminder-channels/${made.id}/trial`, undefined)).body
    expect(await trial()).toMatchObject({ code: 'reminder.nowhere' })
    for (const address of ['ftp://host/', 'https://name:word@host/', '不是地址'])
      expect((await admin.send('PUT', `/reminder-channels/${made.id}/address`, { address })).body.code).toBe('reminder.address')
    await admin.send('PUT', `/reminder-channels/${made.id}/address`, { address: here() })
    expect(await trial()).toEqual({ state: 'sent', error: '' })
    behave = 'error'
    expect(await trial()).toEqual({ state: 'failed', error: '93000 invalid webhook url' })
    expect((await admin.post('/reminder-channels', { id: uuid7(), name: '邮', areaId: town.areas.town, way: 'email', hour: 8, daysBefore: 7, lateDays: 0, enabled: true, mailTo: '不是邮箱' })).body.code).toBe('reminder.mail')
    for (const who of [w.as('office'), w.as('village'), w.as('enterprise')]) expect((await who.get('/reminder-channels')).status).toBe(403)
  })

  it('rises to the next level once something has been late for its days, and tells only that', async () => {
    await later('2023-06-02T09:30:00+08:00')
    await find(await w.signIn('officer'), { description: '安全出口上锁', dueOn: '2023-06-03' }, { happenedAt: '2023-06-02T08:00:00+08:00' })
    await find(await w.signIn('officer'), { description: '灭火器过期', dueOn: '2023-06-05' }, { happenedAt: '2023-06-02T08:00:00+08:00' })
    await later('2023-06-05T09:30:00+08:00')
    const leaders = await channel({ name: '镇领导群', areaId: town.areas.east, lateDays: 3, daysBefore: 0 })
    await comesTo(leaders, 'nothing', '2023-06-05')
    await later('2023-06-06T09:30:00+08:00')
    await comesTo(leaders, 'sent', '2023-06-06')
    const text = String((await messageOf(leaders, '2023-06-06'))?.content)
    expect(text).toContain('2023年6月3日到期，逾期3天')
    expect(text).not.toContain('2023年6月5日到期')
    await stop(leaders)
  }, 60_000)
})
