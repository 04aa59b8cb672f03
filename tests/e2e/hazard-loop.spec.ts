import { expect, test, type Page } from '@playwright/test'
import { asked, choose, day, download, field, figures, look, passRest, photo, signIn } from './support/pages'
import { demoDay } from './support/town'

/** The hotel whose safety keeper has a demo account. */
const hotel = '嘉利家宾馆'
const dueFirst = '2023-07-17'
const dueSecond = '2023-07-25'
const newTerm = '2023-08-10'

test.describe.configure({ mode: 'serial' })

interface Before { home: Record<string, number>; measures: Record<string, number>; past: Record<string, number> }
let before: Before
let inspection = ''
let order = ''
let hazards: string[] = []

const counted = ['检查行动', '检查家次', '排查隐患', '整改销号隐患', '未销号隐患', '责令限期整改指令书']

/** The half year's values as the page of measures shows them. */
async function measures(page: Page, period = '2023年下半年'): Promise<Record<string, number>> {
  await page.goto('/measures')
  await choose(page, page.locator('.tools'), period)
  const found: Record<string, number> = {}
  for (const name of counted) {
    const value = page.locator('tr').filter({ has: page.getByText(name, { exact: true }) }).locator('.value b')
    await expect(value).toHaveText(/\d/)
    found[name] = Number((await value.innerText()).replace(/,/g, ''))
  }
  return found
}

async function state(page: Page): Promise<Before> {
  await page.goto('/')
  return { home: await figures(page.locator('.page')), measures: await measures(page), past: (await report(page, '2023-H1')).figures }
}

/** The failed item's hazard gets the first usual phrase and its day. */
async function failItem(page: Page, at: number, due: string): Promise<string> {
  const item = page.locator('.item').nth(at)
  await item.getByRole('radio', { name: '不合格' }).click()
  const hazard = item.locator('.hazard')
  await hazard.locator('.phrases .phrase').first().click()
  const words = await hazard.locator('textarea').first().inputValue()
  expect(words).not.toBe('')
  await day(asked(hazard, '整改期限'), due)
  return words
}

test('an enforcement inspection with two failed items makes two hazards and one order with a number', async ({ page }) => {
  await signIn(page, 'mayor')
  before = await state(page)
  await page.context().clearCookies()

  await signIn(page, 'officer')
  await look(page, '01-officer-home')
  await page.getByRole('button', { name: '新检查' }).click()
  await page.getByPlaceholder('输入名称里的两个字').fill('嘉利')
  await look(page, '02-choose-place')
  await page.getByRole('button', { name: hotel }).click()
  await page.getByText('执法检查（至少两名执法人员）').click()
  await choose(page, asked(page, '检查人员'), /谭少东/, '谭少')
  await page.keyboard.press('Escape')
  for (const officer of ['吴俊峰', '谭少东']) await expect(asked(page, '检查人员')).toContainText(officer)
  const first = await failItem(page, 0, dueFirst)
  const second = await failItem(page, 3, dueSecond)
  await passRest(page)
  await page.getByText('责令限期整改指令书').click()
  await look(page, '03-inspection-filled')
  await page.getByRole('button', { name: '提交检查' }).click()
  await expect(page).toHaveURL(/\/k\/inspections\/[0-9a-f-]{36}$/)
  inspection = page.url()
  await expect(page.getByRole('heading', { name: hotel })).toBeVisible()
  await look(page, '04-inspection')
  hazards = [first, second]
  for (const words of hazards) await expect(page.getByRole('button', { name: words })).toBeVisible()
  const papers = page.locator('section').filter({ has: page.getByRole('heading', { name: /^文书/ }) })
  await expect(papers).toContainText(/应急责改〔2023〕\d+号/)
  await papers.getByText(/应急责改/).first().click()
  await expect(page).toHaveURL(/\/k\/notices\//)
  order = page.url()
})

test('an order is printed as PDF and goes out as a Word file', async ({ page }) => {
  await signIn(page, 'officer')
  await page.goto(order)
  await expect(page.getByText(/应急责改〔2023〕\d+号/).first()).toBeVisible()
  await look(page, '05-order')
  for (const words of hazards) await expect(page.getByText(words).first()).toBeVisible()
  const word = await download(page, page.getByRole('link', { name: '下载 Word' }))
  expect(word.subarray(0, 2).toString()).toBe('PK')
  const printing = await page.getByRole('link', { name: '打印（PDF）' }).getAttribute('href')
  const pdf = await page.request.get(printing ?? '')
  expect(pdf.headers()['content-type']).toContain('application/pdf')
  expect((await pdf.body()).subarray(0, 4).toString()).toBe('%PDF')
})

test('an enterprise sees only its own and reports its hazards rectified with a photo', async ({ page }) => {
  await signIn(page, 'enterprise')
  await look(page, '06-enterprise-home')
  await page.goto('/k/enterprises')
  await expect(page.locator('[data-row]')).toHaveCount(1)
  await expect(page.locator('[data-row]')).toContainText(hotel)
  await page.goto('/k/hazards')
  await expect(page.locator('[data-row]').first()).toBeVisible()
  for (const row of await page.locator('[data-row]').all()) await expect(row).toContainText(hotel)
  await look(page, '07-enterprise-hazards')
  for (const words of hazards) {
    await page.goto('/k/hazards?status=rectifying')
    await page.locator('[data-row]').filter({ hasText: words }).first().click()
    const drawer = page.locator('.el-drawer')
    await drawer.getByRole('button', { name: '报告整改完成' }).click()
    const dialog = page.getByRole('dialog', { name: '报告整改完成' })
    await field(dialog, 'description').locator('textarea').fill('已经按要求改好，请来复查。')
    await field(dialog, 'photos').locator('input[type=file]').setInputFiles(await photo(page))
    await expect(dialog.locator('.attachments img')).toBeVisible()
    await look(page, '08-report-rectified')
    await dialog.getByRole('button', { name: '报告整改完成' }).click()
    await expect(drawer.getByText('单位已报整改完成，等镇里复查')).toBeVisible()
    await expect(drawer.locator('.line img').first()).toBeVisible()
  }
  await look(page, '09-rectified')
  const others = await page.request.get('/api/v1/enterprises?q=' + encodeURIComponent('云来'))
  expect(((await others.json()) as { total: number }).total).toBe(0)
})

async function openHazard(page: Page, words: string): Promise<void> {
  await page.goto(inspection)
  await page.getByRole('button', { name: words }).click()
  await expect(page.getByRole('heading', { name: words })).toBeVisible()
}

test('a recheck that passes closes the hazard; one that fails leaves it open and asks for a new term', async ({ page }) => {
  await signIn(page, 'officer')
  await openHazard(page, hazards[0] ?? '')
  await look(page, '10-awaiting-recheck')
  await page.getByRole('button', { name: '复查', exact: true }).click()
  let dialog = page.getByRole('dialog', { name: '复查' })
  await choose(page, field(dialog, 'passed'), '合格，销号')
  await choose(page, field(dialog, 'inspectorIds'), /谭少东/, '谭少')
  await page.keyboard.press('Escape')
  await field(dialog, 'note').locator('textarea').fill('现场看过，已经改好。')
  await look(page, '11-recheck-passed')
  await dialog.getByRole('button', { name: '复查', exact: true }).click()
  await expect(page.getByText(`${demoDay} 复查合格，已销号`)).toBeVisible()
  await look(page, '12-closed')

  await openHazard(page, hazards[1] ?? '')
  await page.getByRole('button', { name: '复查', exact: true }).click()
  dialog = page.getByRole('dialog', { name: '复查' })
  await choose(page, field(dialog, 'passed'), '不合格')
  await choose(page, field(dialog, 'inspectorIds'), /谭少东/, '谭少')
  await page.keyboard.press('Escape')
  await field(dialog, 'note').locator('textarea').fill('还差一处没有改好。')
  await day(field(dialog, 'dueOn'), newTerm)
  await field(dialog, 'reason').locator('input').fill('配件要从外地调来')
  await dialog.getByRole('button', { name: '复查', exact: true }).click()
  await expect(page.getByText(`申请再给期限到 ${newTerm}，等镇领导审批`)).toBeVisible()
  await look(page, '13-not-passed')
})

test('a leader approves the new term, and the hazard is due on its day', async ({ page }) => {
  await signIn(page, 'mayor')
  await openHazard(page, hazards[1] ?? '')
  await page.getByRole('button', { name: '审批整改期限' }).click()
  const dialog = page.getByRole('dialog', { name: '审批整改期限' })
  await field(dialog, 'approved').getByText('是', { exact: true }).click()
  await dialog.getByRole('button', { name: '审批整改期限' }).click()
  await expect(page.locator('.now')).toContainText(newTerm)
  await expect(page.locator('.now')).toContainText(`由${hotel}整改`)
  await look(page, '14-approved')
})

test('home and the measures follow what was done', async ({ page }) => {
  await signIn(page, 'mayor')
  await look(page, '15-mayor-home')
  const now = await state(page)
  expect(now.home['未销号']).toBe((before.home['未销号'] ?? NaN) + 1)
  const grown = Object.fromEntries(counted.map((name) => [name, (now.measures[name] ?? NaN) - (before.measures[name] ?? NaN)]))
  expect(grown).toEqual({ 检查行动: 1, 检查家次: 1, 排查隐患: 2, 整改销号隐患: 1, 未销号隐患: 1, 责令限期整改指令书: 1 })
  await look(page, '16-measures')
})

/** The report's figures by the words in front of them would break with its wording: they are found by measure. */
async function report(page: Page, period: string): Promise<{ text: string; figures: Record<string, number> }> {
  const answer = await page.request.get(`/api/v1/reports/half-year/${period}.json`)
  expect(answer.status(), await answer.text()).toBe(200)
  interface Span { text: string; measure?: string; member?: string; value?: number }
  const { blocks } = (await answer.json()) as { blocks: { spans: Span[] }[] }
  const spans = blocks.flatMap((block) => block.spans)
  return {
    text: spans.map((span) => span.text).join(''),
    figures: Object.fromEntries(spans.filter((span) => span.measure && !span.member).map((span) => [span.measure, span.value ?? NaN])),
  }
}

test('the running half year’s report has the new figures, the past one keeps its own', async ({ page }) => {
  await signIn(page, 'mayor')
  await page.goto('/reports?period=2023-H2')
  await expect(page.locator('.paper')).toContainText('2023年下半年')
  await look(page, '17-report-H2')
  const running = await report(page, '2023-H2')
  const now = await measures(page)
  expect(running.figures).toMatchObject({
    inspections: now['检查家次'], 'hazards-found': now['排查隐患'], 'hazards-closed': now['整改销号隐患'], 'rectification-orders': now['责令限期整改指令书'],
  })
  await page.goto('/reports?period=2023-H1')
  await expect(page.locator('.paper')).toContainText('2023年上半年')
  await look(page, '18-report-H1')
  const past = await report(page, '2023-H1')
  expect(past.figures).toEqual(before.past)
  expect(past.figures).toMatchObject({ outings: 15, 'hazards-found': 50, 'hazards-closed': 50, 'rectification-orders': 22 })
  expect(past.text).toContain('6800余份')
})

test('each figure of the report opens its records', async ({ page }) => {
  await signIn(page, 'mayor')
  await page.goto('/reports?period=2023-H1')
  const shown = page.locator('.paper [role=button].figure')
  await expect(shown.first()).toBeVisible()
  const count = await shown.count()
  expect(count).toBeGreaterThan(20)
  for (let at = 0; at < count; at += 1) {
    const words = await shown.nth(at).innerText()
    await shown.nth(at).click()
    const drawer = page.locator('.el-drawer').filter({ visible: true })
    await expect(drawer.locator('h2')).toBeVisible()
    await expect(drawer.locator('tbody tr').first(), `records behind “${words}”`).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(drawer).toHaveCount(0)
  }
})
