import { expect, test } from '@playwright/test'
import { asked, day, field, look, signIn, signOut } from './support/pages'

const pdf = { name: '应急管理部令第10号.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 the text as it was scanned') }

/** What the page of a new inspection offers for the factory on a day. */
async function clauses(page: import('@playwright/test').Page, on: string): Promise<string> {
  const places = (await (await page.request.get('/api/v1/enterprises?category=factory&limit=1')).json()) as { items: { id: string }[] }
  const found = (await (await page.request.get(`/api/v1/inspections/preparation?placeType=enterprises&placeId=${places.items[0]?.id}&on=${on}`)).json()) as { checklists: { edition: string; items: { clause?: string; text: string }[] }[] }
  return JSON.stringify(found.checklists[0])
}

test('law follows the day: an inspection of 2023 its own, a new edition from its day, a criterion confirmed against its text', async ({ page }) => {
  await signIn(page, 'admin')

  // The criteria in force on a day, and one of them confirmed with its file.
  await page.goto('/k/criteria?sector=industry&on=2023-05-14')
  await expect(page.locator('[data-row]').first()).toContainText('安监总管四〔2017〕129号')
  await page.goto('/k/criteria?sector=industry&on=2023-05-15')
  await expect(page.locator('[data-row]').first()).toContainText('应急管理部令第10号')
  await look(page, 'law-criteria')
  const { items } = (await (await page.request.get('/api/v1/criteria?category=factory&on=2023-06-01&certainty=M&limit=1')).json()) as { items: { id: string; code: string }[] }
  await page.goto(`/k/criteria/${items[0]?.id}`)
  await expect(page.locator('h1')).toContainText(items[0]?.code ?? '')
  await expect(page.locator('.state')).toContainText('未核实')
  await page.getByRole('button', { name: '确认' }).click()
  const dialog = page.locator('.el-dialog')
  await field(dialog, 'against').locator('input').fill('国务院公报2023年第18号')
  await dialog.locator('input[type=file]').first().setInputFiles(pdf)
  await expect(dialog.getByText('正在上传')).toHaveCount(0)
  await dialog.locator('button[type=submit]').click()
  await expect(page.locator('.state')).toContainText('确认')
  await expect(page.locator('.state')).not.toContainText('未核实')
  await look(page, 'law-criterion-confirmed')

  // A new edition of the factory's checklist, with an item more.
  const lists = (await (await page.request.get('/api/v1/checklists?category=factory&limit=50')).json()) as { items: { id: string; effectiveTo?: string }[] }
  const current = lists.items.find((one) => !one.effectiveTo)
  const today = ((await (await page.request.get('/api/v1/me')).json()) as { today: string }).today
  await page.goto(`/k/checklists/${current?.id}`)
  await expect(page.locator('.item').first()).toBeVisible()
  await look(page, 'law-checklist')
  await page.getByRole('link', { name: '复制成新版本' }).click()
  await asked(page, '版本号').locator('input').fill('镇2023-07')
  await day(asked(page, '从哪天起用'), today)
  await page.getByRole('button', { name: '加一项' }).click()
  const added = page.locator('.list .item').last()
  await asked(added, '检查内容').locator('textarea').fill('叉车充电区通风良好')
  await look(page, 'law-edition')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.locator('.item', { hasText: '叉车充电区通风良好' })).toBeVisible()
  await expect(page.locator('.state')).toContainText('使用中')

  // The officer: what was inspected in May 2023 shows the law of May 2023; a new inspection uses the new edition.
  await signOut(page)
  await signIn(page, 'officer')
  expect(await clauses(page, '2023-05-14')).toContain('2017版')
  expect(await clauses(page, '2023-05-15')).toContain('应急管理部令第10号')
  expect(await clauses(page, '2023-05-15')).not.toContain('叉车充电区')
  expect(await clauses(page, today)).toContain('叉车充电区')
  await page.goto('/k/checklists')
  await expect(page.locator('[data-row]').first()).toBeVisible()
  await page.goto('/inspections/new')
  const { items: factories } = (await (await page.request.get('/api/v1/enterprises?category=factory&limit=1')).json()) as { items: { name: string }[] }
  const factory = factories[0]?.name ?? ''
  await page.fill('.search input.el-input__inner', factory)
  await page.locator('.found button', { hasText: factory }).first().click()
  await expect(page.getByText('叉车充电区通风良好')).toBeVisible()
})
