import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { signIn } from './support/pages'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
interface Violation { id: string; impact: string | null; help: string; nodes: { html: string }[] }

/** What axe calls serious or critical on the page as it stands. */
async function violations(page: Page): Promise<string[]> {
  await expect(page.locator('#main .loading')).toHaveCount(0)
  await page.evaluate(axe)
  const found = await page.evaluate(async () => (await (window as unknown as { axe: { run: (options: object) => Promise<{ violations: Violation[] }> } }).axe.run({ resultTypes: ['violations'] })).violations)
  return found.filter((one) => ['serious', 'critical'].includes(one.impact ?? '')).map((one) => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`)
}

test('the main pages have no serious faults of accessibility', async ({ page }) => {
  test.setTimeout(300_000)
  await page.goto('/sign-in')
  const found: string[] = (await violations(page)).map((one) => `/sign-in: ${one}`)
  await signIn(page, 'admin')
  for (const address of ['/audit', '/k/accounts']) {
    await page.goto(address)
    await expect(page.locator('#main h1').first()).toBeVisible()
    found.push(...(await violations(page)).map((one) => `${address}: ${one}`))
  }
  await page.context().clearCookies()
  await signIn(page, 'office')
  for (const address of ['/', '/k/hazards', '/k/enterprises', '/k/publicity/new', '/k/enterprises/import', '/map', '/measures', '/reports?kind=half-year&period=2023-H1', '/account', '/inspections/new']) {
    await page.goto(address)
    await expect(page.locator('#main h1').first()).toBeVisible()
    found.push(...(await violations(page)).map((one) => `${address}: ${one}`))
  }
  await page.keyboard.press('Control+k')
  await page.keyboard.type('嘉利')
  await expect(page.getByRole('option').first()).toBeVisible()
  found.push(...(await violations(page)).map((one) => `Ctrl+K: ${one}`))
  expect(found).toEqual([])
})
