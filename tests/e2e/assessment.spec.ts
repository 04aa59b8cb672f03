import { expect, test } from '@playwright/test'
import { signIn } from './support/pages'

test('the office opens a point into its records, answers an appeal, freezes, and recounts to the same cent', async ({ page }) => {
  await signIn(page, 'office')
  await page.goto('/k/assessment-rounds')
  await page.getByText('2023年上半年村（居）安全生产责任制考核').first().click()
  await page.goto(page.url())
  await page.getByRole('link', { name: '下黎村', exact: true }).click()
  await expect(page.getByRole('heading', { name: '下黎村' })).toBeVisible()
  await page.getByRole('button', { name: /村（居）已签责任书 3/ }).click()
  await expect(page.getByText('责任书').last()).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '列出来' }).click()
  await expect(page.getByText(/^\+\d/).first()).toBeVisible()
  await page.getByRole('button', { name: '答复申诉' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('是', { exact: true }).click()
  await dialog.getByRole('textbox').first().fill('核对台账属实，按实际改分。')
  await dialog.getByRole('button', { name: '答复申诉' }).click()
  await expect(page.getByText('核对台账属实，按实际改分。')).toBeVisible()
  await page.getByRole('link', { name: '2023年上半年村（居）安全生产责任制考核' }).click()
  await page.getByRole('button', { name: '转入已定分' }).click()
  await page.getByRole('button', { name: '已定分', exact: true }).click()
  await page.getByRole('button', { name: '按留存数据复算' }).click()
  await expect(page.getByText('得分一分不差')).toBeVisible()
})

test('a formula is checked as it is typed', async ({ page }) => {
  await signIn(page, 'office')
  await page.goto('/k/assessment-schemes/new')
  await page.locator('.el-select__wrapper', { has: page.locator('#field-subjectType') }).click()
  await page.getByRole('option', { name: '村（居）委会' }).locator('visible=true').first().click()
  await expect(page.getByText('请至少填写一个考核项目')).toBeVisible()
  await expect(page.getByText('公式里能用的指标')).toBeVisible()
})

test('a village sees its own points on a phone, and nobody else\'s before they are published', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, 'village')
  await page.goto('/k/assessment-results')
  await expect(page.getByText('下黎村').first()).toBeVisible()
  await expect(page.getByText('上黎村')).toHaveCount(0)
})
