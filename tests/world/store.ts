import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'

/** Where one town lies: a data folder, and a database of its own when the tests run on PostgreSQL. */
export interface Place {
  folder: string
  database?: string
  /** A database elsewhere than on the test server. */
  url?: string
}

const server = process.env.ZHENAN_STORE
export const onPostgres = Boolean(server)

function address(database: string): string {
  const url = new URL(server ?? '')
  url.pathname = '/' + database
  return url.href
}

/** The whole database as SQL. */
export const dumped = (database: string): string => execFileSync('pg_dump', ['-d', address(database)], { encoding: 'utf8', maxBuffer: 1 << 28 })

/** Runs SQL on a database of the test server and returns the rows as text, columns parted by "|". */
export function psql(sql: string, database = 'postgres'): string {
  return execFileSync('psql', ['-qAtX', '-v', 'ON_ERROR_STOP=1', '-d', address(database), '-c', sql], { encoding: 'utf8' })
}

/** Runs SQL on a town's database past its server. */
export const sql = (place: Place, text: string): string =>
  place.database ? psql(text, place.database) : execFileSync('sqlite3', ['-bail', join(place.folder, 'zhenan.db'), text], { encoding: 'utf8' })

export function storeArguments(place: Place): string[] {
  if (place.url) return ['--data', place.folder, '--store', place.url]
  return place.database ? ['--data', place.folder, '--store', address(place.database)] : ['--data', place.folder]
}

function named(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'zhenan-test-'))
  return onPostgres ? { folder, database: 'zhenan_test_' + randomBytes(8).toString('hex') } : { folder }
}

export function emptyPlace(): Place {
  const place = named()
  if (place.database) psql(`CREATE DATABASE ${place.database}`)
  return place
}

/** One on SQLite, wherever the tests run. */
export const emptyFolder = (): Place => ({ folder: mkdtempSync(join(tmpdir(), 'zhenan-test-')) })

/** A whole town in a tenth of a second: nobody may have the original open. */
export function copyOf(original: Place): Place {
  const place = named()
  cpSync(original.folder, place.folder, { recursive: true })
  if (place.database) psql(`CREATE DATABASE ${place.database} TEMPLATE ${original.database}`)
  return place
}

export function remove(place: Place): void {
  rmSync(place.folder, { recursive: true, force: true })
  if (place.database) psql(`DROP DATABASE IF EXISTS ${place.database} WITH (FORCE)`)
}
