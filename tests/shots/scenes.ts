import { type Page } from '@playwright/test'
import { type Asker, type Dressed, type Row } from './town'

/** A page as it opens, or as it is after something was done on it. */
export interface Scene { name: string; path: string; act?: (page: Page) => Promise<void>; print?: boolean }

/** Who may use what decides which of these open; what cannot be reached is left out. */
export async function scenes(asker: Asker, dressed: Dressed): Promise<Scene[]> {
  const kinds = (await asker.get<Row & { kinds: { kind: string; create: boolean; import: boolean; path?: string }[] }>('/kinds')).kinds
  const found: Scene[] = [
    { name: 'home', path: '/' }, { name: 'map', path: '/map' }, { name: 'measures', path: '/measures' },
    { name: 'report', path: '/reports?kind=half-year&period=2023-H1' }, { name: 'report-yearly', path: '/reports?kind=yearly&period=2023' },
    { name: 'new-inspection', path: '/inspections/new' }, { name: 'new-notice', path: '/notices/new' }, { name: 'templates', path: '/templates' },
    { name: 'ledgers', path: '/ledgers' }, { name: 'new-ledger', path: '/ledgers/new' }, { name: 'county-forms', path: '/county-forms' },
    { name: 'audit', path: '/audit' }, { name: 'my-account', path: '/account' }, { name: 'duplicates', path: '/enterprises/duplicates' }, { name: 'duties', path: '/duties' },
    { name: 'code', path: '/q' }, { name: 'code-unknown', path: '/q/AAAAAAAAAA' }, { name: 'no-page', path: '/nothing/here' }, { name: 'no-record', path: '/k/hazards/01890000-0000-7000-8000-000000000000' },
    { name: 'new-account', path: '/accounts/new' },
    { name: 'find', path: '/', act: async (page) => { await page.keyboard.press('Control+k'); await page.keyboard.type('嘉利') } },
    { name: 'find-nothing', path: '/', act: async (page) => { await page.keyboard.press('Control+k'); await page.keyboard.type('无此名称') } },
    { name: 'keys', path: '/', act: async (page) => { await page.keyboard.press('?') } },
    { name: 'help', path: '/k/hazards', act: async (page) => { await page.locator('button.help').click() } },
    { name: 'menu', path: '/k/hazards', act: async (page) => { await page.locator('button.burger, button.account').first().click() } },
    { name: 'focus', path: '/k/hazards', act: async (page) => { await page.keyboard.press('j'); await page.keyboard.press('j') } },
    { name: 'none-fits', path: '/k/hazards?q=' + encodeURIComponent('无此隐患') },
    { name: 'filters', path: '/k/hazards?late=any&level=general', act: async (page) => { await page.locator('.bar > button, .bar > .el-button').first().click() } },
    { name: 'views', path: '/k/hazards', act: async (page) => { await page.locator('.bar > .el-dropdown .el-button').first().click() } },
    { name: 'drawer', path: '/k/hazards', act: async (page) => { await page.locator('[data-row]').first().click() } },
    { name: 'print-list-hazards', path: '/k/hazards', print: true }, { name: 'print-list-enterprises', path: '/k/enterprises', print: true },
    { name: 'figure', path: '/measures', act: async (page) => { await page.locator('#main button.figure, #main .number button').first().click() } },
    { name: 'map-village', path: '/map', act: async (page) => { await page.locator('svg [role=button], svg path').nth(4).click({ force: true }) } },
    { name: 'split', path: '/measures', act: async (page) => { await page.locator('#main td.verbs button').first().click() } },
  ]
  for (const { kind, create, import: imports } of kinds) {
    found.push({ name: `list-${kind}`, path: `/k/${kind}` })
    const id = await asker.first(kind)
    if (id) found.push({ name: `record-${kind}`, path: `/k/${kind}/${id}` })
    if (create) found.push({ name: `new-${kind}`, path: `/k/${kind}/new` })
    if (imports && ['enterprises', 'hazards', 'publicity'].includes(kind)) found.push({ name: `import-${kind}`, path: `/k/${kind}/import` })
  }
  const ledger = kinds.find((one) => one.kind === 'trainings')
  if (ledger) found.push({ name: 'ledger', path: `/ledgers/${ledger.kind}` })
  const [enterprise] = await asker.items('/enterprises?limit=1&q=' + encodeURIComponent('嘉利家'))
  if (enterprise) {
    const place = `placeType=enterprises&placeId=${enterprise.id}`
    found.push(
      { name: 'place', path: `/places/enterprises/${enterprise.id}` },
      { name: 'new-inspection-hotel', path: `/inspections/new?${place}` },
      { name: 'new-notice-hotel', path: `/notices/new?${place}` },
      { name: 'similar', path: `/inspections/new?${place}`, act: async (page) => {
        const failed = page.locator('#main .answers button').nth(1)
        await failed.click()
        await page.locator('#main textarea').first().fill('安全出口堆放纸箱，疏散通道被占用')
        await page.waitForTimeout(1200)
        await page.locator('.similar').first().scrollIntoViewIfNeeded({ timeout: 2000 })
      } },
      { name: 'recheck-several', path: `/hazards/recheck?placeId=${enterprise.id}` },
      { name: 'edit-enterprise', path: `/k/enterprises/${enterprise.id}/edit` },
      { name: 'form-faults', path: '/k/enterprises/new', act: async (page) => { await page.locator('form button[type=submit]').first().click() } },
      { name: 'import-faults', path: '/k/enterprises/import', act: async (page) => {
        await page.locator('input[type=file]').setInputFiles({ name: '企业.csv', mimeType: 'text/csv', buffer: Buffer.from('名称,统一社会信用代码,所属区域,监管类别\n好旅馆,123,没有这个村,宾馆旅馆\n,,,\n嘉利家,,下黎村,不知道\n') })
        await page.waitForTimeout(1500)
      } },
    )
  }
  const pairs = await asker.get<Row & { items: { one: Row; other: Row }[] }>('/enterprises/duplicates').catch(() => null)
  const pair = pairs?.items[0]
  if (pair) found.push({ name: 'merge', path: `/enterprises/${pair.one.id}/merge/${pair.other.id}` })
  const checklist = await asker.first('checklists').catch(() => undefined)
  if (checklist) found.push({ name: 'checklist-edition', path: `/checklists/${checklist}/edition` })
  if (dressed.form) found.push({ name: 'county-form', path: `/county-forms/${dressed.form}`, act: async (page) => { await page.locator('[data-cell=A4]').click() } })
  if (dressed.hazard) {
    const path = `/k/hazards/${dressed.hazard}`
    found.push({ name: 'hazard-photos', path }, { name: 'print-hazard', path, print: true },
      { name: 'compare', path, act: async (page) => { await page.locator('button.compare').click() } },
      { name: 'verb', path, act: async (page) => { await page.locator('#main .el-button--primary').first().click() } })
  }
  for (const [kind, query] of [['hazards', '&status=referred'], ['hazards', '&late=any'], ['hazards', '&level=major'], ['hazards', '&status=closed'], ['notices', '&kind=order']] as const) {
    const id = await asker.first(kind, query).catch(() => undefined)
    if (id) found.push({ name: `record-${kind}-${query.replace(/^&\w+=/, '')}`, path: `/k/${kind}/${id}` })
  }
  return found
}
