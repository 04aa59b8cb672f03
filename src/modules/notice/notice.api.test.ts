import { beforeAll, describe, expect, it } from 'vitest'
import { unzip } from '../../../tests/world/tables'
import { act, empower, find, finding, visit } from '../../../tests/world/loop'
import { type Row, type Who, town, uuid7, world } from '../../../tests/world/world'

const hotel = { placeType: 'enterprises', placeId: town.enterprises.hotel }
const numberOf = (notice: Row) => Number(/〕(\d+)号$/.exec(String(notice.number))?.[1])

describe('without recorded authority', () => {
  const w = world()
  it('no order comes out, but an opinion does, in the town’s own name', async () => {
    const officer = w.as('officer')
    const hazard = await find(officer)
    const order = await officer.post('/notices', { ...hotel, kind: 'order', hazardIds: [hazard.id] })
    expect(order).toMatchObject({ status: 422, body: { code: 'notice.no_authority' } })
    expect(order.body.detail).toContain('执法授权')
    expect(await officer.add('/notices', { ...hotel, kind: 'opinion', hazardIds: [hazard.id], officerIds: [town.persons.officer] })).toMatchObject({ title: '限期整改意见书', organ: '青溪镇', basis: 'supervision' })
    expect((await officer.get('/authority')).body).toMatchObject({ basis: null })
  })
  it('supervision alone does not carry an order either', async () => {
    await empower(w.as('office'), { basis: 'supervision', document: '安全生产法第九条' })
    const hazard = await find(w.as('officer'))
    expect((await w.as('officer').post('/notices', { ...hotel, kind: 'order', hazardIds: [hazard.id] })).status).toBe(422)
    expect(await w.as('officer').add('/notices', { ...hotel, kind: 'record', hazardIds: [hazard.id] })).toMatchObject({ title: '安全生产检查记录表' })
  })
})

describe('with authority', () => {
  const w = world()
  const officer = w.as('officer')
  let hazard: Row
  beforeAll(async () => {
    await empower(w.as('office'))
    hazard = await find(officer)
  })
  const send = (further: Record<string, unknown> = {}, who: Who = 'officer') =>
    w.as(who).post('/notices', { id: uuid7(), ...hotel, kind: 'order', hazardIds: [hazard.id], officerIds: [town.persons.officer, town.persons.supervisor], ...further })
  const issue = async (further: Record<string, unknown> = {}) => {
    const answer = await send(further)
    expect(answer.status, answer.text).toBe(201)
    return answer.body
  }

  it('an order carries number, organ, hazards and the day, and the hazard shows the number', async () => {
    const order = await issue({ recipient: { name: '王五', state: 'signed' } })
    expect(order).toMatchObject({
      kind: 'order', title: '责令限期整改指令书', organ: '青溪镇人民政府', basis: 'empowered', state: 'issued', issuedOn: '2023-06-01', placeName: '东坡宾馆', hazardCount: 1,
      recipientName: '王五', recipientState: 'signed', external: false,
    })
    expect(order.number).toMatch(/^（青溪）应急责改〔2023〕\d+号$/)
    const shown = await officer.read(`/hazards/${hazard.id}`)
    expect(shown.noticeNumbers).toContain(order.number)
    expect(shown.notices).toContainEqual({ id: order.id, number: order.number, kind: 'order' })
  })

  describe('numbers', () => {
    it('follow each other without gaps, also when some are refused and many ask at once', async () => {
      const start = numberOf(await issue({ kind: 'record' }))
      const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => send({ kind: 'record', ...(n % 3 === 0 && { hazardIds: [uuid7()] }) })))
      const given = answers.filter((one) => one.status === 201).map((one) => numberOf(one.body)).sort((a, b) => a - b)
      expect(given).toEqual(Array.from({ length: 20 }, (_, n) => start + 1 + n))
    })
    it('run for each kind and year by themselves', async () => {
      const opinion = await issue({ kind: 'opinion' })
      expect(opinion.number).toBe('（青溪）应急整改〔2023〕1号')
      expect((await issue({ kind: 'opinion', issuedOn: '2022-12-30' })).number).toBe('（青溪）应急整改〔2022〕1号')
      expect((await issue({ kind: 'opinion' })).number).toBe('（青溪）应急整改〔2023〕2号')
    })
    it('of a void notice are not used again', async () => {
      const one = await issue()
      expect(await officer.add(`/notices/${one.id}/voiding`, { id: uuid7(), reason: '写错单位' })).toMatchObject({ state: 'void', number: one.number, voidReason: '写错单位' })
      expect(numberOf(await issue())).toBe(numberOf(one) + 1)
      expect(await officer.post(`/notices/${one.id}/voiding`, { id: uuid7(), reason: '再作废' })).toMatchObject({ status: 409, body: { code: 'notice.void' } })
    })
    it('on paper are taken over as they stand, once, outside the sequence', async () => {
      const next = numberOf(await issue()) + 1
      expect(await issue({ externalNumber: '（青溪）安监责改〔2022〕17号', issuedOn: '2023-01-05' })).toMatchObject({ number: '（青溪）安监责改〔2022〕17号', external: true })
      expect((await send({ externalNumber: '（青溪）安监责改〔2022〕17号' })).body.errors).toMatchObject([{ field: 'externalNumber' }])
      expect(numberOf(await issue())).toBe(next)
    })
    it('that a back-entry has taken are not given a second time', async () => {
      const next = numberOf(await issue()) + 1
      const taken = await send({ externalNumber: `（青溪）应急责改〔2023〕${next}号` })
      const following = await issue()
      if (taken.status === 201) expect(following.number).not.toBe(taken.body.number)
      else expect(taken.status).toBe(422)
    })
    it('the same POST again takes no second one', async () => {
      const body = { id: uuid7() }
      const first = await send(body)
      expect((await send(body)).text).toBe(first.text)
      expect(numberOf(await issue())).toBe(numberOf(first.body) + 1)
    })
  })

  describe('is refused', () => {
    it.each([
      ['without two certified officers', { officerIds: [town.persons.officer] }, 'officerIds'], ['with one officer twice', { officerIds: [town.persons.officer, town.persons.officer] }, 'officerIds'],
      ['with people without a certificate', { officerIds: [town.persons.office, town.persons.village] }, 'officerIds'],
      ['without hazards', { hazardIds: [] }, 'hazardIds'], ['with a hazard that is none', { hazardIds: [uuid7()] }, 'hazardIds'], ['dated in the future', { issuedOn: '2023-06-02' }, 'issuedOn'],
      ['for a place that is none', { placeId: uuid7() }, 'placeId'], ['refused to sign, without a witness', { recipient: { state: 'refused' } }, 'recipient.witness'],
      ['absent, without a witness', { recipient: { state: 'absent' } }, 'recipient.witness'], ['a county report of a general hazard', { kind: 'major_report' }, 'hazardIds'],
      ['a recheck notice before any recheck', { kind: 'recheck' }, 'hazardIds'], ['with an unknown kind', { kind: 'fine' }, 'kind'],
    ])('%s', async (_, further, field) => expect((await send(further)).body.errors).toMatchObject([{ field }]))
    it('with another place’s hazard', async () => {
      const other = await find(officer, {}, { placeId: town.enterprises.station })
      expect((await send({ hazardIds: [hazard.id, other.id] })).body.errors).toMatchObject([{ field: 'hazardIds' }])
    })
    it('with a withdrawn hazard', async () => {
      const gone = await find(officer)
      await w.as('office').add(`/hazards/${gone.id}/withdrawal`, { id: uuid7(), reason: '误录' })
      expect((await send({ hazardIds: [gone.id] })).body.errors).toMatchObject([{ field: 'hazardIds' }])
    })
    it('outside the own scope or role', async () => {
      for (const who of ['leader', 'enterprise', 'auditor', 'administrator', 'patroller'] as const) expect((await send({}, who)).status, who).toBe(403)
      expect((await send({}, 'trade')).body.errors ?? []).toMatchObject([{ field: 'placeId' }])
    })
  })

  it('issued with the inspection is one transaction with it', async () => {
    const one = finding()
    const body = visit({ enforcement: true, hazards: [one], notices: [{ kind: 'record', hazardIds: [one.id] }, { kind: 'order', hazardIds: [one.id], recipient: { name: '王五', state: 'signed' } }] })
    const made = await officer.post('/inspections', body)
    expect(made).toMatchObject({ status: 201, body: { notices: [{ kind: 'record' }, { kind: 'order' }] } })
    expect((await officer.read(`/inspections/${body.id}`)).notices).toHaveLength(2)
    const next = numberOf(await issue())
    const bad = await officer.post('/inspections', visit({ hazards: [finding()], notices: [{ kind: 'order', hazardIds: [uuid7()] }] }))
    expect(bad.body.errors).toMatchObject([{ field: 'notices[0].hazardIds' }])
    expect(numberOf(await issue())).toBe(next + 1)
    expect(await officer.withdraw(`/inspections/${body.id}`, '误录')).toMatchObject({ status: 409 })
  })

  it('a recheck notice follows the order and says what the recheck saw', async () => {
    const one = await find(officer)
    const order = await issue({ hazardIds: [one.id] })
    await act(officer, one, 'recheck', { passed: true, note: '已整改' })
    const notice = await issue({ kind: 'recheck', hazardIds: [one.id] })
    expect(notice).toMatchObject({ title: '整改复查意见书', earlierId: order.id, content: { items: [{ passed: true, note: '已整改' }] } })
  })

  it('what was written stays when the place changes its name', async () => {
    const order = await issue()
    await w.as('office').patch(`/enterprises/${town.enterprises.hotel}`, { name: '东坡大酒店' })
    expect((await officer.read(`/notices/${order.id}`)).placeName).toBe('东坡宾馆')
    await w.as('office').patch(`/enterprises/${town.enterprises.hotel}`, { name: '东坡宾馆' })
  })

  it('service is recorded, not before the notice', async () => {
    const order = await issue()
    const serve = (further: Record<string, unknown> = {}) => officer.post(`/notices/${order.id}/service`, { id: uuid7(), servedOn: '2023-06-01', method: 'direct', receiver: '王五', state: 'signed', ...further })
    expect((await serve({ servedOn: '2023-05-31' })).body.errors).toMatchObject([{ field: 'servedOn' }])
    expect((await serve({ servedOn: '2023-06-02' })).body.errors).toMatchObject([{ field: 'servedOn' }])
    expect(await serve()).toMatchObject({ status: 201, body: { servedOn: '2023-06-01', service: { method: 'direct' } } })
    expect((await officer.read(`/notices/${order.id}/history`)).items.map((one) => one.verb)).toEqual(['issued', 'served'])
  })

  it('comes as DOCX and PDF, also the receipt', async () => {
    const order = await issue({ recipient: { name: '王五', state: 'signed' } })
    for (const path of [`/notices/${order.id}`, `/notices/${order.id}/receipt`]) {
      const docx = await officer.get(path + '.docx')
      const text = unzip(docx.bytes)['word/document.xml']?.toString().replace(/<[^>]+>/g, '') ?? ''
      expect(text).toContain('东坡宾馆')
      expect(text).toContain(String(order.number))
      expect((await officer.get(path + '.pdf')).text).toMatch(/^%PDF-/)
      expect(decodeURIComponent((await officer.get(path + '.pdf')).headers.get('content-disposition') ?? '')).toContain('.pdf')
      expect((await w.as('enterprise').get(path + '.pdf')).status).toBe(200)
      expect((await w.as('foreign').get(path + '.pdf')).status).toBe(404)
    }
  })

  it('counts: orders among notices, the void no longer', async () => {
    const count = async () => [Number((await officer.read('/measures/notices')).value), Number((await officer.read('/measures/rectification-orders')).value)]
    const [notices = 0, orders = 0] = await count()
    const order = await issue()
    await issue({ kind: 'opinion' })
    expect(await count()).toEqual([notices + 2, orders + 1])
    await officer.add(`/notices/${order.id}/voiding`, { id: uuid7(), reason: '写错' })
    expect(await count()).toEqual([notices + 1, orders])
  })

  it('cannot be changed or withdrawn but by its verbs', async () => {
    const order = await issue()
    expect((await officer.patch(`/notices/${order.id}`, { number: '1' }, 1)).status).toBe(405)
    expect((await officer.withdraw(`/notices/${order.id}`, '删')).status).toBe(405)
  })
})

describe('a town that takes over', () => {
  const w = world()
  it('goes on from its own numbers', async () => {
    await empower(w.as('office'), { startNumbers: [{ kind: 'order', year: 2023, next: 23 }] })
    const hazard = await find(w.as('officer'))
    const body = { ...hotel, kind: 'order', hazardIds: [hazard.id], officerIds: [town.persons.officer, town.persons.supervisor] }
    expect((await w.as('officer').add('/notices', body)).number).toBe('（青溪）应急责改〔2023〕23号')
    expect((await w.as('officer').add('/notices', body)).number).toBe('（青溪）应急责改〔2023〕24号')
  })
  it('the authority of the notice’s day counts, not today’s', async () => {
    const officer = w.as('officer')
    await empower(w.as('office'), { organ: '青溪县应急管理局', basis: 'delegated', validFrom: '2023-05-01', numberPrefix: '青应急' })
    const hazard = await find(officer, {}, { happenedAt: '2023-04-30T10:00:00+08:00' })
    const body = { ...hotel, kind: 'order', hazardIds: [hazard.id], officerIds: [town.persons.officer, town.persons.supervisor] }
    expect((await officer.add('/notices', { ...body, issuedOn: '2023-04-30' })).organ).toBe('青溪镇人民政府')
    expect((await officer.add('/notices', { ...body, issuedOn: '2023-05-01' })).organ).toBe('青溪县应急管理局')
  })
  it('dates of an authority in the wrong order are refused', async () => {
    expect((await w.as('office').post('/authorities', { organ: '镇', basis: 'empowered', numberPrefix: '镇', document: '文', validFrom: '2023-05-02', validTo: '2023-05-01', areaId: town.areas.town })).body.errors).toMatchObject([{ field: 'validTo' }])
  })
})
