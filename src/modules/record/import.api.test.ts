import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../tests/world/client'
import { csv, readCsv } from '../../../tests/world/tables'
import { Server, run } from '../../../tests/world/server'
import { storeArguments } from '../../../tests/world/store'
import { World, codes, creditCode, town, world } from '../../../tests/world/world'

const w = world()
const office = w.as('office')
const header = ['单位名称', '统一社会信用代码', '区域', '行业类别']
let number = 3000
const rows = (count: number) => Array.from({ length: count }, () => { const n = ++number; return [`大批店${n}`, creditCode(n), codes.east, '商铺市场'] })
const later = office.with({ Prefer: 'respond-async' })
const total = async () => (await office.read('/enterprises?q=' + encodeURIComponent('大批店'))).total

async function ended(id: string, who = office): Promise<Record<string, unknown>> {
  for (;;) {
    const job = await who.read('/jobs/' + id) as unknown as Record<string, unknown>
    if (job.endedAt) return job
    await new Promise((go) => setTimeout(go, 20))
  }
}
const started = (answer: Answer) => { expect(answer.status, answer.text).toBe(202); return answer.body.id }

describe('an import as long work', () => {
  it('is answered at once with its record, and the record holds the answer at the end', async () => {
    const before = await total()
    const answer = await later.post('/enterprises/import', csv([header, ...rows(600)]))
    const id = started(answer)
    expect(answer.headers.get('location')).toBe('/api/v1/jobs/' + id)
    expect(answer.body).toMatchObject({ kind: 'import', title: '导入企业单位', done: 0 })
    expect(await ended(id)).toMatchObject({ state: 'done', done: 600, total: 600, answer: { accepted: 600, rejected: 0, written: true, errors: [] } })
    expect(await total()).toBe(before + 600)
    expect((await office.read('/jobs')).items[0]).toMatchObject({ id, state: 'done' })
  })
  it('only checks with check=1', async () => {
    const before = await total()
    expect(await ended(started(await later.post('/enterprises/import?check=1', csv([header, ...rows(3), ['', '', '', '']]))))).toMatchObject({ state: 'done', answer: { accepted: 3, written: false } })
    expect(await total()).toBe(before)
  })
  it('says what is wrong with the file as a problem, in the language of who asks', async () => {
    const id = started(await later.post('/enterprises/import', csv([['颜色'], ['红']])))
    expect(await ended(id)).toMatchObject({ state: 'failed', problem: { code: 'import.columns', errors: [{ field: '颜色' }, {}, {}, {}] } })
    const english = await office.with({ 'Accept-Language': 'en' }).get('/jobs/' + id)
    expect((english.body as unknown as { problem: { detail: string } }).problem.detail).toContain('compare with the template')
  })
  it('belongs to who started it, and the administrator', async () => {
    const id = started(await later.post('/enterprises/import', csv([header, ...rows(1)])))
    await ended(id)
    expect((await w.as('village').get('/jobs/' + id)).status).toBe(404)
    expect((await w.as('village').send('DELETE', '/jobs/' + id)).status).toBe(404)
    expect((await w.as('village').read('/jobs')).items).toEqual([])
    expect((await w.as('admin').get('/jobs/' + id)).status).toBe(200)
  })
  it('that is over cannot be cancelled', async () => {
    const id = started(await later.post('/enterprises/import', csv([header, ...rows(1)])))
    await ended(id)
    expect(await office.send('DELETE', '/jobs/' + id)).toMatchObject({ status: 409, body: { code: 'job.over' } })
  })
  it('that is cancelled leaves nothing: no record in the lists, no code taken', async () => {
    const before = await total()
    const many = rows(4000)
    const id = started(await later.post('/enterprises/import', csv([header, ...many])))
    for (let job: Record<string, unknown> = {}; job.step !== 'writing'; ) {
      job = await office.read('/jobs/' + id) as unknown as Record<string, unknown>
      expect(job.state).not.toBe('done')
    }
    expect((await office.send('DELETE', '/jobs/' + id)).status).toBe(200)
    expect(await ended(id)).toMatchObject({ state: 'cancelled' })
    expect(await total()).toBe(before)
    expect((await office.post('/enterprises/import', csv([header, ...many.slice(0, 5)]))).body).toMatchObject({ accepted: 5, written: true })
  })
})

describe('rows of one file', () => {
  it('may not bear the same code; the second is named with the row of the first', async () => {
    const [one, two] = rows(2) as [string[], string[]]
    const answer = await office.post('/enterprises/import', csv([header, one, [two[0] ?? '', one[1] ?? '', two[2] ?? '', two[3] ?? '']]))
    expect(answer.body).toMatchObject({ accepted: 1, rejected: 1, written: false, errors: [{ row: 3, column: 'B', field: 'creditCode', code: 'record.taken' }] })
    expect(answer.body.errors[0]?.message).toContain('第 2 行')
  })
  it('with no good one among them write nothing, also with partial=1', async () => {
    expect((await office.post('/enterprises/import?partial=1', csv([header, ['', '', '', '']].concat([['甲', '', '没有的村', '商铺市场']])))).body).toMatchObject({ accepted: 0, rejected: 1, written: false })
  })
})

describe('two people of the same name', () => {
  const post = async (person: string) => office.post('/appointments/import', csv([['personId', 'post', 'role', 'areaId', 'validFrom'], [person, '巡查员', '巡查员', codes.east, '2023-01-01']]))
  it('are told apart by the last digits of the phone, by the post or by the id; else the error says how', async () => {
    const first = await office.add('/people', { name: '重名甲', phone: '13800001111', areaId: town.areas.east })
    const second = await office.add('/people', { name: '重名甲', phone: '13800002222', areaId: town.areas.east })
    await office.add('/appointments', { personId: second.id, post: '治保主任', role: 'village', areaId: town.areas.east, validFrom: '2022-01-01' })
    const refused = await post('重名甲')
    expect(refused.body).toMatchObject({ rejected: 1, errors: [{ row: 2, column: 'A', field: 'personId' }] })
    expect(refused.body.errors[0]?.message).toContain('重名甲 1234')
    for (const [cell, id] of [['重名甲 1111', first.id], ['重名甲（1111）', first.id], ['重名甲 治保主任', second.id], [second.id, second.id]]) {
      expect((await post(cell ?? '')).body, cell).toMatchObject({ accepted: 1, written: true })
      expect((await office.read('/appointments?sort=-createdAt&limit=1')).items[0]?.personId, cell).toBe(id)
    }
    expect((await post('重名甲 3333')).body).toMatchObject({ rejected: 1 })
  })
})

describe('a program that ends in the middle of an import', () => {
  it.each(['kill', 'stop'] as const)('by %s leaves nothing of it: the next start takes it back and says so', async (how) => {
    const own = await new World().open()
    try {
      const staff = own.as('office')
      const count = async () => (await staff.read('/enterprises?q=' + encodeURIComponent('大批店'))).total
      const id = started(await staff.with({ Prefer: 'respond-async' }).post('/enterprises/import', csv([header, ...rows(6000)])))
      for (let step = ''; step !== 'writing' || (await count()) === 0; ) {
        const job = await staff.read('/jobs/' + id) as unknown as { step: string; state: string }
        step = job.step
        expect(['waiting', 'running']).toContain(job.state)
      }
      await own.server[how]()
      own.server = await Server.start(own.place)
      expect(await ended(id, staff)).toMatchObject({ state: 'failed', problem: { code: 'job.broken' } })
      expect(await count()).toBe(0)
      expect(run(['verify', ...storeArguments(own.place)])).toMatchObject({ status: 0 })
    } finally {
      await own.close()
    }
  })
})

describe('other writers', () => {
  it('write while an import is written', async () => {
    const id = started(await later.post('/enterprises/import', csv([header, ...rows(4000)])))
    let between = 0
    for (let job: Record<string, unknown> = {}; !job.endedAt; job = await office.read('/jobs/' + id) as unknown as Record<string, unknown>) {
      expect((await office.post('/people', { name: '旁人', areaId: town.areas.east })).status).toBe(201)
      if (job.step === 'writing') ++between
    }
    expect(between).toBeGreaterThan(0)
    expect(await ended(id)).toMatchObject({ state: 'done', answer: { accepted: 4000, written: true } })
  })
})

describe('an export', () => {
  it('has just the columns that are asked for, in that order', async () => {
    const file = await office.get('/enterprises.csv?columns=category,name&sort=name')
    expect(readCsv(file.text)[0]).toEqual(['行业类别', '单位名称'])
    expect((await office.get('/enterprises.csv?columns=name,colour')).status).toBe(400)
  })
  it('has every row of the list once, in its order, also when it takes several pieces', async () => {
    const listed = (await office.all('/enterprises?sort=-name')).map((one) => one.name)
    expect(listed.length).toBeGreaterThan(600)
    expect(readCsv((await office.get('/enterprises.csv?columns=name&sort=-name')).text).slice(1).map((row) => row[0])).toEqual(listed)
  })
  it('tells its length, and keeps the connection for the next request', async () => {
    const file = await office.get('/enterprises.xlsx')
    expect(Number(file.headers.get('content-length'))).toBe(file.bytes.length)
    expect((await office.send('HEAD', '/enterprises.xlsx')).status).toBe(200)
    expect((await office.get('/me')).status).toBe(200)
  })
})
