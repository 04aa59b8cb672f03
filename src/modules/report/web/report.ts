import { get, patch, post } from '@/api/client'
import { newId } from '@/api/ids'
import { language, t } from '@/ui/text'

export interface Named { kind: string; id: string; title: string }
/** A piece of text: words, a figure (its measure), a count (its key), a record (kind and id), a gap, or a heading's number. */
export interface Span {
  text: string; measure?: string; member?: string; unit?: string; at?: string; change?: boolean; value?: number | null; records?: string; items?: Named[]
  key?: string; kind?: string; id?: string; missing?: boolean; number?: boolean; gone?: boolean; areaId?: string
}
export interface Block {
  id: string; type: 'title' | 'heading' | 'paragraph'; level?: number; version: number; own?: boolean; edited?: boolean; editedBy?: string; editedAt?: string
  theirs?: Span[]; spans: Span[]
}
export interface Finding { rule: string; blocking: boolean; block?: string; zh: string; en: string; quote?: string; measure?: string }
export interface Annex { key: string; title: string; titleEn: string; columns: string[]; columnsEn: string[]; rows: Span[][]; withSum: boolean }
export interface Since { measure: string; zh: string; en: string; was: string; is: string }
export interface Steps {
  id: string; edition: number; state: string; reason: string | null; draftedBy: string; submittedBy: string | null; submittedAt: string | null
  checkedBy: string | null; checkedAt: string | null; signedBy: string | null; signedAt: string | null; inSpiteOf: string | null; sha256: string | null
}
export interface Report {
  kind: string; title: string; period: { text: string; from: string; to: string; zh: string; until: string }; areaId: string; areaName: string; organ: string; day: string
  addressee: string | null; documentNumber: string | null; copies: string | null; state: 'none' | 'draft' | 'checking' | 'signed'; edition: number; version: number
  digest: string; compares: boolean; annexKeys: string[]; verbs: string[]; blocks: Block[]; removed: Block[]; annexes: Annex[]
  problems: { rule: string; text: string; records: Named[] }[]; missing: string[]; lint: Finding[]; since: Since[]; editions: Steps[]; steps?: Steps
}
export interface Compared {
  measure: string; member?: string; zh: string; en: string; unit: string; now: number | null; nowText: string; previous: number | null; lastYear: number | null
  previousGrowth: number | null; lastYearGrowth: number | null
}
interface Days { text: string; zh: string; from: string; to: string }
export interface Comparison { period: Days; previous: Days; lastYear: Days; rows: Compared[] }
export interface Step { at: string; by: string; verb: string; edition: number; before?: Record<string, unknown>; after?: Record<string, unknown> }

export const kinds = ['quarterly', 'half-year', 'yearly'] as const
export type ReportKind = (typeof kinds)[number]

/** The periods that somebody asks for, the newest first. */
export function periodsOf(kind: ReportKind, today: string): string[] {
  const year = Number(today.slice(0, 4))
  const years = [year, year - 1, year - 2]
  if (kind === 'yearly') return years.map(String)
  const parts = kind === 'quarterly' ? [4, 3, 2, 1].map((part) => `Q${part}`) : ['H2', 'H1']
  return years.flatMap((one) => parts.map((part) => `${one}-${part}`))
}

/** The last one that has ended; of the half of a year that has just begun, the one before. */
export function usualPeriod(kind: ReportKind, today: string): string {
  const year = Number(today.slice(0, 4))
  const month = Number(today.slice(5, 7))
  if (kind === 'yearly') return String(month > 2 ? year : year - 1)
  if (kind === 'half-year') return month > 7 ? `${year}-H2` : month > 1 ? `${year}-H1` : `${year - 1}-H2`
  const quarter = Math.ceil(month / 3)
  return quarter > 1 ? `${year}-Q${quarter - 1}` : `${year - 1}-Q4`
}

export function periodTitle(period: string): string {
  const year = period.slice(0, 4)
  const part = Number(period.slice(6))
  if (period.length === 4) return t('period.year', { year })
  if (period[5] === 'H') return t(part === 1 ? 'period.half1' : 'period.half2', { year })
  return t('period.quarter', { year, quarter: language.value === 'zh' ? '一二三四'[part - 1] ?? '' : part })
}

export const wordsOf = (spans: Span[] | undefined) => (spans ?? []).map((span) => span.text).join('')
export const said = (one: { zh: string; en: string }) => (language.value === 'en' ? one.en : one.zh)

/** One report's routes. */
export function deskOf(kind: string, period: string, area: string | null) {
  const path = `/reports/${kind}/${period}`
  return {
    path,
    read: (edition?: string) => get<Report>(`${path}.json`, { area, edition }),
    comparison: () => get<Comparison>(`${path}/comparison`, { area }),
    history: () => get<{ items: Step[] }>(`${path}/history`, { area }),
    edit: (fields: Record<string, unknown>) => post<Report>(`${path}/edits`, { id: newId(), ...fields }, { area }),
    verb: (name: string, fields: Record<string, unknown> = {}) => post<Report>(`${path}/${name}`, { id: newId(), ...fields }, { area }),
    cover: (fields: Record<string, unknown>, version: number) => patch<Report>(`${path}/cover${area ? `?area=${area}` : ''}`, fields, version),
  }
}
