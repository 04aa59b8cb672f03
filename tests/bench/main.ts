import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { resolve } from 'node:path'
import { root } from '../world/server'
import type { Line } from './line'
import { parts } from './parts'
import { disk } from './tools'

// script/bench [FILTER]: figures of this machine, as ratios to the same work done without the server where there is such.
process.setMaxListeners(0)
const filter = process.argv[2] ?? ''
const chosen = parts.filter((part) => part.name.includes(filter))
if (!chosen.length) {
  console.error(`No benchmark is called like "${filter}". There are: ${parts.map((part) => part.name).join(', ')}.`)
  process.exit(2)
}

execFileSync('ninja', ['-C', 'build', '--quiet', 'zhenan_bare', 'zhenan_bare_postgres', 'zhenan_load', 'zhenan_imports'], { cwd: root, stdio: ['ignore', 2, 2] })
const machine = {
  date: new Date().toISOString().slice(0, 10),
  processor: cpus()[0]?.model ?? '',
  cores: cpus().length,
  memoryGB: Math.round(totalmem() / 2 ** 30),
  fdatasyncPerSecond: disk(tmpdir()),
}
console.log(`${machine.date} · ${machine.processor}, ${machine.cores} cores, ${machine.memoryGB} GB · fdatasync ${machine.fdatasyncPerSecond}/s\n`)

const wide = (text: string) => [...text].reduce((n, c) => n + (c > '\u2e80' ? 2 : 1), 0)
const pad = (text: string, width: number) => text + ' '.repeat(Math.max(1, width - wide(text)))
const round = (value: number) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2))
const lines: Line[] = []
console.log(pad('what', 62) + pad('median', 16) + pad('least - most', 18) + 'bound')
for (const part of chosen)
  for await (const line of part.run()) {
    lines.push(line)
    const kept = line.bound === undefined ? '' : (line.least ? line.value >= line.bound : line.value <= line.bound) ? '' : '  MISSED'
    const bound = line.bound === undefined ? '' : `${line.least ? '>=' : '<='} ${line.bound} ${line.unit}`
    const range = line.range ? `${round(line.range[0])} - ${round(line.range[1])}` : ''
    console.log(pad(line.what, 62) + pad(`${round(line.value)} ${line.unit}`, 16) + pad(range, 18) + bound + kept)
  }
mkdirSync(resolve(root, 'build'), { recursive: true })
writeFileSync(resolve(root, 'build/bench.json'), JSON.stringify({ machine, fdatasyncPerSecondAfter: disk(tmpdir()), lines }, null, 2) + '\n')
process.exit(0)
