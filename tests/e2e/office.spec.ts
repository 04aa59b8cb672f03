import { expect, test, type Page } from '@playwright/test'

async function signIn(page: Page, username: string) {
  await page.goto('/sign-in')
  await page.fill('input[name=username]', username)
  await page.fill('input[name=password]', 'demo-zhenan')
  await page.click('button[type=submit]')
  await page.waitForURL((url) => url.pathname === '/')
}

test('a wrong password says so and lets nobody in', async ({ page }) => {
  await page.goto('/k/hazards')
  await page.fill('input[name=username]', 'office')
  await page.fill('input[name=password]', 'wrong')
  await page.click('button[type=submit]')
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page).toHaveURL(/sign-in/)
})

test('the office sees its lists, opens a row at the side and comes back to the same filters', async ({ page }) => {
  await signIn(page, 'office')
  await page.goto('/k/hazards?status=closed')
  await expect(page.locator('.said li').first()).toContainText('已销号')
  const row = page.locator('[data-row]').first()
  const title = (await row.innerText()).split('\n')[0] ?? ''
  await row.press('Enter')
  await expect(page.locator('.el-drawer.rtl h1')).toContainText(title.slice(0, 6))
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/status=closed/)
})

test('a form with gaps names them on top and at the fields, and loses nothing', async ({ page }) => {
  await signIn(page, 'office')
  await page.goto('/k/publicity/new')
  await page.fill('#field-site', '下黎市场')
  await page.click('form button[type=submit]')
  await expect(page.locator('.summary')).toBeVisible()
  await expect(page.locator('.field.bad').first()).toBeVisible()
  await expect(page.locator('#field-site')).toHaveValue('下黎市场')
})

test('an inspection being written survives a reload', async ({ page }) => {
  await signIn(page, 'officer')
  await page.goto('/inspections/new')
  await page.fill('.search input.el-input__inner', '嘉利家')
  await page.locator('.found button', { hasText: '嘉利家宾馆' }).click()
  await page.locator('.item .fail').first().click()
  await page.locator('.hazard .phrase').first().click()
  await page.reload()
  await page.locator('.resume .link').first().click()
  await expect(page.locator('.hazard textarea').first()).not.toHaveValue('')
})

test('every figure of the half-year report opens its records', async ({ page }) => {
  await signIn(page, 'mayor')
  await page.goto('/reports?period=2023-H1')
  await page.locator('.paper .figure').first().click()
  await expect(page.locator('.el-drawer.rtl')).toBeVisible()
})
