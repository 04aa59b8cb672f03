import { describe, expect, it } from 'vitest'
import { areaNames, holder, password, people, roles, today, town, uuid7, world } from '../../../tests/world/world'

const w = world()
const first = 'First-2023-again'

async function account(username: string) {
  return (await w.as('administrator').add('/accounts', { username, personId: town.persons.village, password: first })).id
}
const tryToSignIn = (username: string, secret: string) => w.nobody.post('/sessions', { username, password: secret })

describe('signing in', () => {
  it('gives a token, the person, the roles and a cookie that scripts cannot read', async () => {
    const answer = await tryToSignIn('village', password)
    expect(answer).toMatchObject({ status: 201, body: { person: { id: town.persons.village, name: people.village.name }, roles: ['village'] } })
    expect(answer.body.token).toMatch(/^[0-9a-f]{64}$/)
    expect(answer.headers.get('set-cookie')).toMatch(/^zhenan_session=[0-9a-f]{64};.*HttpOnly.*SameSite=Strict/)
  })

  it('says in /me who is signed in, where and on which day', async () => {
    expect((await w.as('village').get('/me')).body).toMatchObject({
      username: 'village', name: people.village.name, roles: ['village'], areaId: town.areas.east, areaName: areaNames.east,
      townName: areaNames.town, today, mustChangePassword: false, demo: false,
    })
  })

  it.each(roles)('works for the role %s, and /me names the role', async (role) => {
    expect((await w.as(holder(role)).get('/me')).body.roles).toEqual([role])
  })

  it('answers a wrong password and an unknown name alike', async () => {
    const wrong = await tryToSignIn('auditor', 'Wrong-2023')
    const unknown = await tryToSignIn('nosuchname', 'Wrong-2023')
    expect(wrong).toMatchObject({ status: 401, body: { code: 'session.wrong' } })
    expect(unknown).toMatchObject({ status: 401, body: { code: 'session.wrong', detail: wrong.body.detail } })
  })

  it('refuses a body without a name or a password, naming both', async () => {
    const answer = await w.nobody.post('/sessions', {})
    expect(answer.status).toBe(422)
    expect(answer.body.errors.map((e) => e.field).sort()).toEqual(['password', 'username'])
  })

  it('works with the cookie as with the token', async () => {
    const token = (await tryToSignIn('office', password)).body.token
    expect((await w.client({ Cookie: `other=1; zhenan_session=${token}` }).get('/me')).body.username).toBe('office')
  })

  it('refuses a write by cookie that comes from another site', async () => {
    const token = (await tryToSignIn('office', password)).body.token
    const foreign = w.client({ Cookie: `zhenan_session=${token}`, Origin: 'https://elsewhere.example' })
    expect(await foreign.post('/places', {})).toMatchObject({ status: 403, body: { code: 'session.origin' } })
    const own = w.client({ Cookie: `zhenan_session=${token}`, Origin: w.server.url })
    expect((await own.post('/places', {})).status).toBe(422)
  })

  it.each([['a made-up token', 'Bearer ' + '0'.repeat(64)], ['an empty token', 'Bearer '], ['another scheme', 'Basic dTpw']])(
    'refuses %s', async (_, header) => {
      expect((await w.client({ Authorization: header }).get('/me')).status).toBe(401)
    })
})

describe('one’s own account', () => {
  it('shows posts in words and where one is signed in', async () => {
    const own = await w.signIn('village')
    const account = await own.with({ 'User-Agent': 'Village-Browser/1' }).read('/me/account')
    expect(account).toMatchObject({ username: 'village', name: people.village.name, posts: [{ post: people.village.post, role: 'village', areaName: areaNames.east, roleName: '村（居）干部' }] })
    const sessions = account.sessions as { current: boolean }[]
    expect(sessions.filter((one) => one.current)).toHaveLength(1)
    expect((await own.with({ 'Accept-Language': 'en' }).read('/me/account')).posts).toMatchObject([{ roleName: 'Village' }])
    expect((await w.as('enterprise').read('/me/account')).posts).toMatchObject([{ enterpriseName: '东坡宾馆' }])
    expect((await w.as('trade').read('/me/account')).posts).toMatchObject([{ trades: ['餐饮'], memberUnitName: '市场监管所' }])
    expect((await own.get('/me/account')).text).not.toMatch(/hash|token|argon/i)
  })
  it('signs out everywhere else, and only there', async () => {
    await account('elsewhere')
    await (await w.signIn('elsewhere', first)).post('/me/password', { current: first, password: 'My-own-2023' })
    const lost = await w.signIn('elsewhere', 'My-own-2023')
    const own = await w.signIn('elsewhere', 'My-own-2023')
    const other = await w.signIn('leader')
    expect((await own.send('DELETE', '/me/sessions')).body).toMatchObject({ ended: expect.any(Number) as number })
    expect((await lost.get('/me')).status).toBe(401)
    expect((await own.get('/me')).status).toBe(200)
    expect((await other.get('/me')).status).toBe(200)
    expect((await w.as('auditor').read('/audit?kind=sessions&verb=sessions_ended')).items[0]).toMatchObject({ by: people.village.name })
  })
  it('lets one change the own phone number and nothing else', async () => {
    const own = await w.signIn('village')
    expect((await own.patch('/me/account', { phone: '0763-1234567' })).status).toBe(200)
    expect((await w.as('office').read(`/people/${town.persons.village}`)).phone).toBe('0763-1234567')
    expect((await w.as('office').read(`/people/${town.persons.village}/history`)).items.at(-1)).toMatchObject({ verb: 'changed', by: people.village.name, after: { phone: '0763-1234567' } })
    expect((await own.patch('/me/account', { name: '别名' })).status).toBe(400)
    expect((await own.patch('/me/account', { phone: '1'.repeat(41) })).status).toBe(422)
  })
})

describe('five wrong tries', () => {
  it('lock the account, even for the right password, until a quarter of an hour has passed', async () => {
    for (let tries = 0; tries < 5; ++tries) expect((await tryToSignIn('leader', 'Wrong-2023')).status).toBe(401)
    expect(await tryToSignIn('leader', password)).toMatchObject({ status: 429, body: { code: 'session.locked' } })
    expect((await tryToSignIn('office', password)).status).toBe(201)
    await w.restart('2023-06-01T09:14:59+08:00')
    expect((await tryToSignIn('leader', password)).status).toBe(429)
    await w.restart('2023-06-01T09:15:01+08:00')
    expect((await tryToSignIn('leader', password)).status).toBe(201)
    await w.restart()
  })

  it('lock the account when they come at once', async () => {
    await Promise.all(Array.from({ length: 12 }, () => tryToSignIn('trade', 'Wrong-2023')))
    expect((await tryToSignIn('trade', password)).status).toBe(429)
  })

  it('count anew after a right one', async () => {
    for (let tries = 0; tries < 4; ++tries) await tryToSignIn('supervisor', 'Wrong-2023')
    expect((await tryToSignIn('supervisor', password)).status).toBe(201)
    await tryToSignIn('supervisor', 'Wrong-2023')
    expect((await tryToSignIn('supervisor', password)).status).toBe(201)
  })

  it('leave open sessions open', async () => {
    expect((await w.as('trade').get('/me')).status).toBe(200)
  })

  it('are forgiven by a new password from the administrator', async () => {
    const reset = await w.as('administrator').post(`/accounts/${town.accounts.trade}/password-reset`, { password: first })
    expect(reset.status).toBe(201)
    expect((await tryToSignIn('trade', first)).status).toBe(201)
  })
})

describe('names that nobody has', () => {
  it('lock as the others do, so that nothing tells which names exist', async () => {
    const answers = async (name: string) => {
      const said: unknown[] = []
      for (let tries = 0; tries < 7; ++tries) {
        const answer = await tryToSignIn(name, 'Wrong-2023')
        said.push([answer.status, answer.body.code, answer.body.detail, answer.headers.get('retry-after')])
      }
      return said
    }
    const known = await answers('patroller')
    expect(await answers('nobody-of-that-name')).toEqual(known)
    expect(known.map((one) => (one as unknown[])[0])).toEqual([401, 401, 401, 401, 401, 429, 429])
  })
  it('say honestly when it is worth trying again', async () => {
    expect((await tryToSignIn('patroller', password)).headers.get('retry-after')).toBe('900')
    await w.restart('2023-06-01T09:10:00+08:00')
    expect((await tryToSignIn('patroller', password)).headers.get('retry-after')).toBe('300')
    expect((await tryToSignIn('nobody-of-that-name', password)).headers.get('retry-after')).toBe('300')
    await w.restart('2023-06-01T09:16:00+08:00')
    expect((await tryToSignIn('patroller', password)).status).toBe(201)
    expect((await tryToSignIn('nobody-of-that-name', password)).status).toBe(401)
    await w.restart()
  })
})

describe('the administrator of a village', () => {
  it('manages accounts of the village’s people, and nobody whose post reaches further', async () => {
    const admin = w.as('administrator')
    const areaId = town.areas.east
    const boss = await admin.add('/people', { name: '村里管', areaId })
    await admin.add('/appointments', { personId: boss.id, post: '村管理员', role: 'administrator', areaId, validFrom: '2023-01-01' })
    await admin.add('/accounts', { username: 'village-admin', personId: boss.id, password: first })
    const own = await w.signIn('village-admin', first)
    await own.post('/me/password', { current: first, password: 'My-own-2023' })
    const names = (await own.all('/accounts')).map((one) => one.username)
    expect(names).toEqual(expect.arrayContaining(['village', 'patroller', 'village-admin']))
    expect(names).not.toContain('foreign')
    expect(names).not.toContain('leader')
    expect((await own.post(`/accounts/${town.accounts.foreign}/password-reset`, { password: first })).status).toBe(404)
    expect((await own.patch(`/accounts/${town.accounts.leader}`, { state: 'disabled' })).status).toBe(404)
    // Registered in the village, but with a post over the town: out of reach.
    const cadre = await admin.add('/people', { name: '驻村干部', areaId })
    await admin.add('/appointments', { personId: cadre.id, post: '安监办干事', role: 'office', areaId: town.areas.town, validFrom: '2023-01-01' })
    const account = await admin.add('/accounts', { username: 'cadre', personId: cadre.id, password: first })
    expect((await own.post(`/accounts/${account.id}/password-reset`, { password: first })).status).toBe(403)
    expect((await own.patch(`/accounts/${account.id}`, { state: 'disabled' }, 1)).status).toBe(403)
    expect((await own.withdraw(`/accounts/${account.id}`, '不用')).status).toBe(403)
    expect((await own.post('/accounts', { username: 'second', personId: cadre.id, password: first })).status).toBe(403)
    const hand = await admin.add('/people', { name: '村里人', areaId })
    const added = await own.add('/accounts', { username: 'hand', personId: hand.id, password: first })
    expect((await own.post(`/accounts/${added.id}/password-reset`, { password: first })).status).toBe(201)
    expect((await own.patch(`/accounts/${added.id}`, { personId: cadre.id }, 2)).status).toBe(403)
    expect((await own.post('/appointments', { personId: hand.id, post: '镇长', role: 'leader', areaId: town.areas.town, validFrom: '2023-01-01' })).status).toBe(422)
  })
})

describe('a session', () => {
  it('ends by signing out, and only that one', async () => {
    const one = await w.signIn('auditor')
    const other = await w.signIn('auditor')
    expect((await one.send('DELETE', '/sessions/current')).status).toBe(200)
    expect((await one.get('/me')).status).toBe(401)
    expect((await other.get('/me')).status).toBe(200)
  })

  it('ends after eight hours without use, and lives on with use', async () => {
    const used = await w.signIn('village')
    const unused = await w.signIn('village')
    await w.restart('2023-06-01T16:59:00+08:00')
    expect((await used.get('/me')).status).toBe(200)
    await w.restart('2023-06-01T17:01:00+08:00')
    expect((await unused.get('/me')).status).toBe(401)
    expect((await used.get('/me')).status).toBe(200)
    await w.restart()
  })

  it('ends when the account is disabled', async () => {
    const id = await account('soon-disabled')
    const own = await w.signIn('soon-disabled', first)
    const version = Number((await w.as('administrator').read(`/accounts/${id}`)).version)
    expect((await w.as('administrator').patch(`/accounts/${id}`, { state: 'disabled' }, version)).status).toBe(200)
    expect((await own.get('/me')).status).toBe(401)
    expect((await tryToSignIn('soon-disabled', first)).status).toBe(401)
  })

  it('ends when the account is withdrawn', async () => {
    const id = await account('soon-withdrawn')
    const own = await w.signIn('soon-withdrawn', first)
    expect((await w.as('administrator').withdraw(`/accounts/${id}`, '离职')).status).toBe(200)
    expect((await own.get('/me')).status).toBe(401)
  })

  it('ends when the administrator sets a new password', async () => {
    const id = await account('soon-reset')
    const own = await w.signIn('soon-reset', first)
    await w.as('administrator').post(`/accounts/${id}/password-reset`, { password: 'Second-2023' })
    expect((await own.get('/me')).status).toBe(401)
  })
})

describe('a first password', () => {
  it('allows nothing but changing it, looking at oneself and signing out', async () => {
    await account('fresh')
    const own = await w.signIn('fresh', first)
    expect((await own.get('/me')).body).toMatchObject({ mustChangePassword: true })
    expect(await own.get('/enterprises')).toMatchObject({ status: 403, body: { code: 'account.first_password' } })
    expect(await own.post('/places', {})).toMatchObject({ status: 403, body: { code: 'account.first_password' } })
    // Whatever is called "me" or "password" on the way is no door either.
    for (const path of ['/enterprises/me', '/references/me', '/me/account', '/events', '/search?q=x', '/kinds', '/home']) expect((await own.get(path)).status, path).toBe(403)
    expect((await own.send('DELETE', '/me/sessions')).status).toBe(403)
    expect((await own.post('/me/password', { current: first, password: 'My-own-2023' })).status).toBe(201)
    expect((await own.get('/enterprises')).status).toBe(200)
    expect((await (await w.signIn('fresh', 'My-own-2023')).get('/me')).status).toBe(200)
  })

  it('comes again after a reset', async () => {
    const id = await account('reset-again')
    await w.as('administrator').post(`/accounts/${id}/password-reset`, { password: 'Second-2023' })
    expect((await (await w.signIn('reset-again', 'Second-2023')).get('/me')).body).toMatchObject({ mustChangePassword: true })
  })
})

describe('changing the own password', () => {
  it('asks for the current one; a wrong one does not end the session', async () => {
    const answer = await w.as('patroller').post('/me/password', { current: 'Wrong-2023', password: 'Other-2023' })
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'current' }] } })
    expect((await w.as('patroller').get('/me')).status).toBe(200)
  })

  it.each([['short', 'Ab1-xyz'], ['of two sorts only', 'abcdefgh1'], ['one sort', 'zhenanzhenan']])('refuses one that is %s', async (_, weak) => {
    expect(await w.as('patroller').post('/me/password', { current: password, password: weak })).toMatchObject({
      status: 422, body: { code: 'account.weak_password', errors: [{ field: 'password' }] },
    })
  })

  it('ends the other sessions of the account, not the own one', async () => {
    await account('two-places')
    const lost = await w.signIn('two-places', first)
    const own = await w.signIn('two-places', first)
    await own.post('/me/password', { current: first, password: 'My-own-2023' })
    expect((await own.get('/me')).status).toBe(200)
    expect((await lost.get('/me')).status).toBe(401)
  })
})

describe('accounts', () => {
  it('are added, reset and changed by the administrator only', async () => {
    const body = { username: 'never', personId: town.persons.village, password: first }
    for (const role of roles.filter((one) => one !== 'administrator')) {
      expect((await w.as(holder(role)).post('/accounts', body)).status, role).toBe(403)
      expect((await w.as(holder(role)).post(`/accounts/${town.accounts.auditor}/password-reset`, { password: first })).status, role).toBe(403)
      expect((await w.as(holder(role)).patch(`/accounts/${town.accounts.auditor}`, { state: 'disabled' })).status, role).toBe(403)
    }
  })

  it('never show a password, a hash or a token', async () => {
    const list = await w.as('auditor').get('/accounts')
    expect(list.body.total).toBeGreaterThan(10)
    expect(list.text).not.toMatch(/argon|hash|token|"password"/i)
  })

  it('have one name each', async () => {
    expect(await w.as('administrator').post('/accounts', { username: 'village', personId: town.persons.village, password: first })).toMatchObject({
      status: 422, body: { errors: [{ field: 'username' }] },
    })
  })

  it('belong to a person who exists', async () => {
    expect((await w.as('administrator').post('/accounts', { username: 'ghost', personId: uuid7(), password: first })).status).toBe(404)
    expect((await w.as('administrator').post('/accounts', { username: 'ghost', personId: 'x', password: first })).status).toBe(400)
  })

  it('of nobody cannot be reset', async () => {
    expect((await w.as('administrator').post(`/accounts/${uuid7()}/password-reset`, { password: first })).status).toBe(404)
  })

  it('are not given the passwords of the demo town by init', async () => {
    const { run } = await import('../../../tests/world/server')
    const made = run(['init', '--data', '/nonexistent/never', '--town', '镇', '--code', '449999100000', '--admin', '甲'], { ZHENAN_ADMIN_PASSWORD: 'demo-zhenan' })
    expect(made.status).toBe(1)
    expect(made.errors).toMatch(/[一-鿿]/)
  })
})
