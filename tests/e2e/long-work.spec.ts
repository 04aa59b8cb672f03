import { expect, test } from '@playwright/test'
import { signIn } from './support/pages'

test('a long import shows how far it is on every page, and is stopped where it stands: nothing of it is left', async ({ page }) => {
  test.setTimeout(180_000)
  await signIn(page, 'office')
  const rows = Array.from({ length: 100_000 }, (_, n) => `撤回测试店${n + 1},下黎村,商铺市场`)
  await page.goto('/k/enterprises/import')
  await page.locator('input[type=file]').setInputFiles({ name: '企业.csv', mimeType: 'text/csv', buffer: Buffer.from(['单位名称,区域,行业类别', ...rows].join('\n')) })
  await expect(page.locator('#main').getByRole('progressbar')).toBeVisible()
  await page.getByRole('button', { name: '全部导入' }).click({ timeout: 90_000 })
  await expect(page.locator('#main').getByRole('progressbar')).toBeVisible()
  // Another page is opened meanwhile: the work is in the bar above it.
  await page.locator('nav').getByRole('link', { name: '隐患', exact: true }).click()
  await page.getByRole('button', { name: '1 项工作正在进行' }).click()
  const running = page.getByRole('tooltip').or(page.locator('.el-popover')).filter({ has: page.getByRole('progressbar') })
  await running.getByRole('button', { name: '取消' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '停下' }).click()
  await expect(page.getByRole('button', { name: /项工作正在进行/ })).toHaveCount(0)
  await expect.poll(async () => ((await (await page.request.get('/api/v1/enterprises?q=' + encodeURIComponent('撤回测试店'))).json()) as { total: number }).total).toBe(0)
})
