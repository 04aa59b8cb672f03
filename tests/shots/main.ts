// Screenshots of every page into build/shots. It starts a server of its own on a fresh demo town; with --all also the four
// sizes of look.md, English, and an empty town.
import { spawn, execFileSync, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser } from '@playwright/test'

const binary = process.env.ZHENAN_BINARY ?? 'build/zhenan'
const all = process.argv.includes('--all')
const only = process.argv.slice(2).find((argument) => !argument.startsWith('--'))

interface Size { name: string; width: number; height: number }
const sizes: Size[] = all
  ? [{ name: '1366', width: 1366, height: 768 }, { name: '1440', width: 1440, height: 900 }, { name: '390', width: 390, height: 844 }, { name: '360', width: 360, height: 640 }]
  : [{ name: '1440', width: 1440, height: 900 }, { name: '390', width: 390, height: 844 }]

async function freePort(): Promise<number> {
  return await new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function serve(data: string): Promise<{ url: string; server: ChildProcess }> {
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

interface Listed { items: { id: string; [field: string]: unknown }[] }

async function paths(url: string, username: string, password: string): Promise<[string, string][]> {
  const session = await (await fetch(url + '/api/v1/sessions', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username, password }) })).json() as { token: string }
  const get = async (path: string) => await (await fetch(url + '/api/v1' + path, { headers: { authorization: 'Bearer ' + session.token } })).json() as Listed
  const first = async (kind: string, query = '') => (await get(`/${kind}?limit=1${query}`)).items[0]?.id
  const kinds = (await get('/kinds') as unknown as { kinds: { kind: string }[] }).kinds
  const pages: [string, string][] = [['home', '/'], ['map', '/map'], ['measures', '/measures'], ['report', '/reports?kind=half-year&period=2023-H1'], ['new-inspection', '/inspections/new'], ['templates', '/templates'], ['ledgers', '/ledgers'], ['new-ledger', '/ledgers/new'], ['county-forms', '/county-forms'], ['audit', '/audit'], ['my-account', '/account'], ['import-enterprises', '/k/enterprises/import'], ['new-enterprise', '/k/enterprises/new']]
  for (const { kind } of kinds) {
    pages.push([`list-${kind}`, `/k/${kind}`])
    const id = await first(kind)
    if (id) pages.push([`record-${kind}`, `/k/${kind}/${id}`])
  }
  const enterprise = await first('enterprises', '&q=' + encodeURIComponent('嘉利家'))
  if (enterprise) {
    pages.push(['place', `/places/enterprises/${enterprise}`])
    pages.push(['new-inspection-hotel', `/inspections/new?placeType=enterprises&placeId=${enterprise}`])
  }
  return pages
}

async function shoot(browser: Browser, url: string, username: string, password: string, folder: string, language: 'zh' | 'en'): Promise<void> {
  const pages = (await paths(url, username, password)).filter(([name]) => !only || name.includes(only))
  for (const size of sizes) {
    const context = await browser.newContext({ viewport: { width: size.width, height: size.height }, locale: language === 'zh' ? 'zh-CN' : 'en-GB' })
    await context.addInitScript((chosen) => { localStorage.setItem('zhenan.language', chosen) }, language)
    const page = await context.newPage()
    page.on('pageerror', (error) => { console.log(`  ${size.name}: ${error.message}`) })
    page.on('response', (response) => { if (response.status() >= 500) console.log(`  ${response.status()} ${response.url()}`) })
    const out = join('build/shots', folder, `${size.name}-${language}`)
    mkdirSync(out, { recursive: true })
    await page.goto(url + '/sign-in')
    await page.waitForLoadState('networkidle', { timeout: 4000 }).catch(() => undefined)
    await page.screenshot({ path: join(out, 'sign-in.png') })
    const answer = await page.request.post(url + '/api/v1/sessions', { data: { username, password } })
    if (!answer.ok()) throw new Error(`cannot sign in as ${username}`)
    for (const [name, path] of pages) {
      await page.goto(url + path)
      await page.waitForLoadState('networkidle', { timeout: 4000 }).catch(() => undefined)
      await page.waitForTimeout(250)
      await page.screenshot({ path: join(out, name + '.png') })
    }
    console.log(`${out}: ${pages.length + 1} pages`)
    await context.close()
  }
}

const scratch = mkdtempSync(join(tmpdir(), 'zhenan-shots-'))
const servers: ChildProcess[] = []
try {
  const browser = await chromium.launch({
    executablePath: process.env.ZHENAN_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  const demo = join(scratch, 'demo')
  execFileSync(binary, ['demo', '--data', demo])
  const town = await serve(demo)
  servers.push(town.server)
  await shoot(browser, town.url, 'office', 'demo-zhenan', 'demo', 'zh')
  if (all) {
    await shoot(browser, town.url, 'office', 'demo-zhenan', 'demo', 'en')
    await shoot(browser, town.url, 'admin', 'demo-zhenan', 'demo-admin', 'zh')
    const empty = join(scratch, 'empty')
    const password = 'Empty-Town-1'
    execFileSync(binary, ['init', '--data', empty, '--town', '空白镇', '--code', '449998100000', '--admin', '张三'], { env: { ...process.env, ZHENAN_ADMIN_PASSWORD: password } })
    const bare = await serve(empty)
    servers.push(bare.server)
    await shoot(browser, bare.url, 'admin', password, 'empty', 'zh')
  }
  await browser.close()
} finally {
  for (const server of servers) server.kill('SIGTERM')
  await new Promise((done) => setTimeout(done, 300))
  rmSync(scratch, { recursive: true, force: true })
}
