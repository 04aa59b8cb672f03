import { statSync } from 'node:fs'
import { type Socket, connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { program, run } from '../world/server'
import { emptyPlace, remove } from '../world/store'
import { type Line, over } from './line'
import { settled } from './settled'
import { Serving } from './town'

export async function* start(): AsyncGenerator<Line> {
  const place = emptyPlace()
  const made = run(['demo', '--clock', '2023-07-10', '--data', place.folder])
  if (made.status !== 0) throw new Error(made.errors)
  const times: number[] = []
  let memory = NaN
  for (let n = 0; n < 5; ++n) {
    const serving = await Serving.start(place, '')
    times.push(serving.firstAnswer)
    if (n === 4) {
      await sleep(6000)
      memory = serving.memory()
    }
    await serving.stop()
  }
  remove(place)
  yield { what: 'start to the first answer, demo town', unit: 's', bound: 0.3, ...over(times.map((time) => time / 1000)) }
  yield { what: 'binary with its pages', value: statSync(program).size / 2 ** 20, unit: 'MB', bound: 40 }
  yield { what: 'idle memory, demo town', value: memory, unit: 'MB', bound: 80 }
}

/** A thousand who listen and hear nothing. */
export async function* listeners(): AsyncGenerator<Line> {
  const { place, bench } = await settled()
  const serving = await Serving.start(place)
  await serving.client(bench.token).read('/me')
  await sleep(2000)
  const before = serving.memory()
  const open: Socket[] = []
  for (let n = 0; n < 1000; ++n) {
    const socket = connect(Number(serving.port), '127.0.0.1')
    const begun = new Promise<string>((heard, failed) => {
      socket.once('data', (bytes: Buffer) => heard(bytes.toString()))
      socket.once('error', failed)
    })
    socket.write(`GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${bench.token}\r\n\r\n`)
    if (!(await begun).startsWith('HTTP/1.1 200')) throw new Error(`Listener ${n} was refused.`)
    open.push(socket)
  }
  await sleep(2000)
  const more = serving.memory() - before
  for (const socket of open) socket.destroy()
  await serving.stop()
  yield { what: '1,000 idle listeners to live events, memory more', value: more, unit: 'MB', bound: 50 }
}
