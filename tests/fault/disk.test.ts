import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { finding, visit } from '../world/loop'
import { run, runBeside, Server, program } from '../world/server'
import { emptyFolder, onPostgres, remove, storeArguments } from '../world/store'
import { World, town, uuid7 } from '../world/world'

let w: World
beforeEach(async () => void (w = await new World().open()))
afterEach(() => w.close())

const photo = (size = 40_000) => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), randomBytes(size)])
const upload = (bytes: Uint8Array, id = uuid7(), headers = {}) => w.as('officer').send('PUT', `/attachments/${id}`, bytes, headers)
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const files = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' })

/** No file may grow beyond so many bytes: to the server that is a disk on which nothing fits any more. */
const room = (bytes: number | 'unlimited') => execFileSync('prlimit', ['--pid', String(w.server.pid), `--fsize=${bytes}:`])

describe('a full disk', () => {
  it('is answered 507 with a sentence, loses nothing, and when there is room again all goes on', async () => {
    const officer = w.as('officer')
    const kept = await officer.add('/inspections', visit())
    room(4096)
    if (!onPostgres) {
      const refused = []
      for (let n = 0; n < 3; ++n) refused.push(await officer.post('/inspections', visit({ hazards: Array.from({ length: 10 }, () => finding()) })))
      for (const answer of refused) {
        expect(answer).toMatchObject({ status: 507, body: { code: 'store.full', status: 507 } })
        expect(answer.body.detail).toMatch(/腾出空间/)
      }
      expect((await officer.with({ 'Accept-Language': 'en' }).post('/inspections', visit())).body.detail).toMatch(/room/)
    }
    const bytes = photo()
    const id = uuid7()
    expect(await upload(bytes, id)).toMatchObject({ status: 507, body: { code: 'store.full' } })
    const pieces = uuid7()
    expect((await upload(bytes.subarray(0, 20_000), pieces, { 'Content-Range': `bytes 0-19999/${bytes.length}` })).status).toBe(507)
    expect((await officer.read('/inspections')).items.map((one) => one.id)).toContain(kept.id)
    expect(files(join(w.place.folder, 'attachments')).filter((name) => name.includes('.'))).toEqual([])
    room('unlimited')
    expect((await officer.post('/inspections', visit())).status).toBe(201)
    expect(await upload(bytes, id)).toMatchObject({ status: 201, body: { sha256: sha(bytes) } })
    expect((await officer.read('/inspections')).total).toBe(2)
    await w.server.stop()
    expect(run(['verify', ...storeArguments(w.place)])).toMatchObject({ status: 0 })
    w.server = await Server.start(w.place)
  })
  // The database of a PostgreSQL is on a disk of its own.
  if (!onPostgres) it('under many writers at once: every 201 is there, every other is not', async () => {
    const sent = new Map<string, number>()
    const size = statSync(join(w.place.folder, 'zhenan.db-wal')).size
    room(size + 300_000)
    await Promise.all(Array.from({ length: 8 }, async () => {
      for (let n = 0; n < 40; ++n) {
        const body = visit({ hazards: [finding(), finding(), finding()] })
        sent.set(body.id, (await w.as('officer').post('/inspections', body)).status)
      }
    }))
    expect(new Set(sent.values())).toEqual(new Set([201, 507]))
    room('unlimited')
    expect((await w.as('officer').post('/inspections', visit())).status).toBe(201)
    const there = new Set((await w.as('officer').all('/inspections')).map((one) => one.id))
    for (const [id, status] of sent) expect(there.has(id), `${id} ${status}`).toBe(status === 201)
  })
})

const library = join(dirname(program), 'libzhenan_full_disk.so')

describe('a disk without space (ENOSPC)', () => {
  let control: string
  let preloaded: Record<string, string>
  const fill = () => writeFileSync(control, '')
  const clear = () => rmSync(control, { force: true })
  beforeEach(async () => {
    if (!existsSync(library)) throw new Error(`There is no ${library}: build it first (ninja zhenan_full_disk).`)
    control = join(w.place.folder, 'full')
    preloaded = { LD_PRELOAD: library, ZHENAN_FULL_DISK: control }
    await w.server.stop()
    w.server = await Server.start(w.place, undefined, ['env', ...Object.entries(preloaded).map((pair) => pair.join('='))])
  })
  afterEach(clear)

  it('is answered 507, what was answered before stays, and all goes on by itself when there is space', async () => {
    const officer = w.as('officer')
    const kept = await officer.add('/inspections', visit())
    const bytes = photo()
    const first = await upload(bytes)
    expect(first.status).toBe(201)
    fill()
    const refused = [visit(), visit(), visit()]
    if (!onPostgres)
      for (const body of refused) expect(await officer.post('/inspections', body)).toMatchObject({ status: 507, body: { code: 'store.full' } })
    const id = uuid7()
    const later = photo()
    expect(await upload(later, id)).toMatchObject({ status: 507, body: { code: 'store.full' } })
    expect((await upload(later.subarray(0, 20_000), uuid7(), { 'Content-Range': `bytes 0-19999/${later.length}` })).status).toBe(507)
    expect((await officer.get('/enterprises.xlsx')).status).toBe(507)
    expect((await officer.read('/inspections')).items.map((one) => one.id)).toEqual([kept.id])
    expect((await officer.get(`/attachments/${first.body.id}`)).bytes).toHaveLength(Number(first.body.size))
    expect(files(join(w.place.folder, 'attachments')).filter((name) => name.includes('.'))).toEqual([])
    clear()
    for (const body of refused) expect((await officer.post('/inspections', body)).status).toBe(201)
    expect(await upload(later, id)).toMatchObject({ status: 201, body: { sha256: sha(later) } })
    expect((await officer.get('/enterprises.xlsx')).status).toBe(200)
    expect((await officer.read('/inspections')).total).toBe(4)
    await w.server.stop()
    expect(run(['verify', ...storeArguments(w.place)])).toMatchObject({ status: 0 })
    w.server = await Server.start(w.place)
  })

  it('that comes and goes under many writers: every 201 is there, every other is not, also after a kill', async () => {
    const sent = new Map<string, number>()
    const uploads = new Map<string, number>()
    let writing = true
    const coming = (async () => {
      for (let full = true; writing; full = !full) {
        if (full) fill()
        else clear()
        await new Promise((wait) => setTimeout(wait, 40))
      }
    })()
    await Promise.all(Array.from({ length: 6 }, async () => {
      for (let n = 0; n < 40; ++n) {
        const body = visit({ hazards: [finding(), finding()] })
        sent.set(body.id, (await w.as('officer').post('/inspections', body)).status)
        const id = uuid7()
        uploads.set(id, (await upload(photo(2000), id)).status)
      }
    }))
    writing = false
    await coming
    expect(new Set(sent.values())).toEqual(new Set(onPostgres ? [201] : [201, 507]))
    expect(new Set(uploads.values())).toEqual(new Set([201, 507]))
    fill()
    await w.server.kill()
    clear()
    w.server = await Server.start(w.place)
    const there = new Set((await w.as('officer').all('/inspections')).map((one) => one.id))
    for (const [id, status] of sent) expect(there.has(id), `${id} ${status}`).toBe(status === 201)
    for (const [id, status] of uploads) expect((await w.as('officer').get(`/attachments/${id}`)).status, id).toBe(status === 201 ? 200 : 404)
    await w.server.stop()
    expect(run(['verify', ...storeArguments(w.place)])).toMatchObject({ status: 0 })
    w.server = await Server.start(w.place)
  }, 90_000)

  it('makes a backup fail with a sentence and leaves no half one, nor touches the one before', async () => {
    await upload(photo())
    const out = join(w.place.folder, 'backup.zip')
    expect(run(['backup', '--out', out, ...storeArguments(w.place)], preloaded)).toMatchObject({ status: 0 })
    const before = readFileSync(out)
    fill()
    const refused = run(['backup', '--out', out, ...storeArguments(w.place)], preloaded)
    expect(refused.status).toBe(1)
    expect(refused.errors).toMatch(/空间/)
    expect(readFileSync(out).equals(before)).toBe(true)
    expect(readdirSync(w.place.folder).filter((name) => name.startsWith('backup'))).toEqual(['backup.zip'])
    clear()
    expect(run(['backup', '--out', out, ...storeArguments(w.place)], preloaded)).toMatchObject({ status: 0 })
  })
})

/** Even root may write only what the permissions allow: the program runs without the right to pass over them. */
const plain = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-all', '--inh-caps=-all', '--no-new-privs'] : []
function runPlain(parts: string[]): string {
  const [command = '', ...further] = [...plain, program, ...parts]
  try {
    execFileSync(command, further, { encoding: 'utf8', stdio: 'pipe', timeout: 20_000 })
  } catch (fault) {
    const ended = fault as { status: number; stderr: string }
    return `${ended.status} ${ended.stderr}`
  }
  return '0'
}

describe('a folder that cannot be written', () => {
  it('is refused at the start with a sentence that names it', () => {
    const place = emptyFolder()
    chmodSync(place.folder, 0o555)
    const said = runPlain(['serve', '--data', place.folder, '--port', '0'])
    chmodSync(place.folder, 0o755)
    remove(place)
    expect(said).toMatch(/^1 /)
    expect(said).toContain(place.folder)
    expect(said).toMatch(/不能写/)
  })
  it('with a database that may only be read too', async () => {
    if (onPostgres) return expect(await w.as('officer').get('/me')).toMatchObject({ status: 200 })
    await w.server.stop()
    const database = join(w.place.folder, 'zhenan.db')
    chmodSync(database, 0o444)
    const said = runPlain(['serve', '--data', w.place.folder, '--port', '0'])
    chmodSync(database, 0o600)
    expect(said).toMatch(/^1 /)
    expect(said).toMatch(/不能写/)
    w.server = await Server.start(w.place)
  })
  it('takes no backup, says so, and is left as it was', () => {
    const folder = join(w.place.folder, 'shelf')
    mkdirSync(folder)
    chmodSync(folder, 0o555)
    const said = runPlain(['backup', '--out', join(folder, 'backup.zip'), ...storeArguments(w.place)])
    chmodSync(folder, 0o755)
    expect(said).toMatch(/^1 /)
    expect(said).toMatch(/写不了/)
    expect(readdirSync(folder)).toEqual([])
  })
  it('when it becomes so under a running server: uploads are answered 507, the rest works', async () => {
    const folder = join(w.place.folder, 'attachments')
    expect((await upload(photo())).status).toBe(201)
    await w.server.stop()
    w.server = await Server.start(w.place, undefined, plain)
    const all = [folder, ...files(folder).map((name) => join(folder, name)).filter((name) => statSync(name).isDirectory())]
    for (const one of all) chmodSync(one, 0o555)
    expect(await upload(photo())).toMatchObject({ status: 507, body: { code: 'store.full' } })
    expect((await w.as('officer').post('/inspections', visit())).status).toBe(201)
    for (const one of all) chmodSync(one, 0o700)
    expect((await upload(photo())).status).toBe(201)
  })
})

describe('two servers', () => {
  it('on one folder: the second says so and ends, as often as it is tried, and the first goes on', async () => {
    const seconds = await Promise.all([1, 2, 3].map(() => runBeside(['serve', ...storeArguments(w.place), '--port', '0'])))
    for (const second of seconds) {
      expect(second.status).toBe(1)
      expect(second.errors).toMatch(/另一个镇安程序/)
    }
    expect((await w.as('office').post('/places', { name: '还在', type: 'other', areaId: town.areas.east })).status).toBe(201)
  })
})
