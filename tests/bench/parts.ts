import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { uuid7 } from '../world/ids'
import { run } from '../world/server'
import { type Place, copyOf, emptyPlace, onPostgres, remove } from '../world/store'
import { reports } from './report'
import { bare, database, load, median } from './tools'
import { type Bench, Serving, day, settle } from './town'

export interface Line {
  what: string
  value: number
  unit: string
  bound?: number
  least?: boolean
  /** The least and the most of several rounds; the value is their median. */
  range?: [number, number]
  further?: unknown
}

interface Part {
  name: string
  run(): AsyncGenerator<Line>
}

interface Settled {
  place: Place
  bench: Bench
  marks: string
}

/** Several rounds as one line: a single round, and least of all the kindest, says nothing. */
const over = (values: number[]) => ({ value: median(values), range: [Math.min(...values), Math.max(...values)] as [number, number] })

const tell = (...what: unknown[]) => process.env.ZHENAN_BENCH_VERBOSE && console.error(...what)

let made: Promise<Settled> | undefined
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const folder = mkdtempSync(join(tmpdir(), 'zhenan-bench-'))

/** One submission, at the first enterprise. */
function submissionOf(bench: Bench): string {
  const ids = Array.from({ length: 10 }, () => uuid7())
  return bench.submission.replace('@place@', bench.enterprises[0] ?? '').replace(/@(\d)@/g, (_, n: string) => ids[Number(n)] ?? '')
}

/** A town with one submission in it, and a note of what was there before: the bare program learns from the difference. */
function settled(): Promise<Settled> {
  made ??= (async () => {
    const place = emptyPlace()
    const bench = await settle(place)
    const marks = join(folder, 'marks')
    if (!onPostgres) writeFileSync(marks, bare('marks', database(place)))
    const serving = await Serving.start(place)
    await serving.client(bench.token).add('/inspections', JSON.parse(submissionOf(bench)) as Record<string, unknown>)
    await serving.stop()
    process.on('exit', () => remove(place))
    return { place, bench, marks }
  })()
  return made
}

async function* submissions(): AsyncGenerator<Line> {
  const { place, bench, marks } = await settled()
  const yardstick: number[] = []
  const measured = new Map([16, 256].map((clients) => [clients, { rate: [], part: [], commits: [], p99: [], processor: [] } as Record<'rate' | 'part' | 'commits' | 'p99' | 'processor', number[]>]))
  let further: unknown
  // One after the other, several times: what else the machine does hits both.
  for (let round = 0; round < 5; ++round) {
    let plain = NaN
    if (!onPostgres) {
      const copy = join(folder, 'bare.db')
      cpSync(database(place), copy)
      const told = JSON.parse(bare('insert', copy, marks, '6400')) as { perSecond: number }
      plain = told.perSecond
      further = told
      tell(told)
      for (const ending of ['', '-wal', '-shm']) rmSync(copy + ending, { force: true })
    }
    yardstick.push(plain)
    for (const [clients, kept] of measured) {
      const own = copyOf(place)
      const serving = await Serving.start(own)
      const before = await serving.counters()
      const used = serving.processor()
      const told = await load(serving, own, bench, 'POST /api/v1/inspections', bench.submission, clients, 6)
      const after = await serving.counters()
      const jobs = after.jobs - before.jobs
      kept.rate.push(told.perSecond)
      kept.part.push(told.perSecond / plain)
      kept.commits.push(((after.commits - before.commits) * 100) / jobs)
      kept.p99.push(told.p99)
      kept.processor.push(((serving.processor() - used) * 1000) / jobs)
      tell(clients, 'clients', told, 'ms of processor for one:', kept.processor.at(-1))
      await serving.stop()
      remove(own)
    }
  }
  yield { what: 'bare program, 64 submissions a transaction', unit: 'a second', ...over(yardstick), further }
  for (const [clients, kept] of measured) {
    const who = `submissions, ${clients} clients`
    yield { what: who, unit: 'a second', ...over(kept.rate) }
    yield { what: `${who}: part of the bare program's`, unit: '', bound: 0.5, least: true, ...over(kept.part) }
    yield { what: `${who}: commits for 100`, unit: 'commits', bound: clients === 16 ? 10 : 2, ...over(kept.commits) }
    yield { what: `${who}: p99 of an answer`, unit: 'ms', ...(clients === 16 && { bound: 60 }), ...over(kept.p99) }
    yield { what: `${who}: processor of the server for one`, unit: 'ms', ...over(kept.processor) }
  }
}

let filled: Promise<{ own: Place; serving: Serving }> | undefined

/** 100,000 hazards in two years, a tenth of them open. */
async function ledger(): Promise<Settled & { own: Place; serving: Serving }> {
  const town = await settled()
  filled ??= (async () => {
    const own = copyOf(town.place)
    const file = database(own)
    bare('fill', file, town.marks, '33333', '730')
    for (const sql of [
      "UPDATE hazard SET status = 'closed', reported_on = due_on, closed_on = recheck_due_on WHERE rowid % 10 <> 0",
      "UPDATE duty SET discharged_on = (SELECT h.closed_on FROM hazard h WHERE h.id = duty.record_id) WHERE record_id IN (SELECT id FROM hazard WHERE status = 'closed')",
      "INSERT INTO measure_delta (measure, area_id, day, dimension, n, approximate, record_kind, record_id) SELECT 'hazards-closed', area_id, closed_on, level, 1, 0, 'hazards', id FROM hazard WHERE status = 'closed'",
      'PRAGMA wal_checkpoint(TRUNCATE)',
    ])
      bare('run', file, sql)
    const serving = await Serving.start(own)
    const rare = submissionOf(town.bench).replace(/"description":"[^"]*"/, '"description":"锅炉汽包的压力表超过检定有效期"')
    await serving.client(town.bench.token).add('/inspections', JSON.parse(rare) as Record<string, unknown>)
    // The measures' job folds what was filled in.
    const left = () => Number(bare('run', file, 'SELECT (SELECT MAX(seq) FROM measure_delta) - (SELECT last_seq FROM measure_fold)'))
    for (let waited = 0; left() > 0 && waited < 120; ++waited) await sleep(1000)
    process.on('exit', () => remove(own))
    return { own, serving }
  })()
  return { ...town, ...(await filled) }
}

async function* page(): AsyncGenerator<Line> {
  if (onPostgres) return
  const { own, serving, bench } = await ledger()
  const village = bench.villages[5] ?? ''
  const path = bare('run', database(own), `SELECT path FROM area WHERE id = '${village}'`).trim()
  const asked = `/api/v1/hazards?area=${village}&open=true&late=any&sort=dueOn&limit=50`
  const answer = await serving.client(bench.token).read(asked)
  const ratios: number[] = []
  const served: number[] = []
  const plain: number[] = []
  for (let round = 0; round < 3; ++round) {
    const sql = JSON.parse(bare('page', database(own), path, day, '400')) as { total: number; p99: number; p50: number }
    if (sql.total !== answer.total) throw new Error(`The page says ${answer.total} hazards, SQL ${sql.total}`)
    const measured = await load(serving, own, bench, 'GET ' + asked, '', 1, 3)
    tell(sql, measured)
    plain.push(sql.p99)
    served.push(measured.p99)
    ratios.push(measured.p99 / sql.p99)
  }
  yield { what: `ledger page of ${answer.total} open and late in a village, bare SQL p99`, value: median(plain), unit: 'ms' }
  yield { what: 'ledger page, p99 of an answer', value: median(served), unit: 'ms' }
  yield { what: 'ledger page: times the bare SQL', value: median(ratios), unit: 'times', bound: 4 }
}

async function* measures(): AsyncGenerator<Line> {
  if (onPostgres) return
  const { own, serving, bench } = await ledger()
  let all = 0
  const each: Record<string, unknown> = {}
  for (const name of ['outings', 'inspections', 'hazards-found', 'hazards-closed', 'hazards-open', 'hazards-overdue', 'rectification-orders', 'notices']) {
    const asked = `/api/v1/measures/${name}?area=${bench.town}&from=2023-01-01&to=2023-06-30&by=area`
    const answer = await serving.client(bench.token).read(asked)
    const rows = (answer as unknown as { rows: unknown[] }).rows
    if (rows.length < 17) throw new Error(`${name}: ${rows.length} rows`)
    const measured = await load(serving, own, bench, 'GET ' + asked, '', 1, 1)
    each[name] = { p50: measured.p50, p99: measured.p99, value: answer.value }
    all += measured.p50
    yield { what: `half a year of ${name}, 17 villages, p50`, value: measured.p50, unit: 'ms', bound: 20, further: each[name] }
  }
  yield { what: 'the eight together', value: all, unit: 'ms' }
}

async function* search(): AsyncGenerator<Line> {
  if (onPostgres) return
  const { own, serving, bench } = await ledger()
  for (const [what, word] of [['a rare', '汽包'], ['a frequent', '机房']] as const) {
    const measured = await load(serving, own, bench, `GET /api/v1/hazards?q=${encodeURIComponent(word)}`, '', 1, 2)
    yield { what: `search of ${what} word of two characters, p99`, value: measured.p99, unit: 'ms', ...(word === '汽包' && { bound: 20 }), further: measured }
  }
}

async function* start(): AsyncGenerator<Line> {
  const place = emptyPlace()
  const made = run(['demo', '--data', place.folder])
  if (made.status !== 0) throw new Error(made.errors)
  const times: number[] = []
  let memory = 0
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
  yield { what: 'start to the first answer, demo town', value: median(times) / 1000, unit: 's', bound: 0.3, further: times }
  yield { what: 'idle memory, demo town', value: memory, unit: 'MB', bound: 80 }
}

export const parts: Part[] = [
  { name: 'submissions', run: submissions },
  { name: 'ledger', run: page },
  { name: 'measures', run: measures },
  { name: 'search', run: search },
  { name: 'start', run: start },
  { name: 'report', run: reports },
]
