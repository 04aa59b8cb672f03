// Prints "passed failed skipped" of one JUnit file, counted by test case: the runners' own totals differ in what they mean.
import { readFileSync } from 'node:fs'

const text = readFileSync(process.argv[2], 'utf8')
let passed = 0
let failed = 0
let skipped = 0
for (const match of text.matchAll(/<testcase\b([^>]*)>/g)) {
  const end = text.indexOf('</testcase>', match.index)
  const body = match[1].endsWith('/') ? '' : text.slice(match.index, end)
  if (/<(failure|error)\b/.test(body)) failed++
  else if (/<skipped\b/.test(body) || /status="notrun"/.test(match[1])) skipped++
  else passed++
}
console.log(passed, failed, skipped)
