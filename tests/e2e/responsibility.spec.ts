import { expect, test, type Page } from '@playwright/test'
import { choose, day, field, look, signIn } from './support/pages'

// From the letter to the score, as the office and a village do it: everything through the pages.
test.describe.configure({ mode: 'serial' })
const phone = { viewport: { width: 390, height: 844 } }

async function draw(page: Page): Promise<void> {
  const pad = page.locator('.pad canvas')
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (!box) throw new Error('No box to sign in')
  await page.mouse.move(box.x + 40, box.y + 100)
  await page.mouse.down()
  for (const [x, y] of [[90, 60], [130, 120], [190, 70], [240, 110]] as const) await page.mouse.move(box.x + x, box.y + y, { steps: 4 })
  await page.mouse.up()
}

test('letters are issued for seventeen villages, two are signed on a phone, and rate and unsigned say so', async ({ page, browser }) => {
  await signIn(page, 'office')
  await page.goto('/letters')
  await page.getByRole('button', { name: '成批出具责任书' }).click()
  const dialog = page.getByRole('dialog', { name: '成批出具责任书' })
  await dialog.locator('.el-radio-button').filter({ hasText: '2024' }).click()
  await dialog.getByText('村（居）与企业', { exact: true }).click()
  await dialog.getByText('镇与施工单位', { exact: true }).click()
  await dialog.getByRole('button', { name: '开始出具' }).click()
  await expect(dialog.getByText('已出具 51 份。')).toBeVisible({ timeout: 60_000 })
  await dialog.getByRole('button', { name: '关闭', exact: true }).click()

  const village = await browser.newPage(phone)
  await signIn(village, 'village')
  for (const kind of ['交通安全责任书', '消防安全责任书']) {
    await village.goto('/k/letters?year=2024&q=' + encodeURIComponent(kind))
    await village.getByText(new RegExp(`2024年度${kind}`)).first().click()
    await village.getByRole('link', { name: '在线签字' }).click()
    await expect(village.locator('.words')).toContainText('下黎村')
    await village.getByText('我已看完正文').click()
    await draw(village)
    await village.getByRole('button', { name: '在线签字' }).click()
    await expect(village.getByText(/于 .* 在线签字/)).toBeVisible()
  }
  await look(village, 'responsibility-signed-phone')
  await village.close()

  await page.goto('/letters?on=2024-12-31&partyType=village')
  const figures = page.locator('.figures')
  await expect(figures.locator('> div').nth(0)).toHaveText('3.9%签订率')
  await expect(figures.locator('> div').nth(1)).toHaveText('51应签')
  await expect(figures.locator('> div').nth(2)).toHaveText('2已签')
  // One click to who has not signed.
  await figures.getByRole('link', { name: '49 未签' }).click()
  const unsigned = page.locator('#unsigned')
  await unsigned.getByPlaceholder('单位或村名').fill('下黎村')
  await unsigned.getByPlaceholder('单位或村名').press('Enter')
  await expect(unsigned.locator('.rows li')).toHaveCount(1)
  await expect(unsigned.locator('.rows li')).toContainText('安全生产责任书')
  await expect(unsigned.locator('.rows li')).toContainText('已出具，没有签')
  await look(page, 'responsibility-unsigned')
})

test('a review is called, gone through line by line on the big screen, and closed with its follow-ups', async ({ page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 })
  await signIn(page, 'office')
  await page.goto('/k/progress-reviews/new')
  await field(page, 'title').locator('input').fill('七月中旬安全调度')
  await choose(page, field(page, 'period'), /每月|月/)
  await day(field(page, 'heldOn'), '2023-07-10')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('button', { name: '上大屏逐条过' }).click()
  const position = page.locator('.position')
  await expect(position).toHaveText(/^第 1 条，共 \d+ 条$/)
  const count = Number(/共 (\d+) 条/.exec(await position.innerText())?.[1])
  expect(count).toBeGreaterThan(2)
  let given = 0
  for (let at = 1; at <= count; ++at) {
    await expect(position).toHaveText(`第 ${at} 条，共 ${count} 条`)
    const gives = at === 1 || at === count
    await page.getByRole('button', { name: gives ? '交给谁、哪天前办完' : '暂不办' }).click()
    const dialog = page.getByRole('dialog')
    if (!gives) await dialog.locator('textarea').fill('下周再看')
    await dialog.getByRole('button', { name: '保存' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.locator('.decided')).toHaveCount(at === count ? 1 : 0)
    given += Number(gives)
  }
  await page.getByRole('link', { name: '回到目录' }).click()
  await page.getByRole('button', { name: '结束调度' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '结束调度' }).click()
  await expect(page.getByText('已结束，内容不再改动。')).toBeVisible()
  await expect(page.locator('.tasks a')).toHaveCount(given)
  await look(page, 'responsibility-review-closed')
})

test('the villages are assessed, one appeals on a phone, the score is frozen, recounted and published', async ({ page, browser }) => {
  await signIn(page, 'office')
  const made = await page.request.post('/api/v1/assessment-schemes', { data: {
    title: '村级检查整改考核', year: 2023, term: 'half_year', subjectType: 'village', enabled: true, total: 100, notApplicable: 'out_of_base', vetoMode: 'zero', bonusMost: 0, deductionMost: 0, vetoes: [],
    grades: [{ grade: 'passed', from: 60 }, { grade: 'failed', from: 0, below: 60 }],
    items: [{ code: '1', title: '按月检查', points: 60, manner: 'formula', formula: 'min(60, 10 * inspections)' }, { code: '2', title: '签订责任书', points: 40, manner: 'formula', formula: 'village_letters_signed > 3 ? 40 : 20' }],
  } })
  expect(made.status(), await made.text()).toBe(201)
  const { id } = (await made.json()) as { id: string }
  await page.goto(`/k/assessment-schemes/${id}`)
  await page.getByRole('link', { name: '按它考核' }).click()
  await field(page, 'title').locator('input').fill('2023年上半年检查整改考核')
  await day(field(page, 'periodFrom'), '2023-01-01')
  await day(field(page, 'periodTo'), '2023-06-30')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('button', { name: '取数计分' }).click()
  await expect(page.getByText('取数计分已完成')).toBeVisible()
  await expect(page.locator('tbody tr')).toHaveCount(17)
  const address = page.url()
  const to = async (stage: string) => {
    await page.getByRole('button', { name: `转入${stage}` }).click()
    await page.getByRole('dialog').getByRole('button', { name: stage, exact: true }).click()
    await expect(page.locator('.steps .now')).toHaveText(stage)
  }
  for (const stage of ['被考核方自查', '复核', '告知申诉']) await to(stage)

  const village = await browser.newPage(phone)
  await signIn(village, 'village')
  await village.goto('/k/assessment-results?q=' + encodeURIComponent('下黎村'))
  await village.getByText('2023年上半年检查整改考核').first().click()
  await village.locator('#item-2').getByRole('button', { name: '申诉' }).click()
  const appeal = village.getByRole('dialog', { name: /签订责任书/ })
  await appeal.locator('textarea').fill('三种责任书都已签订，请重新核分。')
  await appeal.getByRole('button', { name: '申诉' }).click()
  await expect(village.getByText('申诉已提交，等镇里答复')).toBeVisible()
  await look(village, 'responsibility-appeal-phone')

  await page.reload()
  await expect(page.getByText('1 件申诉待答复')).toBeVisible()
  await page.getByRole('link', { name: '下黎村', exact: true }).click()
  await page.getByRole('button', { name: '答复申诉' }).click()
  const answer = page.getByRole('dialog')
  await answer.getByText('是', { exact: true }).click()
  await answer.getByRole('textbox').first().fill('核对台账属实。')
  await field(answer, 'points').locator('input').fill('40')
  await answer.getByRole('button', { name: '答复申诉' }).click()
  await expect(page.getByText('核对台账属实。').first()).toBeVisible()
  await expect(page.locator('#item-2 .points')).toContainText('40')

  await page.goto(address)
  await to('已定分')
  await expect(page.getByRole('button', { name: /^退回/ })).toHaveCount(0)
  await expect(page.getByRole('button', { name: '重新取数' })).toHaveCount(0)
  await page.getByRole('button', { name: '按留存数据复算' }).click()
  await expect(page.getByText('17 个对象，得分一分不差')).toBeVisible()
  // Before it is published a village sees its own line alone.
  await village.goto(address)
  await expect(village.locator('tbody tr')).toHaveCount(1)
  await to('已公布')
  await look(page, 'responsibility-published')
  await village.reload()
  await expect(village.locator('tbody tr')).toHaveCount(17)
  await village.close()
  // Its results stand in the ledger that reports count from.
  await page.goto('/k/assessments?q=' + encodeURIComponent('检查整改考核（下黎村）'))
  await expect(page.getByText('2023年上半年检查整改考核（下黎村）').first()).toBeVisible()
})
