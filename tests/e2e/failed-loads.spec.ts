import { expect, test, type Page } from '@playwright/test'
import { signIn } from './support/pages'

/** Every request that fits fails until the function that comes back is called. */
async function broken(page: Page, path: RegExp): Promise<() => Promise<void>> {
  await page.route(path, (route) => route.fulfill({
    status: 503, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', title: '服务器正忙', status: 503, code: 'busy', detail: '服务器正忙，请稍后再试' }),
  }))
  return () => page.unroute(path)
}

test('villages that did not load are no empty choice', async ({ page }) => {
  await signIn(page, 'office')
  const mend = await broken(page, /\/api\/v1\/areas\/tree/)
  await page.goto('/k/hazards')
  const said = page.getByText('村和网格没有载入。')
  await expect(said).toBeVisible()
  await expect(said).toContainText('服务器正忙，请稍后再试')
  await page.goto('/')
  await expect(page.locator('#main .fault')).toContainText('服务器正忙')
  await mend()
  await page.locator('#main .fault').getByRole('button', { name: '再试一次' }).click()
  await expect(page.locator('#main .fault')).toHaveCount(0)
  await expect(page.getByText('下黎村').first()).toBeVisible()
})

test('a place whose hazards did not load is not called free of hazards', async ({ page }) => {
  await signIn(page, 'office')
  const { items } = (await (await page.request.get('/api/v1/enterprises?limit=1')).json()) as { items: { id: string }[] }
  const mend = await broken(page, /\/api\/v1\/hazards\?/)
  await page.goto(`/k/enterprises/${items[0]?.id}`)
  await expect(page.locator('#main .fault')).toContainText('服务器正忙')
  await expect(page.getByText('没有未销号的隐患')).toHaveCount(0)
  await mend()
  await page.locator('#main .fault').getByRole('button', { name: '再试一次' }).click()
  await expect(page.getByRole('heading', { name: /未销号隐患/ })).toBeVisible()
})

test('a history that did not load is not called empty', async ({ page }) => {
  await signIn(page, 'office')
  const { items } = (await (await page.request.get('/api/v1/meetings?limit=1')).json()) as { items: { id: string }[] }
  await broken(page, /\/history/)
  await page.goto(`/k/meetings/${items[0]?.id}`)
  await expect(page.getByText('经过没有载入。')).toBeVisible()
  await expect(page.getByText('还没有改动')).toHaveCount(0)
})

test('a figure that was not counted is not called out of scope', async ({ page }) => {
  await signIn(page, 'office')
  await broken(page, /\/api\/v1\/measures\/drills\?/)
  await page.goto('/measures')
  await expect(page.getByText('有 1 项指标没有算出来。')).toBeVisible()
  await expect(page.getByText('不在您的范围')).toHaveCount(0)
})

test('a search for a record that fails does not say that there is none', async ({ page }) => {
  await signIn(page, 'office')
  await broken(page, /\/api\/v1\/references\/enterprises/)
  await page.goto('/notices/new')
  await page.locator('#main .el-select__wrapper').first().click()
  await page.locator('#main .el-select input').first().fill('嘉利')
  await expect(page.getByText('没有查成，请再输入一次')).toBeVisible()
  await expect(page.getByText('没有找到', { exact: true })).toHaveCount(0)
})

test('a measure is split by its field’s name and never by a code', async ({ page }) => {
  await signIn(page, 'office')
  const { items } = (await (await page.request.get('/api/v1/measures')).json()) as { items: { name: string; zh: string; by?: string }[] }
  await page.goto('/measures')
  const raw: string[] = []
  for (const one of items.filter((measure) => measure.by)) {
    await page.locator('tr', { has: page.getByText(one.zh, { exact: true }) }).getByRole('button', { name: '分开看' }).click()
    const ways = await page.locator('.el-drawer:visible .el-radio-button').allInnerTexts()
    raw.push(...ways.filter((way) => !/^按/.test(way)).map((way) => `${one.name}: ${way}`))
    expect(ways.length).toBe(3)
    await page.keyboard.press('Escape')
    await expect(page.locator('.el-drawer:visible')).toHaveCount(0)
  }
  expect(raw).toEqual([])
})
