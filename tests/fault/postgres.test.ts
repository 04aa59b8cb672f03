import { cpSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { run, Server } from '../world/server'
import { dumped, emptyFolder, onPostgres, remove, storeArguments } from '../world/store'
import { World, town, uuid7 } from '../world/world'
import { Postgres } from './postgres'

const place = () => ({ id: uuid7(), name: '写入', type: 'other', areaId: town.areas.east })

function restarts(): void {
  const w = new World()
  let postgres: Postgres
  beforeAll(async () => {
    postgres = await Postgres.make()
    postgres.query(dumped(town.place.database ?? ''))
    w.place = emptyFolder()
    w.place.url = postgres.url
    cpSync(town.place.folder, w.place.folder, { recursive: true })
    w.server = await Server.start(w.place)
  })
  afterAll(async () => {
    await w.server.stop()
    remove(w.place)
    postgres.remove()
  })

  it.each(['fast', 'immediate', 'fast', 'immediate'] as const)('that restarts (%s): writes answer 503 meanwhile and work again by themselves; nothing answered is lost', async (how) => {
    const office = w.as('office')
    const sent = new Map<string, number>()
    let going = true
    const writers = Promise.all(Array.from({ length: 6 }, async () => {
      while (going) {
        const body = place()
        const answer = await office.post('/places', body)
        expect([201, 503]).toContain(answer.status)
        if (answer.status === 503) expect(answer.body).toMatchObject({ code: 'store.busy', detail: expect.stringMatching(/稍后再试/) as unknown })
        sent.set(body.id, answer.status)
      }
    }))
    const has = (status: number) => [...sent.values()].filter((one) => one === status).length
    await vi.waitUntil(() => has(201) > 20, 20_000)
    postgres.stop(how)
    await vi.waitUntil(() => has(503) > 5, 20_000)
    expect((await office.get('/places')).status).toBe(503)
    expect((await fetch(w.server.url + '/healthz')).status).toBe(200)
    postgres.start()
    const before = has(201)
    await vi.waitUntil(() => has(201) > before + 20, 20_000)
    going = false
    await writers
    const there = new Set((await office.all('/places')).map((one) => one.id))
    const lost = [...sent].filter(([id, status]) => status === 201 && !there.has(id))
    expect(lost).toEqual([])
    expect(run(['verify', ...storeArguments(w.place)])).toMatchObject({ status: 0 })
  }, 60_000)

  it('that ends one session, as an administrator may: at most that one write is refused', async () => {
    const end = () => postgres.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = \'client backend\'')
    expect((await w.as('office').post('/places', place())).status).toBe(201)
    end()
    expect((await w.as('office').post('/places', place())).status).toBe(201)
    end()
    expect((await w.as('office').get('/places')).status).toBe(200)
  })

  it('that only reads is answered with a sentence, and goes on when it may be written', async () => {
    const write = () => w.as('office').post('/places', place())
    postgres.query('ALTER SYSTEM SET default_transaction_read_only = on; SELECT pg_reload_conf()')
    await vi.waitUntil(async () => (await write()).status === 507, 10_000)
    expect((await w.as('office').get('/places')).status).toBe(200)
    postgres.query('SET default_transaction_read_only = off; ALTER SYSTEM RESET default_transaction_read_only; SELECT pg_reload_conf()')
    await vi.waitUntil(async () => (await write()).status === 201, 10_000)
  })

  it('may serve two nodes: what must be done once is done once, and numbers follow each other', async () => {
    const other = emptyFolder()
    other.url = postgres.url
    const second = new World()
    second.place = other
    second.server = await Server.start(other)
    try {
      await w.as('office').add('/authorities', { organ: '青溪镇人民政府', basis: 'empowered', numberPrefix: '青溪', document: '测试用', validFrom: '2020-01-01', government: '县政府', court: '县法院', reportTo: '县局', areaId: town.areas.town })
      const { find } = await import('../world/loop')
      const hazard = await find(w.as('officer'))
      const numbers: number[] = []
      await Promise.all([w, second, w, second].map(async (node) => {
        for (let n = 0; n < 25; ++n) {
          // Two nodes may stand in each other's way: one of them is asked to come again.
          const body = { id: uuid7(), kind: 'opinion', placeType: 'enterprises', placeId: town.enterprises.hotel, hazardIds: [hazard.id], officerIds: [town.persons.officer] }
          let answer = await node.as('officer').post('/notices', body)
          for (let tries = 0; answer.status === 503 && tries < 20; ++tries) answer = await node.as('officer').post('/notices', body)
          expect([200, 201], answer.text).toContain(answer.status)
          numbers.push(Number(/〕(\d+)号$/.exec(String(answer.body.number))?.[1]))
        }
      }))
      expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, n) => n + 1))
      // Both nodes fold and seal by their own clocks; verify recounts every figure and walks the chain.
      await vi.waitUntil(() => postgres.query("SELECT COUNT(*) FROM measure_delta WHERE xid > (SELECT CAST(last_xid AS xid8) FROM measure_fold)").trim() === '0', 30_000)
    } finally {
      await second.server.stop()
      remove(other)
    }
    expect(run(['verify', ...storeArguments(w.place)])).toMatchObject({ status: 0 })
  }, 90_000)
}

function unreachable(): void {
  it('a PostgreSQL that cannot be reached is said at the start, without its password', () => {
    const folder = emptyFolder()
    const said = run(['serve', ...storeArguments({ ...folder, url: 'postgres://town:geheim@127.0.0.1:1/zhenan' }), '--port', '0'])
    remove(folder)
    expect(said.status).toBe(1)
    expect(said.errors).toMatch(/PostgreSQL/)
    expect(said.errors).not.toContain('geheim')
  })
}

describe('PostgreSQL', onPostgres ? restarts : unreachable)
