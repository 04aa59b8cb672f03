import { expect, test, type Page } from '@playwright/test'
import { demoPassword, signIn } from './support/pages'

/** Somebody else at another desk: a session of its own, not the page's cookie. */
async function elsewhere(page: Page, username: string) {
  const url = new URL(page.url()).origin
  const { token } = await (await fetch(url + '/api/v1/sessions', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username, password: demoPassword }) })).json() as { token: string }
  return async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(url + '/api/v1' + path, { method, headers: { 'content-type': 'application/json', authorization: 'Bearer ' + token }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`)
    return await answer.json() as { id: string; items: { id: string; [field: string]: unknown }[]; [field: string]: unknown }
  }
}
const palette = (page: Page) => page.getByRole('dialog', { name: '全站查找' })

test.describe('search everywhere', () => {
  test('Ctrl+K finds an enterprise by two characters and opens it with the keyboard alone', async ({ page }) => {
    await signIn(page, 'office')
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('combobox', { name: '查找' })).toBeFocused()
    await page.keyboard.type('嘉利')
    const hotel = palette(page).getByRole('option', { name: /嘉利家宾馆/ }).first()
    await expect(hotel).toBeVisible()
    await expect(palette(page).locator('mark').first()).toHaveText('嘉利')
    for (let steps = 0; steps < 40 && !/嘉利家宾馆/.test(await page.locator('#palette-chosen .name').innerText()); ++steps) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/k\/[a-z-]+\/[0-9a-f-]{36}/)
    await expect(palette(page)).toBeHidden()
    // It is remembered in this browser, and offered again.
    await page.locator('button.find').click()
    await expect(palette(page).getByRole('option', { name: '嘉利' })).toBeVisible()
    await page.getByRole('button', { name: '清空最近查过的' }).click()
    await expect(palette(page).getByRole('option')).toHaveCount(0)
  })

  test('pages open by their names', async ({ page }) => {
    await signIn(page, 'office')
    for (const [words, address] of [['导入 企', /\/k\/enterprises\/import$/], ['新增检查', /\/inspections\/new$/], ['import enterprises', /\/k\/enterprises\/import$/]] as const) {
      await page.keyboard.press('Control+k')
      await page.keyboard.type(words)
      await expect(palette(page).getByRole('option').first()).toBeVisible()
      await page.keyboard.press('Enter')
      await expect(page, words).toHaveURL(address)
    }
  })

  test('keys of an input method stay with it', async ({ page }) => {
    await signIn(page, 'office')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('检查')
    await expect(palette(page).getByRole('option').first()).toBeVisible()
    const before = page.url()
    await page.getByRole('combobox', { name: '查找' }).evaluate((input) => {
      input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))
    })
    await expect(palette(page)).toBeVisible()
    expect(page.url()).toBe(before)
    await page.keyboard.press('Escape')
    await expect(palette(page)).toBeHidden()
  })

  test('a village finds nothing of other villages', async ({ page }) => {
    await signIn(page, 'village')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('加油站')
    await expect(palette(page).getByText(/没有找到|正在查找/).or(palette(page).getByRole('option').first())).toBeVisible()
    const own = (await (await page.request.get('/api/v1/enterprises?q=' + encodeURIComponent('加油站'))).json() as { items: { id: string }[] }).items.length
    await expect(palette(page).getByRole('group', { name: /企/ }).getByRole('option')).toHaveCount(Math.min(5, own))
  })
})

test.describe('the keyboard', () => {
  test('/ goes to the search of the list, j and k walk its rows, Enter opens, Esc closes, n begins a new one', async ({ page }) => {
    await signIn(page, 'office')
    await page.goto('/k/publicity')
    await expect(page.locator('[data-row]').first()).toBeVisible()
    await page.keyboard.press('/')
    await expect(page.locator('[data-key=search]')).toBeFocused()
    // Typing a letter there is typing.
    await page.keyboard.type('nj')
    await expect(page.locator('[data-key=search]')).toHaveValue('nj')
    await expect(page).toHaveURL(/\/k\/publicity/)
    await page.locator('[data-key=search]').fill('')
    await expect(page).not.toHaveURL(/q=/)
    await expect(page.locator('[data-row]').nth(1)).toBeVisible()
    await page.locator('[data-key=search]').blur()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await expect(page.locator('[data-row]').nth(1)).toBeFocused()
    await page.keyboard.press('k')
    await expect(page.locator('[data-row]').nth(0)).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.locator('.el-drawer h1')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.locator('.el-drawer h1')).toBeHidden()
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: '键盘快捷键' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog', { name: '键盘快捷键' })).toBeHidden()
    await page.keyboard.press('n')
    await expect(page).toHaveURL(/\/k\/publicity\/new/)
  })

  test('a search that waits for the typing to end does not close the row that is opened meanwhile', async ({ page }) => {
    await page.clock.install()
    await signIn(page, 'office')
    await page.goto('/k/publicity')
    await expect(page.locator('[data-row]').first()).toBeVisible()
    await page.locator('[data-key=search]').pressSequentially('nj')
    await page.locator('[data-key=search]').fill('')
    await page.locator('[data-row]').first().focus()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/open=/)
    await page.clock.runFor(2000)
    await expect(page.locator('.el-drawer h1')).toBeVisible()
    await expect(page).toHaveURL(/open=/)
  })

  test('Ctrl+S saves a form from inside an input', async ({ page }) => {
    await signIn(page, 'office')
    await page.goto('/k/places/new')
    await page.fill('#field-name', '键盘塘')
    await page.keyboard.press('Control+s')
    // The kind of place is missing: it says so and keeps what was typed.
    await expect(page.locator('.summary')).toBeVisible()
    await expect(page.locator('#field-name')).toHaveValue('键盘塘')
  })
})

test('a list says how much others changed, and moves nothing until it is asked', async ({ page }) => {
  await signIn(page, 'mayor')
  await page.goto('/k/publicity')
  await expect(page.locator('[data-row]').first()).toBeVisible()
  const first = await page.locator('[data-row]').first().innerText()
  const office = await elsewhere(page, 'office')
  const town = (await office('GET', '/me')).areaId
  const made: string[] = []
  for (const number of [1, 2, 3]) made.push((await office('POST', '/publicity', { title: `远处记下的宣传 ${number}`, type: 'leaflet', quantity: 10, heldOn: '2023-07-09', areaId: town })).id)
  await expect(page.getByRole('button', { name: '有 3 处新变化，刷新' })).toBeVisible()
  expect(await page.locator('[data-row]').first().innerText()).toBe(first)
  await page.getByRole('button', { name: '有 3 处新变化，刷新' }).click()
  await expect(page.locator('[data-row]').filter({ hasText: '远处记下的宣传 3' })).toBeVisible()
  await expect(page.getByRole('button', { name: /新变化/ })).toBeHidden()
  for (const id of made) await office('DELETE', `/publicity/${id}`, { reason: '测试' })
})

test('home’s figures follow what others record', async ({ page }) => {
  await signIn(page, 'mayor')
  await expect(page.locator('.figure').first()).toBeVisible()
  const asked: string[] = []
  page.on('request', (request) => { if (request.url().endsWith('/api/v1/home')) asked.push(request.url()) })
  const office = await elsewhere(page, 'office')
  const made = await office('POST', '/publicity', { title: '首页会变', type: 'leaflet', quantity: 10, heldOn: '2023-07-09', areaId: (await office('GET', '/me')).areaId })
  await expect.poll(() => asked.length).toBeGreaterThan(0)
  await office('DELETE', `/publicity/${made.id}`, { reason: '测试' })
})

test('a withdrawal can be taken back at once, and later from the record’s page', async ({ page }) => {
  await signIn(page, 'office')
  const office = await elsewhere(page, 'office')
  const { id } = await office('POST', '/places', { name: '撤了又要的塘', type: 'pond', areaId: (await office('GET', '/me')).areaId })
  const withdraw = async () => {
    await page.goto(`/k/places/${id}`)
    await page.getByRole('button', { name: '撤回' }).click()
    const asking = page.getByRole('dialog').filter({ hasText: '为什么撤回' })
    await asking.getByRole('textbox').fill('点错了')
    await asking.getByRole('button', { name: '撤回' }).click()
    await expect(page.getByText('已撤回。')).toBeVisible()
  }
  await withdraw()
  await page.getByRole('button', { name: '撤销' }).click()
  await expect(page.getByText('已恢复')).toBeVisible()
  await expect(page.locator('.frame h1')).toHaveText('撤了又要的塘')
  await withdraw()
  await page.goto('/k/places?withdrawn=true')
  await page.locator('[data-row]').filter({ hasText: '撤了又要的塘' }).click()
  await expect(page.getByRole('note').filter({ hasText: '撤回了这条记录' })).toContainText('点错了')
  await page.getByRole('button', { name: '恢复' }).click()
  await expect(page.getByRole('note').filter({ hasText: '撤回了这条记录' })).toBeHidden()
  expect((await office('GET', `/places/${id}`)).name).toBe('撤了又要的塘')
  await office('DELETE', `/places/${id}`, { reason: '测试' })
})

test('the auditor asks the trail and sees before and after under Chinese names', async ({ page }) => {
  await signIn(page, 'auditor')
  const office = await elsewhere(page, 'office')
  const made = await office('POST', '/places', { name: '审计看的塘', type: 'pond', areaId: (await office('GET', '/me')).areaId })
  await office('PATCH', `/places/${made.id}`, { name: '审计看的大塘' })
  await page.goto('/audit')
  await page.getByPlaceholder('查改动的文字').fill('审计看的')
  await page.getByPlaceholder('查改动的文字').press('Enter')
  await expect(page).toHaveURL(/q=/)
  const lines = page.locator('.lines tbody tr')
  await expect(lines).toHaveCount(2)
  await expect(lines.first()).toContainText('修改')
  await expect(lines.first()).toContainText('名称：审计看的塘 → 审计看的大塘')
  await page.goto('/audit?kind=sessions')
  await expect(lines.first()).toContainText('登录')
  await expect(page.getByRole('button', { name: /撤回|删除|修改/ })).toHaveCount(0)
  await office('DELETE', `/places/${made.id}`, { reason: '测试' })
})

test('one’s own account shows posts in words and signs out everywhere else', async ({ page }) => {
  await signIn(page, 'patrol')
  await elsewhere(page, 'patrol')
  await page.goto('/account')
  await expect(page.locator('h1')).toHaveText('我的账号')
  await expect(page.getByText('巡查员 ·').first()).toBeVisible()
  await page.getByRole('button', { name: '退出其他登录' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '退出其他登录' }).click()
  await expect(page.getByText(/已退出其他 \d+ 处登录/)).toBeVisible()
  await expect(page.getByText('没有其他登录。')).toBeVisible()
  await page.getByText('English', { exact: true }).last().click()
  await expect(page.locator('h1')).toHaveText('My account')
  await page.getByText('中文', { exact: true }).last().click()
  await page.getByText('特大', { exact: true }).click()
  await page.reload()
  expect(await page.evaluate(() => document.documentElement.style.getPropertyValue('zoom'))).toBe('1.3')
  await page.getByText('标准', { exact: true }).click()
})
