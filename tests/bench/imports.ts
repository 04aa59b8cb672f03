import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root, run } from '../world/server'
import { emptyPlace, remove, storeArguments } from '../world/store'
import type { Line } from './line'
import { median } from './tools'
import { Serving } from './town'

/** Office files in and out: seconds, memory, and what other writers feel meanwhile. */
const secret = 'Bench-Imports-1'
const folder = mkdtempSync(join(tmpdir(), 'zhenan-imports-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const alone = (...parts: string[]) => Number(execFileSync(resolve(root, 'build/zhenan_imports'), parts, { encoding: 'utf8' }))

async function town() {
  const place = emptyPlace()
  const made = run(['init', ...storeArguments(place), '--town', '试验镇', '--code', '449900102000', '--admin', '管理员'], { ZHENAN_ADMIN_PASSWORD: secret })
  if (made.status !== 0) throw new Error(made.errors)
  const serving = await Serving.start(place, '')
  const token = (await serving.client().add('/sessions', { username: 'admin', password: secret })).token as string
  return { place, serving, client: serving.client(token), token, end: async () => { await serving.stop(); remove(place) } }
}

interface Job { id: string; state: string; endedAt?: string; answer?: { accepted: number; rejected: number }; problem?: unknown }

/** Imports while four others write; how long it took, what they waited, the most memory. */
async function bringIn(one: Awaited<ReturnType<typeof town>>, kind: string, file: string, area: string) {
  const waited: number[] = []
  let over = false
  let most = 0
  const others = Array.from({ length: 4 }, async (_, n) => {
    while (!over) {
      const began = performance.now()
      await one.client.add('/people', { name: `旁人${n}`, areaId: area })
      waited.push(performance.now() - began)
      most = Math.max(most, one.serving.memory())
      await sleep(20)
    }
  })
  const began = performance.now()
  const answer = await one.client.send('POST', `/${kind}/import`, readFileSync(file), { Prefer: 'respond-async' })
  let job = answer.body as unknown as Job
  while (!job.endedAt) {
    await sleep(100)
    job = (await one.client.read('/jobs/' + job.id)) as unknown as Job
  }
  const seconds = (performance.now() - began) / 1000
  over = true
  await Promise.all(others)
  if (job.state !== 'done' || job.answer?.rejected) throw new Error(JSON.stringify(job).slice(0, 500))
  waited.sort((a, b) => a - b)
  return { seconds, p99: waited[Math.floor(waited.length * 0.99)] ?? NaN, most, rows: job.answer?.accepted ?? 0 }
}

async function* inAndOut(): AsyncGenerator<Line> {
  const one = await town()
  try {
    const root = (await one.client.read('/areas?level=town')).items[0]
    const areas: string[] = []
    for (let n = 1; n <= 17; ++n) {
      const code = `449900102${200 + n}`
      await one.client.add('/areas', { name: `第${n}村`, parentId: root?.id, level: 'village', code })
      areas.push(code)
    }
    const file = join(folder, 'enterprises.xlsx')
    const bareSeconds = [1, 2, 3].map(() => alone('enterprises', file, '100000', ...areas))
    const done = await bringIn(one, 'enterprises', file, root?.id ?? '')
    yield { what: '100,000 enterprises in from XLSX, others writing', value: done.seconds, unit: 's', bound: 15, further: done }
    yield { what: '  other writes meanwhile, p99', value: done.p99, unit: 'ms', bound: 1000 }
    yield { what: '  most memory of the server', value: done.most, unit: 'MB', bound: 200 }
    const before = one.serving.memory()
    const times: number[] = []
    for (let round = 0; round < 3; ++round) {
      const began = performance.now()
      const columns = 'name,creditCode,areaId,category,address,legalPerson,phone,employees,state,openedOn'
      const answer = await one.client.get('/enterprises.xlsx?columns=' + columns)
      if (answer.status !== 200) throw new Error(answer.text)
      times.push((performance.now() - began) / 1000)
    }
    const ratio = median(times) / median(bareSeconds)
    yield { what: '100,000 rows to XLSX, against libxlsxwriter alone', value: ratio, unit: 'x', bound: 2, further: { times, bareSeconds, bytes: statSync(file).size } }
    yield { what: '  memory that it took', value: Math.max(0, one.serving.memory() - before), unit: 'MB', bound: 50 }
  } finally {
    await one.end()
  }
}

async function* divisions(): AsyncGenerator<Line> {
  const one = await town()
  try {
    const root = (await one.client.read('/areas?level=town')).items[0]
    const file = join(folder, 'divisions.xlsx')
    alone('divisions', file, '700000', '449900102000')
    const done = await bringIn(one, 'areas', file, root?.id ?? '')
    yield { what: `${done.rows.toLocaleString('en')} divisions of five levels in from XLSX`, value: done.seconds, unit: 's', bound: 60, further: done }
    yield { what: '  other writes meanwhile, p99', value: done.p99, unit: 'ms', bound: 1000 }
    yield { what: '  most memory of the server', value: done.most, unit: 'MB', bound: 200 }
  } finally {
    await one.end()
  }
}

export const importParts = [{ name: 'imports', run: inAndOut }, { name: 'divisions', run: divisions }]
