import { existsSync } from 'node:fs'
import type { TestProject } from 'vitest/node'
import { program } from './server'
import { remove } from './store'
import { type Town, makeTown } from './town'

declare module 'vitest' {
  export interface ProvidedContext {
    town: Town
  }
}

/** The town is made once; every file of tests gets a copy, since hashing the passwords takes seconds. */
export default async function setup(project: TestProject): Promise<() => void> {
  if (!existsSync(program)) throw new Error(`There is no ${program}: build it first (script/build), or set ZHENAN_BINARY.`)
  const town = await makeTown()
  project.provide('town', town)
  return () => remove(town.place)
}
