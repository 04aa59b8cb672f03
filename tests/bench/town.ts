import { randomBytes } from 'node:crypto'
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from '../world/client'
import { creditCode } from '../world/ids'
import { program, run } from '../world/server'
import { type Place, storeArguments } from '../world/store'

export const hour = '2023-06-30T17:00:00+08:00'
export const day = '2023-06-30'

/** `zhenan serve` with its log in a file: reading it here would cost the time that is measured. */
export class Serving {
  log = ''
  constructor(readonly url: string, private readonly child: ChildProcess, private readonly ended: Promise<void>, readonly firstAnswer: number) {}

  static async start(place: Place, clock = hour): Promise<Serving> {
    const log = openSync(join(place.folder, 'serve.log'), 'a')
    const began = performance.now()
    const parts = ['serve', ...storeArguments(place), '--port', '0', ...(clock ? ['--clock', clock] : [])]
    const child = spawn(program, parts, { stdio: ['ignore', 'pipe', log] })
    closeSync(log)
    process.on('exit', () => child.kill('SIGKILL'))
    const ended = new Promise<void>((done) => child.on('exit', () => done()))
    const url = await new Promise<string>((ready, failed) => {
      let said = ''
      child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        said += text
        const at = /http:\/\/\S+/.exec(said)
        if (at) ready(at[0])
      })
      void ended.then(() => failed(new Error(`The server ended: ${said}${readFileSync(join(place.folder, 'serve.log'), 'utf8').slice(-2000)}`)))
    })
    await fetch(url + '/readyz')
    return new Serving(url, child, ended, performance.now() - began)
  }

  get port(): string {
    return new URL(this.url).port
  }

  client(token = ''): Client {
    return new Client(() => this, token ? { Authorization: 'Bearer ' + token } : {})
  }

  /** Resident memory in MB. */
  memory(): number {
    const status = readFileSync(`/proc/${this.child.pid ?? 0}/status`, 'utf8')
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
  }

  /** Seconds of processor that it has used. */
  processor(): number {
    const fields = readFileSync(`/proc/${this.child.pid ?? 0}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) / 100
  }

  /** The writer's counters. */
  async counters(): Promise<{ commits: number; jobs: number }> {
    const text = await (await fetch(this.url + '/metrics')).text()
    const read = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1] ?? NaN)
    return { commits: read('zhenan_commits_total'), jobs: read('zhenan_jobs_total') }
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM')
    await this.ended
  }
}

/** What the load needs to know of the town. */
export interface Bench {
  token: string
  town: string
  villages: string[]
  enterprises: string[]
  /** The POST of an inspection with three hazards and an order, with placeholders for ids and place. */
  submission: string
}

const secret = 'bench ' + randomBytes(6).toString('hex')
const findings = [
  { description: '氨制冷机房未设置氨气浓度检测报警装置，事故风机控制开关未设在机房外便于操作的位置', site: '制冷机房', clause: '《安全生产法》第三十六条' },
  { description: '配电箱前堆放纸箱等可燃物，电气线路未穿管保护，插座私拉乱接', site: '一号车间东侧', clause: '《消防法》第二十七条' },
  { description: '疏散通道被货物占用，安全出口指示灯损坏，灭火器压力不足', site: '成品仓库', clause: '《消防法》第二十八条' },
]

const signedIn = async (serving: Serving, username: string, password: string) => (await serving.client().add('/sessions', { username, password })).token as string
/** A backup holds no sessions. */
export const officerOf = (serving: Serving) => signedIn(serving, 'officer', secret)

/** A town of 17 villages and 340 factories, its authority and two officers with certificates: all through the API. */
export async function settle(place: Place): Promise<Bench> {
  const made = run(['init', ...storeArguments(place), '--town', '试验镇', '--code', '449900102000', '--admin', '管理员', '--clock', hour], { ZHENAN_ADMIN_PASSWORD: secret })
  if (made.status !== 0) throw new Error(`zhenan init: ${made.output}${made.errors}`)
  const serving = await Serving.start(place)
  try {
    const admin = serving.client(await signedIn(serving, 'admin', secret))
    const town = (await admin.read('/areas?level=town')).items[0]?.id ?? ''
    const villages: string[] = []
    for (let n = 1; n <= 17; ++n)
      villages.push((await admin.add('/areas', { name: `第${n}村`, parentId: town, level: 'village', code: `449900102${200 + n}`, validFrom: '2020-01-01' })).id)
    const enterprises: string[] = []
    for (let n = 0; n < 340; ++n)
      enterprises.push((await admin.add('/enterprises', {
        name: `第${n + 1}食品加工厂`, category: 'factory', areaId: villages[n % 17], address: `工业路${n + 1}号`, creditCode: creditCode(n + 1), legalPerson: '陈工', phone: '0668-1234567',
      })).id)
    await admin.add('/authorities', {
      areaId: town, basis: 'delegated', organ: '试验镇人民政府', numberPrefix: '试验', document: '试验委托〔2022〕1号', validFrom: '2020-01-01',
      reviewOrgan: '试验县人民政府', government: '试验县人民政府', court: '试验县人民法院',
    })
    const officers: string[] = []
    for (const [n, name] of ['李执法', '王执法'].entries()) {
      const id = (await admin.add('/people', { name, areaId: town, certificateNumber: `粤K00${n}`, certificateValidTo: '2026-12-31' })).id
      await admin.add('/appointments', { personId: id, post: '执法员', role: 'officer', areaId: town, validFrom: '2022-01-01' })
      officers.push(id)
    }
    await admin.add('/accounts', { username: 'officer', personId: officers[0], password: secret + ' first' })
    const first = await signedIn(serving, 'officer', secret + ' first')
    await serving.client(first).add('/me/password', { current: secret + ' first', password: secret })
    const token = await officerOf(serving)
    const prepared = await serving.client(token).read(`/inspections/preparation?placeType=enterprises&placeId=${enterprises[0] ?? ''}&on=${day}`)
    const list = (prepared.checklists as { id: string; items: { code: string }[] }[])[0]
    if (!list) throw new Error('There is no checklist for factories.')
    const items = list.items.slice(0, 8)
    const submission = JSON.stringify({
      id: '@1@', placeType: 'enterprises', placeId: '@place@', checklistId: list.id, kind: 'patrol', enforcement: true, happenedAt: '2023-06-30T09:30:00+08:00',
      endedAt: '2023-06-30T10:10:00+08:00', inspectorIds: officers, companion: { name: '陈工', position: '安全员', phone: '13800000000' },
      situation: '对制冷机房、一号车间和成品仓库进行了检查，发现三处隐患，当场向企业负责人说明。', outing: {},
      answers: items.map((item, n) => ({ itemId: item.code, result: n < 3 ? 'fail' : 'pass' })),
      hazards: findings.map((finding, n) => ({ id: `@${n + 2}@`, itemId: items[n]?.code, level: 'general', dueOn: '2023-07-10', ...finding })),
      notices: [{ id: '@5@', kind: 'order', hazardIds: ['@2@', '@3@', '@4@'], officerIds: officers, recipient: { name: '陈工', state: 'signed' } }],
    })
    return { token, town, villages, enterprises, submission }
  } finally {
    await serving.stop()
  }
}
