import { median } from './tools'

export interface Line {
  what: string
  value: number
  unit: string
  bound?: number
  least?: boolean
  /** The least and the most of several rounds; the value is their median. */
  range?: [number, number]
  further?: unknown
}

export interface Part {
  name: string
  run(): AsyncGenerator<Line>
}

/** Several rounds as one line: a single round, and least of all the kindest, says nothing. */
export const over = (values: number[]) => ({ value: median(values), range: [Math.min(...values), Math.max(...values)] as [number, number] })

export const tell = (...what: unknown[]) => process.env.ZHENAN_BENCH_VERBOSE && console.error(...what)
