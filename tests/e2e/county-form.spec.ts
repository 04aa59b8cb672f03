import { expect, test } from '@playwright/test'
import { readXlsx, xlsx } from '../world/tables'
import { asked, choose, download, look, signIn } from './support/pages'

test("the office ties a cell of the county's form to one sort of a measure, and downloads it filled", async ({ page }) => {
  await signIn(page, 'office')
  await page.goto('/county-forms')
  const file = xlsx([['安全生产月报'], ['培训期数', ''], ['其中：企业负责人', '']])
  await page.locator('input[type=file]').setInputFiles({ name: '月报表.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: Buffer.from(file) })
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('heading', { name: '月报表' })).toBeVisible()
  const side = page.locator('.side')
  const tie = async (cell: string, member?: string) => {
    await page.locator(`td[data-cell="${cell}"]`).click()
    await choose(page, asked(side, '指标'), '组织培训', '组织培训')
    if (member) await choose(page, asked(side, '只数其中一类'), member, member)
    await choose(page, asked(side, '期间'), '本年累计')
    await side.getByRole('button', { name: '保存' }).click()
    await expect(side.locator('table')).toContainText(cell)
  }
  await tie('B2')
  await tie('B3', '企业主要负责人')
  await expect(side.locator('tr', { hasText: 'B3' })).toContainText('组织培训 · 企业主要负责人 · 本年累计')
  // A measure without sorts has nothing to choose; another measure forgets the sort chosen before.
  await page.locator('td[data-cell="B3"]').click()
  await expect(asked(side, '只数其中一类')).toContainText('企业主要负责人')
  await look(page, 'county-form-member')
  await choose(page, asked(side, '指标'), '培训人次', '培训人次')
  await expect(asked(side, '只数其中一类')).toHaveCount(0)
  const shown = async (cell: string) => Number((await page.locator(`td[data-cell="${cell}"]`).innerText()).replace(/,/g, ''))
  expect(await shown('B3')).toBeGreaterThan(0)
  expect(await shown('B2')).toBeGreaterThan(await shown('B3'))
  const filled = readXlsx(await download(page, page.getByRole('link', { name: '下载填好的表' })))
  expect([filled[1]?.[1], filled[2]?.[1]]).toEqual([String(await shown('B2')), String(await shown('B3'))])
})
