import { describe, expect, it } from 'vitest'
import { creditCode, town, withCheck, world } from '../../../tests/world/world'

const w = world()
const office = w.as('office')
let number = 500
const shop = (further: Record<string, unknown> = {}) => ({ name: `商铺${++number}`, areaId: town.areas.east, category: 'shop', ...further })

describe('a credit code', () => {
  it('that holds is kept without a note, small letters become capitals', async () => {
    const code = withCheck('91449900MA4UABCD0')
    const answer = await office.post('/enterprises', shop({ creditCode: creditCode(++number) }))
    expect(answer.body.codeNote).toBeUndefined()
    expect((await office.post('/enterprises', shop({ creditCode: code.toLowerCase() }))).body.creditCode).toBe(code)
  })
  it.each([
    ['with a wrong check character', '91330100799655058C'], ['with two characters exchanged', '91330100799655085B'], ['too short', '9133010079965505B'],
    ['with an I', '91330I00799655058B'], ['too long', '91330100799655058B1'], ['of zeros with a wrong end', '000000000000000001'], ['in Chinese', '统一社会信用代码统一社会信用代码'],
  ])('%s is refused, and says what to do', async (_, creditCode) => {
    const answer = await office.post('/enterprises', shop({ creditCode }))
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'creditCode' }] } })
    expect(answer.body.detail).toMatch(/营业执照|最多/)
  })
  it('of an old household business only warns, and the warning goes with the code', async () => {
    const one = await office.add('/enterprises', shop({ creditCode: withCheck('92440101MA0000000') }))
    expect(one.codeNote).toContain('核对执照')
    const answer = await office.patch(`/enterprises/${one.id}`, { creditCode: creditCode(++number) }, 1)
    expect(answer.body.codeNote).toBeUndefined()
  })
  it('may be missing, for many at once', async () => {
    for (const creditCode of [undefined, null, '']) expect((await office.post('/enterprises', shop({ creditCode }))).status).toBe(201)
  })
  it('belongs to one enterprise, by adding and by changing, whatever its letters', async () => {
    const code = withCheck('91449900MA4UABCD1')
    await office.add('/enterprises', shop({ creditCode: code }))
    const other = await office.add('/enterprises', shop())
    for (const again of [code, code.toLowerCase()]) {
      expect([409, 422], again).toContain((await office.post('/enterprises', shop({ creditCode: again }))).status)
      expect([409, 422], again).toContain((await office.patch(`/enterprises/${other.id}`, { creditCode: again }, 1)).status)
    }
  })
  it('is given to one only when several ask at once', async () => {
    const code = creditCode(++number)
    const answers = await Promise.all(Array.from({ length: 8 }, () => office.post('/enterprises', shop({ creditCode: code }))))
    expect(answers.filter((one) => one.status === 201)).toHaveLength(1)
    expect(answers.filter((one) => one.status === 409 || one.status === 422)).toHaveLength(7)
  })
  it('stays when something else is changed', async () => {
    const one = await office.add('/enterprises', shop({ creditCode: creditCode(++number) }))
    expect((await office.patch(`/enterprises/${one.id}`, { phone: '1', creditCode: one.creditCode }, 1)).body).toMatchObject({ creditCode: one.creditCode, phone: '1' })
  })
})

describe('the state', () => {
  it('is open unless it is said, and cannot be cleared', async () => {
    const one = await office.add('/enterprises', shop())
    expect(one.state).toBe('open')
    expect((await office.patch(`/enterprises/${one.id}`, { state: null }, 1)).body.state).toBe('open')
  })
})

describe('the trade unit', () => {
  it('is a member unit, and its name is answered', async () => {
    expect((await office.post('/enterprises', shop({ tradeUnitId: town.unit }))).body.tradeUnitName).toBe('市场监管所')
    expect((await office.post('/enterprises', shop({ tradeUnitId: town.areas.town }))).body.errors).toMatchObject([{ field: 'tradeUnitId' }])
  })
})

describe('permits and place', () => {
  it('are kept as sent and replaced as a whole', async () => {
    const permits = [{ type: '特种行业许可证', number: '粤1', validTo: '2024-05-31' }, { type: '消防安全检查合格证' }]
    const one = await office.add('/enterprises', shop({ permits, location: { lng: 113.5, lat: 23 } }))
    expect(one).toMatchObject({ permits, location: { lng: 113.5, lat: 23 } })
    expect((await office.patch(`/enterprises/${one.id}`, { permits: [permits[1]] }, 1)).body.permits).toEqual([permits[1]])
    expect((await office.patch(`/enterprises/${one.id}`, { permits: [], location: null }, 2)).body.location).toBeUndefined()
  })
  it.each([{ lng: 72.9, lat: 23 }, { lng: 113, lat: 2 }, { lng: 23, lat: 113 }, { lng: 113 }, {}])('a place outside the country is refused: %j', async (location) => {
    expect((await office.post('/enterprises', shop({ location }))).status).toBe(422)
  })
})
