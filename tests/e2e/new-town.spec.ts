import { expect, test, type Page } from '@playwright/test'
import { creditCode } from '../world/ids'
import { readXlsx, xlsx } from '../world/tables'
import { asked, choose, day, download, field, look, passRest, signIn, signOut } from './support/pages'
import { emptyTown, type Town } from './support/town'

/** A town that nobody prepared for, from its first minute to its first half-year report. */
test.describe.configure({ mode: 'serial' })

const name = '云岭镇'
const code = '449999102000'
const today = '2023-11-20'
const administrator = 'Yunling-Admin-2023'
const password = 'Yunling-2023-work'
const first = 'First-Yunling-1'

let town: Town
test.beforeAll(async () => { town = await emptyTown(name, code, '钟管理', administrator, today) })
test.afterAll(async () => { await town.close() })
test.beforeEach(async ({ page }) => {
  // The town of this file, not the demo's.
  const goto = page.goto.bind(page)
  page.goto = (url, options) => goto(url.startsWith('/') ? town.url + url : url, options)
})

const villages = ['上坪村', '中坪村', '下坪村']
const officers = ['赵一法', '钱二法']
const workbook = (rows: (string | number)[][]) =>
  ({ name: 'file.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: Buffer.from(xlsx(rows)) })

/** The template's heads, and rows that fill them by the Chinese titles. */
async function template(page: Page, kind: string): Promise<string[]> {
  await page.goto(`/k/${kind}/import`)
  const rows = readXlsx(await download(page, page.getByRole('link', { name: '填写模板' })))
  return (rows.find((row) => row.length > 2) ?? []).map((one) => one.replace(/[*＊（(].*$/, '').trim())
}
const rowsFor = (heads: string[], records: Record<string, string | number>[]): (string | number)[][] => {
  for (const one of records) for (const title of Object.keys(one)) expect(heads).toContain(title)
  return [heads, ...records.map((one) => heads.map((head) => one[head] ?? ''))]
}
async function importAll(page: Page, rows: (string | number)[][], count: number): Promise<void> {
  await page.locator('.import input[type=file]').setInputFiles(workbook(rows))
  await expect(page.getByText(`检查通过，${count} 行都可以导入。`)).toBeVisible()
  await page.getByRole('button', { name: '全部导入' }).click()
  await expect(page.locator('[data-row]').first()).toBeVisible()
}

test('a new town is empty, and its pages say what to do first', async ({ page }) => {
  await signIn(page, 'admin', administrator)
  await expect(page.locator('.town')).toContainText(name)
  await expect(page.locator('.demo')).toHaveCount(0)
  const steps = page.locator('section').filter({ hasText: '新的镇：先做这几件事' }).getByRole('listitem')
  await expect(steps).toHaveCount(6)
  await expect(steps.first()).toContainText('录入村（居）和网格')
  await look(page, 'town-01-home')
  await page.goto('/k/enterprises')
  await expect(page.getByText('还没有企业单位')).toBeVisible()
  await look(page, 'town-02-no-enterprises')
})

test('villages and their grids come from a spreadsheet made of the template', async ({ page }) => {
  await signIn(page, 'admin', administrator)
  const heads = await template(page, 'areas')
  await look(page, 'town-03-import-areas')
  const places = villages.map((village, index) => ({ 名称: village, 级别: '村（居）', 区划代码: `44999910220${index + 1}`, 上级: name }))
  await importAll(page, rowsFor(heads, places), 3)
  await page.goto('/k/areas/import')
  const grids = villages.flatMap((village) => ['第一网格', '第二网格'].map((grid) => ({ 名称: village.slice(0, 2) + grid, 级别: '网格', 上级: village })))
  await importAll(page, rowsFor(heads, grids), 6)
  await page.goto('/k/areas')
  await expect(page.locator('[data-row]').filter({ hasText: '上坪第一网格' })).toContainText('上坪村')
})

test('a wrong row is named with its row and column before anything is written, and put right all come in', async ({ page }) => {
  await signIn(page, 'admin', administrator)
  const heads = await template(page, 'enterprises')
  const records: Record<string, string | number>[] = Array.from({ length: 20 }, (_, index) => ({
    单位名称: index === 0 ? '云岭大酒店' : `云岭第${index + 1}商店`, 统一社会信用代码: creditCode(index + 1), 区域: villages[index % 3] ?? '',
    行业类别: index === 0 ? '宾馆旅馆' : '商铺市场', 主要负责人: '孙老板', 联系电话: '13900001234',
  }))
  const wrong = structuredClone(records)
  Object.assign(wrong[4] ?? {}, { 统一社会信用代码: '91449900MISTAKE' })
  await page.locator('.import input[type=file]').setInputFiles(workbook(rowsFor(heads, wrong)))
  await expect(page.getByText('19 行可以导入，1 行有问题：')).toBeVisible()
  const error = page.locator('.errors tbody tr')
  await expect(error).toHaveCount(1)
  await expect(error.locator('td').nth(0)).toHaveText('6')
  await expect(error.locator('td').nth(1)).toHaveText(/统一社会信用代码/)
  await expect(page.getByRole('button', { name: '全部导入' })).toBeDisabled()
  await look(page, 'town-04-import-error')
  const nothing = (await (await page.request.get(`${town.url}/api/v1/enterprises`)).json()) as { total: number }
  expect(nothing.total).toBe(0)
  await importAll(page, rowsFor(heads, records), 20)
  await page.goto('/k/enterprises')
  await expect(page.getByText('共 20 条')).toBeVisible()
  await look(page, 'town-05-enterprises')
})

test('people, their posts and their accounts are added by the pages', async ({ page }) => {
  test.setTimeout(240_000)
  await signIn(page, 'admin', administrator)
  const persons = [
    { name: officers[0] ?? '', certificate: '粤Z00001', post: '执法员', role: '执法人员', username: 'officer1' },
    { name: officers[1] ?? '', certificate: '粤Z00002', post: '执法员', role: '执法人员', username: '' },
    { name: '李主任', certificate: '', post: '应急办主任', role: '安监办', username: 'office1' },
  ]
  for (const person of persons) {
    await page.goto('/k/people/new')
    await field(page, 'name').locator('input').fill(person.name)
    if (person.certificate) {
      await field(page, 'certificateNumber').locator('input').fill(person.certificate)
      await day(field(page, 'certificateValidTo'), '2026-12-31')
    }
    await page.getByRole('button', { name: '保存' }).click()
    await expect(page.getByRole('heading', { name: person.name })).toBeVisible()
    await page.goto('/k/appointments/new')
    await choose(page, field(page, 'personId'), person.name, person.name)
    await field(page, 'post').locator('input').fill(person.post)
    await choose(page, field(page, 'role'), person.role)
    await day(field(page, 'validFrom'), '2022-01-01')
    await page.getByRole('button', { name: '保存' }).click()
    await expect(page).toHaveURL(/\/k\/appointments\/[0-9a-f-]{36}$/)
    if (!person.username) continue
    await page.goto('/k/accounts')
    await page.getByRole('button', { name: /^新增/ }).first().click()
    await choose(page, field(page, 'personId'), person.name, person.name)
    await field(page, 'username').locator('input').fill(person.username)
    await field(page, 'password').locator('input').fill(first)
    await page.getByRole('button', { name: '保存' }).click()
    await expect(page.getByText(`已为账号 ${person.username} 设好初始密码`)).toBeVisible()
  }
  await page.goto('/k/appointments')
  await look(page, 'town-06-appointments')
})

test('a first password has to be changed before anything else', async ({ page }) => {
  for (const username of ['officer1', 'office1']) {
    await signIn(page, username, first)
    const dialog = page.getByRole('dialog', { name: '修改密码' })
    await expect(dialog).toContainText('第一次登录，请先换一个自己的密码')
    await look(page, 'town-07-first-password')
    await dialog.getByLabel('现在的密码').fill(first)
    await dialog.getByLabel('新密码（至少 8 位）').fill(password)
    await dialog.getByLabel('再输一遍新密码').fill(password)
    await dialog.getByRole('button', { name: '修改密码' }).click()
    await expect(dialog).toBeHidden()
    await signOut(page)
    await signIn(page, username, password)
    await expect(page.locator('.page h1')).toBeVisible()
    await signOut(page)
  }
})

test('the town’s authority is recorded with the number at which its series goes on', async ({ page }) => {
  await signIn(page, 'admin', administrator)
  await page.goto('/k/authorities/new')
  await field(page, 'organ').locator('input').fill('云岭镇人民政府')
  await choose(page, field(page, 'basis'), '赋权')
  await field(page, 'numberPrefix').locator('input').fill('云岭')
  await field(page, 'document').locator('input').fill('测试用的授权文件（虚构）')
  await day(field(page, 'validFrom'), '2022-01-01')
  await field(page, 'government').locator('input').fill('岭宁县人民政府')
  await field(page, 'court').locator('input').fill('岭宁县人民法院')
  const rows = page.locator('.rows')
  await rows.getByRole('button', { name: '加一行' }).click()
  const row = rows.locator('.one').first()
  await choose(page, row.locator('.cell').nth(0), '责令限期整改指令书')
  await row.locator('.cell').nth(1).locator('input').fill('2023')
  await row.locator('.cell').nth(2).locator('input').fill('11')
  await look(page, 'town-08-authority')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page).toHaveURL(/\/k\/authorities\/[0-9a-f-]{36}$/)
})

/** An inspection of the hotel on a day; the first item fails. Gives the page of the inspection. */
async function inspect(page: Page, on: string, fails: number): Promise<string> {
  await page.goto('/inspections/new')
  await page.getByPlaceholder('输入名称里的两个字').fill('大酒店')
  await page.getByRole('button', { name: '云岭大酒店' }).click()
  await expect(page.locator('.item').first()).toBeVisible()
  await page.getByText('执法检查（至少两名执法人员）').click()
  await choose(page, asked(page, '检查人员'), new RegExp(officers[1] ?? ''), officers[1])
  await page.keyboard.press('Escape')
  await day(asked(page, '开始时间'), `${on} 09:30`)
  for (let at = 0; at < fails; at += 1) {
    const item = page.locator('.item').nth(at)
    await item.getByRole('radio', { name: '不合格' }).click()
    await item.locator('.hazard .phrases .phrase').first().click()
  }
  await passRest(page)
  return page.url()
}

test('ten paper notices of before are entered with their own numbers and days', async ({ page }) => {
  test.setTimeout(300_000)
  await signIn(page, 'officer1', password)
  await inspect(page, '2023-08-01', 1)
  await page.getByText('现场检查记录', { exact: true }).click()
  await page.getByRole('button', { name: '提交检查' }).click()
  await expect(page).toHaveURL(/\/k\/inspections\/[0-9a-f-]{36}$/)
  const inspection = page.url()
  for (let number = 1; number <= 10; number += 1) {
    await page.goto(inspection)
    await page.getByRole('button', { name: '开具文书' }).click()
    await page.locator('.kinds').getByText('责令限期整改指令书').click()
    await day(asked(page, '下达日期'), `2023-08-${String(number + 10)}`)
    await page.getByText('补录纸质文书，用原来的文号').click()
    await page.getByPlaceholder('原文号').fill(`（云岭）应急责改〔2023〕${number}号`)
    for (const officer of officers) await expect(asked(page, '检查（执法）人员')).toContainText(officer)
    if (number === 1) await look(page, 'town-09-back-entry')
    await page.getByRole('button', { name: '开具责令限期整改指令书' }).click()
    await expect(page.getByText(`（云岭）应急责改〔2023〕${number}号`).first()).toBeVisible()
    await expect(page.getByText(`2023年8月${number + 10}日下达`)).toBeVisible()
  }
  await page.goto('/k/notices')
  await look(page, 'town-10-notices')
  await expect(page.locator('[data-row]').filter({ hasText: '应急责改' })).toHaveCount(10)
})

test('the first notice made here takes the number that the authority names, the next one the next', async ({ page }) => {
  await signIn(page, 'officer1', password)
  for (const number of [11, 12]) {
    await inspect(page, `2023-11-${String(number)}`, 2)
    await page.getByText('责令限期整改指令书').click()
    await page.getByRole('button', { name: '提交检查' }).click()
    await expect(page).toHaveURL(/\/k\/inspections\/[0-9a-f-]{36}$/)
    await expect(page.getByText(`（云岭）应急责改〔2023〕${number}号`)).toBeVisible()
  }
})

test('the half-year report tells what was recorded, names what lacks, and comes as a Word file', async ({ page }) => {
  await signIn(page, 'office1', password)
  await page.goto('/reports?period=2023-H2')
  const paper = page.locator('.paper')
  await expect(paper).toContainText('2023年下半年')
  await expect(paper).toContainText(name)
  await expect(paper.locator('mark').first()).toBeVisible()
  await look(page, 'town-11-report')
  const file = await download(page, page.getByRole('link', { name: '下载 Word' }))
  expect(file.subarray(0, 2).toString()).toBe('PK')
  interface Report { blocks: { spans: { measure?: string; value?: number }[] }[] }
  const report = (await (await page.request.get(`${town.url}/api/v1/reports/half-year/2023-H2.json`)).json()) as Report
  const value = (measure: string) => report.blocks.flatMap((block) => block.spans).find((span) => span.measure === measure)?.value
  expect({ inspections: value('inspections'), hazards: value('hazards-found'), orders: value('rectification-orders') }).toEqual({ inspections: 3, hazards: 5, orders: 12 })
})
