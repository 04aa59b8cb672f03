import { cpSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { copyOf, onPostgres, remove } from '../world/store'
import { type Line, over, tell } from './line'
import { folder, settled } from './settled'
import { address, bare, barePostgres, database, load } from './tools'
import { Serving } from './town'

export async function* submissions(): AsyncGenerator<Line> {
  const { place, bench, marks } = await settled()
  const yardstick = new Map<number, number[]>()
  const measured = new Map([16, 256].map((clients) => [clients, { rate: [], part: [], commits: [], p99: [], processor: [] } as Record<'rate' | 'part' | 'commits' | 'p99' | 'processor', number[]>]))
  let further: unknown
  // One after the other, several times: what else the machine does hits both.
  for (let round = 0; round < 5; ++round) {
    // On PostgreSQL with as many a transaction as the server then has: every commit there is a way to another process.
    const plain = new Map<number, number>()
    for (const each of onPostgres ? [16, 64] : [64]) {
      const copy = onPostgres ? copyOf(place) : undefined
      const alone = join(folder, 'bare.db')
      if (!copy) cpSync(database(place), alone)
      const text = copy ? barePostgres('insert', address(copy), readFileSync(marks, 'utf8').trim(), '3200', String(each)) : bare('insert', alone, marks, '6400', String(each))
      const told = JSON.parse(text) as { perSecond: number }
      if (copy) remove(copy)
      else for (const ending of ['', '-wal', '-shm']) rmSync(alone + ending, { force: true })
      plain.set(each, told.perSecond)
      further = told
      tell(each, told)
      yardstick.set(each, [...(yardstick.get(each) ?? []), told.perSecond])
    }
    for (const [clients, kept] of measured) {
      const own = copyOf(place)
      const serving = await Serving.start(own)
      const before = await serving.counters()
      const used = serving.processor()
      const told = await load(serving, own, bench, 'POST /api/v1/inspections', bench.submission, clients, 6)
      const after = await serving.counters()
      const jobs = after.jobs - before.jobs
      kept.rate.push(told.perSecond)
      kept.part.push(told.perSecond / (plain.get(clients) ?? plain.get(64) ?? NaN))
      kept.commits.push(((after.commits - before.commits) * 100) / jobs)
      kept.p99.push(told.p99)
      kept.processor.push(((serving.processor() - used) * 1000) / jobs)
      tell(clients, 'clients', told, 'ms of processor for one:', kept.processor.at(-1))
      await serving.stop()
      remove(own)
    }
  }
  for (const [each, rates] of yardstick) yield { what: `bare program, ${each} submissions a transaction`, unit: 'a second', ...over(rates), further }
  for (const [clients, kept] of measured) {
    const who = `submissions, ${clients} clients`
    yield { what: who, unit: 'a second', ...over(kept.rate) }
    yield { what: `${who}: part of the bare program's`, unit: '', bound: 0.5, least: true, ...over(kept.part) }
    yield { what: `${who}: commits for 100`, unit: 'commits', bound: clients === 16 ? 10 : 2, ...over(kept.commits) }
    yield { what: `${who}: p99 of an answer`, unit: 'ms', ...(clients === 16 && { bound: 60 }), ...over(kept.p99) }
    yield { what: `${who}: processor of the server for one`, unit: 'ms', ...over(kept.processor) }
  }
}
