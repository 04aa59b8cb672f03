import { describe, expect, it } from 'vitest'
import { type Row, town, world } from '../../../tests/world/world'

// Whatever the way, the same records end in the same duties; and making them again makes nothing new.
const w = world()
const office = w.as('office')
const key = (duty: Row) => [duty.rule, duty.recordId, duty.period ?? ''].join(' ')
const shown = (duty: Row) => [duty.openedOn, duty.dueOn ?? '', duty.endsOn ?? '', duty.whoId, duty.areaId, duty.category ?? '', duty.dischargedOn ?? '', duty.liftedWhy ?? '', duty.liftedOn ?? '']
const all = () => office.all('/duties?made=1')

/** Numbers that look random and are the same in each run. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}
function shuffled<T>(list: readonly T[], seed: number): T[] {
  const random = chance(seed)
  return list.map((one) => [random(), one] as const).sort((a, b) => a[0] - b[0]).map(([, one]) => one)
}

describe('the changes of one enterprise, in any order', () => {
  const patch = async (id: string, change: Record<string, unknown>) => {
    const now = await office.read(`/enterprises/${id}`)
    expect((await office.patch(`/enterprises/${id}`, change, now.version)).status).toBe(200)
  }
  const drill = (id: string, heldOn: string) => office.add('/drills', { title: '疏散演练', heldOn, organizer: 'enterprise', enterpriseId: id, subject: 'fire', form: 'practical', areaId: town.areas.eastFirst })
  const changes: ((id: string) => Promise<unknown>)[] = [
    (id) => drill(id, '2023-03-11'),
    (id) => drill(id, '2023-05-20'),
    async (id) => { const wrong = await drill(id, '2023-01-15'); await office.withdraw(`/drills/${wrong.id}`, '误录') },
    (id) => office.add('/letters', { title: '安全生产责任书', letterType: 'work_safety', year: 2023, partyType: 'enterprise', enterpriseId: id, dueOn: '2023-03-31', state: 'signed', signedOn: '2023-03-02', areaId: town.areas.eastFirst }),
    (id) => office.add('/plans', { title: '综合预案', owner: 'enterprise', enterpriseId: id, planType: 'comprehensive', approvedOn: '2023-05-04', areaId: town.areas.eastFirst }),
    (id) => patch(id, { openedOn: '2019-07-01' }),
    async (id) => { await patch(id, { state: 'closed' }); await patch(id, { state: 'open' }) },
    async (id) => { await patch(id, { category: 'catering' }); await patch(id, { category: 'hotel' }) },
  ]
  const ended = async (id: string) => {
    const own = new Map((await office.all(`/plans?enterpriseId=${id}`)).map((plan) => [String(plan.id), 'plan']))
    const same = (value: unknown) => (value === id ? 'self' : own.get(String(value)) ?? String(value))
    return (await office.all(`/duties?made=1&whoId=${id}`)).map((duty) => [duty.rule, same(duty.recordId), duty.period, ...shown(duty).map(same), duty.state].join('|')).sort()
  }
  it.each([1, 2, 3, 4, 5, 6])('end in the same duties (%d)', async (seed) => {
    const orders = [changes, shuffled(changes, seed)]
    const duties: string[][] = []
    for (const order of orders) {
      const one = await office.add('/enterprises', { name: `同店${seed}${duties.length}`, category: 'hotel', areaId: town.areas.eastFirst, openedOn: '2021-03-01' })
      for (const change of order) await change(one.id)
      duties.push(await ended(one.id))
    }
    expect(duties[0]?.length).toBeGreaterThan(2)
    expect(duties[0]?.filter((duty) => duty.endsWith('|done')).length).toBeGreaterThan(1)
    expect(duties[1]).toEqual(duties[0])
  })
})

describe('duties that are made again', () => {
  it('are the same: each once, with the id that it had, whatever is made beside them', async () => {
    const before = await all()
    expect(before.length).toBeGreaterThan(40)
    expect(new Set(before.map(key)).size).toBe(before.length)
    // A changed calendar has everything made anew on the same day; a rule of each kind that is bound says when that is over.
    const admin = w.as('admin')
    const rule = (name: string, bound: string, byKind: string, byField: string) => admin.add('/duty-rules', {
      name, title: name, titleEn: name, clause: '镇年度工作要点', enabled: true, bound, form: 'period', every: 'year', byKind, byField, effectiveFrom: '2023-01-01',
    })
    const year = { source: '国办发明电〔2030〕号', makeUpDays: [], holidays: [{ name: '元旦', from: '2031-01-01', to: '2031-01-03' }] }
    expect((await admin.send('PUT', '/holiday-years/2031', year)).status).toBe(200)
    await rule('again-enterprises', 'enterprises', 'trainings', 'enterpriseId')
    await rule('again-areas', 'areas', 'trainings', 'areaId')
    const made = async (name: string) => (await office.all(`/duties?rule=${name}`)).length
    const [enterprises, areas] = [(await office.all('/enterprises')).length, (await office.all('/areas')).length]
    await expect.poll(() => made('again-enterprises'), { timeout: 15_000 }).toBeGreaterThanOrEqual(enterprises - 2)
    await expect.poll(() => made('again-areas'), { timeout: 15_000 }).toBeGreaterThanOrEqual(areas - 2)
    const again = (await all()).filter((duty) => !String(duty.rule).startsWith('again-'))
    const by = (list: Row[]) => Object.fromEntries(list.map((duty) => [key(duty), [duty.id, ...shown(duty), duty.state]]))
    expect(by(again)).toEqual(by(before))

    // A month later there are more, and those of before are still themselves.
    await w.restart('2023-07-03T08:00:00+08:00')
    await expect.poll(async () => (await office.all(`/duties?rule=half-year-drill&recordId=${town.enterprises.hotel}&period=2023-H2`)).length, { timeout: 15_000 }).toBe(1)
    await expect.poll(async () => (await office.all(`/duties?rule=monthly-report&recordId=${town.areas.west}&period=2023-06`)).length, { timeout: 15_000 }).toBe(1)
    const later = await all()
    expect(new Set(later.map(key)).size).toBe(later.length)
    const ids = new Map(later.map((duty) => [key(duty), [duty.id, duty.openedOn, duty.dueOn]]))
    for (const duty of before) expect(ids.get(key(duty)), key(duty)).toEqual([duty.id, duty.openedOn, duty.dueOn])
  }, 60_000)
})
