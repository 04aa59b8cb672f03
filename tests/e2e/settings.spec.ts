import { expect, test } from '@playwright/test'
import { signIn } from './support/pages'

test('an administrator changes a setting, sees who did and why, and takes the default back', async ({ page }) => {
  await signIn(page, 'admin')
  await page.goto('/settings')
  const months = page.locator('section', { has: page.getByRole('heading', { name: '重复隐患看几个月' }) })
  await expect(months).toContainText('12 个月')
  await months.getByRole('button', { name: '修改' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('#field-value').fill('99')
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(dialog.locator('.summary')).toBeVisible()
  await dialog.locator('#field-value').fill('6')
  await dialog.locator('#field-note').fill('半年内再犯算重复')
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(dialog).toBeHidden()
  await expect(months).toContainText('6 个月')
  await months.getByText('改过 1 次').click()
  await expect(months.locator('.trail')).toContainText('半年内再犯算重复')
  await months.getByRole('button', { name: '恢复默认' }).click()
  await page.getByRole('dialog').locator('input').fill('试过了')
  await page.getByRole('dialog').getByRole('button', { name: '恢复默认' }).click()
  await expect(months.locator('.value')).toHaveText('12 个月')
  await expect(months.getByRole('button', { name: '恢复默认' })).toHaveCount(0)
})

test('the auditor reads the settings and changes none', async ({ page }) => {
  await signIn(page, 'auditor')
  await page.goto('/settings')
  await expect(page.getByRole('heading', { name: '复查期限' })).toBeVisible()
  await expect(page.getByRole('button', { name: '修改' })).toHaveCount(0)
})
