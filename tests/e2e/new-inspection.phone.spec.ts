import { expect, test, type Page } from '@playwright/test'
import { asked, look, passRest, photo, signIn } from './support/pages'

/** Nothing sticks out at the side, and what is pressed with a thumb is large enough. */
async function fits(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
}

test('on a phone an inspection is written and sent with the thumb alone, photos by the camera', async ({ page }) => {
  await signIn(page, 'officer')
  await page.getByRole('button', { name: '新检查' }).tap()
  await page.getByPlaceholder('输入名称里的两个字').fill('云来')
  await fits(page)
  await page.getByRole('button', { name: '云来宾馆' }).tap()
  const item = page.locator('.item').first()
  await expect(item).toBeVisible()
  await fits(page)
  await look(page, 'phone-01-new-inspection')

  await item.getByRole('radio', { name: '不合格' }).tap()
  const hazard = item.locator('.hazard')
  await hazard.locator('.phrases .phrase').first().tap()
  await expect(hazard.locator('textarea').first()).not.toHaveValue('')
  await hazard.getByRole('button', { name: '7 天', exact: true }).tap()
  await expect(hazard.getByRole('button', { name: '7 天', exact: true })).toHaveAttribute('aria-pressed', 'true')

  const camera = hazard.locator('input[capture=environment]')
  await expect(camera).toHaveAttribute('accept', 'image/*')
  await camera.setInputFiles(await photo(page))
  await expect(hazard.locator('.attachments img')).toHaveCount(1)
  await hazard.locator('input[type=file]:not([capture])').setInputFiles(await photo(page))
  await expect(hazard.locator('.attachments img')).toHaveCount(2)
  await look(page, 'phone-02-hazard')
  await fits(page)

  for (const button of await item.locator('.answers button').all()) expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  await passRest(page)
  await asked(page, '现场负责人').locator('input').fill('卢仪')
  await page.getByRole('button', { name: '提交检查' }).tap()
  await expect(page).toHaveURL(/\/k\/inspections\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('heading', { name: '云来宾馆' })).toBeVisible()
  await fits(page)
  await look(page, 'phone-03-inspection')

  await page.locator('.hazards .one').first().tap()
  await expect(page.locator('.line li.found img')).toHaveCount(2)
  await fits(page)
  await look(page, 'phone-04-hazard')
})

test('on a phone an inspection that is sent without an answer or a name says what is missing and leads there', async ({ page }) => {
  await signIn(page, 'officer')
  await page.goto('/inspections/new')
  await page.getByPlaceholder('输入名称里的两个字').fill('云来')
  await page.getByRole('button', { name: '云来宾馆' }).tap()
  await page.locator('.item').first().getByRole('radio', { name: '不合格' }).tap()
  await page.getByRole('button', { name: '提交检查' }).tap()
  await expect(page.getByRole('alert')).toContainText('有一条隐患没有写发现了什么')
  await page.getByRole('button', { name: '有一条隐患没有写发现了什么' }).tap()
  await expect(page.locator('.hazard')).toBeInViewport()
})

test('on a phone the menu leads to the lists and a row opens over the whole screen', async ({ page }) => {
  await signIn(page, 'officer')
  await page.getByRole('button', { name: '导航' }).tap()
  await page.getByRole('link', { name: '隐患', exact: true }).tap()
  await expect(page).toHaveURL(/\/k\/hazards/)
  await page.locator('[data-row]').first().tap()
  await expect(page.locator('.el-drawer h1')).toBeVisible()
  const box = await page.locator('.el-drawer.rtl').boundingBox()
  expect(Math.round(box?.width ?? 0)).toBe(390)
  await look(page, 'phone-05-row')
})
