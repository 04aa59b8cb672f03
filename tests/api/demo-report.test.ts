import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Client } from '../world/client'
import { Server, run } from '../world/server'
import { type Place, emptyPlace, remove, storeArguments } from '../world/store'

interface Span { text: string; measure?: string; value?: number; records?: string; missing?: boolean }
interface Report { blocks: { type: string; spans: Span[] }[]; missing: string[]; problems: { rule: string }[] }

let place: Place
let server: Server
let office: Client

const read = async (period = '2023-H1') => (await office.read(`/reports/half-year/${period}.json`)) as unknown as Report
const words = (report: Report) => report.blocks.flatMap((block) => block.spans).map((span) => span.text).join('')

beforeAll(async () => {
  place = emptyPlace()
  const made = run(['demo', '--clock', '2023-07-10', ...storeArguments(place)])
  expect(made.status, made.errors).toBe(0)
  server = await Server.start(place, '2023-07-10T09:00:00+08:00')
  const session = await new Client(() => server).post('/sessions', { username: 'office', password: 'demo-zhenan' })
  office = new Client(() => server, { Authorization: 'Bearer ' + session.body.token })
})
afterAll(async () => {
  await server.stop()
  remove(place)
})

describe('the half-year report of the demo town', () => {
  test('says the seed\'s figures, each where it belongs', async () => {
    const report = await read()
    const text = words(report)
    for (const sentence of [
      '进一步明确17个村（居）委会以及全镇企事业单位', '《2023年度安全生产责任书》应签17份、已签17份，签订率100%', '《交通安全责任书》应签17份、已签17份，签订率100%',
      '《消防安全责任书》应签17份、已签17份，签订率100%', '发放各种宣传资料6800余份，张贴宣传标语430余条，悬挂横幅32条，出动宣传车10车次', '集中宣传3场次',
      '3月在嘉利家宾馆组织消防演练', '累计组织检查行动15次', '排查各类隐患50条，下达责令限期整改指令书22份，经复查合格销号50条',
      '1月至6月逐月签报零报告（6份），没有发生人员伤亡事故', '以镇长梁文辉为组长', '编制《禾安镇安全生产应急预案》', '推动3家规模企业', '4个民生实事项目',
      '同时设计、同时施工、同时投入生产和使用', '罗海燕自4月1日起任副组长',
    ]) expect(text).toContain(sentence)
    expect(text).not.toMatch(/全年|\*|同时建设/)
    expect(report.missing).toEqual([])
    expect(report.problems.length).toBeGreaterThan(1)
  })

  test('opens every figure into as much as it says', async () => {
    const figures = (await read()).blocks.flatMap((block) => block.spans).filter((span) => span.records && !span.measure?.endsWith('rate'))
    expect(figures.length).toBeGreaterThan(30)
    for (const span of figures) {
      const behind = await office.all((span.records ?? '').replace('/api/v1', ''))
      expect(behind.reduce((sum, record) => sum + Number(record.n), 0), span.text + span.measure).toBe(span.value)
    }
  })

  test('follows a withdrawn record in figure and sentence', async () => {
    const banner = (await office.read('/publicity?type=banner&heldOn.from=2023-01-01&heldOn.to=2023-06-30&limit=1')).items[0]
    await office.withdraw(`/publicity/${banner?.id}`, '重复登记')
    expect(words(await read())).toContain(`悬挂横幅${32 - Number(banner?.quantity)}条`)
    const zero = (await office.all('/accidents')).find((one) => one.month === '2023-04')
    await office.withdraw(`/accidents/${zero?.id}`, '签错')
    const report = await read()
    expect(words(report)).not.toContain('没有发生人员伤亡事故')
    expect(report.missing.join()).toContain('4月没有签报零报告')
  })

  test('of the second half speaks until today', async () => {
    expect(words(await read('2023-H2'))).toContain('2023年下半年（截至7月10日）')
  })

  test('comes out of the command line', async () => {
    const file = join(place.folder, 'report.docx')
    const made = run(['report', 'half-year', '--period', '2023-H1', '--out', file, ...storeArguments(place)])
    expect(made.status, made.errors).toBe(0)
    expect(readFileSync(file).toString('latin1', 0, 2)).toBe('PK')
    const refused = run(['report', 'half-year', '--period', '2023', '--out', file, ...storeArguments(place)])
    expect(refused.status).toBe(1)
    expect(refused.errors).toContain('2023-H1')
  })
})
