import { demoTown } from './town'

/** script/test gives the address of a fresh demo town; alone, the tests make one. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.ZHENAN_URL) return undefined
  const town = await demoTown()
  process.env.ZHENAN_URL = town.url
  return town.close
}
