import { execFileSync, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { root } from '../world/server'
import { type Place, storeArguments } from '../world/store'
import type { Bench, Serving } from './town'

const bareProgram = resolve(root, 'build/zhenan_bare')

/** The program on sqlite3 alone. */
export const bare = (...parts: string[]): string => execFileSync(bareProgram, parts, { encoding: 'utf8', maxBuffer: 1 << 24 })
/** And on libpq alone. */
export const barePostgres = (...parts: string[]): string => execFileSync(resolve(root, 'build/zhenan_bare_postgres'), parts, { encoding: 'utf8' }).trim()
export const address = (place: Place) => storeArguments(place)[3] ?? ''
export const database = (place: Place) => join(place.folder, 'zhenan.db')
/** fdatasync a second. */
export const disk = (folder: string) => (JSON.parse(bare('disk', folder)) as { perSecond: number }).perSecond
export const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

export interface Load {
  requests: number
  perSecond: number
  p50: number
  p99: number
  max: number
  cpuSeconds: number
  statuses: Record<string, number>
}

/** N connections that ask one after the other for so many seconds; every answer must be a 2xx. */
export async function load(serving: Serving, place: Place, bench: Bench, request: string, body: string, connections: number, seconds: number): Promise<Load> {
  const file = join(place.folder, 'request')
  writeFileSync(file, [request, bench.token, bench.enterprises.join(' '), body].join('\n'))
  const child = spawn(resolve(root, 'build/zhenan_load'), [serving.port, file, String(connections), String(seconds)], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  let complained = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complained += text))
  const status = await new Promise<number | null>((done) => child.on('close', done))
  if (status !== 0) throw new Error(`${request}: ${said}${complained}`)
  const told = JSON.parse(said) as Load
  if (!told.requests) throw new Error(`${request}: not one answer in ${seconds} s`)
  return told
}
