import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Client } from '../world/client'
import { Server } from '../world/server'
import { onPostgres } from '../world/store'
import { town, world } from '../world/world'

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
