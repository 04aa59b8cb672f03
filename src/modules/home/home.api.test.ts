import { beforeAll, describe, expect, it } from 'vitest'
import { act, find } from '../../../tests/world/loop'
import { type Body, type Row, holder, roles, town, world } from '../../../tests/world/world'

const w = world()
const officer = w.as('officer')
interface Home extends Body { cards: { name: string; value: number; link: string }[]; lateByEnterprise: Row[]; lateByTown: Row[]; dueSoon: Row[]; figures: { measure: string; value: number | null }[]; areas: { id: string; open: number; late: number }[] }
const home = async (who: Parameters<typeof w.as>[0]) => (await w.as(who).read('/home')) as Home
const card = (page: Home, name: string) => page.cards.find((one) => one.name === name)?.value

let late: Row, reported: Row, fresh: Row
beforeAll(async () => {
  late = await find(officer, { dueOn: '2023-06-05' })
  reported = await find(officer, { dueOn: '2023-06-05' })
  fresh = await find(officer, { dueOn: '2023-06-30' }, { placeId: town.enterprises.station })
  await act(w.as('enterprise'), reported, 'rectification', { description: '已改' })
  await w.restart('2023-06-25T09:00:00+08:00')
})

describe('the first page', () => {
  it('says what is late and who has it, and the cards count what their links open', async () => {
    const page = await home('office')
    expect(page.today).toBe('2023-06-25')
    expect(page.lateByEnterprise.map((one) => one.id)).toEqual([late.id])
    expect(page.lateByTown.map((one) => one.id)).toContain(reported.id)
    expect(page.dueSoon.map((one) => one.id)).toEqual([fresh.id])
    for (const one of page.cards) expect((await w.as('office').read(one.link.replace('/k', ''))).total, one.name).toBe(one.value)
  })
  it('shows the same figures as the measures', async () => {
    const page = await home('office')
    for (const one of page.figures) expect((await w.as('office').read(`/measures/${one.measure}?from=2023-01-01&to=2023-06-25`)).value, one.measure).toBe(one.value)
    expect(page.areas.find((one) => one.id === town.areas.west)).toMatchObject({ open: 1, late: 0 })
  })
  it.each(roles)('opens for %s', async (role) => {
    expect((await w.as(holder(role)).get('/home')).status).toBe(200)
  })
  it('keeps to the scope: a village to its own, an enterprise to itself, a member unit to its trades', async () => {
    expect(card(await home('foreign'), 'open')).toBe(1)
    expect(card(await home('village'), 'open')).toBe(2)
    expect(card(await home('enterprise'), 'open')).toBe(2)
    expect((await home('enterprise')).figures).toEqual([])
    expect(card(await home('trade'), 'open')).toBe(0)
    expect((await home('trade')).areas).toEqual([])
  })
})

// Last, because time goes on.
describe('an enterprise', () => {
  it('is told what it let pass, with the list behind it', async () => {
    expect(card(await home('enterprise'), 'missed-duties')).toBeUndefined()
    await w.restart('2024-02-01T09:00:00+08:00')
    await expect.poll(async () => card(await home('enterprise'), 'missed-duties') ?? 0, { timeout: 15_000 }).toBeGreaterThan(0)
    const page = await home('enterprise')
    for (const one of page.cards) expect((await w.as('enterprise').read(one.link.replace('/k', ''))).total, one.name).toBe(one.value)
    expect(card(await home('office'), 'missed-duties')).toBeUndefined()
  })
})
