import { randomBytes } from 'node:crypto'

/** An id as clients make them: UUIDv7. */
export function uuid7(at = Date.now()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(at, 0, 6)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const text = bytes.toString('hex')
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-')
}

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** A unified social credit code whose check digits hold (GB 32100, GB 11714), different for each number. */
export function creditCode(number: number): string {
  const body = String(number).padStart(8, '0')
  const sum = [3, 7, 9, 10, 5, 8, 4, 2].reduce((all, weight, at) => all + weight * Number(body[at]), 0)
  const rest = 11 - (sum % 11)
  const organisation = body + (rest === 10 ? 'X' : rest === 11 ? '0' : String(rest))
  return withCheck('91449900' + organisation)
}

/** The last character of a credit code put right for the first seventeen. */
export function withCheck(seventeen: string): string {
  let weight = 1
  let sum = 0
  for (const character of seventeen) {
    sum += alphabet.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return seventeen + alphabet.charAt((31 - (sum % 31)) % 31)
}
