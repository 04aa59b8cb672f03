import { useKinds } from '@/api/kinds'
import type { Row } from '@/api/types'
import { fieldText, labelField } from '@/ui/fields'
import { formatInstant } from '@/ui/format'
import { t, titled, word } from '@/ui/text'

export interface TrailLine {
  at: string
  by: string
  verb: string
  kind: string
  recordId: string
  title?: string
  areaName?: string
  before?: Row
  after?: Row
}
export interface Said { title: string; from: string; to: string }

const plain = (value: unknown): string => (value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : /^\d{4}-\d\d-\d\dT/.test(String(value)) ? formatInstant(String(value)) : String(value))

/** Before and after, field by field, under the fields' own names. What the kind does not declare (a reason) has its word. */
export function wordsOf(line: TrailLine): Said[] {
  const kind = useKinds().find(line.kind)
  const [before, after] = [line.before ?? {}, line.after ?? {}]
  const labels = new Set(kind?.fields.map((field) => labelField(field.name)) ?? [])
  return Object.keys(after).filter((name) => !labels.has(name) && JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null)).map((name) => {
    const field = kind?.fields.find((one) => one.name === name)
    if (!field) return { title: word('trailField', name), from: plain(before[name]), to: plain(after[name]) }
    const words = (row: Row) => fieldText(field, row).replace(/^…$/, t('trail.other'))
    return { title: titled(field), from: name in before ? words(before) : '', to: words(after) }
  }).filter((one) => one.from || one.to)
}
