import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { run } from '../../../tests/world/server'
import { storeArguments } from '../../../tests/world/store'
import { uuid7, world } from '../../../tests/world/world'

const w = world()
const hours = (n: number) => new Date(Date.now() - n * 3_600_000)
function left(name: string, age: number): string {
  const path = join(w.place.folder, 'attachments', name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, 'half a photo')
  utimesSync(path, hours(age), hours(age))
  return path
}

it('what uploads that were cut off have left is cleared away after a day, and nothing else', async () => {
  const photo = Buffer.concat([Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'), Buffer.alloc(400, 7)])
  const kept = await w.as('officer').send('PUT', `/attachments/${uuid7()}`, photo)
  expect(kept.status).toBe(201)
  const hash = String(kept.body.sha256)
  const whole = join(w.place.folder, 'attachments', hash.slice(0, 2), hash)
  utimesSync(whole, hours(2000), hours(2000))
  const id = uuid7()
  const piece = await w.as('officer').send('PUT', `/attachments/${id}`, photo.subarray(0, 100), { 'Content-Range': `bytes 0-99/${photo.length}` })
  expect(piece.status).toBe(202)

  const old = [left(`partial/${uuid7()}-${uuid7()}`, 25), left(`${hash.slice(0, 2)}/${hash}.a1b2c3`, 25)]
  const fresh = [left(`partial/${uuid7()}-${uuid7()}`, 23), left(`${hash.slice(0, 2)}/${hash}.d4e5f6`, 23)]
  await w.restart()
  await expect.poll(() => old.filter(existsSync), { timeout: 10_000 }).toEqual([])
  expect(fresh.filter(existsSync)).toEqual(fresh)
  expect(existsSync(whole)).toBe(true)
  const rest = await w.as('officer').send('PUT', `/attachments/${id}`, photo.subarray(100), { 'Content-Range': `bytes 100-${photo.length - 1}/${photo.length}` })
  expect(rest).toMatchObject({ status: 201, body: { sha256: hash } })
  await w.server.stop()
  expect(run(['verify', ...storeArguments(w.place)])).toMatchObject({ status: 0 })
  await w.restart()
})
