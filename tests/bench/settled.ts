import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { uuid7 } from '../world/ids'
import { type Place, emptyFolder, emptyPlace, remove } from '../world/store'
import { address, bare, barePostgres, database } from './tools'
import { type Bench, Serving, settle } from './town'

export interface Settled {
  place: Place
  bench: Bench
  marks: string
}

const made = new Map<string, Promise<Settled>>()
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
export const folder = mkdtempSync(join(tmpdir(), 'zhenan-bench-'))

/** One submission, at the first enterprise. */
export function submissionOf(bench: Bench): string {
  const ids = Array.from({ length: 10 }, () => uuid7())
  return bench.submission.replace('@place@', bench.enterprises[0] ?? '').replace(/@(\d)@/g, (_, n: string) => ids[Number(n)] ?? '')
}

async function settledIn(place: Place): Promise<Settled> {
  const bench = await settle(place)
  const marks = join(folder, place.database ? 'marks' : 'marks-sqlite')
  writeFileSync(marks, place.database ? barePostgres('mark', address(place)) : bare('marks', database(place)))
  const serving = await Serving.start(place)
  await serving.client(bench.token).add('/inspections', JSON.parse(submissionOf(bench)) as Record<string, unknown>)
  await serving.stop()
  process.on('exit', () => remove(place))
  return { place, bench, marks }
}

function once(name: string, make: () => Promise<Settled>): Promise<Settled> {
  const kept = made.get(name) ?? make()
  made.set(name, kept)
  return kept
}

/** A town with one submission in it, and a note of what was there before: the bare program learns from the difference. */
export const settled = () => once('anywhere', () => settledIn(emptyPlace()))
/** The same on SQLite, wherever is measured. */
export const settledFolder = () => once('folder', () => settledIn(emptyFolder()))
