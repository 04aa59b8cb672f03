import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { Client } from './client'
import { Server, run } from './server'
import { type Place, remove, storeArguments } from './store'
import { unzip, zip } from './tables'

/** Backups: made, looked into, changed and restored. */

const noon = '2023-07-10T12:00:00+08:00'
export const photo = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(300_000, '安')])
export const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
export const photoPart = `attachments/${digest(photo).slice(0, 2)}/${digest(photo)}`

/** What must be there. */
export function sure<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('It is not there')
  return found
}
export const tableOf = (manifest: Manifest, name: string) => sure(manifest.tables.find((table) => table.name === name))
export const partOf = (from: string, name: string) => sure(unzip(readFileSync(from))[name])

export const folder = mkdtempSync(join(tmpdir(), 'zhenan-keep-'))
const places: Place[] = []
export const made = (place: Place) => (places.push(place), place)
let number = 0
/** A number that nothing else has. */
export const fresh = () => ++number
export const file = () => join(folder, `${fresh()}.zip`)

export interface Manifest { form: number; program: string; migrations: Record<string, string>; tables: { name: string; columns: string[]; rows: number; sha256: string }[]; attachments: { count: number; damaged: string[] } }

export function backup(place: Place): string {
  const out = file()
  const done = run(['backup', ...storeArguments(place), '--out', out])
  expect(done.errors).toBe('')
  expect(done.status).toBe(0)
  return out
}
export const restore = (from: string, place: Place) => run(['restore', from, ...storeArguments(place)])
export function restored(from: string, place: Place): Place {
  const done = restore(from, made(place))
  expect(done.status, done.errors).toBe(0)
  return place
}
export function expectWhole(place: Place): void {
  const done = run(['verify', ...storeArguments(place)])
  expect(done.status, done.errors).toBe(0)
}
export const manifestOf = (from: string) => JSON.parse(partOf(from, 'manifest.json').toString()) as Manifest

/** A restore leaves one line of its own in the trail. */
export const isRestoring = (line: string) => line.includes('"backup_restored"')

/** All that a backup holds, whatever the order of the rows and the store, but for the lines of restores. */
export function contents(from: string): Record<string, unknown> {
  const parts = unzip(readFileSync(from))
  return Object.fromEntries(Object.entries(parts).filter(([name]) => name !== 'manifest.json').map(([name, bytes]) =>
    [name, name.startsWith('tables/') ? bytes.toString().split('\n').filter((line) => !isRestoring(line)).sort() : digest(bytes)]))
}

/** The backup with other content whose sums are right: what no transport would do. */
export function rebuilt(from: string, change: (parts: Record<string, string | Uint8Array>, manifest: Manifest) => void): string {
  const parts: Record<string, string | Uint8Array> = unzip(readFileSync(from))
  const manifest = manifestOf(from)
  change(parts, manifest)
  parts['manifest.json'] = JSON.stringify(manifest)
  const out = file()
  writeFileSync(out, zip(parts))
  return out
}
export function rewrite(parts: Record<string, string | Uint8Array>, manifest: Manifest, table: string, change: (lines: string[]) => string[]): void {
  const lines = change(Buffer.from(sure(parts[`tables/${table}.jsonl`])).toString().trimEnd().split('\n'))
  const text = lines.map((line) => line + '\n').join('')
  parts[`tables/${table}.jsonl`] = text
  const entry = tableOf(manifest, table)
  entry.rows = lines.length
  entry.sha256 = digest(Buffer.from(text))
}

export async function serving<T>(place: Place, work: (server: Server) => Promise<T>): Promise<T> {
  const server = await Server.start(place, noon)
  try {
    return await work(server)
  } finally {
    await server.stop()
  }
}
export async function signedIn(server: Server, username: string, secret: string): Promise<Client> {
  const answer = await new Client(() => server).post('/sessions', { username, password: secret })
  expect(answer.status, answer.text).toBe(201)
  return new Client(() => server, { Authorization: 'Bearer ' + answer.body.token })
}

const lists = ['areas', 'enterprises', 'people', 'outings', 'inspections', 'hazards', 'notices', 'publicity', 'checklists']
/** What an office sees: every list, figures, a search, a history. */
export function seen(place: Place): Promise<unknown> {
  return serving(place, async (server) => {
    const office = await signedIn(server, 'office', 'demo-zhenan')
    const all: Record<string, unknown> = {}
    for (const list of lists) all[list] = await office.all('/' + list)
    for (const measure of ['outings', 'hazards-found', 'hazards-closed', 'leaflets', 'villages']) all[measure] = await office.read(`/measures/${measure}?from=2023-01-01&to=2023-06-30&by=area`)
    all.search = (await office.read('/enterprises?q=' + encodeURIComponent('宾馆'))).items
    expect(all.search).not.toEqual([])
    all.history = (await office.read(`/hazards/${(await office.read('/hazards?limit=1')).items[0]?.id}/history`)).items
    return all
  })
}

/** Takes away what the tests of a file made. */
export function clear(): void {
  for (const place of places) remove(place)
  rmSync(folder, { recursive: true })
}
