import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { copyOf, onPostgres, remove, type Place } from '../world/store'
import { type Line, over, tell } from './line'
import { settled, submissionOf } from './settled'
import { bare, database, load } from './tools'
import { type Bench, Serving, day } from './town'

const measured = ['outings', 'inspections', 'hazards-found', 'hazards-closed', 'hazards-open', 'hazards-overdue', 'rectification-orders', 'notices']

interface Sized { size: number; place: Place; serving: Serving }

const tenth = "rowid % 10 <> 0 AND status <> 'closed'"
/** What is due is put right and rechecked, but for a tenth. */
const close = [
  `UPDATE hazard SET status = 'closed', reported_on = due_on, closed_on = MIN(recheck_due_on, '${day}') WHERE ${tenth}`,
  "UPDATE duty SET discharged_on = (SELECT CASE duty.rule WHEN 'hazard.rectification' THEN h.reported_on ELSE h.closed_on END FROM hazard h WHERE h.id = duty.record_id) WHERE record_id IN (SELECT id FROM hazard WHERE status = 'closed')",
  "INSERT INTO measure_delta (measure, area_id, day, dimension, n, approximate, record_kind, record_id) SELECT 'hazards-closed', area_id, closed_on, level, 1, 0, 'hazards', id FROM hazard WHERE status = 'closed'",
]

async function serve(place: Place, size: number, bench: Bench): Promise<Sized> {
  const file = database(place)
  tell(bare('grow', file, String(size)))
  const serving = await Serving.start(place)
  const rare = submissionOf(bench).replace(/"description":"[^"]*"/, '"description":"锅炉汽包的压力表超过检定有效期"')
  await serving.client(bench.token).add('/inspections', JSON.parse(rare) as Record<string, unknown>)
  // The measures' own job folds what was filled in.
  const left = () => Number(bare('run', file, 'SELECT (SELECT MAX(seq) FROM measure_delta) - (SELECT last_seq FROM measure_fold)'))
  for (let waited = 0; left() > 0; ++waited) {
    if (waited > 300) throw new Error('The measures are not folded.')
    await sleep(1000)
  }
  process.on('exit', () => remove(place))
  return { size, place, serving }
}

/** 10,000, 100,000 and 1,000,000 hazards with the same 1,000 open, side by side. */
export async function* ledger(): AsyncGenerator<Line> {
  if (onPostgres) return
  const town = await settled()
  const { bench } = town
  const first = copyOf(town.place)
  bare('fill', database(first), town.marks, '3333', '730')
  for (const sql of [...close, 'PRAGMA wal_checkpoint(TRUNCATE)']) bare('run', database(first), sql)
  const copy = (of: Place): Place => {
    const place = { folder: mkdtempSync(join(tmpdir(), 'zhenan-bench-')) }
    cpSync(of.folder, place.folder, { recursive: true })
    return place
  }
  const second = copy(first)
  const third = copy(first)
  const towns = [await serve(first, 10_000, bench), await serve(second, 100_000, bench), await serve(third, 1_000_000, bench)] as const
  try {
    yield* page(towns, bench)
    yield* measures(towns, bench)
    yield* search(towns[2], bench)
  } finally {
    for (const one of towns) await one.serving.stop()
  }
}

const named = (size: number) => size.toLocaleString('en')

async function* page(towns: readonly Sized[], bench: Bench): AsyncGenerator<Line> {
  const village = bench.villages[5] ?? ''
  const asked = `/api/v1/hazards?area=${village}&open=true&late=any&sort=dueOn&limit=50`
  const kept = towns.map(() => ({ served: [] as number[], middle: [] as number[], plain: [] as number[], ratio: [] as number[], usual: [] as number[] }))
  let total = 0
  for (let round = 0; round < 5; ++round)
    for (const [n, { place, serving }] of towns.entries()) {
      const path = bare('run', database(place), `SELECT path FROM area WHERE id = '${village}'`).trim()
      const answer = await serving.client(bench.token).read(asked)
      const sql = JSON.parse(bare('page', database(place), path, day, '600')) as { total: number; p99: number; p50: number }
      if (sql.total !== answer.total) throw new Error(`The page says ${answer.total} hazards, SQL ${sql.total}`)
      total = sql.total
      const told = await load(serving, place, bench, 'GET ' + asked, '', 1, 2)
      tell(towns[n]?.size, sql, told)
      kept[n]?.plain.push(sql.p99)
      kept[n]?.served.push(told.p99)
      kept[n]?.middle.push(told.p50)
      kept[n]?.ratio.push(told.p99 / sql.p99)
      kept[n]?.usual.push(told.p50 / sql.p50)
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

async function* measures(towns: readonly Sized[], bench: Bench): AsyncGenerator<Line> {
  const together = towns.map(() => [] as number[])
  const each = new Map(measured.map((name) => [name, [] as number[]]))
  const values: Record<string, unknown> = {}
  for (let round = 0; round < 3; ++round)
    for (const [n, { place, serving, size }] of towns.entries()) {
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

async function* search({ place, serving }: Sized, bench: Bench): AsyncGenerator<Line> {
  for (const [what, word] of [['a rare', '汽包'], ['a frequent', '机房']] as const) {
    const times: number[] = []
    const asked = `/api/v1/hazards?q=${encodeURIComponent(word)}`
    const answer = await serving.client(bench.token).read(asked)
    for (let round = 0; round < 3; ++round) times.push((await load(serving, place, bench, 'GET ' + asked, '', 1, 1)).p99)
    yield { what: `search of ${what} word of two characters (${answer.total} found), p99`, unit: 'ms', ...(word === '汽包' && { bound: 20 }), ...over(times) }
  }
}
