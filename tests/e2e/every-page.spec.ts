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

const sizes = [{ width: 1440, height: 900 }, { width: 390, height: 844 }]
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

test('in English no Chinese is left in the navigation, on buttons, in table heads and labels', async ({ page }) => {
  test.setTimeout(300_000)
  await signIn(page, 'office')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('link', { name: 'Home' })).toBeVisible()
  const left: string[] = []
  for (const address of await addresses(page)) {
    await page.goto(address)
    await expect(page.locator('#main h1').first()).toBeVisible()
    await expect(page.locator('#main .loading')).toHaveCount(0)
    const words = await page.locator('nav, #main .el-button, #main .button-link, #main th, #main label:not(.el-checkbox):not(.el-radio), #main dt').evaluateAll((all) => all.map((one) => one.textContent ?? ''))
    left.push(...words.filter((one) => /[\u4e00-\u9fff]/.test(one)).map((one) => `${address}: ${one}`))
  }
  expect(left).toEqual([])
  await page.getByRole('button', { name: '中文' }).click()
  await expect(page.getByRole('link', { name: '首页' })).toBeVisible()
})
