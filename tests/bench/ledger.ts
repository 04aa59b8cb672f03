import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { program } from '../world/server'
import { emptyPlace, onPostgres, remove, sql, storeArguments, type Place } from '../world/store'
import { type Line, over, tell } from './line'
import { settledFolder, submissionOf } from './settled'
import { address, bare, barePostgres, database, load } from './tools'
import { type Bench, Serving, day, officerOf } from './town'

const measured = ['outings', 'inspections', 'hazards-found', 'hazards-closed', 'hazards-open', 'hazards-overdue', 'rectification-orders', 'notices']

interface Sized { size: number; place: Place; serving: Serving; bench: Bench }

const tenth = "rowid % 10 <> 0 AND status <> 'closed'"
/** What is due is put right and rechecked, but for a tenth. */
const close = [
  `UPDATE hazard SET status = 'closed', reported_on = due_on, closed_on = MIN(recheck_due_on, '${day}') WHERE ${tenth}`,
  "UPDATE duty SET discharged_on = (SELECT CASE duty.rule WHEN 'hazard.rectification' THEN h.reported_on ELSE h.closed_on END FROM hazard h WHERE h.id = duty.record_id) WHERE record_id IN (SELECT id FROM hazard WHERE status = 'closed')",
  "INSERT INTO measure_delta (measure, area_id, day, dimension, n, approximate, record_kind, record_id) SELECT 'hazards-closed', area_id, closed_on, level, 1, 0, 'hazards', id FROM hazard WHERE status = 'closed'",
]

function copy(of: Place): Place {
  const place = { folder: mkdtempSync(join(tmpdir(), 'zhenan-bench-')) }
  cpSync(of.folder, place.folder, { recursive: true })
  process.on('exit', () => remove(place))
  return place
}

/** The measures' own job folds what was filled in. */
async function folded(place: Place): Promise<void> {
  const left = () => Number(sql(place, 'SELECT (SELECT MAX(seq) FROM measure_delta) - (SELECT last_seq FROM measure_fold)'))
  for (let waited = 0; left() > 0; ++waited) {
    if (waited > 300) throw new Error('The measures are not folded.')
    await sleep(1000)
  }
}

/** The same town on PostgreSQL, by a backup and its restore. */
function moved(from: Place): Place {
  const place = emptyPlace()
  process.on('exit', () => remove(place))
  const file = join(from.folder, 'backup.zip')
  const began = performance.now()
  execFileSync(program, ['backup', ...storeArguments(from), '--out', file])
  const kept = performance.now()
  execFileSync(program, ['restore', file, ...storeArguments(place)])
  tell('backup', (kept - began) / 1000, 's, restore', (performance.now() - kept) / 1000, 's')
  remove(from)
  sql(place, 'VACUUM ANALYZE')
  return place
}

async function serve(grown: Place, size: number, bench: Bench): Promise<Sized> {
  tell(bare('grow', database(grown), String(size)))
  const serving = await Serving.start(grown)
  const rare = submissionOf(bench).replace(/"description":"[^"]*"/, '"description":"锅炉汽包的压力表超过检定有效期"')
  await serving.client(bench.token).add('/inspections', JSON.parse(rare) as Record<string, unknown>)
  await folded(grown)
  if (!onPostgres) return { size, place: grown, serving, bench }
  await serving.stop()
  const place = moved(grown)
  const anew = await Serving.start(place)
  await folded(place)
  return { size, place, serving: anew, bench: { ...bench, token: await officerOf(anew) } }
}

/** 10,000, 100,000 and 1,000,000 hazards with the same 1,000 open, side by side. */
export async function* ledger(): AsyncGenerator<Line> {
  const town = await settledFolder()
  const { bench } = town
  const first = copy(town.place)
  bare('fill', database(first), town.marks, '3333', '730')
  for (const sql of [...close, 'PRAGMA wal_checkpoint(TRUNCATE)']) bare('run', database(first), sql)
  const second = copy(first)
  const third = copy(first)
  const towns = [await serve(first, 10_000, bench), await serve(second, 100_000, bench), await serve(third, 1_000_000, bench)] as const
  try {
    yield* page(towns)
    yield* measures(towns)
    yield* search(towns[2])
  } finally {
    for (const one of towns) await one.serving.stop()
  }
}

/** The same question in SQL alone. */
function plainPage(place: Place, village: string): { total: number; p99: number; p50: number } {
  const path = sql(place, `SELECT path FROM area WHERE id = '${village}'`).trim()
  return JSON.parse(place.database ? barePostgres('page', address(place), path, day, '600') : bare('page', database(place), path, day, '600')) as { total: number; p99: number; p50: number }
}

const named = (size: number) => size.toLocaleString('en')

async function* page(towns: readonly Sized[]): AsyncGenerator<Line> {
  const village = towns[0]?.bench.villages[5] ?? ''
  const asked = `/api/v1/hazards?area=${village}&open=true&late=any&sort=dueOn&limit=50`
  const kept = towns.map(() => ({ served: [] as number[], middle: [] as number[], plain: [] as number[], ratio: [] as number[], usual: [] as number[] }))
  let total = 0
  for (let round = 0; round < 5; ++round)
    for (const [n, { place, serving, bench }] of towns.entries()) {
      const answer = await serving.client(bench.token).read(asked)
      const plain = plainPage(place, village)
      if (plain.total !== answer.total) throw new Error(`The page says ${answer.total} hazards, SQL ${plain.total}`)
      total = plain.total
      const told = await load(serving, place, bench, 'GET ' + asked, '', 1, 2)
      tell(towns[n]?.size, plain, told)
      kept[n]?.plain.push(plain.p99)
      kept[n]?.served.push(told.p99)
      kept[n]?.middle.push(told.p50)
      kept[n]?.ratio.push(told.p99 / plain.p99)
      kept[n]?.usual.push(told.p50 / plain.p50)
    }
  for (const [n, { size }] of towns.entries()) {
    const one = kept[n]
    if (!one || size < 100_000) continue
    yield { what: `page of ${total} open and late, ${named(size)} hazards: bare SQL, p99`, unit: 'ms', ...over(one.plain) }
    yield { what: `page, ${named(size)} hazards: p99 of an answer`, unit: 'ms', ...over(one.served) }
    yield { what: `page, ${named(size)} hazards: times the bare SQL, p99`, unit: 'times', bound: 4, ...over(one.ratio) }
    yield { what: `page, ${named(size)} hazards: times the bare SQL, p50`, unit: 'times', ...over(one.usual) }
  }
  const slower = (kept[2]?.middle ?? []).map((time, n) => time / (kept[1]?.middle[n] ?? NaN))
  yield { what: 'page, p50: 1,000,000 against 100,000 hazards', unit: 'times', bound: 1.3, ...over(slower) }
}

async function* measures(towns: readonly Sized[]): AsyncGenerator<Line> {
  const together = towns.map(() => [] as number[])
  const each = new Map(measured.map((name) => [name, [] as number[]]))
  const values: Record<string, unknown> = {}
  for (let round = 0; round < 3; ++round)
    for (const [n, { place, serving, size, bench }] of towns.entries()) {
      if (size === 100_000) continue
      let sum = 0
      for (const name of measured) {
        const asked = `/api/v1/measures/${name}?area=${bench.town}&from=2023-01-01&to=2023-06-30&by=area`
        const answer = await serving.client(bench.token).read(asked)
        if ((answer as unknown as { rows: unknown[] }).rows.length < 17) throw new Error(`${name}: not all villages`)
        values[`${name} of ${size}`] = answer.value
        const told = await load(serving, place, bench, 'GET ' + asked, '', 1, 0.5)
        tell(size, name, told.p50, told.p99)
        if (n === 2) each.get(name)?.push(told.p50)
        sum += told.p50
      }
      together[n]?.push(sum)
    }
  for (const [name, times] of each) yield { what: `half a year of ${name}, 17 villages, 1,000,000 hazards, p50`, unit: 'ms', bound: 20, ...over(times), further: values }
  yield { what: 'the eight together, 1,000,000 hazards', unit: 'ms', ...over(together[2] ?? []) }
  yield { what: 'the eight together: 1,000,000 against 10,000 hazards', unit: 'times', bound: 1.1, ...over((together[2] ?? []).map((time, n) => time / (together[0]?.[n] ?? NaN))) }
}

async function* search({ place, serving, bench }: Sized): AsyncGenerator<Line> {
  for (const [what, word] of [['a rare', '汽包'], ['a frequent', '机房']] as const) {
    const times: number[] = []
    const asked = `/api/v1/hazards?q=${encodeURIComponent(word)}`
    const answer = await serving.client(bench.token).read(asked)
    for (let round = 0; round < 3; ++round) times.push((await load(serving, place, bench, 'GET ' + asked, '', 1, 1)).p99)
    yield { what: `search of ${what} word of two characters (${answer.total} found), p99`, unit: 'ms', ...(word === '汽包' && { bound: 20 }), ...over(times) }
  }
}
