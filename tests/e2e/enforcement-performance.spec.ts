import { expect, test } from '@playwright/test'
import { signIn } from './support/pages'

test('the office opens one officer\'s figure into its records', async ({ page }) => {
  await signIn(page, 'office')
  await page.goto('/enforcement-performance?type=officer&from=2023-01-01&to=2023-06-30')
  await expect(page.getByRole('heading', { name: '执法绩效' })).toBeVisible()
  await expect(page.getByText('名单按姓名排列，不排名')).toBeVisible()
  await page.getByRole('button', { name: /%（\d+\/\d+）/ }).first().click()
  await expect(page.getByText(/由 \d+ 条记录得出/)).toBeVisible()
  await page.getByRole('dialog').getByRole('link').first().click()
  await expect(page).toHaveURL(/\/k\/(hazards|notices)\//)
})

test('an officer sees nobody else\'s figures, on a phone too', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, 'officer')
  await page.goto('/enforcement-performance?type=officer&from=2023-01-01&to=2023-06-30')
  await expect(page.getByText('只有您和镇里能看到')).toBeVisible()
  await expect(page.locator('main tbody th[scope=row]')).toHaveCount(1)
  await expect(page.getByText('按单位')).toHaveCount(0)
})
