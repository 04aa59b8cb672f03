import { describe, expect, it } from 'vitest'
import { type Body, type Who, creditCode, town, world } from '../../../tests/world/world'

const w = world()
const office = w.as('office')

interface Found { kind: string; more: boolean; items: { id: string; title: string; areaName?: string; found?: { field: string; text: string } }[] }
const ask = async (who: Who, q: string, further = ''): Promise<Found[]> =>
  ((await w.as(who).read(`/search?q=${encodeURIComponent(q)}${further}`)) as Body & { groups: Found[] }).groups
const ids = (groups: Found[]) => groups.flatMap((group) => group.items.map((item) => item.id))

describe('searching everywhere', () => {
  it('finds records of several kinds by two characters, and says where they stand', async () => {
    const pond = await office.add('/places', { name: '鱼骨塘', type: 'pond', areaId: town.areas.east })
    const meeting = await office.add('/publicity', { title: '鱼骨塘边防溺水宣传', type: 'leaflet', quantity: 20, heldOn: '2023-05-02', areaId: town.areas.town })
    const shop = await office.add('/enterprises', { name: '靠水小店', category: 'shop', areaId: town.areas.east, address: '东坡村水边鱼骨路 3 号', creditCode: creditCode(301) })
    const groups = await ask('office', '鱼骨')
    expect(ids(groups)).toEqual(expect.arrayContaining([pond.id, shop.id, meeting.id]))
    const found = groups.find((group) => group.kind === 'enterprises')?.items[0]
    expect(found).toMatchObject({ title: '靠水小店', found: { field: 'address', text: expect.stringContaining('鱼骨路') as string } })
    expect(groups.find((group) => group.kind === 'places')?.items[0]).toMatchObject({ title: '鱼骨塘', areaName: '东坡村' })
  })

  it('finds by one character, by several words, and whatever the width and case', async () => {
    const place = await office.add('/places', { name: '鼋头 Ｂ12 仓', type: 'market', areaId: town.areas.east })
    for (const words of ['鼋', '鼋头 b12', 'B12 鼋头']) expect(ids(await ask('office', words)), words).toContain(place.id)
    expect(ids(await ask('office', '鼋头 b13'))).not.toContain(place.id)
  })

  it('keeps to the scope of who asks', async () => {
    const here = await office.add('/places', { name: '量词测点东', type: 'pond', areaId: town.areas.east })
    const there = await office.add('/places', { name: '量词测点西', type: 'pond', areaId: town.areas.west })
    expect(ids(await ask('office', '量词')).sort()).toEqual([here.id, there.id].sort())
    expect(ids(await ask('village', '量词'))).toEqual([here.id])
    expect(ids(await ask('foreign', '量词'))).toEqual([there.id])
    expect(ids(await ask('former', '量词'))).toEqual([])
  })

  it('gives an enterprise its own record and nothing of others', async () => {
    const groups = await ask('enterprise', '东坡')
    expect(groups.find((group) => group.kind === 'enterprises')?.items.map((item) => item.id)).toEqual([town.enterprises.hotel])
    expect(groups.map((group) => group.kind)).not.toContain('people')
    expect(groups.map((group) => group.kind)).not.toContain('places')
  })

  it('keeps to the trades of a limited member unit', async () => {
    const found = (await ask('trade', '东坡')).find((group) => group.kind === 'enterprises')
    expect(found?.items.map((item) => item.id)).toEqual([town.enterprises.restaurant])
  })

  it('shows accounts to those only who may read accounts', async () => {
    expect((await ask('administrator', 'patroller')).map((group) => group.kind)).toContain('accounts')
    expect(ids(await ask('office', 'patroller'))).toEqual([])
  })

  it('forgets what was withdrawn and finds it again when it is restored', async () => {
    const place = await office.add('/places', { name: '撤回测点', type: 'pond', areaId: town.areas.east })
    await office.withdraw(`/places/${place.id}`, '登记错了')
    expect(ids(await ask('office', '撤回测点'))).toEqual([])
    await office.post(`/places/${place.id}/restoration`)
    expect(ids(await ask('office', '撤回测点'))).toEqual([place.id])
  })

  it('looks among the kinds that are named, and says when there are more', async () => {
    for (let n = 1; n <= 4; ++n) await office.add('/places', { name: `数不清 ${n}`, type: 'pond', areaId: town.areas.east })
    const [group] = await ask('office', '数不清', '&limit=3&kinds=places,enterprises')
    expect(group).toMatchObject({ kind: 'places', more: true })
    expect(group?.items.map((item) => item.title)).toEqual(['数不清 4', '数不清 3', '数不清 2'])
    expect(await ask('office', '数不清', '&kinds=enterprises')).toEqual([])
  })

  it.each(['', ' ', '%', '_', '"', "' OR 1=1 --", '\\', '*', '😀', '𠮷'])('takes the words "%s" as words', async (words) => {
    expect((await w.as('office').get('/search?q=' + encodeURIComponent(words))).status).toBe(200)
  })

  it('refuses what cannot be', async () => {
    for (const query of ['q=塘&kinds=nothing', 'q=塘&limit=0', 'q=塘&limit=x', 'q=塘&limit=51']) expect((await w.as('office').get('/search?' + encodeURI(query))).status, query).toBe(400)
    expect((await w.nobody.get('/search?q=' + encodeURIComponent('东坡'))).status).toBe(401)
  })
})
