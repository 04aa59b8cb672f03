import { type Client, type Row } from './client'
import { uuid7 } from './ids'
import { town } from './world'

/** One o'clock before the town's hour: when the inspections of the tests begin. */
export const before = '2023-06-01T08:00:00+08:00'
export const dueOn = '2023-06-11'

export const finding = (further: Record<string, unknown> = {}) => ({ id: uuid7(), description: '二楼安全出口上锁', level: 'general', dueOn, ...further })

/** What an inspection of the hotel sends. */
export const visit = (further: Record<string, unknown> = {}) => ({
  id: uuid7(), outing: {}, placeType: 'enterprises', placeId: town.enterprises.hotel, kind: 'patrol', happenedAt: before,
  inspectorIds: [town.persons.officer, town.persons.supervisor], ...further,
})

/** Inspects and gives the one hazard found. */
export async function find(client: Client, hazard: Record<string, unknown> = {}, further: Record<string, unknown> = {}): Promise<Row> {
  const one = finding(hazard)
  await client.add('/inspections', visit({ hazards: [one], ...further }))
  return client.read(`/hazards/${one.id}`)
}

/** Does a verb of a hazard; it must succeed. */
export const act = (client: Client, hazard: Row, verb: string, body: Record<string, unknown>): Promise<Row> =>
  client.add(`/hazards/${hazard.id}/${verb}`, { id: uuid7(), ...body })

/** The record under which the town may give orders. */
export const empower = (client: Client, further: Record<string, unknown> = {}): Promise<Row> =>
  client.add('/authorities', {
    organ: '青溪镇人民政府', basis: 'empowered', numberPrefix: '青溪', document: '粤府函〔2020〕136号（测试用，虚构）', validFrom: '2020-01-01',
    government: '青溪县人民政府', court: '青溪县人民法院', reportTo: '青溪县应急管理局', areaId: town.areas.town, ...further,
  })
