import { beforeAll, expect, it } from 'vitest'
import { empower, find } from '../world/loop'
import { type Row, town, uuid7, world } from '../world/world'

const w = world()
let hazard: Row
beforeAll(async () => {
  await empower(w.as('office'))
  hazard = await find(w.as('officer'))
})

it('64 clients that take notice numbers at once leave no gap and no double, also among refusals and repeats', async () => {
  const officer = w.as('officer')
  const given: string[] = []
  await Promise.all(Array.from({ length: 64 }, async (_, client) => {
    for (let round = 0; round < 4; ++round) {
      const body = { id: uuid7(), kind: 'opinion', placeType: 'enterprises', placeId: town.enterprises.hotel, hazardIds: [hazard.id], officerIds: [town.persons.officer] }
      if (client % 4 === 3) expect((await officer.post('/notices', { ...body, hazardIds: [uuid7()] })).status).toBeGreaterThanOrEqual(400)
      const first = await officer.post('/notices', body)
      expect(first.status, first.text).toBe(201)
      given.push(String(first.body.number))
      if (client % 8 === 0) expect(await officer.post('/notices', body)).toMatchObject({ status: 200, text: first.text })
    }
  }))
  const numbers = given.map((number) => Number(/〕(\d+)号$/.exec(number)?.[1])).sort((a, b) => a - b)
  expect(numbers).toEqual(Array.from({ length: 256 }, (_, n) => n + 1))
}, 60_000)
