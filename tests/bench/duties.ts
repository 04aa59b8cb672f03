import { setTimeout as sleep } from 'node:timers/promises'
import { copyOf, onPostgres, remove } from '../world/store'
import { type Line, over } from './line'
import { settled } from './settled'
import { bare, database, load } from './tools'
import { Serving } from './town'

const enterprises = 20_000
const rules = 40
const many = 1_000_000

/** Enterprises like those that are there, a factory each with an id of its own, entered at the year's beginning. */
function grown(file: string) {
  const columns = bare('run', file, "SELECT group_concat(name) FROM pragma_table_info('enterprise')").trim().split(',')
  const begin = `${Date.UTC(2022, 11, 31, 16)}`
  const values = columns.map((column) => ({
    id: "lower(hex(randomblob(4))) || '-0000-7000-8000-' || lower(hex(randomblob(6)))", name: "t.name || s.n", created_at: begin, opened_on: "'2020-01-01'", credit_code: 'NULL',
  })[column] ?? `t.${column}`)
  const there = Number(bare('run', file, 'SELECT COUNT(*) FROM enterprise'))
  const times = Math.ceil((enterprises - there) / there)
  bare('run', file, `WITH RECURSIVE s(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM s WHERE n < ${times}) INSERT INTO enterprise (${columns.join(', ')}) SELECT ${values.join(', ')} FROM s CROSS JOIN enterprise t LIMIT ${enterprises - there}`)
  bare('run', file, `UPDATE enterprise SET created_at = ${begin}, opened_on = '2020-01-01'`)
}

/** Forty rules that bind every enterprise once in the year, discharged by five kinds of records. */
function ruled(file: string) {
  bare('run', file, 'UPDATE duty_rule SET enabled = false, version = version + 1')
  bare('run', file, `WITH RECURSIVE s(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM s WHERE n < ${rules}) INSERT INTO duty_rule (id, name, title, title_en, clause, enabled, bound, bound_where, form, every, by_kind, by_field, effective_from, certainty, version, created_at, updated_at)
    SELECT 'bench-rule-' || s.n, 'bench-' || s.n, '规则' || s.n, 'Rule ' || s.n, '-', true, 'enterprises', '[{"field":"state","values":["open"]}]', 'period', 'year', CASE s.n % 3 WHEN 0 THEN 'drills' WHEN 1 THEN 'trainings' ELSE 'inspections' END, 'enterpriseId', '2023-01-01', 'M', 1, 0, 0 FROM s`)
}

/** A year's duties of a large county town: made, changed with one enterprise, and read where there are a million. */
export async function* duties(): AsyncGenerator<Line> {
  if (onPostgres) return
  const { place: from, bench } = await settled()
  const place = copyOf(from)
  const file = database(place)
  grown(file)
  ruled(file)
  const count = (sql: string) => Number(bare('run', file, sql))
  const began = performance.now()
  let serving = await Serving.start(place)
  // Every enterprise owes by the last rule too: then all is made.
  while (count(`SELECT COUNT(*) FROM duty WHERE rule = 'bench-${rules}'`) < enterprises) {
    if (performance.now() - began > 600_000) throw new Error('The duties are not made.')
    await sleep(500)
  }
  yield { what: `making a year's duties: ${enterprises} enterprises, ${rules} rules`, value: (performance.now() - began) / 1000, unit: 's', bound: 20 }
  yield { what: 'duties made', value: count("SELECT COUNT(*) FROM duty WHERE rule LIKE 'bench-%'"), unit: 'duties', bound: enterprises * rules, least: true }

  const client = serving.client(bench.token)
  const times: number[] = []
  for (const id of bench.enterprises.slice(0, 100)) {
    const version = (await client.read(`/enterprises/${id}`)).version as number
    const asked = performance.now()
    const answer = await client.patch(`/enterprises/${id}`, { state: 'closed' }, version)
    if (answer.status !== 200) throw new Error(answer.text)
    times.push(performance.now() - asked)
  }
  times.sort((a, b) => a - b)
  yield { what: `an enterprise closes, with its ${rules} duties: p99`, value: times[Math.floor(times.length * 0.99) - 1] ?? NaN, unit: 'ms', bound: 50, further: { p50: times[50] } }
  await serving.stop()

  const columns = bare('run', file, "SELECT group_concat(name) FROM pragma_table_info('duty')").trim().split(',')
  const values = columns.map((column) => ({ id: 'lower(hex(randomblob(16)))', period: "'2022'", opened_on: "'2022-01-01'", due_on: "date('2022-06-30', '+' || (t.rowid % 180) || ' days')", ends_on: 'NULL', lifted_on: 'NULL', lifted_why: 'NULL' })[column] ?? `t.${column}`)
  bare('run', file, `INSERT INTO duty (${columns.join(', ')}) SELECT ${values.join(', ')} FROM duty t WHERE t.rule LIKE 'bench-%' AND t.rowid % 3 = 0 LIMIT ${Math.max(0, many - count('SELECT COUNT(*) FROM duty'))}`)
  serving = await Serving.start(place)
  const asked = `/api/v1/duties?state=late&area=${bench.villages[5] ?? ''}&sort=dueOn&limit=50`
  const rounds: number[] = []
  for (let round = 0; round < 3; ++round) rounds.push((await load(serving, place, bench, 'GET ' + asked, '', 1, 2)).p99)
  const total = (await serving.client(bench.token).read(asked)).total
  yield { what: `what is late in a village (${total}), ${count('SELECT COUNT(*) FROM duty').toLocaleString('en')} duties: p99`, unit: 'ms', bound: 30, ...over(rounds) }
  await serving.stop()
  remove(place)
}
