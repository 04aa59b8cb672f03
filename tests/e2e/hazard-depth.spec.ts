import { expect, test } from '@playwright/test'
import { look, signIn } from './support/pages'

test.describe.configure({ mode: 'serial' })
let code = ''

test('an order shows how far it is done, its hazards are rechecked in one go, and the recheck notice follows it', async ({ page }) => {
  await signIn(page, 'officer')
  await page.goto('/k/notices?progress=issued')
  await page.locator('[data-row]').filter({ hasText: '美家门窗厂' }).filter({ hasText: '指令书' }).first().press('Enter')
  await page.getByRole('link', { name: '复查这些隐患' }).click()
  await expect(page.getByRole('heading', { name: '复查：美家门窗厂' })).toBeVisible()
  const lines = page.locator('.several ol > li')
  await expect(lines.first()).toBeVisible()
  const count = await lines.count()
  await page.getByRole('button', { name: /^提交/ }).click()
  await expect(page.getByRole('alert')).toContainText('请至少给一条隐患选结论')
  await lines.nth(0).locator('.el-radio-button').first().click()
  await lines.nth(1).locator('.el-radio-button').last().click()
  await lines.nth(1).getByPlaceholder('看到的情况').fill('仍缺一具')
  await look(page, 'depth-recheck')
  await page.getByRole('button', { name: '提交 2 条复查结果' }).click()
  await expect(page).toHaveURL(/\/notices\/new\?.*kind=recheck/)
  await expect(page.locator('.hazards label.is-checked')).toHaveCount(2)
  expect(count).toBeGreaterThan(1)
})

test('a partly closed order is found by its progress and offers a notice for what is left', async ({ page }) => {
  await signIn(page, 'officer')
  await page.goto('/k/notices?progress=partly')
  await page.locator('[data-row]').first().press('Enter')
  await expect(page.getByText(/已销号 1\//).first()).toBeVisible()
  await expect(page.getByRole('link', { name: /^对剩余 \d+ 条再开文书/ })).toBeVisible()
  code = /([0-9A-Z]{5}-[0-9A-Z]{5})/.exec(await page.locator('.page, .el-drawer').last().innerText())?.[1] ?? ''
  expect(code).not.toBe('')
})

test('the code on a printed notice opens its record after signing in, and tells others nothing', async ({ page }) => {
  await page.goto(`/q/${code.replace('-', '')}`)
  await expect(page).toHaveURL(/sign-in/)
  await signIn(page, 'enterprise')
  await page.goto(`/q/${code.replace('-', '')}`)
  await expect(page.getByText('没有找到，或不在您的管辖范围内')).toBeVisible()
  await page.context().clearCookies()
  await signIn(page, 'officer')
  await page.goto(`/q/${code}`)
  await expect(page).toHaveURL(/\/k\/notices\//)
})

test('a listed hazard tells who lists it until when and what its plan lacks', async ({ page }) => {
  await signIn(page, 'office')
  await page.goto('/k/hazards?listed=now')
  await page.locator('[data-row]').first().press('Enter')
  await expect(page.getByText('还缺：安全措施和应急预案')).toBeVisible()
  await expect(page.getByRole('button', { name: '记县级核销' })).toBeVisible()
})

test('a new term is asked for only after "not passed"', async ({ page }) => {
  await signIn(page, 'officer')
  await page.goto('/k/hazards?status=rectifying')
  await page.locator('[data-row]').first().press('Enter')
  await page.getByRole('button', { name: '复查', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: '复查' })
  await expect(dialog.getByText('再给期限到')).toHaveCount(0)
  await dialog.locator('.el-select__wrapper').first().click()
  await page.getByRole('option', { name: '不合格' }).locator('visible=true').click()
  await expect(dialog.getByText('再给期限到')).toBeVisible()
})
