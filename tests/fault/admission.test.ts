import { describe, expect, it } from 'vitest'
import { town, uuid7, world } from '../world/world'
import { bytesOf, dial, hear } from './wire'

// What is large is read only for those who may send it: the header decides, and nothing else is waited for.
const w = world()
const sixty = 60 << 20
const put = (token: string, headers = '', length = sixty) => bytesOf('PUT', `/api/v1/attachments/${uuid7()}`, token, '', headers, length)

function refused(said: string, status: number, code: string): void {
  expect(said).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(said).toContain(`"code":"${code}"`)
  expect(said).toMatch(/^Connection: close/m)
}

describe('who announces 60 MB and sends none of it', () => {
  it('under a token that nobody has is answered 401 at once, and the connection is closed', async () => {
    refused(await hear(w.server, put('nobody')), 401, 'session.missing')
    refused(await hear(w.server, put('').replace(/Authorization.*\r\n/, '')), 401, 'session.missing')
  })
  it('in pieces without a length too', async () => {
    const pieces = put('nobody').replace(/Content-Length: \d+/, 'Transfer-Encoding: chunked')
    refused(await hear(w.server, pieces), 401, 'session.missing')
  })
  it('and asks whether to go on is told no', async () => {
    const said = await hear(w.server, put('nobody', 'Expect: 100-continue\r\n'))
    expect(said).not.toContain('100 Continue')
    refused(said, 401, 'session.missing')
  })
  it('in a role that may not is answered 403', async () => {
    refused(await hear(w.server, bytesOf('POST', '/api/v1/enterprises/import', town.tokens.auditor, '', '', sixty)), 403, 'role.forbidden')
  })
  it('where so much is never taken is answered 413, whoever it is', async () => {
    for (const token of ['nobody', town.tokens.officer]) {
      refused(await hear(w.server, put(token, '', 65 << 20)), 413, 'request.too_large')
      refused(await hear(w.server, bytesOf('POST', '/api/v1/inspections', token, '', '', sixty)), 413, 'request.too_large')
    }
  })
})

describe('who may send it', () => {
  it('is told to go on, and the whole is kept', async () => {
    const photo = Buffer.concat([Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'), Buffer.alloc(300_000, 7)])
    const socket = await dial(w.server)
    let said = ''
    socket.setEncoding('utf8').on('data', (piece: string) => (said += piece))
    socket.write(put(town.tokens.officer, 'Expect: 100-continue\r\nConnection: close\r\n', photo.length))
    await expect.poll(() => said).toMatch(/^HTTP\/1.1 100 Continue/)
    socket.write(photo)
    await expect.poll(() => said).toMatch(/HTTP\/1.1 201 /)
    socket.destroy()
  })
})
