import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Client } from '../world/client'
import { Server, run } from '../world/server'
import { type Place, emptyPlace, remove, storeArguments } from '../world/store'

/** The demo town that runs on from 2023 into the year of a later day. */

const today = '2026-11-25'
let place: Place
let server: Server
let office: Client

beforeAll(async () => {
  place = emptyPlace()
  const made = run(['demo', '--clock', today, ...storeArguments(place)])
  expect(made.status, made.errors).toBe(0)
  server = await Server.start(place, today)
  const session = await new Client(() => server).post('/sessions', { username: 'office', password: 'demo-zhenan' })
  office = new Client(() => server, { Authorization: 'Bearer ' + session.body.token })
}, 120_000)
afterAll(async () => {
  await server.stop()
  remove(place)
})

const total = async (list: string) => (await office.read(list)).total as number

describe('the demo town in the current year', () => {
  test.each([
    ['outings', 15], ['hazards-found', 50], ['rectification-orders', 22], ['hazards-closed', 50], ['letters-signed', 205], ['signing-rate', 100],
    ['leaflets', 6800], ['slogans', 430], ['drills', 1], ['accidents', 0], ['zero-statements', 6],
  ])('still has in the first half of 2023 for %s exactly %d', async (name, value) => {
    expect((await office.read(`/measures/${name}?from=2023-01-01&to=2023-06-30`)).value).toBe(value)
  })

  test('has letters with their words, most of them signed', async () => {
    const standing = await office.read('/letters/standing?year=2026')
    expect(standing.owed).toBe(201)
    expect(standing.rate).toBeGreaterThan(80)
    expect(standing.rate).toBeLessThan(100)
    const letter = (await office.read('/letters?year=2026&state=signed&limit=1')).items[0]
    expect(String(letter?.textSha)).toMatch(/^[0-9a-f]{64}$/)
  })

  test('has duties of the year done, open and late, and nothing that is late for years', async () => {
    expect(await total('/duties?state=done&dueOn.from=2026-01-01&limit=1')).toBeGreaterThan(200)
    expect(await total('/duties?state=open&limit=1')).toBeGreaterThan(20)
    expect(await total('/duties?state=late&limit=1')).toBeGreaterThan(5)
    expect(await total('/duties?state=late&dueOn.to=2025-12-31&limit=1')).toBe(0)
  })

  test('has open hazards and late ones, and patrols of the last weeks', async () => {
    expect(await total('/hazards?open=true&limit=1')).toBeGreaterThan(10)
    expect(await total('/hazards?late=enterprise&limit=1')).toBeGreaterThan(2)
    expect(await total('/hazards?open=true&foundOn.to=2026-09-30&limit=1')).toBe(0)
    expect(await total('/outings?kind=patrol&startedOn.from=2026-10-15&limit=1')).toBeGreaterThan(20)
  })

  test('has last week\'s reports: accepted, handed in, one returned, one missing', async () => {
    const reports = (await office.read('/periodic-reports?period=2026-W47&limit=100')).items
    expect(reports).toHaveLength(16)
    for (const state of ['accepted', 'submitted', 'returned']) expect(reports.some((one) => one.state === state), state).toBe(true)
    expect(reports.some((one) => one.zero)).toBe(true)
  })

  test('has a review of last week whose tasks are still being done', async () => {
    const [review] = (await office.read('/progress-reviews?status=closed&sort=-heldOn&limit=1')).items
    expect(review?.heldOn).toBe('2026-11-16')
    expect(await total(`/follow-ups?sourceId=${review?.id}&status=doing&limit=1`)).toBeGreaterThan(1)
    expect(await total('/follow-ups?late=any&limit=1')).toBeGreaterThan(0)
  })

  test('has published assessments, and one under way', async () => {
    const rounds = (await office.read('/assessment-rounds?limit=20')).items
    expect(Object.fromEntries(rounds.map((round) => [round.periodTo, round.stage]))).toMatchObject({
      '2023-06-30': 'published', '2026-03-31': 'published', '2026-06-30': 'published', '2026-09-30': 'self_check',
    })
  })
})

describe('other days of the demo town', () => {
  test.each(['2024-02-29'])('it can stand on %s', (day) => {
    const other = emptyPlace()
    const made = run(['demo', '--clock', day, ...storeArguments(other)])
    expect(made.status, made.errors).toBe(0)
    const verified = run(['verify', ...storeArguments(other)])
    expect(verified.status, verified.errors).toBe(0)
    remove(other)
  }, 120_000)

  test('before the story begins there is none, and it says when it begins', () => {
    const other = emptyPlace()
    const made = run(['demo', '--clock', '2023-07-09', ...storeArguments(other)])
    expect(made.status).toBe(1)
    expect(made.errors).toContain('2023年7月10日')
    remove(other)
  })
})
