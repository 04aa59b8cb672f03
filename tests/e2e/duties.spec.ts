import { expect, test } from '@playwright/test'
import { signIn } from './support/pages'

test('what is late is seen at once, and one duty says who owes it, why, and what discharges it', async ({ page }) => {
  await signIn(page, 'office')
  await page.getByRole('button', { name: /其他应办事项逾期/ }).click()
  await expect(page.getByText('应急预案备案')).toBeVisible()
  await page.goto('/duties')
  const late = page.locator('section.late')
  await expect(late.getByText('应急预案备案')).toBeVisible()
  await late.getByText('应急预案备案').first().click()
  await expect(page.getByText('公布之日起20个工作日内')).toBeVisible()
  await expect(page.getByText('把凭据记入台账后自动办结。')).toBeVisible()
  await page.goto('/k/duties?state=missed')
  await expect(page.getByText('过期未办').first()).toBeVisible()
})

test('an administrator sees the rules of duties with their clauses', async ({ page }) => {
  await signIn(page, 'admin')
  await page.goto('/k/duty-rules')
  await expect(page.getByText('组织应急演练（每半年）')).toBeVisible()
  await page.getByText('组织应急演练（每半年）').click()
  await expect(page.getByText('《生产安全事故应急条例》第八条第二款').first()).toBeVisible()
})
