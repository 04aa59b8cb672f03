import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'

export const demoPassword = 'demo-zhenan'

/** Signs in by the page and waits for the home page's figures. */
export async function signIn(page: Page, username: string, password = demoPassword): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.locator('.shell')).toBeVisible()
}

export async function signOut(page: Page): Promise<void> {
  await page.locator('button.account').click()
  await page.getByText('退出登录').click()
  await expect(page).toHaveURL(/sign-in/)
}

/** With ZHENAN_LOOK=FOLDER every step of the main paths leaves a picture. */
export async function look(page: Page, name: string): Promise<void> {
  const folder = process.env.ZHENAN_LOOK
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true, animations: 'disabled' })
}

/** A question of a page and its input, by the words that stand over it. */
export const asked = (within: Page | Locator, words: string): Locator =>
  within.locator('label, .line, .field').filter({ hasText: new RegExp(`^\\s*${words}`) })

/** Chooses an option of a list that opens under the input; typed words search first. */
export async function choose(page: Page, question: Locator, option: string | RegExp, typed?: string): Promise<void> {
  await question.locator('.el-select__wrapper').first().click()
  if (typed) await question.locator('.el-select input').first().fill(typed)
  await page.getByRole('option', { name: option }).locator('visible=true').first().click()
}

/** A day or an instant typed into its picker. */
export async function day(question: Locator, value: string): Promise<void> {
  const input = question.locator('.el-date-editor input').first()
  await input.fill(value)
  await input.press('Enter')
}

/** The question of a form by its field's name. */
export const field = (within: Page | Locator, name: string): Locator =>
  within.locator(`.field:has([id="field-${name}"], label[for="field-${name}"])`)

/** A real picture, as a camera would give. */
export async function photo(page: Page): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  return { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await page.screenshot({ type: 'jpeg', quality: 60 }) }
}

/** What arrives when a link is clicked that gives a file. */
export async function download(page: Page, link: Locator): Promise<Buffer> {
  const [arriving] = await Promise.all([page.waitForEvent('download'), link.click()])
  return readFileSync(await arriving.path())
}

/** The figures that a page shows, by their titles. */
export async function figures(within: Locator): Promise<Record<string, number>> {
  await expect(within.locator('.figure').first()).toBeVisible()
  const shown = await within.locator('.figure').evaluateAll((all) => all.map((one) =>
    [one.querySelector('.title')?.textContent ?? '', one.querySelector('.value b')?.textContent ?? ''] as const))
  return Object.fromEntries(shown.map(([title, value]) => [title.trim(), Number(value.replace(/,/g, ''))]))
}

/** Whatever of a checklist is not yet answered passes; each section's button goes when it has been pressed. */
export async function passRest(page: Page): Promise<void> {
  const rest = page.getByRole('button', { name: '其余都合格' })
  for (let left = await rest.count(); left > 0; left -= 1) {
    await rest.first().click()
    await expect(rest).toHaveCount(left - 1)
  }
}
