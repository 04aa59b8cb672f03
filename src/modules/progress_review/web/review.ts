import type { AnyRecord, Row } from '@/api/types'
import type { FollowUpBrief } from '@/ui/FollowUpRows.vue'
import { language, t, word } from '@/ui/text'

export interface LineRecord { kind: string; id: string; title: string; titleEn?: string; dueOn?: string; before?: number; now?: number }
export interface Line {
  id: string; topic: string; title: string; detail?: string; areaId: string; areaName?: string; count: number; link?: string; records: LineRecord[]
  decision?: 'given' | 'aside'; task?: Row; reason?: string; decidedBy?: string; followUp?: FollowUpBrief
}
export type Review = AnyRecord & { lines?: Line[]; mayWrite?: boolean }

/** What a line is about, in the reader's language; what somebody wrote stays as written. */
export function lineTitle(line: Line): string {
  if (line.topic === 'worse' && language.value === 'en' && line.records[0]) return `${line.records[0].titleEn}: ${line.records[0].before} → ${line.records[0].now}`
  if (['major', 'worse', 'other'].includes(line.topic)) return line.title
  return language.value === 'en' ? `${line.areaName}: ${word('reviewTopic', line.topic)} (${line.count})` : line.title
}
export const decided = (line: Line): string => (line.decision === 'given' ? t('review.given', { owner: String(line.task?.ownerName ?? ''), day: String(line.task?.dueOn ?? '') })
  : line.decision === 'aside' ? t('review.aside', { reason: line.reason ?? '' }) : '')
/** A grid and a figure have pages of their own kind. */
export const opens = (record: LineRecord): boolean => !['areas', 'measures'].includes(record.kind)
export const undecidedOf = (review: Review): number => (review.lines ?? []).filter((line) => !line.decision).length
