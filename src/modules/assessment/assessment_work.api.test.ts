import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csv } from '../../../tests/world/tables'
import { Server } from '../../../tests/world/server'
import { type Row, World, codes, creditCode, town, uuid7 } from '../../../tests/world/world'

// Long work on a round that is broken off: nothing of it is half done.
const w = new World()
const office = w.as('office')
const many = 2_000
const items = [
  { code: '1', title: '没有逾期隐患', points: 60, manner: 'formula', formula: 'max(0, 60 - 10 * hazards_overdue)' },
  { code: '2', title: '应急演练', points: 40, manner: 'formula', formula: '40 * duties_done / duties_expected' },
]
let schemeId = '', round = ''
const begin = async () => {
  round = (await office.add('/assessment-rounds', { id: uuid7(), title: '2023年上半年企业考核', schemeId, periodFrom: '2023-01-01', periodTo: '2023-06-30', areaId: town.areas.town })).id
}

beforeAll(async () => {
  await w.open()
  const rows = Array.from({ length: many }, (_, n) => [`评估店${n}`, creditCode(800_000 + n), codes.east, '商铺市场', '2021-01-01'])
  expect((await office.post('/enterprises/import', csv([['单位名称', '统一社会信用代码', '区域', '行业类别', 'openedOn'], ...rows]))).body.accepted).toBe(many)
  const scheme = await office.add('/assessment-schemes', {
    id: uuid7(), title: '企业考核', year: 2023, term: 'half_year', subjectType: 'enterprise', enabled: true, total: 100, notApplicable: 'out_of_base', vetoMode: 'zero', bonusMost: 0, deductionMost: 0, items,
    grades: [{ grade: 'passed', from: 60 }, { grade: 'failed', from: 0, below: 60 }],
  })
  schemeId = scheme.id
}, 120_000)
afterAll(() => w.close())

const start = async () => {
  const answer = await office.with({ Prefer: 'respond-async' }).post(`/assessment-rounds/${round}/computation`, {})
  expect(answer.status, answer.text).toBe(202)
  return String(answer.body.id)
}
async function reached(id: string, where: (job: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
  for (let tries = 0; tries < 3000; ++tries) {
    const job = await office.read(`/jobs/${id}`) as unknown as Record<string, unknown>
    if (job.endedAt || where(job)) return job
    await new Promise((go) => setTimeout(go, 10))
  }
  throw new Error('The work does not end')
}
const whole = (id: string) => reached(id, () => false)
const results = async () => (await office.read(`/assessment-results?roundId=${round}&limit=1`)).total
const computedOn = async () => (await office.read(`/assessment-rounds/${round}`)).computedOn ?? null
const next = () => office.post(`/assessment-rounds/${round}/stage`, { id: uuid7(), stage: 'self_check' })

describe('a computation', () => {
  it('that is cancelled leaves the round as it was, and can be done whole afterwards', async () => {
    const seen = new Set<unknown>()
    for (let tries = 0; !seen.has('cancelled'); ++tries) {
      expect(tries, 'it is always over before it can be cancelled: let the town have more enterprises').toBeLessThan(20)
      await begin()
      const id = await start()
      await office.send('DELETE', `/jobs/${id}`)
      const job = await whole(id)
      // Cancelled before it wrote, or too late: then it is whole. Never between the two.
      expect(['cancelled', 'done']).toContain(job.state)
      expect([await results(), await computedOn()]).toEqual(job.state === 'cancelled' ? [0, null] : [many + 4, '2023-06-01'])
      seen.add(job.state)
    }
    expect((await next()).body.code).toBe('assessment.not_computed')
    expect(await whole(await start())).toMatchObject({ state: 'done', answer: { subjects: many + 4 } })
    expect([await results(), await computedOn()]).toEqual([many + 4, '2023-06-01'])
  }, 120_000)

  it('that a crash cuts off while it writes is not taken for done, and what was there goes no further', async () => {
    for (let tries = 0, cut = false; !cut; ++tries) {
      expect(tries, 'it is always whole before it can be cut off: let the town have more enterprises').toBeLessThan(10)
      const id = await start()
      await reached(id, (job) => job.step === 'writing')
      await w.server.kill()
      w.server = await Server.start(w.place)
      await whole(id)
      cut = (await computedOn()) === null
    }
    expect((await next()).body.code).toBe('assessment.not_computed')
    expect(await whole(await start())).toMatchObject({ state: 'done' })
    expect(await results()).toBe(many + 4)
    expect((await next()).status).toBe(201)
    const rows = (await office.all(`/assessment-results?roundId=${round}`)) as Row[]
    expect(new Set(rows.map((one) => one.stage))).toEqual(new Set(['self_check']))
  }, 120_000)
})
