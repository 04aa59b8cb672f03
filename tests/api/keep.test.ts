import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  backup, clear, contents, digest, expectWhole, file, folder, fresh, isRestoring, made, manifestOf, partOf, photo, photoPart, rebuilt, restore, restored, rewrite, seen, serving,
  signedIn, sure, tableOf,
} from '../world/backup'
import { Client } from '../world/client'
import { Server, hour, run, runBeside } from '../world/server'
import { type Place, copyOf, emptyFolder, emptyPlace, onPostgres, psql, storeArguments } from '../world/store'
import { unzip, zip } from '../world/tables'
import { creditCode, password, town, uuid7 } from '../world/world'

let demo: Place
let kept: string
beforeAll(async () => {
  demo = made(emptyPlace())
  const done = run(['demo', '--clock', '2023-07-10', ...storeArguments(demo)])
  expect(done.status, done.errors).toBe(0)
  await serving(demo, async (server) => {
    const answer = await (await signedIn(server, 'office', 'demo-zhenan')).send('PUT', '/attachments/' + uuid7(), photo)
    expect(answer.status, answer.text).toBe(201)
  })
  kept = backup(demo)
})
afterAll(clear)

describe('a backup', () => {
  it('says what it holds', () => {
    const manifest = manifestOf(kept)
    const parts = unzip(readFileSync(kept))
    expect(manifest).toMatchObject({ form: 1, engine: onPostgres ? 'postgres' : 'sqlite', attachments: { count: 1, damaged: [] } })
    expect(Object.keys(manifest.migrations).length).toBeGreaterThan(10)
    for (const table of manifest.tables) {
      const bytes = sure(parts[`tables/${table.name}.jsonl`])
      const rows = bytes.toString().split('\n').slice(0, -1).map((line) => JSON.parse(line) as (string | null)[])
      expect(digest(bytes), table.name).toBe(table.sha256)
      expect(rows.length, table.name).toBe(table.rows)
      for (const row of rows) expect(row.length, table.name).toBe(table.columns.length)
    }
    expect(digest(sure(parts[photoPart]))).toBe(digest(photo))
  })
  it('holds no sessions and is readable by its owner only', () => {
    expect(manifestOf(kept).tables.map((table) => table.name)).not.toContain('session')
    expect(statSync(kept).mode & 0o077).toBe(0)
  })
  it('leaves nothing unfinished beside it', () => {
    expect(readdirSync(folder).filter((name) => !name.endsWith('.zip'))).toEqual([])
  })
  it.each(['missing', 'folder'])('of no town is refused and makes none (%s)', (name) => {
    const place = { folder: join(folder, name) }
    const done = run(['backup', ...storeArguments(place), '--out', file()])
    expect(done.status).toBe(1)
    expect(done.errors).toMatch(/还没有镇/)
    expect(existsSync(place.folder)).toBe(false)
  })
  it('tells when an attachment is gone, and comes back all the same', () => {
    const place = restored(kept, emptyPlace())
    rmSync(join(place.folder, 'attachments'), { recursive: true })
    const out = file()
    const done = run(['backup', ...storeArguments(place), '--out', out])
    expect(done).toMatchObject({ status: 0, errors: expect.stringContaining(digest(photo)) as unknown })
    expect(restore(out, made(emptyPlace()))).toMatchObject({ status: 0, errors: expect.stringContaining(digest(photo)) as unknown })
  })
})

describe('a restored store', () => {
  it('is whole and the same, from store to store and back', async () => {
    const before = contents(kept)
    const looked = await seen(demo)
    let from = kept
    for (const next of [emptyPlace, emptyFolder, emptyPlace, emptyFolder]) {
      const place = restored(from, next())
      expectWhole(place)
      from = backup(place)
      expect(contents(from)).toEqual(before)
      expect(await seen(place)).toEqual(looked)
    }
  }, 120_000)

  it('goes on: new events, figures and numbers follow the old ones', async () => {
    for (const next of onPostgres ? [emptyPlace, emptyFolder] : [emptyFolder]) {
      const place = restored(kept, next())
      await serving(place, async (server) => {
        const office = await signedIn(server, 'office', 'demo-zhenan')
        const area = sure((await office.read('/areas?level=village')).items[0]).id
        const enterprise = await office.add('/enterprises', { name: '恢复后的饭店', category: 'catering', areaId: area })
        expect((await office.read('/enterprises?q=' + encodeURIComponent('恢复后的'))).items).toHaveLength(1)
        expect((await office.read(`/enterprises/${enterprise.id}/history`)).items).toMatchObject([{ verb: 'created' }])
        await new Promise((done) => setTimeout(done, 12_000)) // sealed and folded
      })
      expectWhole(place)
      expect(tableOf(manifestOf(backup(place)), 'event').rows).toBeGreaterThan(tableOf(manifestOf(kept), 'event').rows)
    }
  }, 90_000)

  it('still tells that its events were changed before', () => {
    const changed = rebuilt(kept, (parts, manifest) => rewrite(parts, manifest, 'event', (lines) => lines.map((line, at) => (at === 5 ? line.replace(/"created"/, '"edited"') : line))))
    const done = run(['verify', ...storeArguments(restored(changed, emptyPlace()))])
    expect(done).toMatchObject({ status: 1, errors: expect.stringContaining('event seal') as unknown })
  })

  it('says in its trail that it was restored, and from which backup', () => {
    const lines = partOf(backup(restored(kept, emptyPlace())), 'tables/event.jsonl').toString().split('\n').filter(isRestoring)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('made')
  })

  it('of an older version gets what came later', () => {
    const older = rebuilt(kept, (parts, manifest) => {
      // The table's migration, and those that build on it.
      const later = Object.keys(manifest.migrations).filter((one) => one.includes('_attachment'))
      expect(later).not.toEqual([])
      for (const one of later) Reflect.deleteProperty(manifest.migrations, one)
      for (const part of Object.keys(parts)) if (part.startsWith('attachments/') || part === 'tables/attachment.jsonl') Reflect.deleteProperty(parts, part)
      manifest.tables = manifest.tables.filter((table) => table.name !== 'attachment')
      manifest.attachments.count = 0
    })
    const place = restored(older, emptyPlace())
    expectWhole(place)
    expect(manifestOf(backup(place)).migrations).toEqual(manifestOf(kept).migrations)
  })

  it.runIf(onPostgres)('keeps the order of events whose transactions overlapped', async () => {
    const place = restored(kept, emptyPlace())
    const insert = (seq: number) => psql(`INSERT INTO event (seq, at, actor_id, actor_name, kind, record_id, verb) VALUES (${seq}, ${seq}, 'x', 'x', 'x', 'overlap', 'v${seq}')`, place.database)
    insert(1_000_001)
    insert(1_000_000)
    await serving(place, async () => {
      for (let tries = 0; psql('SELECT MAX(last_seq) FROM event_seal WHERE last_seq >= 1000000', place.database).trim() !== '1000000'; ++tries) {
        if (tries > 100) throw new Error('The events were not sealed')
        await new Promise((done) => setTimeout(done, 200))
      }
    })
    expectWhole(place)
    const back = restored(backup(place), emptyFolder())
    expectWhole(back)
    const lines = partOf(backup(back), 'tables/event.jsonl').toString().trimEnd().split('\n').filter((line) => !isRestoring(line))
    expect(lines.slice(-2).map((line) => /v100000./.exec(line)?.[0])).toEqual(['v1000001', 'v1000000'])
  }, 60_000)
})

describe('a restore refuses, and leaves nothing behind:', () => {
  const refuse = (from: string, words: RegExp) => {
    const place = { folder: join(folder, 'refused') }
    const done = run(['restore', from, ...storeArguments(place)])
    expect(done.errors).toMatch(words)
    expect(done.status).toBe(1)
    expect(existsSync(place.folder)).toBe(false)
  }
  const written = (bytes: Uint8Array) => {
    const out = file()
    writeFileSync(out, bytes)
    return out
  }

  it.each([0, 1, 100, 0.1, 0.5, 0.99, -1, -22, -1000])('a file cut at %d', (at) => {
    const bytes = readFileSync(kept)
    refuse(written(bytes.subarray(0, at > 0 && at < 1 ? Math.floor(bytes.length * at) : at < 0 ? bytes.length + at : at)), /不是完整的备份文件.*\n.*no whole backup/)
  })
  it('another file', () => {
    refuse(written(Buffer.from('PK no')), /不是完整的备份文件/)
    refuse(written(zip({ 'a.txt': 'a' })), /manifest\.json/)
    refuse(join(folder, 'none.zip'), /打不开/)
  })
  it('one in which any byte was changed', () => {
    const bytes = readFileSync(kept)
    const before = contents(kept)
    let refused = 0
    for (let n = 0; n < 60; ++n) {
      const at = n < 20 ? bytes.length - 1 - n * 97 : Math.floor((bytes.length * (n - 20)) / 40)
      const other = Buffer.from(bytes)
      other.writeUInt8(other.readUInt8(at) ^ 0x55, at)
      const place = made(emptyFolder())
      const done = restore(written(other), place)
      if (done.status === 0) {
        // A byte that carries nothing, such as a time of day in the zip.
        expect(contents(backup(place)), `byte ${at}`).toEqual(before)
      } else {
        ++refused
        expect(done.errors, `byte ${at}`).toMatch(/被改动或损坏|不是完整/)
        expect(readdirSync(place.folder)).toEqual([])
      }
    }
    expect(refused).toBeGreaterThan(45)
  }, 120_000)
  it.each(['tables/enterprise.jsonl', photoPart])('a changed %s, even in a right zip', (part) => {
    const changed = rebuilt(kept, (parts) => {
      const bytes = Buffer.from(sure(parts[part]))
      bytes.writeUInt8(bytes.readUInt8(bytes.length - 9) ^ 1, bytes.length - 9)
      parts[part] = bytes
    })
    refuse(changed, new RegExp(part))
  })
  it('a part too few or too many', () => {
    refuse(rebuilt(kept, (parts) => Reflect.deleteProperty(parts, 'tables/area.jsonl')), /tables\/area\.jsonl/)
    refuse(rebuilt(kept, (parts) => Reflect.deleteProperty(parts, photoPart)), /attachments/)
    refuse(rebuilt(kept, (parts) => (parts['attachments/../../evil'] = 'x')), /evil/)
    refuse(rebuilt(kept, (parts) => (parts['tables/other.jsonl'] = '')), /other/)
  })
  it('one that a newer program wrote', () => {
    refuse(rebuilt(kept, (_, manifest) => (manifest.migrations['20991231T0000_future'] = 'x')), /更新版本.*20991231T0000_future/)
    refuse(rebuilt(kept, (_, manifest) => (manifest.form = 2)), /更新版本/)
  })
  it('one whose migration is another', () => {
    refuse(rebuilt(kept, (_, manifest) => (manifest.migrations[sure(Object.keys(manifest.migrations)[0])] = 'x')), /建库脚本.*不一致/)
  })
})

describe('a restore', () => {
  it('is refused while a server runs, and where a town is', async () => {
    const place = made(copyOf(town.place))
    const before = contents(backup(place))
    await serving(place, async () => {
      expect(restore(kept, place)).toMatchObject({ status: 1, errors: expect.stringContaining('正被另一个镇安程序使用') as unknown })
    })
    expect(restore(kept, place)).toMatchObject({ status: 1, errors: expect.stringContaining('这里已经有内容') as unknown })
    expect(contents(backup(place))).toEqual(before)
    expect(existsSync(join(place.folder, 'attachments'))).toBe(false)
  })
  it.each([
    ['a row twice', 'enterprise', (lines: string[]) => [...lines, sure(lines[0])]],
    ['a reference to nothing', 'area', (lines: string[]) => lines.slice(1)],
    ['a row without a field', 'duty', (lines: string[]) => [...lines, '["x"]']],
  ])('that fails in the middle (%s) leaves an empty store in which the next one succeeds', (_, table, change) => {
    const broken = rebuilt(kept, (parts, manifest) => rewrite(parts, manifest, table, change))
    const place = made(emptyPlace())
    const done = restore(broken, place)
    expect(done.status).toBe(1)
    expect(done.errors).toMatch(new RegExp(table))
    expect(existsSync(join(place.folder, 'attachments'))).toBe(false)
    expect(restore(kept, place).status).toBe(0)
    expectWhole(place)
  })
  it('takes a store that was opened but holds no town', () => {
    const place = made(emptyPlace())
    expectWhole(place)
    expect(restore(kept, place).status).toBe(0)
    expect(contents(backup(place))).toEqual(contents(kept))
  })
})

describe('beside a running server under writes', () => {
  it('a backup holds one moment: all that was answered before, in whole transactions', async () => {
    const place = made(copyOf(town.place))
    const server = await Server.start(place, hour)
    const office = new Client(() => server, { Authorization: 'Bearer ' + town.tokens.office })
    const answered: string[] = []
    let writing = true
    const write = async () => {
      while (writing) {
        const n = fresh()
        answered.push((await office.add('/enterprises', { name: `备份时的店${n}`, category: 'catering', areaId: town.areas.eastFirst, creditCode: creditCode(1000 + n) })).id)
      }
    }
    const writers = Promise.all([write(), write(), write()])
    while (answered.length < 20) await new Promise((done) => setTimeout(done, 20))
    const before = [...answered]
    const out = file()
    const done = await runBeside(['backup', ...storeArguments(place), '--out', out])
    const during = answered.length
    writing = false
    await writers
    await server.stop()
    expect(done.status, done.errors).toBe(0)
    expect(during).toBeGreaterThan(before.length)

    const back = restored(out, emptyFolder())
    expectWhole(back)
    await serving(back, async (other) => {
      const held = (await (await signedIn(other, 'office', password)).all('/enterprises')).map((one) => one.id)
      expect(held).toEqual(expect.arrayContaining(before))
      expect(held.length).toBeLessThanOrEqual(4 + answered.length)
    })
  }, 60_000)
})
