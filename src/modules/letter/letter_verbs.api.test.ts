import { describe, expect, it } from 'vitest'
import { unzip } from '../../../tests/world/tables'
import { type Client, type Row, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const office = w.as('office'), village = w.as('village'), foreign = w.as('foreign'), enterprise = w.as('enterprise'), former = w.as('former')
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

async function drawn(who: Client): Promise<string> {
  const id = uuid7()
  const answer = await who.send('PUT', `/attachments/${id}`, png, { 'Content-Type': 'image/png' })
  expect(answer.status).toBe(201)
  return id
}
/** A letter of the east village with its words. */
async function worded(further: Record<string, unknown> = {}): Promise<Row> {
  const made = await office.add('/letters', {
    title: '2023年度消防安全责任书（东坡村）', letterType: 'fire', year: 2023, partyType: 'village', partyAreaId: town.areas.east, party: '东坡村民委员会', counterparty: '青溪镇人民政府',
    dueOn: '2023-03-31', state: 'owed', areaId: town.areas.east, ...further,
  })
  expect((await office.post(`/letters/${made.id}/text`, { id: uuid7() })).status).toBe(201)
  return await office.read(`/letters/${made.id}`)
}
const sign = async (who: Client, letter: Row, further: Record<string, unknown> = {}) =>
  who.post(`/letters/${letter.id}/signature`, { id: uuid7(), textSha: letter.textSha, signature: [await drawn(who)], ...further })

describe('a letter signed on screen', () => {
  it('keeps who, in which post, when, the drawing and the hash of the words that were shown', async () => {
    const letter = await worded()
    expect(letter.text).toContain('东坡村民委员会')
    expect(letter.verbs).not.toContain('signature')
    expect((await village.read(`/letters/${letter.id}`)).verbs).toContain('signature')
    const answer = await sign(village, letter)
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({ state: 'signed', signer: '东村长', signerPost: '村委会主任', signerPersonId: town.persons.village, signMethod: 'screen', signedOn: '2023-06-01', textSha: letter.textSha })
    expect(answer.body.signature).toHaveLength(1)
    expect((await office.read(`/letters/${letter.id}/history`)).items.map((one) => one.verb)).toContain('signed')
  })
  it('is signed once: of two at the same time one is told who was first', async () => {
    const letter = await worded({ letterType: 'traffic' })
    const answers = await Promise.all([sign(village, letter), sign(village, letter)])
    expect(answers.map((one) => one.status).sort()).toEqual([201, 409])
    expect(answers.find((one) => one.status === 409)?.body).toMatchObject({ code: 'letter.signed', detail: expect.stringContaining('东村长') })
  })
  it('is refused for whoever holds no post there, has none any more, or saw other words', async () => {
    const letter = await worded({ letterType: 'work_safety' })
    expect((await sign(office, letter)).body.code).toBe('letter.not_yours')
    expect((await sign(foreign, letter)).status).toBe(404)
    const gone = await former.post(`/letters/${letter.id}/signature`, { id: uuid7(), textSha: letter.textSha, signature: [uuid7()] })
    expect([gone.status, gone.body.code]).toEqual([403, 'letter.no_post'])
    await office.patch(`/letters/${letter.id}`, { party: '东坡村委会' }, (await office.read(`/letters/${letter.id}`)).version)
    const stale = await sign(village, letter)
    expect([stale.status, stale.body.code]).toEqual([409, 'letter.text_changed'])
    const now = await village.read(`/letters/${letter.id}`)
    expect(now.text).toContain('东坡村委会')
    expect((await sign(village, now)).status).toBe(201)
  })
  it('by an enterprise is its own alone', async () => {
    const own = { partyType: 'enterprise', partyAreaId: undefined, letterType: 'work_safety', areaId: town.areas.eastFirst }
    const hotel = await worded({ ...own, title: '东坡宾馆责任书', party: '东坡宾馆', enterpriseId: town.enterprises.hotel })
    const other = await worded({ ...own, title: '东坡饭店责任书', party: '东坡饭店', enterpriseId: town.enterprises.restaurant, areaId: town.areas.eastSecond })
    expect((await enterprise.read(`/letters?limit=50`)).items.map((one) => one.id)).toEqual([hotel.id])
    expect((await sign(enterprise, other)).status).toBe(404)
    expect((await sign(enterprise, hotel)).body).toMatchObject({ state: 'signed', signer: '企安员' })
  })
  it('is neither changed nor withdrawn, but voided with a reason and replaced', async () => {
    const letter = await worded()
    await sign(village, letter)
    const now = await office.read(`/letters/${letter.id}`)
    expect((await office.patch(`/letters/${letter.id}`, { signer: '别人' }, now.version)).body.code).toBe('letter.signed_fixed')
    expect((await office.withdraw(`/letters/${letter.id}`, '错')).body.code).toBe('letter.signed_fixed')
    expect((await office.post(`/letters/${letter.id}/voiding`, { id: uuid7() })).status).toBe(422)
    const answer = await office.post(`/letters/${letter.id}/voiding`, { id: uuid7(), reason: '村名有误', replace: true })
    expect(answer.body).toMatchObject({ state: 'void', voidReason: '村名有误', voidedOn: '2023-06-01' })
    const fresh = await office.read(`/letters/${answer.body.replacedById}`)
    expect(fresh).toMatchObject({ state: 'owed', replacesId: letter.id, partyAreaId: town.areas.east })
    expect(fresh.text).toContain('东坡村民委员会')
    expect((await office.post(`/letters/${letter.id}/voiding`, { id: uuid7(), reason: '再来' })).body.code).toBe('letter.void')
  })
})

describe('the other party', () => {
  const leader = w.as('leader')
  const counter = async (who: Client, letter: Row, further: Record<string, unknown> = {}) =>
    who.post(`/letters/${letter.id}/counter-signature`, { id: uuid7(), textSha: letter.textSha, signature: [await drawn(who)], ...further })

  it('signs after the party, in its own post, and the words on paper name both', async () => {
    const letter = await worded({ letterType: 'traffic', year: 2022, dueOn: '2022-12-31' })
    expect((await counter(leader, letter)).body.code).toBe('letter.party_first')
    expect((await sign(village, letter)).body).toMatchObject({ state: 'signed', counterState: 'awaiting' })
    expect((await leader.read(`/letters/${letter.id}`)).verbs).toContain('counter-signature')
    expect((await village.read(`/letters/${letter.id}`)).verbs).not.toContain('counter-signature')
    expect((await counter(village, letter)).body.code).toBe('letter.not_other_party')
    expect((await counter(leader, letter, { textSha: '0'.repeat(64) })).body.code).toBe('letter.text_changed')
    const done = await counter(leader, letter)
    expect(done.status).toBe(201)
    expect(done.body).toMatchObject({ state: 'signed', signer: '东村长', counterState: 'done', counterSigner: '陆镇长', counterSignerPost: '镇长', counterSignedOn: '2023-06-01', counterSignMethod: 'screen', textSha: letter.textSha })
    expect(done.body.counterSignature).toHaveLength(1)
    const words = unzip((await office.get(`/letters/${letter.id}.docx`)).bytes)['word/document.xml']
    expect(String(words)).toContain('陆镇长')
    expect(String(words)).toContain('东村长')
    expect((await w.nobody.get(`/letter-codes/${letter.code}`)).body).toMatchObject({ signedOn: '2023-06-01', counterSignedOn: '2023-06-01' })
  })
  it('signs once, and never a void letter', async () => {
    const letter = await worded({ letterType: 'fire', year: 2022, dueOn: '2022-12-31' })
    await sign(village, letter)
    const answers = await Promise.all([counter(leader, letter), counter(leader, letter)])
    expect(answers.map((one) => one.status).sort()).toEqual([201, 409])
    const other = await worded({ letterType: 'work_safety', year: 2022, dueOn: '2022-12-31' })
    await sign(village, other)
    await office.post(`/letters/${other.id}/voiding`, { id: uuid7(), reason: '错' })
    expect((await counter(leader, other)).body.code).toBe('letter.void')
  })
  it('of an enterprise is its village', async () => {
    const hotel = await worded({ partyType: 'enterprise', partyAreaId: undefined, title: '东坡宾馆责任书二', counterparty: '东坡村民委员会', letterType: 'work_safety', areaId: town.areas.eastFirst, party: '东坡宾馆', enterpriseId: town.enterprises.hotel })
    await sign(enterprise, hotel)
    for (const who of [enterprise, leader]) expect((await counter(who, hotel)).body.code).toBe('letter.not_other_party')
    expect((await counter(village, hotel)).body).toMatchObject({ counterState: 'done', counterSigner: '东村长', counterSignerPost: '村委会主任' })
  })
  it('may stand on the same paper', async () => {
    const letter = await worded({ letterType: 'traffic', year: 2021, dueOn: '2021-12-31' })
    const done = await office.post(`/letters/${letter.id}/paper-signature`, { id: uuid7(), signedOn: '2023-05-20', signer: '某人', counterSigner: '陆镇长', counterSignerPost: '镇长' })
    expect(done.body).toMatchObject({ signMethod: 'paper', counterState: 'done', counterSigner: '陆镇长', counterSignedOn: '2023-05-20', counterSignMethod: 'paper' })
    // Taken back: the other party's word was for what was signed then.
    const version = (await office.read(`/letters/${letter.id}`)).version as number
    const owed = await office.patch(`/letters/${letter.id}`, { state: 'owed' }, version)
    expect(owed).toMatchObject({ status: 200, body: { state: 'owed' } })
    for (const field of ['counterState', 'counterSigner', 'counterSignerPost', 'counterSignedOn', 'counterSignMethod']) expect(owed.body[field], field).toBeUndefined()
  })
})

describe('a letter signed on paper', () => {
  it('is entered with its scan and day; a signer on record must have held the post that day', async () => {
    const letter = await worded({ letterType: 'traffic', year: 2022, dueOn: '2022-03-31' })
    const enter = (body: Record<string, unknown>) => office.post(`/letters/${letter.id}/paper-signature`, { id: uuid7(), signer: '某人', ...body })
    expect((await enter({ signedOn: '2023-06-02' })).body.errors[0]?.code).toBe('letter.future')
    expect((await enter({ signedOn: '2023-06-01', personId: town.persons.former })).body.errors[0]?.code).toBe('letter.signer_not_in_post')
    const done = await enter({ signedOn: '2023-05-20', personId: town.persons.former, attachments: [await drawn(office)] })
    expect(done.body).toMatchObject({ state: 'signed', signer: '离任者', signerPost: '原村委会主任', signMethod: 'paper', signedOn: '2023-05-20' })
    expect(done.body.attachments).toHaveLength(1)
    expect((await enter({ signedOn: '2023-05-21' })).status).toBe(409)
  })
})

describe('the verification code', () => {
  it('tells anybody state, day and hash, and no name', async () => {
    const letter = await worded()
    await sign(village, letter)
    const seen = await w.nobody.get(`/letter-codes/${String(letter.code).toLowerCase()}`)
    expect(seen.status).toBe(200)
    expect(seen.body).toEqual({ code: letter.code, town: '青溪镇', letterType: 'fire', year: 2023, state: 'signed', signedOn: '2023-06-01', signMethod: 'screen', textSha: letter.textSha })
    expect((await w.nobody.get('/letter-codes/000000000000')).status).toBe(404)
  })
})
