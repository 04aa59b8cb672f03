import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Row, creditCode, town, world } from '../../../tests/world/world'

const w = world()
const office = w.as('office')
const titles = (items: Row[]) => items.map((one) => String(one.name))
const found = async (query: string) => titles(await office.all('/enterprises?' + query)).sort()
const search = (words: string) => found('q=' + encodeURIComponent(words))

const shops = Array.from({ length: 60 }, (_, n) => ({
  name: `第${String(n).padStart(2, '0')}号商铺`,
  areaId: n % 2 ? town.areas.westSecond : town.areas.eastSecond,
  category: n % 3 ? 'shop' : 'other',
  ...(n % 4 && { employees: n % 7 }),
  ...(n % 5 === 0 && { scaleEnterprise: true }),
}))
const odd = ['A％B_C商行', "O'Brien\"分店", '100%纯棉', '半角ABC全角ＡＢＣ', '𠮷野家', '龍　鳳酒楼', 'back\\slash店', '氨罐(东)区-B1仓', '液氨罐(东区)B1库', 'ΑΒΓ商社', '①号仓库', '㎡测量所']

beforeAll(async () => {
  for (const shop of shops) await office.add('/enterprises', shop)
  for (const name of odd) await office.add('/enterprises', { name, areaId: town.areas.town, category: 'warehouse' })
  for (const [n, type] of ['road', 'pond', 'market'].entries())
    await office.add('/places', { name: `地点${n}`, type, areaId: town.areas.east })
})

describe('filters', () => {
  it('by a choice', async () => {
    expect(await found('category=chemicals')).toEqual(['西岭加油站'])
    expect((await office.read('/enterprises?category=shop')).total).toBe(shops.filter((s) => s.category === 'shop').length)
  })
  it('by a boolean', async () => {
    expect((await office.read('/enterprises?scaleEnterprise=true')).total).toBe(14)
    expect((await office.read('/enterprises?scaleEnterprise=false')).total).toBe(4 + 60 + odd.length - 14)
  })
  it('by a reference, with and without Id', async () => {
    const one = await found(`areaId=${town.areas.west}`)
    expect(one).toEqual(['青溪五金厂'])
    expect((await w.as('administrator').read(`/appointments?personId=${town.persons.officer}`)).total).toBe(1)
  })
  it('by several at once', async () => {
    expect((await office.read('/enterprises?category=shop&scaleEnterprise=true')).total).toBe(shops.filter((s) => s.category === 'shop' && 'scaleEnterprise' in s).length)
  })
  it('by a range of days, both ends included', async () => {
    const posts = w.as('administrator')
    const all = (await posts.read('/appointments')).total
    expect((await posts.read('/appointments?validFrom.from=2023-01-01&validFrom.to=2023-01-01')).total).toBe(13)
    expect((await posts.read('/appointments?validFrom.from=2023-01-02')).total).toBe(all - 13)
    expect((await posts.read('/appointments?validTo.to=2023-05-31')).total).toBe(1)
    expect((await posts.read('/appointments?validFrom.from=2023-02-01&validFrom.to=2023-01-01')).total).toBe(0)
  })
  it('by an area take in what lies below it', async () => {
    expect((await office.read(`/enterprises?area=${town.areas.east}`)).total).toBe(2 + 30)
    expect((await office.read(`/enterprises?area=${town.areas.eastSecond}`)).total).toBe(1 + 30)
    expect((await office.read(`/enterprises?area=${town.areas.town}`)).total).toBe(4 + 60 + odd.length)
    expect((await office.read(`/areas?area=${town.areas.east}`)).total).toBe(3)
  })
  it.each([
    ['an unknown name', 'colour=red'], ['a field that is no filter', 'legalPerson=甲'], ['a name like SQL', "name';--=1"],
    ['a day that does not exist', 'openedOn=2023-02-30'], ['an unknown sort', 'sort=colour'], ['a sort like SQL', 'sort=name;drop'],
    ['a limit of 0', 'limit=0'], ['a limit of 501', 'limit=501'], ['a limit below nothing', 'limit=-1'], ['a limit that is no number', 'limit=ten'],
    ['a limit with a fraction', 'limit=1.5'], ['a limit beyond all numbers', 'limit=99999999999999999999'],
    ['a choice that is none', 'category=nonsense'], ['a boolean that is none', 'scaleEnterprise=perhaps'],
  ])('%s: 400, with the name', async (_, query) => {
    const answer = await office.get('/enterprises?' + query)
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  })
  it('a range that is none: 400', async () => {
    expect((await w.as('office').get('/appointments?validFrom.from=2023-13-01')).status).toBe(400)
    expect((await w.as('office').get('/appointments?validFrom.from=yesterday')).status).toBe(400)
  })
  it('an area that does not exist: 404; something that is no id: 400 or 404', async () => {
    expect((await office.get('/enterprises?area=01890000-0000-7000-8000-000000000000')).status).toBe(404)
    expect([400, 404]).toContain((await office.get("/enterprises?area=' OR 1=1 --")).status)
  })
  it('empty ones are ignored', async () => {
    expect((await office.read('/enterprises?category=&q=&cursor=')).total).toBe(4 + 60 + odd.length)
  })
})

describe('sorting', () => {
  const keys = (items: Row[], field: string) => items.map((one) => one[field] ?? null)
  it.each(['employees', '-employees'])('by %s puts records without one last', async (sort) => {
    const values = keys(await office.all('/enterprises?sort=' + sort), 'employees') as (number | null)[]
    const firstNull = values.indexOf(null)
    expect(firstNull).toBeGreaterThan(0)
    expect(values.slice(firstNull).every((one) => one === null)).toBe(true)
    const numbers = values.slice(0, firstNull) as number[]
    expect(numbers).toEqual([...numbers].sort((a, b) => (sort[0] === '-' ? b - a : a - b)))
  })
  it('by name is the order of code points, both ways', async () => {
    const up = titles(await office.all('/enterprises?sort=name'))
    const byCodePoint = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))
    expect(up).toEqual([...up].sort(byCodePoint))
    expect(titles(await office.all('/enterprises?sort=-name'))).toEqual([...up].reverse())
  })
  it('by a boolean', async () => {
    const values = keys(await office.all('/enterprises?sort=-scaleEnterprise', 7), 'scaleEnterprise')
    expect(values.indexOf(false)).toBe(14)
    expect(values.lastIndexOf(true)).toBe(13)
  })
  it('by the time of change', async () => {
    expect((await office.read('/enterprises?sort=-updatedAt&limit=1')).items).toHaveLength(1)
    expect((await office.get('/enterprises?sort=createdAt')).status).toBe(200)
  })
})

describe('the cursor', () => {
  const total = 4 + 60 + odd.length
  it.each(['name', '-name', 'employees', '-employees', 'category', '-category', 'scaleEnterprise', '-scaleEnterprise', 'updatedAt', '-updatedAt', 'creditCode', '-creditCode', 'areaId'])(
    'by %s walks over every record exactly once, whatever the page', async (sort) => {
      const whole = (await office.all('/enterprises?sort=' + sort)).map((one) => one.id)
      expect(new Set(whole).size).toBe(total)
      for (const limit of [1, 7]) expect((await office.all('/enterprises?sort=' + sort, limit)).map((one) => one.id)).toEqual(whole)
    })
  it('goes on when the record it stands on is gone', async () => {
    const page = await office.read('/enterprises?q=商铺&limit=10')
    const last = page.items[9] as Row
    await office.withdraw(`/enterprises/${last.id}`, '测试')
    const rest = await office.read(`/enterprises?q=商铺&limit=500&cursor=${page.next}`)
    expect(rest.items).toHaveLength(50)
    await office.add('/enterprises', { ...(shops.find((one) => one.name === last.name) as Record<string, unknown>) })
  })
  it('is null on the last page and the total stays the same on every page', async () => {
    const first = await office.read('/enterprises?limit=50')
    const second = await office.read(`/enterprises?limit=50&cursor=${first.next}`)
    expect(first.total).toBe(total)
    expect(second).toMatchObject({ total, next: null })
    expect(second.items).toHaveLength(total - 50)
  })
  it.each(['x', '00', '31', 'zz', '1f', '311f', 'ff', 'a'.repeat(2000), '3161621f00', "'--", '31ff1f31', '301f'])('%s is refused or harmless', async (cursor) => {
    for (const sort of ['name', 'employees', 'scaleEnterprise', '-updatedAt'])
      expect([200, 400], sort).toContain((await office.get(`/enterprises?sort=${sort}&cursor=${encodeURIComponent(cursor)}`)).status)
  })
  it('that cannot be read is refused with list.cursor', async () => {
    expect(await office.get('/enterprises?cursor=nonsense')).toMatchObject({ status: 400, body: { code: 'list.cursor' } })
  })
  it('made for another sort does not break the list', async () => {
    const page = await office.read('/enterprises?sort=name&limit=5')
    for (const sort of ['employees', '-employees', 'scaleEnterprise', 'updatedAt'])
      expect([200, 400], sort).toContain((await office.get(`/enterprises?sort=${sort}&limit=5&cursor=${page.next}`)).status)
  })
})

describe('search', () => {
  it('finds two Chinese characters anywhere in a name', async () => {
    expect(await search('加油')).toEqual(['西岭加油站'])
    expect(await search('油站')).toEqual(['西岭加油站'])
    expect(await search('宾馆')).toEqual(['东坡宾馆'])
    expect(await search('馆宾')).toEqual([])
  })
  it('finds one character', async () => {
    expect(await search('饭')).toEqual(['东坡饭店'])
    expect(await search('𠮷')).toEqual(['𠮷野家'])
  })
  it('finds three and more', async () => expect(await search('青溪五金')).toEqual(['青溪五金厂']))
  it('finds the credit code and parts of it', async () => {
    expect(await search(creditCode(3))).toEqual(['西岭加油站'])
    expect(await search(creditCode(3).slice(8).toLowerCase())).toEqual(['西岭加油站'])
  })
  it('takes several words as all of them, in any order', async () => {
    expect(await search('东坡 饭店')).toEqual(['东坡饭店'])
    expect(await search('饭店　东坡')).toEqual(['东坡饭店'])
    expect(await search('东坡 加油')).toEqual([])
  })
  it('folds full width and case', async () => {
    for (const words of ['abc', 'ABC', 'ＡＢＣ', 'ａｂｃ', '全角abc', '半角ＡＢＣ']) expect(await search(words)).toContain('半角ABC全角ＡＢＣ')
  })
  it('takes % _ \\ and quotes for what they are', async () => {
    expect(await search('100%')).toEqual(['100%纯棉'])
    expect(await search('%')).toEqual(['100%纯棉', 'A％B_C商行'])
    expect(await search('B_C')).toEqual(['A％B_C商行'])
    expect(await search('_')).toEqual(['A％B_C商行'])
    expect(await search('\\')).toEqual(['back\\slash店'])
    expect(await search("O'Brien")).toEqual(["O'Brien\"分店"])
    expect(await search('n"分')).toEqual(["O'Brien\"分店"])
  })
  it.each(["' OR 1=1 --", '" OR ""="', '"', '""', '* NEAR AND OR NOT', '(', 'NEAR(甲 乙)', '{', 'name:甲', '^', '-', '\u3000', ' ', '𠮷'.repeat(300), 'a'.repeat(5000)])(
    'with %s is harmless', async (words) => {
      expect((await office.get('/enterprises?q=' + encodeURIComponent(words))).status).toBe(200)
    })
  it('finds a part that ends in the middle of a word after a bracket', async () => {
    expect(await search('氨罐(东')).toEqual(['氨罐(东)区-B1仓', '液氨罐(东区)B1库'])
    expect(await search('罐(东区)B')).toEqual(['液氨罐(东区)B1库'])
  })
  it('any part of a name finds the name', async () => {
    const names = titles(await office.all('/enterprises')).filter((name) => !/\s/.test(name))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.nat(), fc.nat(), async (name, from, length) => {
        const letters = [...name]
        const start = from % letters.length
        const part = letters.slice(start, start + 1 + (length % (letters.length - start))).join('')
        expect(await search(part)).toContain(name)
      }), { numRuns: 80, seed: 20230601 })
  })
  it('does not find what was taken out of the name', async () => {
    const one = await office.add('/enterprises', { name: '旧名小店', areaId: town.areas.east, category: 'shop' })
    await office.patch(`/enterprises/${one.id}`, { name: '新名小店' }, 1)
    expect(await search('旧名')).toEqual([])
    expect(await search('新名')).toEqual(['新名小店'])
    await office.withdraw(`/enterprises/${one.id}`, '测试')
    expect(await search('新名')).toEqual([])
  })
  it('goes together with filters', async () => {
    expect((await office.read('/enterprises?q=商铺&category=other')).total).toBe(20)
    expect((await office.read(`/enterprises?q=商铺&area=${town.areas.west}`)).total).toBe(30)
  })
})

describe('references to choose from', () => {
  it('give id, title and where it is', async () => {
    expect((await office.read('/references/enterprises?q=宾馆')).items).toEqual([{ id: town.enterprises.hotel, title: '东坡宾馆', hint: '第一网格' }])
  })
  it('are at most thirty', async () => expect((await office.read('/references/enterprises')).items).toHaveLength(30))
  it('of an unknown kind: 404', async () => expect((await office.get('/references/nonsense')).status).toBe(404))
})
