// Screenshots of every page into build/shots. It starts a server of its own on a fresh demo town; with --all also more sizes, English,
// the administrator, an enterprise, and an empty town. --docs makes the pictures of the README anew. A further word takes only pictures whose path holds it: "1366-en/list-".
import { type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext } from '@playwright/test'
import { type Scene, scenes } from './scenes'
import { Asker, dress, type Dressed, makeDemo, makeEmpty, serve } from './town'

const all = process.argv.includes('--all')
const only = process.argv.slice(2).find((argument) => !argument.startsWith('--'))
const out = 'build/shots'

interface Size { name: string; width: number; height: number }
const office: Size[] = [{ name: '1366', width: 1366, height: 768 }, { name: '1440', width: 1440, height: 900 }, { name: '1920', width: 1920, height: 1080 }]
const phones: Size[] = [{ name: '390', width: 390, height: 844 }, { name: '360', width: 360, height: 640 }, { name: '360-tall', width: 360, height: 780 }]
const sizes = all ? [...office, ...phones] : [office[1], phones[0]].filter((size) => size !== undefined)

/** A picture of one page; what a picture doesn't show (faults, a page wider than the screen) is complained of. */
async function shoot(context: BrowserContext, url: string, folder: string, scene: Scene, complaints: string[]): Promise<void> {
  const page = await context.newPage()
  page.setDefaultTimeout(8000)
  const name = `${folder}/${scene.name}`
  page.on('pageerror', (error) => complaints.push(`${name}: ${error.message}`))
  page.on('response', (response) => { if (response.status() >= 500) complaints.push(`${name}: ${response.status()} ${response.url()}`) })
  try {
    await page.goto(url + scene.path)
    await page.waitForLoadState('networkidle', { timeout: 4000 }).catch(() => undefined)
    await page.locator('.loading').first().waitFor({ state: 'detached' }).catch(() => undefined)
    await page.waitForTimeout(250)
    if (scene.act) await scene.act(page).catch((fault: unknown) => complaints.push(`${name}: ${String(fault).split('\n')[0]}`))
    if (scene.act) await page.waitForTimeout(600)
    if (scene.print) await page.emulateMedia({ media: 'print' })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (wide > 0 && !scene.print) complaints.push(`${name}: ${wide} px wider than the screen`)
    // The whole page in one picture; bars that stick to the screen's edge stay at the page's.
    const size = page.viewportSize()
    const whole = await page.evaluate(() => document.documentElement.scrollHeight)
    if (size && !scene.act && whole > size.height) await page.setViewportSize({ width: size.width, height: Math.min(whole, 5000) })
    await page.screenshot({ path: join(out, `${name}.png`), animations: 'disabled' })
  } finally {
    await page.close()
  }
}

interface Visit { url: string; username: string; password: string; folder: string; language: 'zh' | 'en'; dressed: Dressed; sizes: Size[] }
async function walk(browser: Browser, visit: Visit, complaints: string[]): Promise<void> {
  const { url, username, password, language } = visit
  const asker = await Asker.as(url, username, password)
  let pages: Scene[] | undefined
  for (const size of visit.sizes) {
    const folder = join(visit.folder, `${size.name}-${language}`)
    pages ??= [{ name: 'sign-in', path: '/sign-in' }, ...await scenes(asker, visit.dressed)]
    const wanted = pages.filter((scene) => !only || `${folder}/${scene.name}`.includes(only))
    if (!wanted.length) continue
    mkdirSync(join(out, folder), { recursive: true })
    const context = await browser.newContext({ viewport: { width: size.width, height: size.height }, locale: language === 'zh' ? 'zh-CN' : 'en-GB', hasTouch: size.width < 720 })
    await context.addInitScript((chosen) => { localStorage.setItem('zhenan.language', chosen) }, language)
    const queue = [...wanted]
    const first = queue[0]?.name === 'sign-in' ? queue.shift() : undefined
    if (first) await shoot(context, url, folder, first, complaints)
    const answer = await context.request.post(url + '/api/v1/sessions', { data: { username, password } })
    if (!answer.ok()) throw new Error(`cannot sign in as ${username}`)
    // Three at once: a page mostly waits.
    await Promise.all(Array.from({ length: 3 }, async () => {
      for (let scene = queue.shift(); scene; scene = queue.shift()) await shoot(context, url, folder, scene, complaints)
    }))
    writeFileSync(join(out, folder, 'index.html'), `<!doctype html><meta charset="utf-8"><title>${folder}</title><style>body{font:14px sans-serif;display:flex;flex-wrap:wrap;gap:12px}figure{margin:0}img{width:${size.width > 720 ? 480 : 240}px;border:1px solid #ccc;display:block}</style>${wanted.map((scene) => `<figure><figcaption>${scene.name}</figcaption><a href="${scene.name}.png"><img loading="lazy" src="${scene.name}.png"></a></figure>`).join('')}`)
    console.log(`${join(out, folder)}: ${wanted.length} pages`)
    await context.close()
  }
}

/** The four pictures of the README, of the demo town as it comes. */
async function illustrate(browser: Browser, url: string): Promise<void> {
  const asker = await Asker.as(url, 'office', 'demo-zhenan')
  const [hazard, place] = [await asker.first('hazards', '&status=closed&sort=-foundOn'), await asker.first('enterprises', '&q=' + encodeURIComponent('嘉利家'))]
  const desk = { width: 1440, height: 900 }
  const pictures: (Scene & { size: { width: number; height: number } })[] = [
    { name: 'home', path: '/', size: desk }, { name: 'hazard', path: `/k/hazards/${hazard}`, size: desk }, { name: 'report', path: '/reports?kind=half-year&period=2023-H1', size: desk },
    { name: 'phone', path: `/inspections/new?placeType=enterprises&placeId=${place}`, size: { width: 390, height: 844 }, act: async (page) => {
      await page.locator('#main .answers button').nth(1).click()
      await page.locator('#main .hazard .phrase, #main .phrases button').first().click()
      await page.evaluate(() => { document.querySelector('.answers')?.closest('section')?.scrollIntoView(); window.scrollBy(0, -60) })
    } },
  ]
  for (const one of pictures) {
    const context = await browser.newContext({ viewport: one.size, locale: 'zh-CN' })
    await context.request.post(url + '/api/v1/sessions', { data: { username: 'office', password: 'demo-zhenan' } })
    const page = await context.newPage()
    await page.goto(url + one.path)
    await page.locator('#main h1').first().waitFor()
    await page.locator('.loading').first().waitFor({ state: 'detached' })
    if (one.act) await one.act(page)
    await page.waitForTimeout(600)
    await page.screenshot({ path: join('docs/images', `${one.name}.png`), animations: 'disabled' })
    await context.close()
  }
}

const scratch = mkdtempSync(join(tmpdir(), 'zhenan-shots-'))
const servers: ChildProcess[] = []
const complaints: string[] = []
try {
  const browser = await chromium.launch({
    executablePath: process.env.ZHENAN_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  const demo = join(scratch, 'demo')
  makeDemo(demo)
  const town = await serve(demo)
  servers.push(town.server)
  const documents = process.argv.includes('--docs')
  if (documents) await illustrate(browser, town.url)
  const dressed = documents ? {} : await dress(browser, town.url)
  const person = (username: string) => ({ url: town.url, username, password: 'demo-zhenan', dressed })
  const visits: Visit[] = [{ ...person('office'), folder: 'demo', language: 'zh', sizes }]
  if (all) {
    const empty = join(scratch, 'empty')
    const password = 'Empty-Town-1'
    makeEmpty(empty, password)
    const bare = await serve(empty)
    servers.push(bare.server)
    const two = sizes.filter((size) => ['1366', '390'].includes(size.name))
    visits.push({ ...person('office'), folder: 'demo', language: 'en', sizes }, { ...person('admin'), folder: 'demo-admin', language: 'zh', sizes: two }, { ...person('admin'), folder: 'demo-admin', language: 'en', sizes: two },
      { ...person('enterprise'), folder: 'demo-enterprise', language: 'zh', sizes: two }, { ...person('village'), folder: 'demo-village', language: 'en', sizes: two },
      { url: bare.url, username: 'admin', password, folder: 'empty', language: 'zh', dressed: {}, sizes: two }, { url: bare.url, username: 'admin', password, folder: 'empty', language: 'en', dressed: {}, sizes: two })
  }
  if (!documents) for (const visit of visits) await walk(browser, visit, complaints)
  for (const complaint of complaints) console.log(complaint)
  await browser.close()
} finally {
  for (const server of servers) server.kill('SIGTERM')
  await new Promise((done) => setTimeout(done, 300))
  rmSync(scratch, { recursive: true, force: true })
}
