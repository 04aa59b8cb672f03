import type { Field, HistoryEntry, Kind, Row } from '@/api/types'
import { fieldText } from '../fields'

export interface Change { field: Field; from: string; to: string }

/** What an entry of the history changed, field by field, in words. */
export function changesOf(kind: Kind, entry: HistoryEntry): Change[] {
  if (!entry.before || !entry.after || !Object.keys(entry.before).length) return []
  const before = entry.before as Row
  const after = entry.after as Row
  return kind.fields
    .filter((field) => field.name in after && JSON.stringify(before[field.name] ?? null) !== JSON.stringify(after[field.name] ?? null))
    .map((field) => ({ field, from: fieldText(field, before), to: fieldText(field, after) }))
}
