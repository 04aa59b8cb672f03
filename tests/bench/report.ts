import { Client } from '../world/client'
import { Server, run } from '../world/server'
import { emptyPlace, remove, storeArguments } from '../world/store'
import type { Line } from './line'
import { median } from './tools'

const rounds = 7

/** The half-year report of the demo town, from the request to the last byte. */
export async function* reports(): AsyncGenerator<Line> {
  const place = emptyPlace()
  const made = run(['demo', '--clock', '2023-07-10', ...storeArguments(place)])
  if (made.status !== 0) throw new Error(made.errors)
  const server = await Server.start(place, '2023-07-10T09:00:00+08:00')
  const session = await new Client(() => server).post('/sessions', { username: 'office', password: 'demo-zhenan' })
  const office = new Client(() => server, { Authorization: 'Bearer ' + session.body.token })
  for (const [ending, bound] of [['json', undefined], ['docx', 1], ['pdf', 3], ['xlsx', undefined]] as const) {
    const times: number[] = []
    for (let n = 0; n < rounds; ++n) {
      const began = performance.now()
      const answer = await office.get(`/reports/half-year/2023-H1.${ending}`)
      if (answer.status !== 200) throw new Error(answer.text)
      times.push((performance.now() - began) / 1000)
    }
    yield { what: `half-year report as ${ending.toUpperCase()}, demo town`, value: median(times), unit: 's', bound, range: [Math.min(...times), Math.max(...times)], further: times }
  }
  await server.stop()
  remove(place)
}
