import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { empower, finding, visit } from '../world/loop'
import { run, Server } from '../world/server'
import { onPostgres, psql, storeArguments } from '../world/store'
import { type Row, World, uuid7 } from '../world/world'

// Kill -9 at any moment, again and again. A dozen rounds in every run; by hand: ZHENAN_ROUNDS=300.
const rounds = Number(process.env.ZHENAN_ROUNDS ?? 12)
const w = new World()
beforeAll(async () => {
  await w.open()
  await empower(w.as('office'))
})
afterAll(() => w.close())

interface Sent {
  body: Record<string, unknown> & { id: string; hazards: { id: string }[] }
  photo: string
  sha: string
}
const answered: Sent[] = []
const unheard: Sent[] = []

/** A photo, then the inspection with two hazards, a notice and the photo: several steps, each of which may be the last. */
async function work(stopped: () => boolean): Promise<void> {
  const officer = w.as('officer')
  while (!stopped()) {
    const bytes = Buffer.concat([Buffer.from('ffd8ffe000104a46494600', 'hex'), randomBytes(3000)])
    const photo = uuid7()
    const [one, other] = [finding({ photos: [photo] }), finding()]
    const sent: Sent = {
      body: visit({ enforcement: true, hazards: [one, other], notices: [{ kind: 'opinion', hazardIds: [one.id, other.id] }] }) as unknown as Sent['body'],
      photo, sha: createHash('sha256').update(bytes).digest('hex'),
    }
    const uploaded = await officer.send('PUT', `/attachments/${photo}`, bytes).catch(() => undefined)
    if (uploaded?.status !== 201) return
    const answer = await officer.post('/inspections', sent.body).catch(() => undefined)
    if (!answer) return void unheard.push(sent)
    expect(answer.status, answer.text).toBe(201)
    answered.push(sent)
  }
}

async function check(): Promise<void> {
  const officer = w.as('officer')
  const ids = async (kind: string) => new Map((await officer.all(`/${kind}`)).map((one): [string, Row] => [one.id, one]))
  const [inspections, hazards, notices] = [await ids('inspections'), await ids('hazards'), await ids('notices')]
  const lost = answered.filter((one) => !inspections.has(one.body.id) || one.body.hazards.some((hazard) => !hazards.has(hazard.id)))
  expect(lost).toEqual([])
  const half = unheard.filter((one) => one.body.hazards.some((hazard) => hazards.has(hazard.id) !== inspections.has(one.body.id)))
  expect(half).toEqual([])
  const whole = unheard.filter((one) => inspections.has(one.body.id)).length
  expect(notices.size).toBe(answered.length + whole)
  const numbers = [...notices.values()].map((one) => Number(/〕(\d+)号$/.exec(String(one.number))?.[1])).sort((a, b) => a - b)
  expect(numbers).toEqual(numbers.map((_, n) => n + 1))
  for (const one of answered.slice(-5))
    expect(createHash('sha256').update((await officer.get(`/attachments/${one.photo}`)).bytes).digest('hex')).toBe(one.sha)
}

it(`after kill -9 at any moment what was answered is there, nothing is half there, numbers have no gaps (${rounds} rounds)`, async () => {
  for (let round = 0; round < rounds; ++round) {
    const before = answered.length
    let stopped = false
    const clients = Promise.all(Array.from({ length: 6 }, () => work(() => stopped)))
    // The moment is chance on purpose: somewhere in the life of the first answers.
    for (const until = Math.floor(Math.random() * 25); answered.length < before + until && !stopped;) await new Promise((done) => setTimeout(done, 1 + Math.random() * 4))
    await w.server.kill()
    stopped = true
    await clients
    w.server = await Server.start(w.place)
    await check()
  }
  expect(answered.length).toBeGreaterThan(rounds)
  // A client that heard nothing sends the same again: whole, once.
  for (const one of unheard) expect([200, 201]).toContain((await w.as('officer').post('/inspections', one.body)).status)
  answered.push(...unheard.splice(0))
  await check()
  const verified = run(['verify', ...storeArguments(w.place)])
  expect(verified, verified.errors).toMatchObject({ status: 0 })
  if (onPostgres) expect(psql('SELECT COUNT(*) FROM inspection', w.place.database).trim()).toBe(String(answered.length))
}, 60_000 + rounds * 5_000)
