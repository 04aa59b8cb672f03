import { ref } from 'vue'
import { ApiError, get, remove } from './client'
import type { FieldError } from './types'

/** Long work of the person who is signed in, as /jobs tells it. */
export interface LongWork {
  id: string
  kind: string
  title: string
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  step?: string
  done: number
  total: number
  startedAt?: string
  endedAt?: string
  answer?: Record<string, unknown>
  problem?: { code: string; detail: string; errors?: FieldError[] }
}
export const isOver = (work: LongWork): boolean => work.state !== 'waiting' && work.state !== 'running'

export const workOf = (id: string) => get<LongWork>(`/jobs/${id}`)
export const cancelWork = (id: string) => remove<LongWork>(`/jobs/${id}`)
/** Nothing where the server knows no long work. */
export async function ownWork(): Promise<LongWork[]> {
  try {
    return (await get<{ items: LongWork[] }>('/jobs')).items
  } catch (fault) {
    if (fault instanceof ApiError) return []
    throw fault
  }
}

/** Counts up when a page has started something, so that the shell looks at once. */
export const workStarted = ref(0)
const key = 'zhenan.work'
export function tellWorkStarted(): void {
  localStorage.setItem(key, String(Date.now()))
  workStarted.value += 1
}
/** Who has started nothing for a day needs no asking. */
export const mayHaveWork = (): boolean => Date.now() - Number(localStorage.getItem(key) ?? 0) < 86_400_000
