import { test as plain, expect, type Page } from '@playwright/test'
import { look, signIn } from './support/pages'
import { type Town, demoTown } from './support/town'

/** Signed reports stay as they are: the town is this file's own. */
const test = plain.extend<object, { town: Town }>({
  town: [async ({}, use) => {
    const town = await demoTown()
    await use(town)
    await town.close()
  }, { scope: 'worker' }],
  baseURL: ({ town }, use) => use(town.url),
})
test.describe.configure({ mode: 'serial' })

const open = async (page: Page, username: string) => {
  await signIn(page, username)
  await page.goto('/reports?kind=half-year&period=2023-H1')
  await expect(page.locator('.paper')).toContainText('2023年上半年')
}
const block = (page: Page, words: string) => page.locator('.paper .block').filter({ hasText: words }).first()
const begin = async (page: Page, words: string) => {
  await block(page, words).hover()
  await block(page, words).getByRole('button', { name: '修改' }).click()
}
const answer = async (page: Page, words: string) => {
  await page.locator('.el-message-box input').fill(words)
  await page.locator('.el-message-box .el-button--primary').click()
}

test('words are edited around a figure that nobody types', async ({ page }) => {
  await open(page, 'office')
  await begin(page, '悬挂横幅32条')
  const field = page.getByRole('textbox', { name: '文字' })
  await expect(field.locator('.chip', { hasText: '32条' })).toHaveAttribute('contenteditable', 'false')
  await field.press('Control+Home')
  await page.keyboard.type('我镇宣传进村入企。')
  await look(page, 'report-editing')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(block(page, '我镇宣传进村入企。')).toContainText('悬挂横幅32条')
  await expect(page.locator('.state')).toContainText('起草中')
})

test('a record that changes later shows in the edited block, sentence beside sentence', async ({ page }) => {
  await open(page, 'office')
  const board = ((await (await page.request.get('/api/v1/publicity?type=board&heldOn.from=2023-01-01&heldOn.to=2023-06-30')).json()) as { items: { id: string }[] }).items
  for (const one of board) expect((await page.request.delete(`/api/v1/publicity/${one.id}`, { data: { reason: '重复登记' } })).ok()).toBe(true)
  await page.reload()
  const theirs = page.locator('.theirs')
  await expect(theirs).toContainText('记录有了变化')
  await expect(theirs.locator('.two > div').first()).toContainText('我镇宣传进村入企。')
  await expect(theirs.locator('.two > div').last()).not.toContainText('更新宣传栏')
  await look(page, 'report-differs')
  await theirs.getByRole('button', { name: '保留现在的' }).click()
  await expect(theirs).toHaveCount(0)
})

test('it is handed in, given back with a reason, handed in again', async ({ page }) => {
  await open(page, 'office')
  await page.getByRole('button', { name: '送审' }).click()
  await expect(page.locator('.state .where')).toHaveText('审核中')
  await page.context().clearCookies()
  await open(page, 'mayor')
  await page.getByRole('button', { name: '退回' }).click()
  await answer(page, '第二部分再具体一些')
  await expect(page.locator('.state .where')).toHaveText('起草中')
  await page.getByRole('tab', { name: '经过' }).click()
  await expect(page.locator('.desk .side')).toContainText('第二部分再具体一些')
  await page.getByRole('button', { name: '送审' }).click()
  await expect(page.locator('.state .where')).toHaveText('审核中')
})

test('the leader signs; later records stand beside it and leave it as it is', async ({ page }) => {
  await open(page, 'mayor')
  await page.getByRole('button', { name: '签发' }).click()
  await page.locator('.el-message-box .el-button--primary').click()
  await expect(page.locator('.state .where')).toHaveText('已签发')
  const banner = ((await (await page.request.get('/api/v1/publicity?type=banner&heldOn.from=2023-01-01&heldOn.to=2023-06-30')).json()) as { items: { id: string }[] }).items[0]
  await page.context().clearCookies()
  await open(page, 'office')
  expect((await page.request.delete(`/api/v1/publicity/${banner?.id}`, { data: { reason: '登记错了' } })).ok()).toBe(true)
  await page.reload()
  await expect(page.locator('.paper')).toContainText('悬挂横幅32条')
  await page.getByText('个数字的记录变了').click()
  await expect(page.locator('.since')).toContainText('32条')
  await look(page, 'report-signed')
})

test('a correction is another edition with a reason', async ({ page }) => {
  await open(page, 'office')
  await page.getByRole('button', { name: '更正' }).click()
  await answer(page, '横幅登记有误')
  await expect(page.locator('.state')).toContainText('更正原因：横幅登记有误')
  await expect(page.locator('.paper')).not.toContainText('悬挂横幅32条')
  await expect(page.locator('.paper')).toContainText('我镇宣传进村入企。')
})
