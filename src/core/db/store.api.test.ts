import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Server, hour, run } from '../../../tests/world/server'
import { type Place, emptyPlace, onPostgres, psql, remove, storeArguments } from '../../../tests/world/store'
import { empower, finding, visit } from '../../../tests/world/loop'
import { World, password, town, uuid7 } from '../../../tests/world/world'

let w: World
beforeEach(async () => void (w = await new World().open()))
afterEach(() => w.close())
const place = (further = {}) => ({ id: uuid7(), name: '写入', type: 'other', areaId: town.areas.east, ...further })

describe('the server', () => {
  it('ends with 0 on SIGTERM', async () => expect(await w.server.stop()).toBe(0))

  it('ends with 0 on SIGTERM while it works, and what was answered is there', async () => {
    const added: string[] = []
    let running = true
    const busy = Promise.all(Array.from({ length: 8 }, async () => {
      while (running) {
        const answer = await w.as('office').post('/places', place()).catch(() => undefined)
        if (answer?.status === 201) added.push(answer.body.id)
        else running = false
      }
    }))
    await vi.waitUntil(() => added.length > 30, 15_000)
    const status = await w.server.stop()
    running = false
    await busy
    expect(status).toBe(0)
    w.server = await Server.start(w.place)
    const there = new Set((await w.as('office').all('/places')).map((one) => one.id))
    expect(added.length).toBeGreaterThan(0)
    expect(added.filter((id) => !there.has(id))).toEqual([])
  })

  it('after kill -9 has every write that it had answered, and verify finds the store whole', async () => {
    for (let round = 0; round < 3; ++round) {
      const added: string[] = []
      let alive = true
      const busy = Promise.all(Array.from({ length: 16 }, async () => {
        while (alive) {
          const answer = await w.as('office').post('/places', place({ name: `轮${round}` })).catch(() => undefined)
          if (answer?.status === 201) added.push(answer.body.id)
          else alive = false
        }
      }))
      await vi.waitUntil(() => added.length > 60, 15_000)
      await w.server.kill()
      await busy
      w.server = await Server.start(w.place)
      const office = w.as('office')
      const there = new Map((await office.all(`/places?q=轮${round}`)).map((one) => [one.id, one]))
      expect(added.length).toBeGreaterThan(0)
      expect(added.filter((id) => !there.has(id))).toEqual([])
      const history = await office.read(`/places/${added.at(-1)}/history`)
      expect(history.items).toMatchObject([{ verb: 'created' }])
    }
    expect(run(['verify', ...storeArguments(w.place)])).toMatchObject({ status: 0 })
  })

  it('undoes what failed after it had written, and nothing of those that were committed with it', async () => {
    await empower(w.as('administrator'))
    const good = Array.from({ length: 40 }, () => ({ ...visit({ enforcement: true }), hazards: [finding(), finding()] }))
      .map((one) => ({ ...one, notices: [{ id: uuid7(), kind: 'order', hazardIds: one.hazards.map((hazard) => hazard.id) }] }))
    const bad = Array.from({ length: 20 }, () => visit({ hazards: [finding(), finding({ dueOn: '2023-05-01' })] }))
    const twice = good.slice(0, 5).map((one) => ({ ...visit(), hazards: [finding(), { ...finding(), id: one.hazards[0]?.id }] }))
    const officer = w.as('officer')
    const send = async (body: Record<string, unknown>) => (await officer.post('/inspections', body)).status
    const [taken, refused] = await Promise.all([Promise.all(good.map(send)), Promise.all(bad.map(send))])
    expect(taken.filter((status) => status !== 201)).toEqual([])
    expect(refused.filter((status) => status !== 422)).toEqual([])
    // The id of a hazard that exists: the database itself refuses, on PostgreSQL when other jobs have gone on already.
    const [conflicts, others] = await Promise.all([Promise.all(twice.map(send)), Promise.all(Array.from({ length: 20 }, () => send(visit({ hazards: [finding()] }))))])
    expect(conflicts.filter((status) => status !== 409)).toEqual([])
    expect(others.filter((status) => status !== 201)).toEqual([])
    expect((await officer.read('/inspections')).total).toBe(60)
    expect((await officer.read('/outings')).total).toBe(60)
    expect((await officer.read('/hazards')).total).toBe(100)
    const numbers = (await officer.all('/notices')).map((one) => Number(/(\d+)号/.exec(one.number as string)?.[1])).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, n) => n + 1))
    await w.server.stop()
    expect(run(['verify', ...storeArguments(w.place)])).toMatchObject({ status: 0 })
    w.server = await Server.start(w.place)
  })

  it('after kill -9 answers a repeated POST as before', async () => {
    const body = place()
    const first = await w.as('office').post('/places', body)
    await w.server.kill()
    w.server = await Server.start(w.place)
    const again = await w.as('office').post('/places', body)
    expect(again).toMatchObject({ status: 200, text: first.text })
  })

  it('is refused a second time on the same data folder, with a sentence that says what to do', async () => {
    const second = run(['serve', ...storeArguments(w.place), '--port', '0', '--clock', hour])
    expect(second.status).toBe(1)
    expect(second.errors).toContain('--data')
    expect(second.errors).toMatch(/[一-鿿]/)
    expect((await w.as('office').get('/me')).status).toBe(200)
  })

  it('may be started again at once after kill -9', async () => {
    await w.server.kill()
    w.server = await Server.start(w.place)
    expect((await w.as('office').get('/me')).status).toBe(200)
  })

  it('says that the port is taken', async () => {
    const other = emptyPlace()
    try {
      const port = new URL(w.server.url).port
      const second = run(['serve', ...storeArguments(other), '--port', port])
      expect(second.status).toBe(1)
      expect(second.errors).toContain('--port')
    } finally {
      remove(other)
    }
  })
})

describe('the database', () => {
  /** As a later version of the program would leave it. */
  async function touch(change: { sql: string; from: string; to: string }): Promise<void> {
    await w.server.stop()
    if (w.place.database) psql(change.sql, w.place.database)
    else {
      // No client of SQLite is needed where a name of the same length is put into the file.
      const file = join(w.place.folder, 'zhenan.db')
      writeFileSync(file, Buffer.from(readFileSync(file).toString('latin1').replaceAll(change.from, change.to), 'latin1'))
    }
  }

  it('of a newer version is refused, and left as it was', async () => {
    await touch({
      sql: "INSERT INTO migration (name, checksum, applied_at) VALUES ('29990101T0000_later', 'x', 0)",
      from: '20261124T0605_people', to: '29990101T0000_peoplx',
    })
    await expect(Server.start(w.place)).rejects.toThrow(/更新版本/)
    expect(run(['verify', ...storeArguments(w.place)])).toMatchObject({ status: 1 })
    await touch({ sql: "DELETE FROM migration WHERE name = '29990101T0000_later'", from: '29990101T0000_peoplx', to: '20261124T0605_people' })
    w.server = await Server.start(w.place)
    expect((await w.as('office').read('/enterprises')).total).toBe(4)
  })

  it('whose migrations were edited is refused', async () => {
    await w.server.stop()
    const file = onPostgres ? '' : readFileSync(join(w.place.folder, 'zhenan.db')).toString('latin1')
    const sum = /20261124T0605_people([0-9a-f]{64})/.exec(file)?.[1] ?? ''
    await touch({ sql: "UPDATE migration SET checksum = 'edited' WHERE name = '20261124T0605_people'", from: sum, to: '0'.repeat(64) })
    await expect(Server.start(w.place)).rejects.toThrow(/20261124T0605_people/)
    await touch({ sql: "DELETE FROM migration WHERE name = '20261124T0605_people'", from: '0'.repeat(64), to: sum })
    if (onPostgres) psql('DROP TABLE person, appointment, member_unit', w.place.database)
    w.server = await Server.start(w.place)
  })

  it('that is no database is refused with a sentence', () => {
    if (onPostgres) return
    const folder = mkdtempSync(join(tmpdir(), 'zhenan-test-'))
    writeFileSync(join(folder, 'zhenan.db'), 'this is no database, only some text that is long enough for a header of one hundred bytes and more'.repeat(10))
    const second = run(['serve', '--data', folder, '--port', '0'])
    rmSync(folder, { recursive: true })
    expect(second.status).toBe(1)
    expect(second.errors.trim()).not.toBe('')
  })

  it('is readable by nobody else', () => {
    if (onPostgres) return
    expect(statSync(join(w.place.folder, 'zhenan.db')).mode & 0o077).toBe(0)
  })

  it('copied from a stopped server is the whole town', async () => {
    if (onPostgres) return
    await w.as('office').add('/places', place({ name: '带走的' }))
    await w.server.stop()
    const copy: Place = { folder: mkdtempSync(join(tmpdir(), 'zhenan-test-')) }
    cpSync(w.place.folder, copy.folder, { recursive: true })
    remove(w.place)
    w.place = copy
    w.server = await Server.start(copy)
    expect((await w.as('office').read('/places?q=带走')).total).toBe(1)
  })
})

describe('commands beside a running server', () => {
  it('export and verify work, import and init are refused', () => {
    const at = storeArguments(w.place)
    const file = join(w.place.folder, 'out.csv')
    expect(run(['export', 'enterprises', ...at, '--out', file, '--as', 'office'])).toMatchObject({ status: 0 })
    expect(readFileSync(file, 'utf8')).toContain('西岭加油站')
    expect(run(['verify', ...at]).status).toBe(0)
    expect(run(['import', 'enterprises', file, ...at, '--as', 'office'])).toMatchObject({ status: 1, errors: expect.stringContaining('--data') as unknown })
    expect(run(['init', ...at, '--town', '乙镇', '--code', '449999200000', '--admin', '甲'], { ZHENAN_ADMIN_PASSWORD: password }).status).toBe(1)
  })
  it('export has the scope of the account', () => {
    const answer = run(['export', 'enterprises', ...storeArguments(w.place), '--as', 'village', '--out', '-'])
    expect(answer.status === 0 ? answer.output : answer.errors).not.toContain('西岭')
    expect(run(['export', 'enterprises', ...storeArguments(w.place), '--as', 'nobody-at-all', '--out', '-']).status).toBe(1)
  })
})

describe('commands on a stopped town', () => {
  it('import prints the same answer as the API and stands in the history', async () => {
    await w.server.stop()
    const file = join(w.place.folder, 'in.csv')
    writeFileSync(file, `name,area,category\n命令行店,449999100201,shop\n坏店,449999100201,nonsense\n`)
    const at = storeArguments(w.place)
    const check = run(['import', 'enterprises', file, ...at, '--check', '--json', '--as', 'office'])
    expect(JSON.parse(check.output)).toMatchObject({ accepted: 1, rejected: 1, written: false, errors: [{ row: 3, field: 'category' }] })
    expect(check.status).toBe(1)
    expect(run(['import', 'enterprises', file, ...at, '--as', 'office']).status).toBe(1)
    expect(run(['import', 'enterprises', file, ...at, '--partial', '--as', 'office']).status).toBe(0)
    expect(run(['import', 'enterprises', file, ...at, '--partial', '--as', 'patroller']).status).toBe(1)
    w.server = await Server.start(w.place)
    const [made] = (await w.as('office').read('/enterprises?q=命令行')).items
    expect((await w.as('office').read(`/enterprises/${made?.id}/history`)).items).toMatchObject([{ by: '安晓办' }])
  })
  it('init refuses a town that is there', async () => {
    await w.server.stop()
    expect(run(['init', ...storeArguments(w.place), '--town', '乙镇', '--code', '449999200000', '--admin', '甲'], { ZHENAN_ADMIN_PASSWORD: password }).status).toBe(1)
    w.server = await Server.start(w.place)
    expect((await w.as('office').read('/areas?level=town')).total).toBe(1)
  })
})

describe('the command line', () => {
  it.each([[[]], [['nonsense']], [['serve']], [['import']], [['init', '--data', 'x']], [['serve', '--data', 'x', '--nonsense']], [['serve', '--data', 'x', '--port', 'ten']]])('%j is wrong: 2', (parts) => {
    expect(run(parts).status).toBe(2)
  })
  it.each([[['--version']], [['--help']], [['openapi']], [['faults']]])('%j needs no town: 0', (parts) => {
    expect(run(parts)).toMatchObject({ status: 0, output: expect.stringMatching(/\S/) as unknown })
  })
  it('a clock that is no time is refused', () => {
    expect(run(['serve', ...storeArguments(w.place), '--clock', 'yesterday', '--port', '0']).status).toBeGreaterThan(0)
  })
  it.each([['44999910000'], ['449999100201'], ['449900000000'], ['44999910000a'], ['']])('init refuses the town code %s', (code) => {
    expect(run(['init', '--data', join(w.place.folder, 'new'), '--town', '镇', '--code', code, '--admin', '甲'], { ZHENAN_ADMIN_PASSWORD: password })).toMatchObject({ status: 1 })
  })
  it('a template needs no town and leaves nothing behind', () => {
    const file = join(w.place.folder, 'template.xlsx')
    expect(run(['template', 'enterprises', '--out', file]).status).toBe(0)
    expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK')
    expect(run(['template', 'nonsense', '--out', file]).status).toBe(1)
  })
})
