import { describe, expect, it } from 'vitest'
import { run } from '../../../tests/world/server'
import { storeArguments } from '../../../tests/world/store'
import { act, find } from '../../../tests/world/loop'
import { type Row, people, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const office = w.as('office')
const publicity = (further: Record<string, unknown> = {}) => ({ title: '发放资料', type: 'leaflet', heldOn: '2023-05-20', quantity: 100, areaId: town.areas.eastFirst, ...further })
const leaflets = async (query = '', who: keyof typeof people = 'office') => (await w.as(who).read('/measures/leaflets?' + query)).value

describe('measures', () => {
  it('are the ones that outside checks rely on, each with unit, meaning and form', async () => {
    const items = (await office.read('/measures')).items as (Row & { unit: { zh: string; en: string }; about: { zh: string } })[]
    const names = items.map((one) => one.name)
    for (const name of [
      'villages', 'outings', 'inspections', 'hazards-found', 'hazards-closed', 'hazards-open', 'hazards-overdue', 'rectification-orders', 'notices', 'letters-owed', 'letters-signed', 'signing-rate',
      'leaflets', 'slogans', 'banners', 'vehicle-trips', 'drills', 'trainings', 'meetings', 'accidents', 'deaths', 'campaigns',
    ]) expect(names).toContain(name)
    for (const one of items) {
      expect(one.zh, String(one.name)).toMatch(/[一-鿿]/)
      expect(one.en, String(one.name)).toMatch(/[A-Za-z]/)
      expect(['flow', 'stock', 'rate'], String(one.name)).toContain(one.form)
      expect(one.about.zh, String(one.name)).not.toBe('')
    }
  })
  it('one that is split by a ledger field says what the field is called', async () => {
    const items = (await office.read('/measures')).items as (Row & { by?: string; byTitle?: { zh: string; en: string } })[]
    const trainings = items.find((one) => one.name === 'trainings')
    expect(trainings?.by).toBe('audience')
    expect(trainings?.byTitle).toEqual({ zh: '培训对象', en: 'Audience' })
    for (const one of items) if (!one.by) expect(one.byTitle, String(one.name)).toBeUndefined()
  })
  it('every one answers, by month and area too, and its records add up', async () => {
    for (const one of (await office.read('/measures')).items) {
      const path = '/measures/' + String(one.name)
      const whole = await office.read(path)
      expect(whole.value === null || typeof whole.value === 'number', path).toBe(true)
      for (const by of ['month', 'area', ...(one.by ? [String(one.by)] : [])]) expect((await office.get(`${path}?by=${by}`)).status, `${path} by ${by}`).toBe(200)
      const behind = await office.read(path + '/records?limit=500')
      if (one.form !== 'rate') expect(behind.items.reduce((sum, row) => sum + Number(row.n), 0), path).toBe(whole.value)
    }
  })
  it.each(['from=2023-02-30', 'to=yesterday', 'from=2023-06-01&to=2023-05-01', 'by=colour', 'area=x'])('%s is refused', async (query) => {
    expect([400, 404]).toContain((await office.get('/measures/leaflets?' + query)).status)
  })
  it('that do not exist: 404', async () => expect((await office.get('/measures/nonsense')).status).toBe(404))
})

describe('a flow', () => {
  it('takes both ends of the period, from the first of January to today when none is given', async () => {
    await office.add('/publicity', publicity({ heldOn: '2022-12-31', quantity: 1 }))
    await office.add('/publicity', publicity({ heldOn: '2023-01-01', quantity: 10 }))
    await office.add('/publicity', publicity({ heldOn: '2023-06-01', quantity: 100 }))
    expect(await leaflets()).toBe(110)
    expect(await leaflets('from=2022-12-31&to=2023-01-01')).toBe(11)
    expect(await leaflets('from=2023-01-02&to=2023-05-31')).toBe(0)
  })
  it('a correction moves it, and yesterday’s figures stay what they are', async () => {
    const one = await office.add('/publicity', publicity({ heldOn: '2021-03-01', quantity: 5 }))
    await office.patch(`/publicity/${one.id}`, { quantity: 8 }, 1)
    expect(await leaflets('from=2021-03-01&to=2021-03-01')).toBe(8)
    await office.patch(`/publicity/${one.id}`, { type: 'slogan' }, 2)
    expect(await leaflets('from=2021-03-01&to=2021-03-01')).toBe(0)
    expect((await office.read('/measures/slogans?from=2021-03-01&to=2021-03-01')).value).toBe(8)
  })
  it('is the same before and after the folding, and after many at once', async () => {
    const day = 'from=2020-03-01&to=2020-03-01'
    await Promise.all(Array.from({ length: 40 }, () => office.add('/publicity', publicity({ heldOn: '2020-03-01', quantity: 3 }))))
    expect(await leaflets(day)).toBe(120)
    await new Promise((later) => setTimeout(later, 6500))
    expect(await leaflets(day)).toBe(120)
    await office.add('/publicity', publicity({ heldOn: '2020-03-01', quantity: 1 }))
    expect(await leaflets(day)).toBe(121)
    expect(await leaflets('from=2020-01-01&to=2020-12-31')).toBe(121)
  })
})

describe('scope', () => {
  it('a village sees its own figures and those of no other', async () => {
    const day = 'from=2021-09-01&to=2021-09-01'
    await office.add('/publicity', publicity({ heldOn: '2021-09-01', quantity: 1, areaId: town.areas.eastSecond }))
    await office.add('/publicity', publicity({ heldOn: '2021-09-01', quantity: 10, areaId: town.areas.west }))
    await office.add('/publicity', publicity({ heldOn: '2021-09-01', quantity: 100, areaId: town.areas.town }))
    expect([await leaflets(day), await leaflets(day, 'village'), await leaflets(day, 'foreign'), await leaflets(day, 'patroller')]).toEqual([111, 1, 10, 0])
    expect((await w.as('village').get(`/measures/leaflets?area=${town.areas.west}`)).status).toBe(404)
    expect((await w.as('village').get(`/measures/leaflets?area=${town.areas.town}`)).status).toBe(404)
    expect((await w.as('village').read(`/measures/leaflets/records?${day}`)).total).toBe(1)
    expect((await w.as('enterprise').get('/measures/leaflets')).status).toBe(403)
  })
  it('by area: every area right below, also those with nothing', async () => {
    const rows = (await office.read('/measures/leaflets?from=2021-09-01&to=2021-09-01&by=area')).rows as { key: string; name: string; value: number }[]
    expect(rows.map((row) => [row.key, row.value])).toEqual([[town.areas.east, 1], [town.areas.west, 10], [town.areas.town, 100]])
  })
  it('a member unit limited to trades is not shown whole figures', async () => {
    expect((await w.as('trade').get('/measures/leaflets')).status).toBe(403)
  })
})

describe('a stock', () => {
  it('open hazards are those at the end of the day that is asked for', async () => {
    const open = async (to: string) => Number((await office.read('/measures/hazards-open?to=' + to)).value)
    const start = await open('2023-06-01')
    const hazard = await find(w.as('officer'))
    expect(await open('2023-06-01')).toBe(start + 1)
    expect(await open('2023-05-31')).toBe(start)
    await w.restart('2023-06-05T09:00:00+08:00')
    await act(w.as('officer'), hazard, 'recheck', { passed: true })
    expect(await open('2023-06-05')).toBe(start)
    expect(await open('2023-06-04')).toBe(start + 1)
    await w.restart()
  })
  it('villages are those that exist that day', async () => {
    const villages = async (to: string) => (await office.read('/measures/villages?to=' + to)).value
    expect(await villages('2023-06-01')).toBe(2)
    expect(await villages('2019-12-31')).toBe(0)
    const one = await office.add('/areas', { name: '撤并村', code: '449999100290', validFrom: '2021-01-01', validTo: '2022-12-31' })
    expect([await villages('2020-12-31'), await villages('2021-01-01'), await villages('2022-12-31'), await villages('2023-01-01')]).toEqual([2, 3, 3, 2])
    await office.withdraw(`/areas/${one.id}`, '测试')
  })
})

describe('a rate', () => {
  it('is null where nothing is owed, never a division by zero', async () => {
    const rate = await office.read('/measures/signing-rate?from=2010-01-01&to=2010-12-31')
    expect(rate.value === null || rate.value === 0).toBe(true)
  })
})

describe('verify', () => {
  it('counts everything anew and finds it right', async () => {
    for (const quantity of [1, 2, 3]) await office.add('/publicity', publicity({ id: uuid7(), quantity, approximate: quantity === 2 }))
    await w.server.stop()
    const verified = run(['verify', ...storeArguments(w.place)])
    expect(verified, verified.errors).toMatchObject({ status: 0 })
    await w.restart()
  })
})
