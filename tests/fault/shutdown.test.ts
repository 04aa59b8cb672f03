import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { visit } from '../world/loop'
import { run, Server } from '../world/server'
import { onPostgres, sql, storeArguments } from '../world/store'
import { World, town, uuid7 } from '../world/world'
import { bytesOf, figure, hangUpAfter, sendAndBreak } from './wire'

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

// A list whose reading never ends: its table is hidden behind a view that looks for something for ever.
const endless = onPostgres
  ? "SELECT * FROM saved_view_kept WHERE CAST(pg_sleep(600) AS TEXT) = 'never'"
  : 'SELECT saved_view_kept.* FROM saved_view_kept, (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n)'

it('a server whose reads never end is stopped all the same: they are told to come again, and what was answered before is there', async () => {
  await w.as('office').add('/views', { kind: 'places', name: '我的', query: {}, columns: [] })
  await w.server.stop()
  sql(w.place, 'ALTER TABLE saved_view RENAME TO saved_view_kept')
  sql(w.place, `CREATE VIEW saved_view AS ${endless}`)
  w.server = await Server.start(w.place)
  const reads = [1, 2, 3].map(() => w.as('office').get('/views').catch((fault: Error) => fault))
  await vi.waitUntil(async () => (await figure(w.server, 'zhenan_answering')) === reads.length + 1)
  const written: string[] = []
  let stopped = false
  const writing = (async () => {
    while (!stopped) {
      const answer = await w.as('officer').post('/inspections', visit()).catch(() => undefined)
      if (answer?.status === 201) written.push(answer.body.id)
      else await new Promise((wait) => setTimeout(wait, 5))
    }
  })()
  await vi.waitUntil(() => written.length > 3)
  expect(await w.server.stop(), w.server.log).toBe(0)
  stopped = true
  await writing
  for (const answer of await Promise.all(reads)) {
    if (answer instanceof Error) throw answer
    expect(answer).toMatchObject({ status: 503, body: { code: 'store.stopping' } })
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  }
  sql(w.place, 'DROP VIEW saved_view')
  sql(w.place, 'ALTER TABLE saved_view_kept RENAME TO saved_view')
  w.server = await Server.start(w.place)
  const there = new Set((await w.as('officer').all('/inspections')).map((one) => one.id))
  expect(written.filter((id) => !there.has(id))).toEqual([])
  expect((await w.as('office').read('/views')).items).toHaveLength(1)
}, 60_000)
