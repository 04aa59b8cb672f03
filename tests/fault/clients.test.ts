import { describe, expect, it, vi } from 'vitest'
import { visit } from '../world/loop'
import { town, uuid7, world } from '../world/world'
import { bytesOf, dial, figure, hangUpAfter, sendAndBreak } from './wire'

// Clients that vanish: the others feel nothing, and nothing is half done.
const w = world()
const token = town.tokens.officer
const json = 'Content-Type: application/json\r\n'
const gone = () => vi.waitUntil(async () => (await figure(w.server, 'zhenan_connections')) <= 16 && (await figure(w.server, 'zhenan_streams')) === 0, 15_000)

describe('clients that are cut off', () => {
  it('in the middle of a request leave nothing behind, and the others are served', async () => {
    const before = (await w.as('officer').read('/inspections')).total
    const whole = JSON.stringify(visit())
    const texts = [
      'POST /api/v1/insp', bytesOf('POST', '/api/v1/inspections', token, '', json, whole.length).slice(0, 60), bytesOf('POST', '/api/v1/inspections', token, whole.slice(0, 40), json, whole.length),
      bytesOf('PUT', `/api/v1/attachments/${uuid7()}`, token, 'x'.repeat(100_000), '', 5_000_000), bytesOf('POST', '/api/v1/enterprises/import', town.tokens.office, 'name,area', '', 90_000),
      `POST /api/v1/inspections HTTP/1.1\r\nHost: town\r\nAuthorization: Bearer ${token}\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{"id"`,
    ]
    const cut = Promise.all(Array.from({ length: 60 }, (_, n) => sendAndBreak(w.server, texts[n % texts.length] ?? '')))
    for (let n = 0; n < 20; ++n) expect((await w.as('officer').get('/hazards')).status).toBe(200)
    await cut
    await gone()
    expect((await w.as('officer').read('/inspections')).total).toBe(before)
  })

  it('before they hear the answer have written whole or not at all, and are told the same when they ask again', async () => {
    const bodies = Array.from({ length: 30 }, () => visit())
    await Promise.all(bodies.map((body) => sendAndBreak(w.server, bytesOf('POST', '/api/v1/inspections', token, JSON.stringify(body), json))))
    for (const body of bodies) expect([200, 201]).toContain((await w.as('officer').post('/inspections', body)).status)
    const ids = (await w.as('officer').all('/inspections')).map((one) => one.id)
    expect(ids.filter((id) => bodies.some((body) => body.id === id))).toHaveLength(30)
  })

  it('that hang up halfway through an export or a stream are forgotten', async () => {
    await Promise.all([
      ...Array.from({ length: 10 }, () => hangUpAfter(w.server, bytesOf('GET', '/api/v1/enterprises.xlsx', town.tokens.office), 200)),
      ...Array.from({ length: 10 }, () => hangUpAfter(w.server, bytesOf('GET', '/api/v1/areas.csv', town.tokens.office), 1)),
      ...Array.from({ length: 10 }, () => hangUpAfter(w.server, bytesOf('GET', '/api/v1/events', token), 20)),
    ])
    await gone()
    expect((await w.as('office').get('/enterprises')).status).toBe(200)
  })

  it('that never read what they asked for hold up nobody', async () => {
    const deaf = await Promise.all(Array.from({ length: 20 }, () => dial(w.server)))
    for (const socket of deaf) {
      socket.pause()
      socket.write(bytesOf('GET', '/api/v1/events', token) )
      socket.on('error', () => undefined)
    }
    const more = await Promise.all(Array.from({ length: 20 }, () => dial(w.server)))
    for (const socket of more) {
      socket.pause()
      socket.write(Array.from({ length: 50 }, () => bytesOf('GET', '/api/v1/openapi.json', token)).join(''))
      socket.on('error', () => undefined)
    }
    for (let n = 0; n < 10; ++n) expect((await w.as('officer').post('/inspections', visit())).status).toBe(201)
    for (const socket of [...deaf, ...more]) socket.resetAndDestroy()
    await gone()
  })
})

describe('requests that come again or out of order', () => {
  it('are answered as the first time; a change that comes before its record is refused and goes through afterwards', async () => {
    const id = uuid7()
    const officer = w.as('office')
    expect((await officer.patch(`/places/${id}`, { name: '后' }, 1)).status).toBe(404)
    const body = { id, name: '前', type: 'other', areaId: town.areas.east }
    const answers = await Promise.all(Array.from({ length: 12 }, () => officer.post('/places', body)))
    expect(answers.map((one) => one.status).sort()).toEqual([...Array.from({ length: 11 }, () => 200), 201])
    expect(new Set(answers.map((one) => one.text)).size).toBe(1)
    const patches = await Promise.all([1, 1, 1].map((version) => officer.patch(`/places/${id}`, { name: '后' + uuid7() }, version)))
    expect(patches.map((one) => one.status).sort()).toEqual([200, 412, 412])
    expect((await officer.post('/places', { ...body, name: '别' })).status).toBe(409)
    expect((await officer.post('/places', body)).text).toBe(answers[0]?.text)
  })
})
