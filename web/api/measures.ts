import { defineStore } from 'pinia'
import { get } from './client'
import type { Titled } from './types'

export interface Measure extends Titled {
  name: string
  unit?: Titled | string
  about?: Titled
  /** The dimensions that it can be split by, beside area and month. */
  by?: string | string[]
  /** The members of its own dimension. */
  options?: (Titled & { value: string })[]
  /** What that dimension is called where it is a ledger's field. */
  byTitle?: Titled
}
export interface MeasureRow { key: string; name?: string; value: number | null; approximate?: boolean }
export interface MeasureAnswer { name: string; unit?: Titled | string; value: number | null; approximate?: boolean; rows?: MeasureRow[] }

/** The definitions of the figures, fetched once. */
export const useMeasures = defineStore('measures', {
  state: () => ({ measures: [] as Measure[], asked: null as Promise<void> | null, fault: null as unknown }),
  getters: { byName: (state) => new Map(state.measures.map((one) => [one.name, one])) },
  actions: {
    load(): Promise<void> {
      this.asked ??= get<{ items: Measure[] }>('/measures').then(
        (answer) => { this.measures = answer.items; this.fault = null },
        (fault: unknown) => { this.asked = null; this.fault = fault; throw fault },
      )
      return this.asked
    },
    /** For what shows `fault` itself. */
    ask(): void {
      this.load().catch(() => undefined)
    },
  },
})
