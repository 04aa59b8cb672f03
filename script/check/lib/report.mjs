// What every check here shares: the files under version control, and how a finding is told.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))))

/** Paths from the root that git tracks, or would: new files count before they are added. */
export function files(pattern) {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  return [...new Set(listed.split('\0'))].filter((path) => path && pattern.test(path) && existsSync(`${root}/${path}`))
}

export const text = (path) => readFileSync(`${root}/${path}`, 'utf8')

export function fail(path, line, sentence) {
  console.error(`${path}:${line}: ${sentence}`)
  process.exitCode = 1
}
export const warn = (path, line, sentence) => console.error(`${path}:${line}: warning: ${sentence}`)
