import { beforeAll, describe, expect, it } from 'vitest'
import { find, finding } from '../../../tests/world/loop'
import { readCsv, readXlsx } from '../../../tests/world/tables'
import { type Row, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const officer = w.as('officer')
const hazards: Row[] = []
let west: Row

beforeAll(async () => {
  for (const due of ['2023-06-12', '2023-06-10', '2023-06-14', '2023-06-11'])
    hazards.push(await find(officer, { description: `消防通道堆物${due}`, dueOn: due }))
  west = await find(officer, finding({ description: '西岭的隐患' }), { placeId: town.enterprises.factory })
})
const ids = (...which: number[]) => which.map((at) => hazards[at]?.id).join(',')

describe('chosen records', () => {
  it('are exactly those, in the order of the list, not of the ticks', async () => {
    const list = await officer.read(`/hazards?ids=${ids(2, 0, 1)}&sort=dueOn`)
    expect(list.total).toBe(3)
    expect(list.items.map((one) => one.id)).toEqual(ids(1, 0, 2).split(','))
    expect((await officer.read(`/hazards?ids=${ids(0, 1, 2)}&sort=-dueOn`)).items.map((one) => one.id)).toEqual(ids(2, 0, 1).split(','))
  })
  it('are exported with the columns shown, in that order', async () => {
    const rows = readCsv((await officer.get(`/hazards.csv?ids=${ids(3, 1)}&sort=dueOn&columns=dueOn,description`)).text)
    expect(rows.slice(1)).toEqual([['2023-06-10', '消防通道堆物2023-06-10'], ['2023-06-11', '消防通道堆物2023-06-11']])
    expect(rows[0]).toHaveLength(2)
    const sheet = readXlsx((await officer.get(`/hazards.xlsx?ids=${ids(3, 1)}&sort=-dueOn&columns=description`)).bytes)
    expect(sheet.slice(1).map((row) => row[0])).toEqual(['消防通道堆物2023-06-11', '消防通道堆物2023-06-10'])
  })
  it('ticked twice count once', async () => expect((await officer.read(`/hazards?ids=${ids(0, 0)}`)).total).toBe(1))
  it('out of scope, withdrawn or never there are refused as a whole: nothing is left out silently', async () => {
    const village = w.as('village')
    expect((await village.read(`/hazards?ids=${ids(0)}`)).total).toBe(1)
    for (const ending of ['', '.csv', '.xlsx']) {
      const answer = await village.get(`/hazards${ending}?ids=${ids(0)},${west.id}`)
      expect(answer.status, ending).toBe(404)
      expect(answer.body.code, ending).toBe('list.chosen_gone')
      expect(answer.text, ending).not.toContain('西岭')
      expect((await officer.get(`/hazards${ending}?ids=${ids(0)},${uuid7()}`)).body.code).toBe('list.chosen_gone')
    }
    const gone = await find(officer, finding())
    await w.as('office').add(`/hazards/${gone.id}/withdrawal`, { id: uuid7(), reason: '登记有误' })
    expect((await officer.get(`/hazards?ids=${gone.id}`)).status).toBe(404)
  })
  it('are at most two hundred, and each is an id', async () => {
    const many = (count: number) => Array.from({ length: count }, () => uuid7()).join(',')
    expect((await officer.get(`/hazards?ids=${many(200)}`)).body.code).toBe('list.chosen_gone')
    const answer = await officer.get(`/hazards?ids=${many(201)}`)
    expect(answer).toMatchObject({ status: 400, body: { code: 'list.too_many_chosen' } })
    for (const bad of ['x', `${ids(0)},`, `,${ids(0)}`, `${ids(0)};${ids(1)}`, ids(0).toUpperCase(), `${ids(0)}x${ids(1)}`, "' OR 1=1 --", '1'.repeat(36)])
      expect((await officer.get(`/hazards?ids=${encodeURIComponent(bad)}`)).status, bad).toBe(400)
  })
  it('of every kind: enterprises, inspections, notices, plain ledgers', async () => {
    expect((await officer.read(`/enterprises?ids=${town.enterprises.hotel},${town.enterprises.factory}`)).total).toBe(2)
    const visit = (await officer.read('/inspections?limit=1')).items[0]
    expect((await officer.read(`/inspections?ids=${visit?.id}`)).items).toHaveLength(1)
    const meeting = await w.as('office').add('/meetings', { title: '安委会会议', type: 'leading_group', heldOn: '2023-05-30', areaId: town.areas.town })
    expect((await officer.read(`/meetings?ids=${meeting.id}`)).items).toHaveLength(1)
    expect((await officer.get(`/notices?ids=${uuid7()}`)).body.code).toBe('list.chosen_gone')
  })
})
