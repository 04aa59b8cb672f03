import { expect, test } from '@playwright/test'
import { signIn } from './support/pages'

test('the office uploads boundaries drawn elsewhere: known ones find their areas, the others are chosen, and a file that is none says so', async ({ page }) => {
  await signIn(page, 'office')
  const { items } = await (await page.request.get('/api/v1/areas/tree')).json() as { items: { id: string; name: string; level: string; boundary?: [number, number][][] }[] }
  const [first, second] = items.filter((area) => area.level === 'village' && area.boundary?.length)
  if (!first?.boundary || !second?.boundary) throw new Error('the demo town has its villages drawn')
  const bent = structuredClone(first.boundary)
  bent[0]?.splice(1, 0, [Number(((bent[0][0]?.[0] ?? 0) + 0.001).toFixed(6)), Number(((bent[0][0]?.[1] ?? 0) + 0.001).toFixed(6))])
  const feature = (properties: object, coordinates: unknown) => ({ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates } })
  const file = (content: string) => ({ name: 'villages.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(content) })

  await page.goto('/map')
  await page.getByRole('button', { name: '上传边界' }).click()
  const dialog = page.getByRole('dialog', { name: '上传边界（GeoJSON）' })
  await dialog.locator('input[type=file]').setInputFiles(file('名称,代码\n'))
  await expect(dialog.getByRole('alert')).toContainText('这不是 GeoJSON 文件')
  await dialog.locator('input[type=file]').setInputFiles(file(JSON.stringify(feature({ NAME: '量错的村' }, [[[500000, 2500000], [500100, 2500000], [500100, 2500100], [500000, 2500000]]]))))
  await expect(dialog.getByRole('alert')).toContainText('“量错的村”的坐标不是中国范围内的经纬度')

  await dialog.locator('input[type=file]').setInputFiles(file(JSON.stringify({ type: 'FeatureCollection', features: [feature({ NAME: first.name }, bent), feature({ id: 7, NAME: '图上的旧名' }, second.boundary)] })))
  await expect(dialog.getByRole('row')).toHaveCount(3)
  await expect(dialog.getByRole('button', { name: '保存 1 个边界' })).toBeEnabled()
  await dialog.getByRole('row', { name: '图上的旧名' }).locator('.el-select__wrapper').click()
  await dialog.getByRole('row', { name: '图上的旧名' }).locator('input').fill(second.name)
  await page.getByRole('treeitem', { name: second.name }).locator('.el-select-dropdown__item').locator('visible=true').first().click()
  await dialog.getByRole('button', { name: '保存 2 个边界' }).click()
  await expect(dialog).toBeHidden()
  const after = (await (await page.request.get('/api/v1/areas/tree')).json() as { items: typeof items }).items
  expect(after.find((area) => area.id === first.id)?.boundary?.[0]).toHaveLength(bent[0]?.length ?? 0)
  expect(after.find((area) => area.id === second.id)?.boundary).toHaveLength(1)
})

test('a page that is not for one’s post says so before anything is typed', async ({ page }) => {
  await signIn(page, 'enterprise')
  for (const path of ['/k/enterprises/new', '/inspections/new', '/ledgers/new', '/map', '/k/enterprises/import']) {
    await page.goto(path)
    await expect(page.getByText('这一页不归您的岗位办'), path).toBeVisible()
    await expect(page.locator('#main form, #main input'), path).toHaveCount(0)
  }
})
