import { describe, expect, it } from 'vitest'
import { areaNames, codes, town, world } from '../../../tests/world/world'

const w = world()
const office = w.as('office')
const grid = (further: Record<string, unknown> = {}) => ({ name: '新网格', level: 'grid', parentId: town.areas.east, ...further })

describe('the tree', () => {
  it('holds what lies in scope, each with its parent', async () => {
    const whole = (await office.read('/areas/tree')).items
    expect(whole).toHaveLength(7)
    expect(whole.find((one) => one.id === town.areas.eastFirst)).toMatchObject({ parentId: town.areas.east, level: 'grid', name: areaNames.eastFirst })
    const village = (await w.as('village').read('/areas/tree')).items
    expect(village.map((one) => one.id).sort()).toEqual([town.areas.east, town.areas.eastFirst, town.areas.eastSecond].sort())
    expect((await w.as('patroller').read('/areas/tree')).items.map((one) => one.id)).toEqual([town.areas.eastFirst])
  })
  it('is the town for an enterprise too: at least an answer', async () => {
    expect((await w.as('enterprise').get('/areas/tree')).status).toBe(200)
  })
})

describe('a new area', () => {
  it('takes level and parent from its code', async () => {
    const village = await office.add('/areas', { name: '南湾村', code: '449999100203' })
    expect(village).toMatchObject({ level: 'village', parentId: town.areas.town, parentName: areaNames.town })
    expect((await office.read(`/areas?area=${town.areas.town}&q=南湾`)).total).toBe(1)
  })
  it('without a code needs a level', async () => {
    expect((await office.post('/areas', { name: '无级别', parentId: town.areas.east })).body.errors).toMatchObject([{ field: 'level' }])
  })
  it.each(['44999910020', '4499991002011', 'abcdefghijkl', '44999910020１'])('with the code %s is refused', async (code) => {
    expect((await office.post('/areas', { name: '错码', code })).body.errors).toMatchObject([{ field: 'code' }])
  })
  it('with a code that is there is refused', async () => {
    expect((await office.post('/areas', { name: '重码', code: codes.east })).body.errors).toMatchObject([{ field: 'code' }])
  })
  it('that hangs nowhere is refused: a town has one root', async () => {
    const answer = await office.post('/areas', { name: '孤村', level: 'village' })
    expect(answer.status).toBe(422)
    expect((await office.read('/areas/tree')).items.filter((one) => one.parentId === undefined)).toHaveLength(1)
  })
  it('hangs below a real area', async () => {
    expect((await office.post('/areas', grid({ parentId: town.enterprises.hotel }))).body.errors).toMatchObject([{ field: 'parentId' }])
  })
  it('is added by the office and the administrator only', async () => {
    for (const who of ['leader', 'officer', 'supervisor', 'village', 'gridLeader', 'patroller', 'enterprise', 'auditor'] as const)
      expect((await w.as(who).post('/areas', grid())).status, who).toBe(403)
    expect((await w.as('administrator').post('/areas', grid())).status).toBe(201)
  })
  it('is in the scope of its village at once', async () => {
    const made = await office.add('/areas', grid({ name: '第三网格' }))
    await office.add('/places', { name: '第三网格的塘', type: 'pond', areaId: made.id })
    expect((await w.as('village').read('/places?q=第三网格')).total).toBe(1)
    expect((await w.as('foreign').read('/places?q=第三网格')).total).toBe(0)
  })
})

describe('an area that stands', () => {
  it('cannot get another parent', async () => {
    expect((await office.patch(`/areas/${town.areas.eastFirst}`, { parentId: town.areas.west }, 1)).body).toMatchObject({ code: 'area.moved', errors: [{ field: 'parentId' }] })
  })
  it('cannot be its own parent', async () => {
    expect((await office.patch(`/areas/${town.areas.eastFirst}`, { parentId: town.areas.eastFirst }, 1)).status).toBe(422)
  })
  it('may be renamed, and records show the new name', async () => {
    await office.patch(`/areas/${town.areas.westSecond}`, { name: '第二网格（新）' }, 1)
    const one = await office.add('/places', { name: '塘', type: 'pond', areaId: town.areas.westSecond })
    expect(one.areaName).toBe('第二网格（新）')
  })
  it('cannot be withdrawn while areas lie below it', async () => {
    expect(await office.withdraw(`/areas/${town.areas.east}`, '合并')).toMatchObject({ status: 409, body: { code: 'area.in_use' } })
  })
  it('cannot be withdrawn while records hang on it', async () => {
    const made = await office.add('/areas', grid({ name: '有企业的网格' }))
    await office.add('/enterprises', { name: '网格里的店', category: 'shop', areaId: made.id })
    expect(await office.withdraw(`/areas/${made.id}`, '合并')).toMatchObject({ status: 409, body: { code: 'area.in_use' } })
  })
  it('may be withdrawn when it is empty', async () => {
    const made = await office.add('/areas', grid({ name: '空网格' }))
    expect((await office.withdraw(`/areas/${made.id}`, '录错')).status).toBe(200)
  })
  it('keeps a boundary as drawn', async () => {
    const boundary = [[[113.5, 23.2], [113.6, 23.2], [113.6, 23.3], [113.5, 23.2]]]
    expect((await office.patch(`/areas/${town.areas.eastSecond}`, { boundary }, 1)).body.boundary).toEqual(boundary)
    expect((await office.read('/areas/tree')).items.find((one) => one.id === town.areas.eastSecond)?.boundary).toEqual(boundary)
  })
})

describe('what is no boundary', () => {
  const square = [[113.5, 23.2], [113.6, 23.2], [113.6, 23.3], [113.5, 23.2]]
  it.each([
    ['words', 'x'], ['a number', 7], ['an object', { type: 'Polygon' }], ['no ring', []], ['one ring without its list', square], ['an open ring', [square.slice(0, 3)]],
    ['a ring of three points', [[square[0], square[1], square[0]]]], ['latitude before longitude', [square.map(([lng, lat]) => [lat, lng])]],
    ['metres', [square.map(([lng = 0, lat = 0]) => [lng * 111000, lat * 111000])]], ['words for degrees', [square.map((point) => point.map(String))]],
    ['more points than a town has', [[...Array.from({ length: 20001 }, () => square[0]), square[0]]]],
  ])('%s: refused, and the one before stands', async (_, boundary) => {
    const before = await office.read(`/areas/${town.areas.east}`)
    expect((await office.patch(`/areas/${town.areas.east}`, { boundary }, Number(before.version))).body).toMatchObject({ code: 'area.boundary', errors: [{ field: 'boundary' }] })
    expect(await office.read(`/areas/${town.areas.east}`)).toEqual(before)
  })
  it('one is taken away by null', async () => {
    const made = await office.add('/areas', grid({ name: '画过边界的网格', boundary: [square] }))
    expect((await office.patch(`/areas/${made.id}`, { boundary: null }, 1)).status).toBe(200)
    expect((await office.read('/areas/tree')).items.find((one) => one.id === made.id)?.boundary ?? null).toBeNull()
  })
})

describe('the table of division codes', () => {
  it('imports villages below their town, in any order', async () => {
    const file = 'name,code\n北关村,449999100204\n南关村,449999100205\n'
    expect((await office.post('/areas/import', file)).body).toMatchObject({ accepted: 2, rejected: 0 })
    for (const one of (await office.read('/areas?q=关村')).items) expect(one).toMatchObject({ level: 'village', parentId: town.areas.town })
  })
  it('keeps twelve digits that a spreadsheet holds as a number', async () => {
    const { xlsx } = await import('../../../tests/world/tables')
    expect((await office.post('/areas/import', xlsx([['名称', '区划代码'], ['数字村', 449999100206]]))).body).toMatchObject({ accepted: 1, rejected: 0 })
    expect((await office.read('/areas?code=449999100206')).items).toMatchObject([{ name: '数字村', code: '449999100206' }])
  })
})
