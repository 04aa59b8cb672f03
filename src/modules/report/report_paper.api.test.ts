import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { unzip } from '../../../tests/world/tables'
import { town, world } from '../../../tests/world/world'

/** GB/T 9704-2012, measured in the files themselves. */
const w = world()
const office = w.as('office')
const path = '/reports/half-year/2023-H1'
const millimetres = (points: number) => (points * 25.4) / 72
const ofTwips = (twips: string | undefined) => millimetres(Number(twips) / 20)

let parts: Record<string, Buffer>
let documentXml = ''
interface Word { left: number; top: number; right: number; bottom: number; text: string }
const pages: Word[][] = []
const sizes: [number, number][] = []
let fonts = ''

beforeAll(async () => {
  await office.patch(path + '/cover', { addressee: '县安全生产委员会办公室', organ: '青溪镇应急管理办公室', day: '2023-07-05', copies: '镇党政领导' }, 0)
  await office.add('/publicity', { title: '资料', type: 'leaflet', heldOn: '2023-03-01', quantity: 6000, areaId: town.areas.town })
  parts = unzip((await office.get(path + '.docx')).bytes)
  documentXml = parts['word/document.xml']?.toString('utf8') ?? ''
  const folder = mkdtempSync(join(tmpdir(), 'zhenan-paper-'))
  try {
    const file = join(folder, 'report.pdf')
    writeFileSync(file, (await office.get(path + '.pdf')).bytes)
    const boxes = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' })
    fonts = execFileSync('pdffonts', [file], { encoding: 'utf8' })
    for (const page of boxes.split('<page ').slice(1)) {
      const size = /width="([\d.]+)" height="([\d.]+)"/.exec(page)
      sizes.push([Number(size?.[1]), Number(size?.[2])])
      pages.push([...page.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g)]
        .map(([, left, top, right, bottom, text]) => ({ left: Number(left), top: Number(top), right: Number(right), bottom: Number(bottom), text: text ?? '' })))
    }
  } finally { rmSync(folder, { recursive: true }) }
})

/** The paragraph that holds some words. */
const paragraph = (words: string) => [...documentXml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([found]) => found).find((found) => found.replace(/<[^>]*>/g, '').includes(words)) ?? ''
const attribute = (xml: string, element: string, name: string) => new RegExp(`<w:${element} [^>]*w:${name}="([^"]*)"`).exec(xml)?.[1]

describe('the DOCX', () => {
  it('is A4 with margins of 37, 28, 26 and 35 mm', () => {
    expect(ofTwips(attribute(documentXml, 'pgSz', 'w'))).toBeCloseTo(210, 0)
    expect(ofTwips(attribute(documentXml, 'pgSz', 'h'))).toBeCloseTo(297, 0)
    for (const [side, wanted] of [['top', 37], ['left', 28], ['right', 26], ['bottom', 35]] as const)
      expect(ofTwips(attribute(documentXml, 'pgMar', side)), side).toBeCloseTo(wanted, 1)
  })
  it('has a grid of 22 lines and 28 characters', () => {
    const pitch = Number(attribute(documentXml, 'docGrid', 'linePitch')) / 20
    expect(attribute(documentXml, 'docGrid', 'type')).toBe('linesAndChars')
    expect(Math.floor((225 / 25.4) * 72 / pitch)).toBe(22)
    // charSpace is in 1/4096 of a point, added to the 16 points of 3号.
    const character = 16 + Number(attribute(documentXml, 'docGrid', 'charSpace')) / 4096
    expect(Math.floor((156 / 25.4) * 72 / character)).toBe(28)
  })
  it('names the official faces with what stands in for them', () => {
    const table = parts['word/fontTable.xml']?.toString('utf8') ?? ''
    for (const font of ['仿宋_GB2312', '黑体', '楷体_GB2312', '方正小标宋简体']) expect(table).toContain(font)
    expect(table).toContain('w:altName')
  })
  it('has the title in 2号 and headings by level: 黑体, then 楷体', () => {
    const title = paragraph('安全生产工作总结')
    expect(attribute(title, 'sz', 'val')).toBe('44')
    expect(title).toContain('方正小标宋简体')
    expect(title).toContain('w:val="center"')
    expect(paragraph('一、2023年上半年')).toContain('黑体')
    expect(attribute(paragraph('一、2023年上半年'), 'outlineLvl', 'val')).toBe('1')
    expect(paragraph('（一）加强领导')).toContain('楷体')
    expect(attribute(paragraph('（一）加强领导'), 'outlineLvl', 'val')).toBe('2')
  })
  it('numbers pages — 1 — at the outer edges', () => {
    const footers = Object.entries(parts).filter(([name]) => /word\/footer\d/.test(name)).map(([, part]) => part.toString('utf8'))
    expect(footers).toHaveLength(2)
    for (const footer of footers) expect(footer.replace(/<[^>]*>/g, '').replace(/ ?PAGE.*?MERGEFORMAT ?/g, '')).toMatch(/—.*—/)
    expect(parts['word/settings.xml']?.toString('utf8')).toContain('evenAndOddHeaders')
  })
  it('has addressee, list of annexes, day and copies where they belong', () => {
    const text = documentXml.replace(/<\/w:p>/g, '\n').replace(/<[^>]*>/g, '')
    const at = (words: string) => { const found = text.indexOf(words); expect(found, words).toBeGreaterThan(-1); return found }
    const order = ['县安全生产委员会办公室：', '一、2023年上半年', '附件：1.', '青溪镇应急管理办公室', '2023年7月5日', '附件1', '抄送：镇党政领导。'].map(at)
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(text).not.toMatch(/附件：1\.[^\n]*。\n/)
    expect(text, 'no padded days').not.toContain('07月05日')
  })
})

describe('the PDF', () => {
  const body = (page: Word[] | undefined) => (page ?? []).filter((word) => word.top < 735)
  it('is A4', () => {
    for (const [width, height] of sizes) {
      expect(millimetres(width)).toBeCloseTo(210, 1)
      expect(millimetres(height)).toBeCloseTo(297, 1)
    }
  })
  it('keeps within its margins, punctuation at the line\'s end apart', () => {
    for (const word of pages.slice(0, -3).flatMap(body)) {
      expect(millimetres(word.left)).toBeGreaterThanOrEqual(27.5)
      expect(millimetres(word.right)).toBeLessThanOrEqual(184 + 6)
      expect(millimetres(word.bottom)).toBeLessThanOrEqual(262 + 1)
      expect(millimetres(word.top)).toBeGreaterThanOrEqual(36.5)
    }
  })
  it('sets 28 characters in a line and 22 lines on a page', () => {
    const full = pages[1]?.filter((word) => word.left < 80 && /^[\u4e00-\u9fff，。、《》“”（）；：]{28}$/.test(word.text))[0]
    expect(full, 'a full line of Chinese').toBeDefined()
    expect(millimetres((full?.right ?? 0) - (full?.left ?? 0))).toBeCloseTo(156, -0.5)
    const lines = [...new Set(body(pages[1]).map((word) => Math.round((word.bottom + word.top) / 2)))].sort((a, b) => a - b)
    const pitches = lines.slice(1).map((line, at) => line - (lines[at] ?? 0)).filter((pitch) => pitch > 20 && pitch < 40)
    expect(pitches.reduce((sum, one) => sum + one, 0) / pitches.length).toBeCloseTo(28.99, 0)
  })
  it('embeds a face for each official one', () => {
    const rows = fonts.split('\n').slice(2).filter(Boolean)
    expect(rows.length).toBeGreaterThanOrEqual(4)
    for (const row of rows) expect(row.slice(70), row).toMatch(/^\s*yes/)
  })
  it('has its page number 7 mm below the text: right on odd pages, left on even ones', () => {
    pages.forEach((page, at) => {
      const footer = page.filter((word) => word.top > 735).sort((a, b) => a.left - b.left)
      expect(footer.map((word) => word.text).join(' ')).toBe(`— ${at + 1} —`)
      if (at % 2) expect(millimetres(footer[0]?.left ?? 0)).toBeCloseTo(28 + 5, -0.5)
      else expect(millimetres(footer.at(-1)?.right ?? 0)).toBeCloseTo(184 - 5, -0.5)
    })
  })
  it('has the day four characters from the right edge and the organ over its middle', () => {
    const last = pages.flat().filter((word) => word.text === '2023年7月5日')[0]
    const organ = pages.flat().filter((word) => word.text === '青溪镇应急管理办公室')[0]
    expect(millimetres(last?.right ?? 0)).toBeCloseTo(184 - 4 * 5.57, -0.5)
    expect(((last?.left ?? 0) + (last?.right ?? 0)) / 2).toBeCloseTo(((organ?.left ?? 0) + (organ?.right ?? 0)) / 2, -0.5)
  })
})
