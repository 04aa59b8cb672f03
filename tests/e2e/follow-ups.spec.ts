import { expect, test } from '@playwright/test'
import { day, field, signIn } from './support/pages'

test('a decision of a meeting becomes a follow-up that the village reports done and the town accepts', async ({ page, browser }) => {
  await signIn(page, 'office')
  const { items } = (await (await page.request.get('/api/v1/meetings?limit=1&sort=-heldOn')).json()) as { items: { id: string }[] }
  await page.goto(`/k/meetings/${items[0]?.id}`)
  await page.getByRole('button', { name: '加一条议定事项' }).click()
  const dialog = page.getByRole('dialog')
  await field(dialog, 'text').locator('textarea').fill('下黎村清理学校后门堆物')
  await field(dialog, 'areaId').locator('input').first().fill('下黎')
  await page.getByRole('treeitem', { name: /下黎村/ }).locator('.el-tree-node__content', { hasText: '下黎村' }).locator('visible=true').first().click()
  await day(field(dialog, 'dueOn'), '2023-07-31')
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('link', { name: '下黎村清理学校后门堆物' })).toBeVisible()

  const village = await browser.newPage({ viewport: { width: 390, height: 844 } })
  await signIn(village, 'village')
  await village.goto('/k/follow-ups?q=' + encodeURIComponent('学校后门'))
  await village.getByText('下黎村清理学校后门堆物').first().click()
  await village.getByRole('button', { name: '报完成' }).click()
  await village.getByRole('dialog', { name: '报完成' }).locator('textarea').fill('杂物全部清走，已拍照')
  await village.getByRole('dialog', { name: '报完成' }).getByRole('button', { name: '报完成' }).click()
  await expect(village.getByText('已报完成，等镇里验收').first()).toBeVisible()
  await expect(village.getByRole('button', { name: '验收通过' })).toHaveCount(0)
  await village.close()

  await page.getByRole('link', { name: '下黎村清理学校后门堆物' }).click()
  await page.getByRole('button', { name: '验收通过' }).click()
  await page.getByRole('dialog', { name: '验收通过' }).getByRole('button', { name: '验收通过' }).click()
  await expect(page.getByText('2023-07-10 验收办结')).toBeVisible()
  await expect(page.getByText('杂物全部清走，已拍照')).toBeVisible()
})

test('a review is gone through on a big screen, closed, and then frozen with its follow-ups', async ({ page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 })
  await signIn(page, 'office')
  const { items } = (await (await page.request.get('/api/v1/progress-reviews?status=open&limit=1')).json()) as { items: { id: string }[] }
  const path = `/progress-reviews/${items[0]?.id}`
  await page.goto(`${path}/walk`)
  await expect(page.getByText(/第 1 条，共 \d+ 条/)).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByText(/第 2 条，共/)).toBeVisible()
  await page.getByRole('button', { name: '交给谁、哪天前办完' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await expect(page.getByText(/第 3 条，共/)).toBeVisible()
  await page.getByRole('button', { name: '暂不办' }).click()
  await page.getByRole('dialog').locator('textarea').fill('等县里答复')
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await expect(page.getByText(/第 4 条，共/)).toBeVisible()
  await page.locator('.records button').first().click()
  await expect(page.getByRole('dialog')).toBeVisible()

  // The other lines are put aside as the page does it, one by one.
  const review = (await (await page.request.get(`/api/v1${path}`)).json()) as { lines: { id: string; decision?: string }[] }
  for (const line of review.lines.filter((one) => !one.decision)) expect((await page.request.post(`/api/v1${path}/lines/${line.id}/aside`, { data: { reason: '下周再看' } })).status()).toBe(201)
  await page.goto(`/k${path}`)
  await page.getByRole('button', { name: '结束调度' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '结束调度' }).click()
  await expect(page.getByText('已结束，内容不再改动。')).toBeVisible()
  await expect(page.getByRole('button', { name: '上大屏逐条过' })).toHaveCount(0)
  await expect(page.locator('.tasks a')).toHaveCount(1)
  const minutes = await page.request.get(`/api/v1${path}/minutes.docx`)
  expect(minutes.status()).toBe(200)
  await page.getByRole('link', { name: '会议记录' }).click()
  await expect(page.getByRole('heading', { name: '第28周安全调度' })).toBeVisible()
})
