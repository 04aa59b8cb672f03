import { expect, test } from '@playwright/test'
import { asked, field, signIn } from './support/pages'

const pdf = { name: '应急管理部令第10号.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 the text, for several at once') }

test('an administrator confirms several criteria at once; one that cannot be is named, and nothing is half done', async ({ page }) => {
  await signIn(page, 'admin')
  await page.goto('/k/criteria?sector=industry&on=2023-06-01&certainty=M')
  const rows = page.locator('tbody [data-row]')
  await expect(rows.nth(3)).toBeVisible()
  // One that is structure only, without a text, and one with.
  const bare = rows.filter({ has: page.locator('td', { hasText: /^第4条$/ }) }).first()
  const whole = rows.filter({ has: page.locator('td', { hasText: /^第8条（项次未核·2）$/ }) }).first()
  for (const row of [bare, whole]) await row.locator('.tick .el-checkbox').click()
  await page.getByRole('button', { name: '确认选中的' }).click()
  const dialog = page.locator('.el-dialog')
  await field(dialog, 'against').locator('input').fill('逐条对照国务院公报2023年第18号')
  await dialog.locator('input[type=file]').first().setInputFiles(pdf)
  await expect(dialog.getByText('正在上传')).toHaveCount(0)
  await dialog.locator('button[type=submit]').click()
  await expect(dialog.locator('.refused')).toContainText('第4条')
  await expect(dialog.locator('.refused')).toContainText('还没有条文')
  await dialog.getByRole('button', { name: '取消' }).click()
  await bare.locator('.tick .el-checkbox').click()
  await page.getByRole('button', { name: '确认选中的' }).click()
  await field(dialog, 'against').locator('input').fill('逐条对照国务院公报2023年第18号')
  await dialog.locator('input[type=file]').first().setInputFiles(pdf)
  await expect(dialog.getByText('正在上传')).toHaveCount(0)
  await dialog.locator('button[type=submit]').click()
  await expect(page.getByText('已确认 1 条。')).toBeVisible()
  await expect(page.locator('.chosen')).toHaveCount(0)
})

test('a suspicion asks for its sector: in a factory a fire hazard is suspected under the fire standard of that day', async ({ page }) => {
  await signIn(page, 'officer')
  const { items } = (await (await page.request.get('/api/v1/enterprises?category=factory&limit=1')).json()) as { items: { id: string; name: string }[] }
  await page.goto(`/inspections/new?placeType=enterprises&placeId=${items[0]?.id}`)
  await page.getByRole('button', { name: '加一条隐患' }).click()
  const hazard = page.locator('.hazard').last()
  await asked(hazard, '发现了什么').locator('textarea').fill('疏散楼梯被封堵，多人作业')
  await expect(hazard.getByText('疑似哪个领域的重大隐患')).toHaveCount(0)
  await hazard.getByText('疑似重大').click()
  const sector = hazard.locator('.sector')
  await expect(sector).toContainText('工贸')
  await sector.locator('.el-select__wrapper').click()
  await page.getByRole('option', { name: '消防' }).locator('visible=true').click()
  await expect(sector).toContainText('由消防救援机构认定')
  const draft = await page.evaluate(() => Object.entries(localStorage).find(([key]) => key.startsWith('zhenan.inspection.'))?.[1] ?? '')
  expect(JSON.parse(draft)).toMatchObject({ hazards: [{ suspected: true, sector: 'fire' }] })
  // Called general again it has no sector.
  await hazard.getByText('一般', { exact: true }).click()
  await expect(sector).toHaveCount(0)
})
