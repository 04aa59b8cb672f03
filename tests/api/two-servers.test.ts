import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Client } from '../world/client'
import { finding, visit } from '../world/loop'
import { run, Server } from '../world/server'
import { onPostgres, storeArguments } from '../world/store'
import { town, uuid7, world } from '../world/world'

/** Two processes on one PostgreSQL: what one writes, the other tells and serves. */
describe.runIf(onPostgres)('two servers on one PostgreSQL', () => {
  const w = world()
  let folder: string
  let second: Server
  const stopping = new AbortController()
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'zhenan-test-'))
    cpSync(w.place.folder, folder, { recursive: true })
    second = await Server.start({ ...w.place, folder })
  })
  afterAll(async () => {
    stopping.abort()
    await second.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const there = () => new Client(() => second, { Authorization: 'Bearer ' + town.tokens.office })

  async function listen(server: Server, from = '') {
    const heard = { text: '' }
    const answer = await fetch(server.url + '/api/v1/events', { headers: { Authorization: 'Bearer ' + town.tokens.office, ...(from && { 'Last-Event-ID': from }) }, signal: stopping.signal })
    void (async () => {
      const reader = answer.body?.getReader()
      for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) heard.text += Buffer.from(piece.value).toString()
    })().catch(() => undefined)
    return heard
  }

  it('an event written by one is heard at the other, both ways', async () => {
    const [here, other] = await Promise.all([listen(w.server), listen(second)])
    const first = await w.as('office').add('/places', { name: '一号机的塘', type: 'pond', areaId: town.areas.east })
    const next = await there().add('/places', { name: '二号机的塘', type: 'pond', areaId: town.areas.east })
    for (const heard of [here, other]) for (const { id } of [first, next]) await expect.poll(() => heard.text, { timeout: 5000 }).toContain(id)
  })

  it('writers at once lose nothing of either, and nobody hears anything twice', async () => {
    const heard = await listen(second)
    const add = (client: Client, n: number) => client.add('/places', { name: `并写塘 ${n}`, type: 'pond', areaId: town.areas.east })
    const made = await Promise.all(Array.from({ length: 60 }, (_, n) => add(n % 2 ? w.as('office') : there(), n)))
    for (const { id } of made) await expect.poll(() => heard.text, { timeout: 8000 }).toContain(id)
    for (const { id } of made) expect(heard.text.split(`"${id}"`).length - 1, id).toBe(1)
  }, 30_000)

  it('a stream that broke at one takes up at the other', async () => {
    const heard = await listen(w.server)
    const seen = await w.as('office').add('/places', { name: '断线前的塘', type: 'pond', areaId: town.areas.east })
    await expect.poll(() => heard.text, { timeout: 5000 }).toContain(seen.id)
    const at = [...heard.text.matchAll(/^id: (\d+-\d+)$/gm)].at(-1)?.[1]
    const missed = await w.as('office').add('/places', { name: '断线后的塘', type: 'pond', areaId: town.areas.east })
    const again = await listen(second, at)
    await expect.poll(() => again.text, { timeout: 5000 }).toContain(missed.id)
    expect(again.text).not.toContain(seen.id)
  })

  it('the same submission sent to both at once is written once, and both answer the same', async () => {
    const before = (await w.as('office').read('/inspections')).total
    const send = (server: () => Server, body: unknown) => new Client(server, { Authorization: 'Bearer ' + town.tokens.officer }).post('/inspections', body as Record<string, unknown>)
    for (let round = 0; round < 20; ++round) {
      const body = visit({ hazards: [finding()] })
      const answers = await Promise.all([send(() => w.server, body), send(() => second, body), send(() => w.server, body), send(() => second, body)])
      expect(answers.map((one) => one.status).sort(), answers.map((one) => one.text).join('\n')).toEqual([200, 200, 200, 201])
      expect(new Set(answers.map((one) => one.text)).size).toBe(1)
    }
    expect((await w.as('office').read('/inspections')).total).toBe(before + 20)
    expect(run(['verify', ...storeArguments(w.place)])).toMatchObject({ status: 0 })
  }, 60_000)

  it('whose attachments are not in one shared folder: the one without them says so, until they are', async () => {
    const photo = Buffer.concat([Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'), Buffer.alloc(400, 7)])
    expect((await w.as('office').send('PUT', `/attachments/${uuid7()}`, photo)).status).toBe(201)
    await second.stop()
    second = await Server.start({ ...w.place, folder })
    await expect.poll(() => second.log, { timeout: 10_000 }).toContain('servers on one database must share the attachments folder')
    await second.stop()
    rmSync(join(folder, 'attachments'), { recursive: true, force: true })
    symlinkSync(join(w.place.folder, 'attachments'), join(folder, 'attachments'))
    second = await Server.start({ ...w.place, folder })
    await new Promise((wait) => setTimeout(wait, 3000))
    expect(second.log).not.toContain('share the attachments folder')
    const id = uuid7()
    expect((await there().send('PUT', `/attachments/${id}`, photo)).status).toBe(201)
    expect((await w.as('office').get(`/attachments/${id}`)).status).toBe(200)
  }, 30_000)

  it('a sign-out at one ends the session at the other', async () => {
    const signed = await w.signIn('village')
    const same = signed.with({})
    const token = (await w.nobody.post('/sessions', { username: 'village', password: 'Zhenan-Test-2023' })).body.token
    const at = (server: Server) => new Client(() => server, { Authorization: 'Bearer ' + token })
    expect((await at(second).get('/me')).status).toBe(200)
    await at(w.server).send('DELETE', '/sessions/current')
    expect((await at(second).get('/me')).status).toBe(401)
    expect((await same.get('/me')).status).toBe(200)
  })
})
