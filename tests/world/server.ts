import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { resolve } from 'node:path'
import { type Place, storeArguments } from './store'

export const root = fileURLToPath(new URL('../../', import.meta.url))
export const program = resolve(root, process.env.ZHENAN_BINARY ?? 'build/zhenan')
/** The hour at which every town of the tests stands still. */
export const hour = '2023-06-01T09:00:00+08:00'
export const today = '2023-06-01'

export interface Outcome {
  status: number | null
  output: string
  errors: string
}

/** Runs a command of the program to its end. */
export function run(parts: string[], environment: Record<string, string> = {}, input?: Uint8Array): Outcome {
  const ended = spawnSync(program, parts, { encoding: 'utf8', env: { ...process.env, ...environment }, input, timeout: 120_000, maxBuffer: 64 << 20 })
  if (ended.error) throw ended.error
  return { status: ended.status, output: ended.stdout, errors: ended.stderr }
}

/** The same beside what goes on here. */
export function runBeside(parts: string[]): Promise<Outcome> {
  const child = spawn(program, parts, { stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { output: '', errors: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.errors += text))
  return new Promise((done, failed) => child.on('error', failed).on('close', (status) => done({ status, ...said })))
}

const running = new Set<ChildProcess>()
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')))

export class Server {
  url = ''
  log = ''
  private constructor(private readonly child: ChildProcess, private readonly ended: Promise<number | string>) {}

  /** Starts on a free port and waits until it answers; rejects with what it said when it ends before that. */
  static start(place: Place, clock = hour, under: string[] = []): Promise<Server> {
    const [command = '', ...parts] = [...under, program, 'serve', ...storeArguments(place), '--port', '0', '--clock', clock]
    const child = spawn(command, parts, { stdio: ['ignore', 'pipe', 'pipe'] })
    running.add(child)
    const ended = new Promise<number | string>((done) => {
      child.on('exit', (status, signal) => {
        running.delete(child)
        server.log += `The server ended with ${status ?? signal}.`
        done(status ?? signal ?? 'gone')
      })
    })
    const server: Server = new Server(child, ended)
    return new Promise((ready, failed) => {
      let said = ''
      const hear = (text: string) => {
        said += text
        const at = /http:\/\/\S+/.exec(said)
        if (!at || server.url) return
        server.url = at[0]
        ready(server)
      }
      child.stdout?.setEncoding('utf8').on('data', hear)
      child.stderr?.setEncoding('utf8').on('data', (text: string) => (server.log = (server.log + text).slice(-20_000)))
      child.on('error', failed)
      void ended.then((status) => failed(new Error(`The server ended with ${status}:\n${said}${server.log}`)))
    })
  }

  get pid(): number {
    return this.child.pid ?? 0
  }

  /** Asks it to end; gives the exit status. */
  stop(): Promise<number | string> {
    this.child.kill('SIGTERM')
    return this.ended
  }

  /** Ends it at once, as a power cut would. */
  kill(): Promise<number | string> {
    this.child.kill('SIGKILL')
    return this.ended
  }
}
