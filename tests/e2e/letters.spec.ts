import { expect, test } from '@playwright/test'
import { look, signIn } from './support/pages'

/** The hotel whose safety keeper has a demo account. */
const hotel = '嘉利家宾馆'

test.describe.configure({ mode: 'serial' })

test('the office makes next year’s letters in one go, and a second time makes none', async ({ page }) => {
  await signIn(page, 'office')
  await page.goto('/letters')
  await expect(page.getByText('应签是怎么算的')).toBeVisible()
  for (const said of [/已出具 \d+ 份。/, '没有缺的，不用再出具。']) {
    await page.getByRole('button', { name: '成批出具责任书' }).click()
    const dialog = page.getByRole('dialog', { name: '成批出具责任书' })
    await dialog.locator('.el-radio-button').filter({ hasText: '2024' }).click()
    await dialog.getByText('镇与村（居）', { exact: true }).click()
    await dialog.getByText('镇与施工单位', { exact: true }).click()
    await dialog.getByRole('button', { name: '开始出具' }).click()
    await expect(dialog.getByText(said)).toBeVisible({ timeout: 60_000 })
    await look(page, 'letters-made')
    await dialog.getByRole('button', { name: '关闭', exact: true }).click()
  }
})

test('an enterprise reads its letter on a phone, draws its name, and the letter is signed', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, 'enterprise')
  await page.goto('/k/letters?year=2024')
  await page.getByText(`2024年度安全生产责任书（${hotel}）`).first().click()
  await page.getByRole('link', { name: '在线签字' }).click()
  await expect(page.locator('.words')).toContainText('主要负责人是本单位安全生产第一责任人')
  await expect(page.getByText('《电子签名法》第十三条')).toBeVisible()
  const sign = page.getByRole('button', { name: '在线签字' })
  await expect(sign).toBeDisabled()
  await page.getByText('我已看完正文').click()
  const pad = page.locator('.pad canvas')
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (!box) throw new Error('No box to sign in')
  await page.mouse.move(box.x + 40, box.y + 120)
  await page.mouse.down()
  for (const [x, y] of [[90, 60], [130, 140], [190, 70], [240, 130]] as const) await page.mouse.move(box.x + x, box.y + y, { steps: 4 })
  await page.mouse.up()
  await look(page, 'letter-signing-phone')
  await sign.click()
  await expect(page.getByText(/于 .* 在线签字/)).toBeVisible()
  await expect(page.getByText('已签').first()).toBeVisible()
  await look(page, 'letter-signed-phone')
})

test('whoever holds the code sees its state without an account; voided and replaced, it says so', async ({ page, browser }) => {
  await signIn(page, 'office')
  await page.goto('/k/letters?year=2024&state=signed')
  await page.getByText(hotel).first().click()
  const code = (await page.locator('.qr .mono').innerText()).trim()
  const stranger = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
  const origin = new URL(page.url()).origin
  await stranger.goto(`${origin}/v/${code}`)
  await expect(stranger.getByRole('heading', { name: /已签 · .* · 在线签字/ })).toBeVisible()
  await expect(stranger.getByText(hotel)).toHaveCount(0)
  await look(stranger, 'letter-verify-phone')
  await page.getByRole('button', { name: '作废' }).click()
  const dialog = page.getByRole('dialog', { name: '作废' })
  await dialog.locator('textarea').fill('单位名称有变')
  await dialog.getByRole('button', { name: '作废' }).click()
  await expect(page.getByText('作废：单位名称有变')).toBeVisible()
  await expect(page.getByRole('link', { name: '看接替的那份' })).toBeVisible()
  await look(page, 'letter-void')
  await stranger.reload()
  await expect(stranger.getByRole('heading', { name: /^已作废/ })).toBeVisible()
  await stranger.context().close()
})
