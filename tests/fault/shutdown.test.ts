import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { visit } from '../world/loop'
import { run, Server } from '../world/server'
import { storeArguments } from '../world/store'
import { World, town, uuid7 } from '../world/world'
import { bytesOf, hangUpAfter, sendAndBreak } from './wire'

// Stopping while everything goes on at once. Some rounds in every run; by hand, on a build with sanitizers: ZHENAN_ROUNDS=300.
const rounds = Number(process.env.ZHENAN_ROUNDS ?? 4)
const w = new World()
beforeAll(() => w.open())
afterAll(() => w.close())
const { officer, office } = town.tokens
const json = 'Content-Type: application/json\r\n'
const table = 'name,area,category\n' + Array.from({ length: 150 }, (_, n) => `店${n},449999100201,shop\n`).join('')

const kinds: (() => Promise<unknown>)[] = [
  () => w.as('officer').post('/inspections', visit()),
  () => w.as('trade').get('/enterprises?q=宾馆&sort=-name'),
  () => w.as('office').get('/enterprises.xlsx'),
  () => w.as('office').get('/home'),
  () => w.as('office').get('/reports/half-year/2023-H1.docx'),
  () => w.as('officer').send('PUT', `/attachments/${uuid7()}`, Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), randomBytes(50_000)])),
  () => w.as('office').post('/enterprises/import?check=1', table),
  () => hangUpAfter(w.server, bytesOf('GET', '/api/v1/events', officer), 10 + Math.random() * 40),
  () => hangUpAfter(w.server, bytesOf('GET', '/api/v1/enterprises.xlsx', office), 1 + Math.random() * 5000),
  () => sendAndBreak(w.server, bytesOf('PUT', `/api/v1/attachments/${uuid7()}`, officer, 'x'.repeat(30_000), '', 60_000)),
  () => sendAndBreak(w.server, bytesOf('POST', '/api/v1/inspections', officer, JSON.stringify(visit()), json)),
  () => w.nobody.post('/sessions', { username: 'nobody', password: 'Wrong-2023' }),
]

it(`a server stopped while all kinds of requests run ends with 0, every time (${rounds} rounds)`, async () => {
  for (let round = 0; round < rounds; ++round) {
    let done = 0
    let stopped = false
    const listeners = Array.from({ length: 4 }, () => hangUpAfter(w.server, bytesOf('GET', '/api/v1/events', officer), Infinity))
    const clients = kinds.map(async (kind, n) => {
      for (; !stopped; ++done) await kind().catch(() => new Promise((wait) => setTimeout(wait, 5 + n)))
    })
    await vi.waitUntil(() => done > 20 + Math.random() * 40, { timeout: 60_000, interval: 3 })
    const status = await w.server.stop()
    stopped = true
    await Promise.all([...clients, ...listeners].map((one) => one.catch(() => undefined)))
    expect(status, w.server.log).toBe(0)
    w.server = await Server.start(w.place)
    expect((await w.as('office').get('/home')).status).toBe(200)
  }
  expect(run(['verify', ...storeArguments(w.place)])).toMatchObject({ status: 0 })
}, 60_000 + rounds * 20_000)
