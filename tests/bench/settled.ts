import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { uuid7 } from '../world/ids'
import { type Place, emptyPlace, onPostgres, remove } from '../world/store'
import { address, bare, barePostgres, database } from './tools'
import { type Bench, Serving, settle } from './town'

export interface Settled {
  place: Place
  bench: Bench
  marks: string
}

let made: Promise<Settled> | undefined
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
export const folder = mkdtempSync(join(tmpdir(), 'zhenan-bench-'))

/** One submission, at the first enterprise. */
export function submissionOf(bench: Bench): string {
  const ids = Array.from({ length: 10 }, () => uuid7())
  return bench.submission.replace('@place@', bench.enterprises[0] ?? '').replace(/@(\d)@/g, (_, n: string) => ids[Number(n)] ?? '')
}

/** A town with one submission in it, and a note of what was there before: the bare program learns from the difference. */
export function settled(): Promise<Settled> {
  made ??= (async () => {
    const place = emptyPlace()
    const bench = await settle(place)
    const marks = join(folder, 'marks')
    writeFileSync(marks, onPostgres ? barePostgres('mark', address(place)) : bare('marks', database(place)))
    const serving = await Serving.start(place)
    await serving.client(bench.token).add('/inspections', JSON.parse(submissionOf(bench)) as Record<string, unknown>)
    await serving.stop()
    process.on('exit', () => remove(place))
    return { place, bench, marks }
  })()
  return made
}
