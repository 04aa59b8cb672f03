import { execFileSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const programs = '/usr/lib/postgresql/15/bin'
const root = process.getuid?.() === 0

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const at = probe.address()
      probe.close(() => done(typeof at === 'object' && at ? at.port : 0))
    })
  })
}

/** A PostgreSQL of its own, which may be stopped without harm to other tests. */
export class Postgres {
  private constructor(private readonly folder: string, readonly port: number) {}

  static async make(): Promise<Postgres> {
    const one = new Postgres(mkdtempSync(join(tmpdir(), 'zhenan-postgres-')), await freePort())
    if (root) chownSync(one.folder, Number(execFileSync('id', ['-u', 'postgres'])), Number(execFileSync('id', ['-g', 'postgres'])))
    one.call('initdb', ['-D', join(one.folder, 'db'), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'])
    one.start()
    return one
  }

  private call(name: string, parts: string[]): void {
    const [command = '', ...all] = [...(root ? ['runuser', '-u', 'postgres', '--'] : []), join(programs, name), ...parts]
    execFileSync(command, all, { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] })
  }
  private control(...parts: string[]): void {
    this.call('pg_ctl', ['-D', join(this.folder, 'db'), '-l', join(this.folder, 'log'), '-w', '-t', '60', ...parts])
  }

  get url(): string {
    return `postgres://postgres@127.0.0.1:${this.port}/postgres`
  }
  start(): void {
    this.control('start', '-o', `-p ${this.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''`)
  }
  /** fast: the sessions are told; immediate: as after a power cut. */
  stop(how: 'fast' | 'immediate'): void {
    this.control('stop', '-m', how)
  }
  query(sql: string): string {
    return execFileSync('psql', ['-qAtX', '-v', 'ON_ERROR_STOP=1', '-d', this.url], { encoding: 'utf8', input: sql, stdio: ['pipe', 'pipe', 'pipe'] })
  }
  remove(): void {
    try {
      this.stop('immediate')
    } catch {
      // It was stopped already.
    }
    rmSync(this.folder, { recursive: true, force: true })
  }
}
