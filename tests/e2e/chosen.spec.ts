import { expect, test } from '@playwright/test'
import { readXlsx } from '../world/tables'
import { download, signIn } from './support/pages'

test('ticked rows, and no others, are exported with the columns shown and printed', async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => { document.body.dataset.printed = Array.from(document.querySelectorAll('tbody [data-row]')).map((row) => row.textContent?.trim()).join('\n') }
  })
  await signIn(page, 'officer')
  for (const kind of ['hazards', 'inspections', 'notices']) {
    await page.goto(`/k/${kind}`)
    const rows = page.locator('tbody [data-row]')
    await expect(rows.nth(3)).toBeVisible()
    await expect(page.locator('.chosen')).toHaveCount(0)
    const heads = (await page.locator('thead th:not(.tick)').allInnerTexts()).map((head) => head.replace(/[↑↓]/, '').trim())
    for (const at of [2, 0]) await rows.nth(at).locator('.tick .el-checkbox').click()
    await expect(page.locator('.chosen b')).toHaveText('已选 2 条')
    const sheet = readXlsx(await download(page, page.getByRole('link', { name: '导出选中的（XLSX）' })))
    expect(sheet[0], kind).toEqual(heads)
    expect(sheet.length, kind).toBe(3)
    const first = (await rows.nth(0).locator('td.strong').innerText()).trim()
    expect(sheet[1]?.join(' '), kind).toContain(first)
    await page.getByRole('button', { name: '打印选中的' }).click()
    await expect(page.locator('body')).toHaveAttribute('data-printed', /./)
    const printed = (await page.locator('body').getAttribute('data-printed')) ?? ''
    expect(printed.split('\n').filter((line) => line.trim()).length, kind).toBe(2)
    expect(printed, kind).toContain(first)
    // All stand there again, and the ticks too.
    await expect(rows.nth(3)).toBeVisible()
    await page.locator('thead .tick .el-checkbox').click()
    await expect(page.locator('.chosen b')).toHaveText(`已选 ${await rows.count()} 条`)
    await page.getByRole('button', { name: '取消选择' }).click()
    await expect(page.locator('.chosen')).toHaveCount(0)
  }
})

test('a record that was withdrawn meanwhile is not left out silently', async ({ page }) => {
  await signIn(page, 'office')
  const { items } = (await (await page.request.get('/api/v1/meetings?limit=1&sort=-heldOn')).json()) as { items: { id: string }[] }
  await page.goto('/k/meetings')
  await page.locator('tbody [data-row]').first().locator('.tick .el-checkbox').click()
  expect((await page.request.delete(`/api/v1/meetings/${items[0]?.id}`, { data: { reason: '重复登记' } })).status()).toBe(200)
  await page.getByRole('button', { name: '打印选中的' }).click()
  await expect(page.getByText('选中的记录里有的已撤回')).toBeVisible()
  expect((await page.request.post(`/api/v1/meetings/${items[0]?.id}/restoration`)).status()).toBe(201)
})
