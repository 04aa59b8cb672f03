import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { type Browser, type Page } from '@playwright/test'
import { uuid7 } from '../world/ids'
import { zip } from '../world/tables'

const binary = process.env.ZHENAN_BINARY ?? 'build/zhenan'

async function freePort(): Promise<number> {
  return await new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

export interface Served { url: string; server: ChildProcess }

export async function serve(data: string): Promise<Served> {
  const port = await freePort()
  const server = spawn(binary, ['serve', '--data', data, '--port', String(port)], { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  for (let i = 0; i < 100; i++) {
    try {
      if ((await fetch(url + '/readyz')).ok) return { url, server }
    } catch { /* not up yet */ }
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error('the server did not start')
}

export const makeDemo = (data: string): void => { execFileSync(binary, ['demo', '--clock', '2023-07-10', '--data', data]) }
export function makeEmpty(data: string, password: string): void {
  execFileSync(binary, ['init', '--data', data, '--town', '空白镇', '--code', '449998100000', '--admin', '张三'], { env: { ...process.env, ZHENAN_ADMIN_PASSWORD: password } })
}

export interface Row { id: string; [field: string]: unknown }

/** What a person asks the server for. */
export class Asker {
  private constructor(private readonly url: string, private readonly token: string) {}

  static async as(url: string, username: string, password: string): Promise<Asker> {
    const answer = await fetch(url + '/api/v1/sessions', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username, password }) })
    return new Asker(url, ((await answer.json()) as { token: string }).token)
  }

  private async ask<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
    const raw = body instanceof Uint8Array
    const answer = await fetch(this.url + '/api/v1' + path, {
      method, headers: { authorization: 'Bearer ' + this.token, ...(body === undefined || raw ? {} : { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : raw ? new Uint8Array(body) : JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }

  get = async <T = Row>(path: string): Promise<T> => this.ask<T>('GET', path)
  post = async <T = Row>(path: string, body: unknown): Promise<T> => this.ask<T>('POST', path, body)
  put = async <T = Row>(path: string, body: Uint8Array, type: string): Promise<T> => this.ask<T>('PUT', path, body, { 'content-type': type })
  patch = async <T = Row>(path: string, body: unknown, version: number): Promise<T> => this.ask<T>('PATCH', path, body, { 'if-match': `"${version}"` })
  items = async (path: string): Promise<Row[]> => (await this.get<{ items: Row[] }>(path)).items
  first = async (kind: string, query = ''): Promise<string | undefined> => (await this.items(`/${kind}?limit=1${query}`))[0]?.id
}

const countyForm = (): Uint8Array => {
  const row = (at: number, texts: string[]) => `<row r="${at}">${texts.map((text, index) => `<c r="${String.fromCharCode(65 + index)}${at}" t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`
  const rows = [row(1, ['安全生产工作情况月报表']), row(2, ['填报单位', '', '', '月份', '']), row(3, ['检查（次）', '隐患（条）', '整改（条）', '培训（场）', '整改率'])].join('')
  return zip({
    '[Content_Types].xml': '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml': '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="月报" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}<row r="4"><c r="A4"/><c r="B4"/><c r="C4"/><c r="D4"/><c r="E4"><f>C4/B4</f><v>0</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:E1"/></mergeCells></worksheet>`,
  })
}

/** A picture as a camera gives it, drawn by the browser. */
async function picture(page: Page, words: string, colours: [string, string]): Promise<Uint8Array> {
  await page.setContent(`<body style="margin:0;width:800px;height:600px;background:linear-gradient(160deg,${colours[0]},${colours[1]});display:grid;place-items:center;font:48px 'Noto Sans CJK SC'">${words}</body>`)
  return await page.screenshot({ type: 'jpeg', quality: 70, clip: { x: 0, y: 0, width: 800, height: 600 } })
}

export interface Dressed { hazard?: string; form?: string }

/** What the demo town lacks to show every page: photos before and after, a county form, a saved view, a pair of one enterprise entered twice. */
export async function dress(browser: Browser, url: string): Promise<Dressed> {
  const office = await Asker.as(url, 'office', 'demo-zhenan')
  const page = await browser.newPage({ viewport: { width: 800, height: 600 } })
  const photo = async (words: string, colours: [string, string]): Promise<string> => {
    const id = uuid7()
    await office.put(`/attachments/${id}`, await picture(page, words, colours), 'image/jpeg')
    return id
  }
  const { today } = await office.get<Row & { today: string }>('/me')
  const [enterprise] = await office.items('/enterprises?limit=1&q=' + encodeURIComponent('嘉利家'))
  const people = (await office.items('/people?limit=2')).map((one) => one.id)
  let hazard: string | undefined
  if (enterprise) {
    hazard = uuid7()
    await office.post('/inspections', {
      id: uuid7(), outing: {}, placeType: 'enterprises', placeId: enterprise.id, kind: 'patrol', happenedAt: `${today}T00:00:30+08:00`, inspectorIds: people,
      hazards: [{ id: hazard, description: '二楼安全出口堆放纸箱，疏散通道被占用', level: 'general', dueOn: today, site: '二楼东侧楼梯口', photos: [await photo('整改前', ['#b98d6b', '#5f5348']), await photo('整改前二', ['#9c8f7a', '#4b463e'])] }],
    })
    await office.post(`/hazards/${hazard}/rectification`, { id: uuid7(), happenedAt: `${today}T00:01:00+08:00`, description: '纸箱已清走，通道畅通，已交代值班人员每日检查。', photos: [await photo('整改后', ['#cfe3cf', '#7f9f86'])] })
    await office.post('/enterprises', { name: `${String(enterprise.name)}有限公司`, areaId: enterprise.areaId, category: enterprise.category, address: enterprise.address })
  }
  await page.close()
  const form = await office.post<Row & { version: number }>(`/county-forms?name=${encodeURIComponent('县应急局月报表')}&id=${uuid7()}`, countyForm())
  const measure = (cell: string, name: string) => ({ sheet: '月报', cell, source: 'measure', measure: name, period: 'year_to_date' })
  await office.patch(`/county-forms/${form.id}`, {
    cells: [{ sheet: '月报', cell: 'B2', source: 'area' }, { sheet: '月报', cell: 'E2', source: 'month' }, measure('A4', 'inspections'), measure('B4', 'hazards-found'), measure('C4', 'hazards-closed'), measure('D4', 'trainings')],
  }, form.version)
  await office.post('/views', { id: uuid7(), kind: 'hazards', name: '旅馆未整改', query: { category: 'hotel', open: 'true' }, columns: [] })
  return { hazard, form: form.id }
}
