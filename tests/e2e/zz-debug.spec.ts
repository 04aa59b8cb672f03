import { test } from '@playwright/test'
import { signIn } from './support/pages'
test('debug', async ({ page }) => {
  await signIn(page, 'office')
  await page.setViewportSize({ width: 390, height: 844 })
  const T = await (await page.request.get('/api/v1/checklists?limit=1')).json()
  await page.goto('/k/checklists/' + T.items[0].id)
  await page.waitForTimeout(2000)
  console.log(await page.evaluate(() => [...document.querySelectorAll('#main *')].filter((e) => e.getBoundingClientRect().right > 392).slice(0, 12).map((e) => e.tagName + '.' + e.className + ' ' + e.getBoundingClientRect().right + ' ' + (e.textContent ?? '').slice(0, 30)).join('\n')))
  await page.screenshot({ path: '/tmp/e2e/dbg.png' })
})
