import { expect, test } from '@playwright/test'
import { signIn } from './support/pages'

test('the audit trail speaks in words: no codes, ids or what the program writes for itself', async ({ page }) => {
  await signIn(page, 'admin')
  for (const verb of ['governance-plan', 'served', 'found', 'county-verdict', 'recheck', 'listing', 'referral-answer']) {
    await page.goto(`/audit?verb=${verb}`)
    await expect(page.locator('#main tbody tr').first()).toBeVisible()
    // Each button goes once it is pressed; a dozen whole records are enough.
    const more = page.getByRole('button', { name: /^还有 \d+ 栏$/ })
    for (let left = Math.min(12, await more.count()); left > 0; left -= 1) await more.first().click()
    const said = await page.locator('#main tbody').innerText()
    expect(said, verb).not.toMatch(/\[object|\{"|[0-9a-f]{8}-[0-9a-f]{4}-|(^|\n)[a-z][A-Za-z]+：|undefined|\bnull\b|\btrue\b/)
  }
  await page.goto('/audit?verb=governance-plan')
  await expect(page.locator('#main tbody')).toContainText('治理的目标和任务')
})
