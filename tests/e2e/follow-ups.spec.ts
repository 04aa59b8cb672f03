import { expect, test } from '@playwright/test'
import { day, field, look, signIn } from './support/pages'

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

test('an inspection, a report and a monthly report each give a follow-up that leads back to them', async ({ page }) => {
  await signIn(page, 'office')
  const { items } = (await (await page.request.get('/api/v1/inspections?limit=1')).json()) as { items: { id: string; placeName: string }[] }
  const report = (await (await page.request.get('/api/v1/periodic-reports?state=submitted&limit=1')).json()) as { items: { id: string; areaId: string; period: string }[] }
  const [inspection, monthly] = [items[0], report.items[0]]
  const sources = [
    { path: `/k/inspections/${inspection?.id}`, title: /检查发现问题的整改/, back: new RegExp(`/k/inspections/${inspection?.id}$`) },
    { path: '/reports?kind=half-year&period=2023-H1', title: /^落实/, back: /\/reports\?kind=half-year&period=2023-H1$/ },
    { path: `/periodic-reports?area=${monthly?.areaId}&period=${monthly?.period}`, title: /报告反映的问题$/, back: new RegExp(`/k/periodic-reports/${monthly?.id}$`) },
  ]
  for (const source of sources) {
    await page.goto(source.path)
    const part = page.locator('.follow-ups')
    await part.getByRole('button', { name: '转为督办事项' }).click()
    const dialog = page.getByRole('dialog', { name: '转为督办事项' })
    await expect(field(dialog, 'title').locator('input')).toHaveValue(source.title)
    await look(page, 'give-follow-up')
    await dialog.getByRole('button', { name: '转为督办事项' }).click()
    await part.getByRole('link', { name: source.title }).first().click()
    await page.locator('#main .state a').click()
    await expect(page).toHaveURL(source.back)
  }
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

  // What is left is put aside together, with one reason; two lines first, to see that only the ticked ones are.
  await page.goto(`/k${path}`)
  await expect(page.getByRole('button', { name: '撤回' })).toHaveCount(1)
  await page.locator('.lines .el-checkbox').nth(0).click()
  await page.locator('.lines .el-checkbox').nth(1).click()
  await expect(page.getByText('已选 2 条')).toBeVisible()
  await page.getByRole('button', { name: '取消选择' }).click()
  await page.getByRole('button', { name: '勾选全部没定的' }).click()
  await look(page, 'review-several')
  await page.getByRole('button', { name: '一起暂不办…' }).click()
  await page.getByRole('dialog').locator('textarea').fill('下周再看')
  await page.getByRole('dialog').getByRole('button', { name: '暂不办' }).click()
  await expect(page.getByText('每条都定了，可以结束')).toBeVisible()
  await page.getByRole('button', { name: '结束调度' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '结束调度' }).click()
  await expect(page.getByText('已结束，内容不再改动。')).toBeVisible()
  await expect(page.getByRole('button', { name: '撤回' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: '上大屏逐条过' })).toHaveCount(0)
  await expect(page.locator('.tasks a')).toHaveCount(1)
  const minutes = await page.request.get(`/api/v1${path}/minutes.docx`)
  expect(minutes.status()).toBe(200)
  await page.getByRole('link', { name: '会议记录' }).click()
  await expect(page.getByRole('heading', { name: '第28周安全调度' })).toBeVisible()
})

test('the list of follow-ups is narrowed to one\'s own with one button', async ({ page }) => {
  await signIn(page, 'village')
  await page.goto('/k/follow-ups')
  const mine = page.getByRole('button', { name: '只看我的' })
  await expect(mine).toHaveAttribute('aria-pressed', 'false')
  await mine.click()
  const { personId } = (await (await page.request.get('/api/v1/me')).json()) as { personId: string }
  await expect(page).toHaveURL(new RegExp(`mine=${personId}`))
  await expect(mine).toHaveAttribute('aria-pressed', 'true')
  await mine.click()
  await expect(page).toHaveURL(/follow-ups$/)
})
