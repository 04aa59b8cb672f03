import { describe, expect, it } from 'vitest'
import { csv } from '../../../tests/world/tables'
import { codes, creditCode, type Row, town, world } from '../../../tests/world/world'

const w = world()
const office = w.as('office')
const many = 800

async function ended(id: string): Promise<Row> {
  for (let tries = 0; tries < 1200; ++tries) {
    const job = await office.read(`/jobs/${id}`)
    if (job.state !== 'waiting' && job.state !== 'running') return job
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('The work does not end')
}
const making = async () => {
  const answer = await office.post('/letters/making', { year: 2023, dueOn: '2023-06-30' })
  expect(answer.status, answer.text).toBe(202)
  return String(answer.body.id)
}
async function writing(id: string): Promise<void> {
  for (let job: Record<string, unknown> = {}; job.step !== 'writing' || !Number(job.done);) {
    job = await office.read(`/jobs/${id}`)
    expect(job.state, 'it was over before it could be stopped: let the town have more enterprises').not.toBe('done')
  }
}

describe('a year of letters that is stopped halfway', () => {
  it('leaves no letter but those that were there, and can be made whole afterwards', async () => {
    const rows = Array.from({ length: many }, (_, n) => [`商户${n}`, creditCode(700_000 + n), codes.east, '商铺市场', '2021-01-01'])
    const imported = await office.post('/enterprises/import', csv([['单位名称', '统一社会信用代码', '区域', '行业类别', 'openedOn'], ...rows]))
    expect(imported.body, imported.text).toMatchObject({ accepted: many, written: true })
    const own = await office.add('/letters', { title: '东坡村消防责任书', letterType: 'fire', year: 2023, partyType: 'village', partyAreaId: town.areas.east, dueOn: '2023-03-31', state: 'owed', areaId: town.areas.east })
    const standing = await office.read('/letters/standing')

    const id = await making()
    await writing(id)
    expect((await office.read('/letters?year=2023')).total).toBeGreaterThan(1)
    expect((await office.send('DELETE', `/jobs/${id}`)).status).toBe(200)
    expect(await ended(id)).toMatchObject({ state: 'cancelled' })
    const left = await office.all('/letters?year=2023')
    expect(left.map((one) => one.id)).toEqual([own.id])
    expect(await office.read('/letters/standing')).toEqual(standing)
    // Nor is anything of it found, or owed twice.
    expect((await office.read('/letters?q=' + encodeURIComponent('商户'))).total).toBe(0)

    const again = await ended(await making())
    expect(again).toMatchObject({ state: 'done' })
    expect((again.answer as { made: number }).made).toBe(Number(standing.owed) - 1)
    expect((await office.read('/letters?year=2023')).total).toBe(Number(standing.owed))
  }, 120_000)
})
