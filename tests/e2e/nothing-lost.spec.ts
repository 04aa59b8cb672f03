import { expect, test, type Page } from '@playwright/test'
import { asked, choose, field, passRest, signIn } from './support/pages'

interface Row { id: string; version: number; phone?: string }

async function find(page: Page, kind: string, words: string): Promise<Row> {
  const answer = await page.request.get(`/api/v1/${kind}?q=${encodeURIComponent(words)}`)
  const [first] = ((await answer.json()) as { items: Row[] }).items
  if (!first) throw new Error(`no ${kind} named ${words}`)
  return first
}

test('of two tabs that change one record the later hears of it and loses nothing typed', async ({ context, page }) => {
  await signIn(page, 'office')
  const { id } = await find(page, 'enterprises', '云来宾馆')
  const other = await context.newPage()
  for (const tab of [page, other]) {
    await tab.goto(`/k/enterprises/${id}/edit`)
    await expect(tab.locator('#field-address')).not.toHaveValue('')
  }
  const phone = `1390000${String(Date.now()).slice(-4)}`
  await page.locator('#field-phone').fill(phone)
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page).toHaveURL(new RegExp(`/k/enterprises/${id}$`))

  await other.locator('#field-address').fill('禾安镇人民路138号二楼')
  await other.getByRole('button', { name: '保存' }).click()
  await expect(other.getByRole('alert').first()).toContainText('别人刚改过这条记录')
  await expect(other.locator('#field-address')).toHaveValue('禾安镇人民路138号二楼')
  expect((await find(page, 'enterprises', '云来宾馆')).phone).toBe(phone)
})

test('leaving a form with words in it asks first, and staying keeps them', async ({ page }) => {
  await signIn(page, 'office')
  await page.goto('/k/meetings/new')
  await page.locator('#field-title').fill('安全生产例会')
  await page.getByRole('link', { name: '首页' }).click()
  await expect(page.getByText('填写的内容还没有保存，要离开吗？')).toBeVisible()
  await page.getByRole('button', { name: '取消' }).last().click()
  await expect(page.locator('#field-title')).toHaveValue('安全生产例会')
})

test('an inspection whose answer the network lost keeps its draft, and pressing again makes no second one', async ({ page }) => {
  await signIn(page, 'officer')
  const place = await find(page, 'enterprises', '新圩旅馆')
  await page.goto(`/inspections/new?placeType=enterprises&placeId=${place.id}`)
  const before = await count(page, place.id)
  await page.locator('.item').first().getByRole('radio', { name: '不合格' }).click()
  await page.locator('.hazard .phrases .phrase').first().click()
  const words = await page.locator('.hazard textarea').first().inputValue()
  await passRest(page)

  const sent: string[] = []
  await page.route('**/api/v1/inspections', async (route) => {
    if (route.request().method() !== 'POST') { await route.fallback(); return }
    sent.push((route.request().postDataJSON() as { id: string }).id)
    if (sent.length > 1) { await route.continue(); return }
    // The server gets it and answers; the answer is lost on the way.
    expect((await route.fetch()).status()).toBe(201)
    await route.abort('connectionreset')
  })
  await page.getByRole('button', { name: '提交检查' }).click()
  await expect(page.getByRole('alert').first()).toContainText('连不上服务器。填写的内容还在')
  await expect(page.locator('.hazard textarea').first()).toHaveValue(words)
  const kept = await page.evaluate(() => Object.entries(localStorage).find(([key]) => key.startsWith('zhenan.inspection.'))?.[1] ?? '')
  expect(kept).toContain(words)

  await page.getByRole('button', { name: '提交检查' }).click()
  await expect(page).toHaveURL(new RegExp(`/k/inspections/${sent[0]}$`))
  expect(sent).toHaveLength(2)
  expect(sent[1]).toBe(sent[0])
  expect(await count(page, place.id)).toBe(before + 1)
})

test('a notice whose answer the network lost takes one number only', async ({ page }) => {
  await signIn(page, 'officer')
  const place = await find(page, 'enterprises', '新圩旅馆')
  await page.goto(`/notices/new?placeType=enterprises&placeId=${place.id}`)
  await page.getByText('限期整改意见书').first().click()
  await choose(page, asked(page, '检查（执法）人员'), /谭少东/, '谭少')
  await page.keyboard.press('Escape')
  await asked(page, '现场负责人').locator('input').fill('陈春霞')
  let lost = false
  await page.route('**/api/v1/notices', async (route) => {
    if (lost || route.request().method() !== 'POST') { await route.fallback(); return }
    lost = true
    await route.fetch()
    await route.abort('connectionreset')
  })
  const send = page.getByRole('button', { name: '开具限期整改意见书' })
  await send.click()
  await expect(page.getByRole('alert').first()).toContainText('连不上服务器')
  const [answer] = await Promise.all([page.waitForResponse((one) => one.url().endsWith('/api/v1/notices') && one.request().method() === 'POST'), send.click()])
  expect(answer.status()).toBe(200)
  await expect(page).toHaveURL(/\/k\/notices\/[0-9a-f-]{36}$/)
})

async function count(page: Page, placeId: string): Promise<number> {
  const answer = await page.request.get(`/api/v1/inspections?placeId=${placeId}`)
  return ((await answer.json()) as { total: number }).total
}

test('a form that the server refuses keeps every word and names the field', async ({ page }) => {
  await signIn(page, 'office')
  await page.goto('/k/enterprises/new')
  await field(page, 'name').locator('input').fill('禾安新开的店')
  await field(page, 'creditCode').locator('input').fill('123')
  await choose(page, field(page, 'category'), '餐饮')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(field(page, 'creditCode').or(field(page, 'areaId')).filter({ has: page.locator('.fault') }).first()).toBeVisible()
  await expect(field(page, 'name').locator('input')).toHaveValue('禾安新开的店')
})

test('a form under a dead network keeps every word, says so, and saves when the network is back', async ({ context, page }) => {
  await signIn(page, 'office')
  const { id } = await find(page, 'enterprises', '云来宾馆')
  await page.goto(`/k/enterprises/${id}/edit`)
  await expect(page.locator('#field-address')).not.toHaveValue('')
  const typed = `禾安镇人民路${String(Date.now()).slice(-4)}号`
  await page.locator('#field-address').fill(typed)
  await context.setOffline(true)
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('alert').first()).toContainText('连不上服务器')
  await expect(page.locator('#field-address')).toHaveValue(typed)
  await context.setOffline(false)
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page).toHaveURL(new RegExp(`/k/enterprises/${id}$`))
  await expect(page.getByText(typed).first()).toBeVisible()
})
