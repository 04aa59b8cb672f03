import { describe, expect, it } from 'vitest'
import { visit } from '../world/loop'
import { town, world } from '../world/world'
import { bytesOf, dial, figure } from './wire'

// Senders that never come to an end, against the server as it is delivered: it waits thirty seconds and says so.
const w = world()
const patience = 60_000

/** Sends one byte after the other until it is answered or closed; gives what was heard. */
async function dribble(text: string, first = ''): Promise<string> {
  const socket = await dial(w.server)
  return new Promise((done) => {
    let heard = '', sent = 0
    socket.write(first)
    const drip = setInterval(() => { if (sent < text.length && socket.writable) socket.write(text.charAt(sent++)) }, 250)
    socket.on('error', () => undefined)
    socket.setEncoding('utf8').on('data', (piece: string) => (heard += piece))
    socket.on('end', () => socket.end())
    socket.on('close', () => { clearInterval(drip); done(heard) })
  })
}

describe('senders of one byte at a time', () => {
  it('are told that it takes too long and are closed, in the header as in the body; the others feel nothing of them', async () => {
    const endless = 'X-Slow: ' + 'a'.repeat(10_000)
    const whole = JSON.stringify(visit())
    const slow = [
      ...Array.from({ length: 30 }, () => dribble(`GET /api/v1/hazards HTTP/1.1\r\nHost: town\r\n${endless}`)),
      ...Array.from({ length: 10 }, () => dribble('GET /' + endless)),
    ]
    // The head at once, the body byte by byte.
    const head = bytesOf('POST', '/api/v1/inspections', town.tokens.officer, '', 'Content-Type: application/json\r\n', whole.length)
    slow.push(...Array.from({ length: 10 }, () => dribble(whole, head)))
    const before = (await w.as('officer').read('/inspections')).total
    expect(await figure(w.server, 'zhenan_connections')).toBeGreaterThanOrEqual(50)
    for (let n = 0; n < 10; ++n) expect((await w.as('officer').post('/inspections', visit())).status).toBe(201)
    for (let n = 0; n < 10; ++n) expect((await w.as('office').get('/hazards')).status).toBe(200)
    for (const heard of await Promise.all(slow)) {
      expect(heard).toMatch(/^HTTP\/1\.1 408 /)
      expect(heard).toContain('request.too_slow')
      expect(heard).toMatch(/Connection: close/i)
    }
    expect((await w.as('officer').read('/inspections')).total).toBe(before + 10)
  }, patience)
})
