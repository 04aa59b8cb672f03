import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Server, run } from '../../world/server'

/** A town of a test's own: a data folder and a server on it. */
export interface Town {
  url: string
  close: () => Promise<void>
}

async function open(make: string[], environment: Record<string, string>, clock: string): Promise<Town> {
  const folder = mkdtempSync(join(tmpdir(), 'zhenan-e2e-'))
  const made = run([...make, '--data', folder], environment)
  if (made.status !== 0) throw new Error(`zhenan ${make[0]} failed:\n${made.output}${made.errors}`)
  const server = await Server.start({ folder }, clock)
  return {
    url: server.url,
    close: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The day on which the browser tests' demo town stands. */
export const demoDay = '2023-07-10'
export const demoTown = (): Promise<Town> => open(['demo', '--clock', demoDay], {}, demoDay)

/** A town as `zhenan init` leaves it; its clock stands on a day so that the papers' years are known. */
export const emptyTown = (name: string, code: string, admin: string, password: string, day: string): Promise<Town> =>
  open(['init', '--town', name, '--code', code, '--admin', admin, '--clock', day], { ZHENAN_ADMIN_PASSWORD: password }, day)
