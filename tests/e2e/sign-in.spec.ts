import { expect, test, type Page } from '@playwright/test'
import { signIn, signOut } from './support/pages'

async function tryIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
}

test('signing in asks for both the name and the password', async ({ page }) => {
  await page.goto('/sign-in')
  await tryIn(page, 'office', '')
  await expect(page.getByRole('alert')).toHaveText('请填用户名和密码。')
})

test('a wrong password and an unknown name are told apart by nobody', async ({ page }) => {
  await page.goto('/sign-in')
  await tryIn(page, 'village', 'wrong-password')
  await expect(page.getByRole('alert')).toContainText('不对')
  const words = await page.getByRole('alert').innerText()
  await page.reload()
  await tryIn(page, 'nobody-has-this-name', 'wrong-password')
  await expect(page.getByRole('alert')).toHaveText(words)
})

test('who was sent to sign in comes to the page that was wanted', async ({ page }) => {
  await page.goto('/k/hazards?status=closed')
  await expect(page).toHaveURL(/sign-in/)
  await tryIn(page, 'office', 'demo-zhenan')
  await expect(page).toHaveURL(/\/k\/hazards\?status=closed/)
})

test('after too many wrong passwords even the right one has to wait, and the sentence says how long and who can help', async ({ page }) => {
  await page.goto('/sign-in')
  for (let time = 0; time < 5; time += 1) {
    const [answer] = await Promise.all([page.waitForResponse((one) => one.url().endsWith('/sessions')), tryIn(page, 'auditor', 'wrong-password')])
    expect([401, 429]).toContain(answer.status())
  }
  await tryIn(page, 'auditor', 'demo-zhenan')
  await expect(page.getByRole('alert')).toContainText('请 15 分钟后再试，或请管理员重设密码')
})

test('after signing out no page opens until somebody signs in again', async ({ page }) => {
  await signIn(page, 'mayor')
  await signOut(page)
  await page.goto('/k/enterprises')
  await expect(page).toHaveURL(/sign-in/)
  await page.goBack()
  await expect(page.getByLabel('密码')).toBeVisible()
  await expect(page.locator('[data-row]')).toHaveCount(0)
})
