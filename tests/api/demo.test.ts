import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Body, Client, type Row } from '../world/client'
import { Server, run } from '../world/server'
import { type Place, emptyPlace, remove, storeArguments } from '../world/store'

let place: Place
let server: Server

const half = 'from=2023-01-01&to=2023-06-30'
const nobody = new Client(() => server)

async function as(username: string): Promise<Client> {
  const session = await nobody.post('/sessions', { username, password: 'demo-zhenan' })
  expect(session.status, session.text).toBe(201)
  return new Client(() => server, { Authorization: 'Bearer ' + session.body.token })
}

async function figure(who: Client, name: string, period = half): Promise<Body> {
  return who.read(`/measures/${name}?${period}`)
}

async function first(who: Client, list: string): Promise<Row> {
  const [row] = (await who.read(list)).items
  if (!row) throw new Error(`${list} is empty`)
  return row
}

// Nothing runs where the demo could not be made.
const stop = async () => void (await (server as Server | undefined)?.stop())

beforeAll(async () => {
  place = emptyPlace()
  const made = run(['demo', '--clock', '2023-07-10', ...storeArguments(place)])
  expect(made.status, made.errors).toBe(0)
  server = await Server.start(place, '2023-07-10T09:00:00+08:00')
})
afterAll(async () => {
  await stop()
  remove(place)
})

describe('the demo town', () => {
  test.each([
    ['villages', 17], ['outings', 15], ['hazards-found', 50], ['rectification-orders', 22], ['hazards-closed', 50], ['signing-rate', 100],
    ['leaflets', 6800], ['slogans', 430], ['banners', 32], ['vehicle-trips', 10], ['drills', 1], ['accidents', 0], ['deaths', 0],
    ['zero-statements', 6], ['market-days', 3], ['livelihood-projects', 4],
  ])('has in the first half of 2023 for %s exactly %d', async (name, value) => {
    expect((await figure(await as('mayor'), name)).value).toBe(value)
  })

  test('has at least 22 inspections in the first half of 2023', async () => {
    expect((await figure(await as('mayor'), 'inspections')).value).toBeGreaterThanOrEqual(22)
  })

  test('says "more than" only where the records do', async () => {
    const mayor = await as('mayor')
    for (const [name, approximate] of [['leaflets', true], ['slogans', true], ['banners', false], ['vehicle-trips', false]] as const)
      expect((await figure(mayor, name)).approximate, name).toBe(approximate)
  })

  test('opens every figure into as much as it says', async () => {
    const mayor = await as('mayor')
    for (const name of ['outings', 'inspections', 'hazards-found', 'rectification-orders', 'hazards-closed', 'leaflets', 'banners']) {
      const value = (await figure(mayor, name)).value
      const behind = await mayor.all(`/measures/${name}/records?${half}`)
      expect(behind.reduce((sum, record) => sum + Number(record.n), 0), name).toBe(value)
    }
  })

  test('makes no rate above 100 and none from nothing, in any village and any period', async () => {
    const office = await as('office')
    const measures = (await office.read('/measures')).items as unknown as { name: string; form: string; numerator: string; denominator: string }[]
    const rates = measures.filter((one) => one.form === 'rate')
    expect(rates.length).toBeGreaterThan(6)
    const periods = ['from=2019-01-01&to=2019-12-31', 'from=2022-01-01&to=2022-12-31', 'from=2023-01-01&to=2023-06-30', 'from=2023-03-01&to=2023-03-31', 'from=2023-07-01&to=2023-07-10', 'from=2024-01-01&to=2024-12-31']
    const read = async (name: string, query: string) => (await office.read(`/measures/${name}?by=area&${query}`)) as unknown as { value: number | null; rows: { key: string; value: number | null }[] }
    let known = 0, unknown = 0
    for (const rate of rates)
      for (const query of periods) {
        const [of, base] = [await read(rate.name, query), await read(rate.denominator, query)]
        const bases = new Map(base.rows.map((row) => [row.key, row.value ?? 0]))
        for (const [about, value, under] of [[query, of.value, base.value ?? 0] as const, ...of.rows.map((row) => [`${query} ${row.key}`, row.value, bases.get(row.key) ?? 0] as const)]) {
          if (under === 0) expect(value, `${rate.name} ${about}`).toBeNull()
          else expect(value !== null && value >= 0 && value <= 100, `${rate.name} ${about}: ${String(value)}`).toBe(true)
          if (value === null) ++unknown
          else ++known
        }
      }
    expect(known).toBeGreaterThan(100)
    expect(unknown).toBeGreaterThan(100)
  }, 120_000)

  test.each([
    ['mayor', 'leader'], ['office', 'office'], ['officer', 'officer'], ['village', 'village'], ['patrol', 'patroller'], ['enterprise', 'enterprise'],
    ['admin', 'administrator'], ['auditor', 'auditor'],
  ])('lets %s sign in, on the day on which it stands', async (username, role) => {
    const me = await (await as(username)).read('/me')
    expect(me).toMatchObject({ username, today: '2023-07-10', demo: true, mustChangePassword: false, townName: '禾安镇' })
    expect(me.roles).toContain(role)
  })

  test('has open hazards and late ones in July', async () => {
    const hazards = (await (await as('office')).read('/hazards?status=rectifying')).items
    expect(hazards.length).toBeGreaterThan(0)
    expect((await (await as('office')).read('/hazards?late=enterprise')).total).toBeGreaterThan(0)
  })

  test('shows in July a hazard that came back at the same place, and the decision on the spot about it', async () => {
    const office = await as('office')
    const again = (await office.read('/hazards?recurring=true&foundOn.from=2023-07-01')).items
    expect(again.length).toBeGreaterThan(0)
    const hazard = await office.read(`/hazards/${again[0]?.id}`)
    expect(hazard.recurrence).toMatchObject({ foundOn: '2023-03-07', status: 'closed' })
    const decisions = (await office.read('/notices?kind=on_spot&issuedOn.from=2023-07-01')).items
    expect(decisions).toHaveLength(1)
    expect((await office.read(`/notices/${decisions[0]?.id}`)).content).toMatchObject({ items: [{ hazardId: hazard.id }] })
  })

  test('numbers its orders of a year by date without gaps', async () => {
    const orders = await (await as('office')).all('/notices?kind=order&sort=numberValue&issuedOn.from=2023-01-01')
    const numbers = orders.map((order) => order.numberValue)
    expect(numbers).toEqual(orders.map((_, at) => at + 1))
    const days = orders.map((order) => String(order.issuedOn))
    expect(days).toEqual([...days].sort())
  })

  test('tells a history that happened on its days', async () => {
    const office = await as('office')
    const letter = await first(office, '/letters?limit=1')
    const history = (await office.read(`/letters/${letter.id}/history`)).items
    expect(history.map((event) => event.verb)).toEqual(['created', 'signed'])
    expect(String(history.at(-1)?.at)).toMatch(new RegExp('^' + letter.signedOn))
  })

  test('is refused where a town is already', () => {
    const again = run(['demo', '--clock', '2023-07-10', ...storeArguments(place)])
    expect(again.status).toBe(1)
  })
})

describe('figures of the demo town', () => {
  test('follow a withdrawn publicity record', async () => {
    const office = await as('office')
    const record = await first(office, '/publicity?type=banner&heldOn.from=2023-01-01&heldOn.to=2023-06-30&limit=1')
    expect((await office.withdraw(`/publicity/${record.id}`, '重复登记')).status).toBe(200)
    expect((await figure(office, 'banners')).value).toBe(32 - Number(record.quantity))
  })

  test('follow a withdrawn hazard', async () => {
    const office = await as('office')
    const hazard = await first(office, '/hazards?foundOn.from=2023-01-01&foundOn.to=2023-06-30&limit=1')
    expect((await office.post(`/hazards/${hazard.id}/withdrawal`, { reason: '不是隐患' })).status).toBe(201)
    expect((await figure(office, 'hazards-found')).value).toBe(49)
    expect((await figure(office, 'hazards-closed')).value).toBe(49)
  })

  test('are whole: verify finds nothing', async () => {
    await stop()
    const verified = run(['verify', ...storeArguments(place)])
    expect(verified.status, verified.errors).toBe(0)
    server = await Server.start(place, '2023-07-10T09:00:00+08:00')
  })
})
