import { expect, test, type Page } from '@playwright/test'
import { signIn } from './support/pages'

interface Kind { kind: string; create: boolean; import: boolean }

/** Every address that the person's navigation leads to, the first record of each kind, and its forms. */
async function addresses(page: Page): Promise<string[]> {
  const { kinds } = (await (await page.request.get('/api/v1/kinds')).json()) as { kinds: Kind[] }
  await expect(page.locator('nav a').nth(3)).toBeAttached()
  const led = await page.locator('nav a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  const found = led.filter((address) => !address.startsWith('/k/'))
  for (const kind of kinds) {
    found.push(`/k/${kind.kind}`)
    const list = (await (await page.request.get(`/api/v1/${kind.kind}?limit=1`)).json()) as { items: { id: string }[] }
    if (list.items[0]) found.push(`/k/${kind.kind}/${list.items[0].id}`)
    if (kind.create) found.push(`/k/${kind.kind}/new`)
    if (kind.import) found.push(`/k/${kind.kind}/import`)
  }
  return found
}

/** What nobody should see: failed requests, page errors, words in the console, a page wider than the screen. */
async function visit(page: Page, address: string): Promise<string[]> {
  const seen: string[] = []
  const onConsole = (message: { type: () => string; text: () => string }) => { if (['error', 'warning'].includes(message.type())) seen.push(`console: ${message.text()}`) }
  const onError = (error: Error) => seen.push(`page: ${error.message}`)
  const onAnswer = (answer: { status: () => number; url: () => string }) => { if (answer.status() >= 400) seen.push(`${answer.status()} ${answer.url()}`) }
  page.on('console', onConsole)
  page.on('pageerror', onError)
  page.on('response', onAnswer)
  await page.goto(address)
  await expect(page.locator('#main h1').first()).toBeVisible()
  await expect(page.locator('#main .loading')).toHaveCount(0)
  if (await page.locator('#main .fault').count()) seen.push(`fault: ${await page.locator('#main .fault').first().innerText()}`)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  if (wide > 0) seen.push(`${wide} px wider than the screen`)
  page.off('console', onConsole)
  page.off('pageerror', onError)
  page.off('response', onAnswer)
  return seen.map((one) => `${address}: ${one}`)
}

const sizes = [{ width: 1366, height: 768 }, { width: 390, height: 844 }]
for (const size of sizes) {
  for (const username of ['office', 'enterprise']) {
    test(`every page opens whole and in silence at ${size.width} px for ${username}`, async ({ page }) => {
      test.setTimeout(300_000)
      await signIn(page, username)
      const all = await addresses(page)
      await page.setViewportSize(size)
      const problems: string[] = []
      for (const address of all) problems.push(...await visit(page, address))
      expect(problems).toEqual([])
    })
  }
}

test('every page of the menu has help of its own', async ({ page }) => {
  test.setTimeout(300_000)
  const said = new Map<string, string>()
  await signIn(page, 'admin')
  await expect(page.locator('nav a').nth(3)).toBeAttached()
  const led = await page.locator('nav a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  for (const address of new Set(led)) {
    await page.goto(address)
    await expect(page.locator('#main h1').first()).toBeVisible()
    await page.locator('button.help').click()
    await expect(page.locator('.say').first()).toBeVisible()
    const words = (await page.locator('.say').allInnerTexts()).join('\n')
    expect(words, address).not.toContain('左边的菜单里是全部台账和页面')
    expect([...said].find(([, one]) => one === words)?.[0], `${address} says the same as another page`).toBeUndefined()
    said.set(address, words)
  }
  expect(said.size).toBeGreaterThan(30)
})

/** The Chinese on a page that no record says: what stands in the answers (the declarations of kinds and measures aside) is the town's own. */
async function foreignWords(page: Page, address: string): Promise<string[]> {
  const said: string[] = []
  const asked: Promise<unknown>[] = []
  const hear = (answer: { url: () => string; text: () => Promise<string> }) => {
    const path = new URL(answer.url()).pathname
    if (path.startsWith('/api/v1/') && !/\/(kinds|measures|events|openapi.json)$/.test(path)) asked.push(answer.text().then((text) => said.push(text), () => undefined))
  }
  page.on('response', hear)
  await page.goto(address)
  await expect(page.locator('#main h1').first()).toBeVisible()
  await expect(page.locator('#main .loading')).toHaveCount(0)
  // The stream of news never ends, so that the network is never idle: the answers are complete when none came for a while.
  for (let heard = -1; heard !== asked.length;) { heard = asked.length; await Promise.all(asked); await page.waitForTimeout(200) }
  page.off('response', hear)
  const words = await page.locator('nav, header.top, #main').evaluateAll((roots) => roots.flatMap((root) => {
    const found: string[] = []
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    for (let node = walk.nextNode(); node; node = walk.nextNode()) if (!node.parentElement?.closest('button.language, .el-radio-group, .paper')) found.push(node.textContent ?? '')
    root.querySelectorAll('[placeholder], [title], [aria-label]').forEach((one) => one.closest('.paper') || found.push(...['placeholder', 'title', 'aria-label'].map((name) => one.getAttribute(name) ?? '')))
    return found
  }))
  // Names and figures are put together here: each run of Chinese has to stand in some answer.
  const data = said.join('\n')
  const runs = words.flatMap((one) => one.match(/[\u4e00-\u9fff]+/g) ?? [])
  return [...new Set(runs)].filter((run) => !data.includes(run)).map((run) => `${address}: ${run}`)
}

test('in English no Chinese is left but what the town itself has written', async ({ page }) => {
  test.setTimeout(300_000)
  const left: string[] = []
  const seen = new Set<string>()
  for (const username of ['office', 'admin']) {
    await signIn(page, username)
    await page.getByRole('button', { name: 'English' }).click()
    await expect(page.getByRole('link', { name: 'Home' })).toBeVisible()
    for (const address of await addresses(page)) {
      if (!seen.has(address)) left.push(...await foreignWords(page, address))
      seen.add(address)
    }
    await page.getByRole('button', { name: '中文' }).click()
    await expect(page.getByRole('link', { name: '首页' })).toBeVisible()
    await page.context().clearCookies()
  }
  expect(left).toEqual([])
})
