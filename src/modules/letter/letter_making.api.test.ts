import { describe, expect, it } from 'vitest'
import { unzip } from '../../../tests/world/tables'
import { type Body, type Client, type Row, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const office = w.as('office'), village = w.as('village')

async function over(who: Client, started: Body): Promise<Body> {
  for (let tries = 0; tries < 600; ++tries) {
    const job = await who.read(`/jobs/${started.id}`)
    if (job.state !== 'waiting' && job.state !== 'running') return job
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('The work does not end')
}
const made = async (who: Client, body: Record<string, unknown> = {}) => {
  const answer = await who.post('/letters/making', { year: 2023, dueOn: '2023-06-30', ...body })
  expect(answer.status, answer.text).toBe(202)
  const job = await over(who, answer.body)
  expect(job.state, JSON.stringify(job)).toBe('done')
  return (job.answer as { made: number }).made
}
const standing = (query = '') => office.read(`/letters/standing?${query}`)
const unsigned = (query = '') => office.read(`/letters/unsigned?limit=500&${query}`)

describe('a year of letters', () => {
  it('is made along the tree, each with its words, and made again only adds what is missing', async () => {
    expect(await made(village, { areaId: town.areas.east, partyTypes: ['enterprise'] })).toBe(2)
    expect(await made(office)).toBe(2 * 3 + 2)
    expect(await made(office)).toBe(0)
    const all = await office.all('/letters?year=2023')
    expect(all).toHaveLength(10)
    for (const one of all) {
      const letter = await office.read(`/letters/${one.id}`)
      expect(letter.text).toContain(String(letter.party))
      expect(letter.textSha).toMatch(/^[0-9a-f]{64}$/)
      expect(letter.templateTitle).toContain('2026-1')
    }
    const hotel = all.find((one) => one.enterpriseId === town.enterprises.hotel)
    expect(hotel).toMatchObject({ partyType: 'enterprise', counterparty: '东坡村民委员会', party: '东坡宾馆', state: 'owed', dueOn: '2023-06-30' })
    const fresh = await office.add('/enterprises', { name: '新开的店', category: 'shop', areaId: town.areas.eastFirst, openedOn: '2023-05-01' })
    expect(await made(office)).toBe(1)
    expect((await office.read(`/letters?enterpriseId=${fresh.id}`)).total).toBe(1)
  })
  it('is not made beyond the next year, with a day outside it, or for an area that is not one’s own', async () => {
    const refused = async (who: Client, body: Record<string, unknown>) => (await who.post('/letters/making', { year: 2023, dueOn: '2023-06-30', ...body })).status
    expect(await refused(office, { year: 2030, dueOn: '2030-01-31' })).toBe(422)
    expect(await refused(office, { dueOn: '2024-01-31' })).toBe(422)
    expect(await refused(village, { areaId: town.areas.west })).toBe(404)
    expect(await refused(w.as('patroller'), {})).toBe(403)
  })
  it('takes projects that are being built along', async () => {
    const project = { title: '样板桥', projectType: 'livelihood', registeredOn: '2023-03-01', stage: 'building', contractor: '某某建筑公司', areaId: town.areas.east }
    const one = await office.add('/projects', project)
    await office.add('/projects', { ...project, title: '还没开工的桥', stage: 'planned' })
    expect(await made(office, { partyTypes: ['contractor'] })).toBe(1)
    const letter = (await office.read(`/letters?projectId=${one.id}`)).items[0] as Row
    expect((await office.read(`/letters/${letter.id}`)).text).toContain('样板桥')
    expect(await made(office, { partyTypes: ['contractor'] })).toBe(0)
  })
  it('is taken out as one archive of documents', async () => {
    const answer = await office.get('/letters.zip?partyType=village')
    expect(answer.status).toBe(200)
    const files = Object.keys(unzip(answer.bytes))
    expect(files).toHaveLength(6)
    expect(files.every((name) => name.startsWith('2023/') && name.endsWith('.docx'))).toBe(true)
    expect((await office.get('/letters.zip?year=2001')).body.code).toBe('letter.nothing_to_pack')
    const letter = (await office.read('/letters?partyType=village&limit=1')).items[0] as Row
    expect((await office.get(`/letters/${letter.id}.docx`)).status).toBe(200)
    expect((await office.get(`/letters/${letter.id}.pdf`)).text.startsWith('%PDF')).toBe(true)
    expect((await w.as('foreign').get(`/letters/${(await village.read('/letters?partyType=village&limit=1')).items[0]?.id}.docx`)).status).toBe(404)
  })
})

describe('how the signing stands', () => {
  it('is told by kind, level and area, with who has not signed and why', async () => {
    const now = await standing()
    expect(now).toMatchObject({ owed: 12, signed: 0, rate: 0, year: 2023 })
    expect((now.byLevel as Row[]).map((row) => [row.key, row.owed])).toEqual([['village', 6], ['enterprise', 5], ['contractor', 1]])
    expect((now.byType as Row[]).find((row) => row.key === 'fire')).toMatchObject({ owed: 2 })
    expect((await standing(`area=${town.areas.west}`)).owed).toBe(5)
    const list = await unsigned(`area=${town.areas.west}&partyType=village&letterType=fire`)
    expect(list.items).toMatchObject([{ party: '西岭村', reason: 'not_signed', late: false, dueOn: '2023-06-30' }])
    expect(list.total).toBe(1)
    expect((await office.get('/letters/unsigned.xlsx?partyType=village')).status).toBe(200)
    expect((await office.get('/letters/unsigned.csv?partyType=village')).text).toContain('东坡村')
    expect((await office.get('/letters/standing?on=2023-02-30')).status).toBe(400)
    expect((await w.as('enterprise').get('/letters/standing')).status).toBe(403)
    expect((await village.get(`/letters/standing?area=${town.areas.west}`)).status).toBe(404)
  })
  it('leaves out who is exempt, with the reason, from the day of the decision', async () => {
    const one = await office.add('/letter-exemptions', {
      title: '五金厂停产', year: 2023, partyType: 'enterprise', enterpriseId: town.enterprises.factory, validFrom: '2023-05-01', reason: '全年停产', decidedBy: '陆镇长', areaId: town.areas.west,
    })
    expect((await standing()).owed).toBe(11)
    // The shop had not opened yet, the factory was not exempt yet.
    expect((await standing('on=2023-04-30')).owed).toBe(11)
    expect((await standing()).exempt).toMatchObject([{ party: '青溪五金厂', reason: '全年停产', since: '2023-05-01', decidedBy: '陆镇长' }])
    expect((await office.read('/measures/letters-owed')).value).toBe(11)
    await office.withdraw(`/letter-exemptions/${one.id}`, '恢复生产')
    expect((await standing()).owed).toBe(12)
    expect((await office.post('/letter-exemptions', { title: '缺', year: 2023, partyType: 'village', validFrom: '2023-05-01', reason: '无', decidedBy: '无', areaId: town.areas.west })).status).toBe(422)
  })
  it('owes a letter anew once the chief leader has changed, and keeps the past as it was', async () => {
    const admin = w.as('administrator')
    const letter = (await office.read(`/letters?partyAreaId=${town.areas.east}&letterType=fire`)).items[0] as Row
    await office.post(`/letters/${letter.id}/paper-signature`, { id: uuid7(), signedOn: '2023-03-01', signer: '老主任' })
    expect((await standing(`area=${town.areas.east}&letterType=fire`)).signed).toBe(1)
    const chief = { post: '村主任', role: 'village', areaId: town.areas.east, chief: true }
    const person = await admin.add('/people', { name: '新主任', areaId: town.areas.east })
    await admin.add('/appointments', { ...chief, personId: town.persons.former, validFrom: '2022-01-01', validTo: '2023-04-30' })
    expect((await standing(`area=${town.areas.east}&letterType=fire`)).signed).toBe(1)
    await admin.add('/appointments', { ...chief, personId: person.id, validFrom: '2023-05-01' })
    expect((await standing(`area=${town.areas.east}&letterType=fire`)).signed).toBe(0)
    expect((await standing(`area=${town.areas.east}&letterType=fire&on=2023-04-30`)).signed).toBe(1)
    expect((await office.read(`/letters/${letter.id}`)).renewal).toEqual({ since: '2023-05-01', before: '离任者', now: '新主任', dueOn: '2023-05-31' })
    expect((await unsigned(`area=${town.areas.east}&letterType=fire`)).items).toMatchObject([{ reason: 'renewal', before: '离任者', now: '新主任', late: true, letterId: letter.id }])
    expect(await made(office, { areaId: town.areas.east, letterTypes: ['fire'], partyTypes: ['village'] })).toBe(1)
    expect(await made(office, { areaId: town.areas.east, letterTypes: ['fire'], partyTypes: ['village'] })).toBe(0)
    const anew = (await office.read(`/letters?replacesId=${letter.id}`)).items[0] as Row
    await office.post(`/letters/${anew.id}/paper-signature`, { id: uuid7(), signedOn: '2023-06-01', signer: '新主任', personId: person.id })
    expect((await standing(`area=${town.areas.east}&letterType=fire`)).signed).toBe(1)
  })
})
