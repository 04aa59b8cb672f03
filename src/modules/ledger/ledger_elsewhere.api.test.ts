import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run, Server } from '../../../tests/world/server'
import { storeArguments } from '../../../tests/world/store'
import { csv, readXlsx } from '../../../tests/world/tables'
import { town, uuid7, world } from '../../../tests/world/world'

const talks = {
  kind: 'toolbox-talks', zh: '班前安全会', en: 'Toolbox talks', group: 'daily', title: 'topic', day: 'heldOn', write: ['office', 'administrator'],
  fields: [{ name: 'topic', type: 'text', zh: '讲了什么', required: true, list: true }, { name: 'heldOn', type: 'day', zh: '日期', required: true, list: true }],
}
const path = '/ledgers/toolbox-talks/entries'
const w = world()
const stopping = new AbortController()
let folder = ''
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'zhenan-test-'))))
afterAll(() => { stopping.abort(); rmSync(folder, { recursive: true, force: true }) })

async function listen(who: 'village' | 'enterprise') {
  const heard = { text: '' }
  const answer = await fetch(w.server.url + '/api/v1/events', { headers: { Authorization: 'Bearer ' + town.tokens[who] }, signal: stopping.signal })
  void (async () => {
    const reader = answer.body?.getReader()
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) heard.text += Buffer.from(piece.value).toString()
  })().catch(() => undefined)
  return heard
}

describe('a ledger made in the browser', () => {
  it('is told to every open page, whoever sits before it: its menu and forms follow', async () => {
    const listeners = [await listen('village'), await listen('enterprise')]
    await w.as('administrator').add('/ledgers', { id: uuid7(), ...talks })
    for (const heard of listeners) await expect.poll(() => heard.text, { timeout: 5000 }).toMatch(/event: change\ndata: {"kind":"ledgers","id":"[^"]+","verb":"created"}/)
    expect(listeners[1]?.text).not.toContain('班前安全会')
  })

  it('is known to the command line: template, import and export', async () => {
    const place = storeArguments(w.place)
    const template = join(folder, 'template.xlsx')
    expect(run(['template', 'toolbox-talks', '--out', template, ...place])).toMatchObject({ status: 0 })
    expect(readXlsx(readFileSync(template))[0]).toEqual(expect.arrayContaining(['讲了什么', '日期']))
    const unknown = run(['template', 'toolbox-talks', '--out', join(folder, 'none.xlsx')])
    expect(unknown.status).toBe(1)
    expect(existsSync(join(folder, 'none.xlsx'))).toBe(false)

    const file = join(folder, 'talks.csv')
    writeFileSync(file, csv([['讲了什么', '日期', '区域'], ['系好安全带', '2023-05-08', '东坡村']]))
    await w.server.stop()
    expect(run(['import', 'toolbox-talks', file, '--check', ...place])).toMatchObject({ status: 0 })
    const imported = run(['import', 'toolbox-talks', file, ...place])
    expect(imported, imported.errors).toMatchObject({ status: 0 })
    w.server = await Server.start(w.place)
    expect((await w.as('office').read(path)).items.map((one) => one.topic)).toEqual(['系好安全带'])

    const out = join(folder, 'out.xlsx')
    const exported = run(['export', 'toolbox-talks', '--out', out, ...place])
    expect(exported, exported.errors).toMatchObject({ status: 0 })
    expect(readXlsx(readFileSync(out)).flat()).toContain('系好安全带')
    expect(run(['export', 'no-such-things', '--out', join(folder, 'x.xlsx'), ...place]).status).toBe(1)
  })
})
