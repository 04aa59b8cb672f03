import type { Field, FieldType, Titled } from '@/api/types'

/** The declaration as the server keeps it; the same as a ledger.json. */
export interface DeclaredField extends Field { carried?: boolean }
export interface DeclaredMeasure extends Titled {
  name: string; unit?: Titled; about?: Titled; sum?: string; by?: string; form?: string
  where?: Record<string, string | boolean>; carried?: boolean
}
export interface Declaration extends Titled {
  kind: string; group: string; about: Titled; title: string; day?: string; sort?: string
  write: string[]; fields: DeclaredField[]; measures: DeclaredMeasure[]
}
export interface Ledger extends Titled {
  kind: string; group: string; own: boolean; extended?: boolean; retired: boolean; retiredReason?: string
  version: number; records: number; fieldCount: number; measureCount: number
  declaration: Declaration
  filled: Record<string, number>
  chosen: Record<string, Record<string, number>>
}

export const fieldTypes: FieldType[] = ['text', 'longtext', 'integer', 'decimal', 'day', 'choice', 'boolean', 'ref', 'area', 'attachments', 'location']
export const groups = ['inspection', 'base', 'responsibility', 'daily', 'emergency'] as const
export const writers = ['leader', 'office', 'officer', 'supervisor', 'village', 'grid_leader', 'patroller', 'administrator']

export const blank = (): Declaration => ({
  kind: '', zh: '', en: '', group: 'daily', about: { zh: '', en: '' }, title: 'title', day: 'on', sort: '', write: ['office', 'supervisor', 'village'],
  fields: [
    { name: 'title', type: 'text', zh: '名称', en: 'Name', required: true, list: true, sort: true, search: true },
    { name: 'on', type: 'day', zh: '日期', en: 'Day', required: true, list: true, filter: true, sort: true },
  ],
  measures: [],
})

const camel = (words: string) => words.trim().split(/[^A-Za-z0-9]+/).filter(Boolean)
  .map((word, at) => (at ? word.charAt(0).toUpperCase() : word.charAt(0).toLowerCase()) + word.slice(1)).join('').replace(/^[0-9]+/, '')
export const pathOf = (words: string): string => words.trim().toLowerCase().split(/[^a-z0-9]+/).filter(Boolean).join('-')

/** A code that nobody has yet: from the English words if there are any, else counted. */
export function fieldName(field: DeclaredField, taken: Set<string>, carried: boolean): string {
  const points = field.type === 'ref' || field.type === 'area'
  let stem = camel(/^[\x20-\x7e]+$/.test(field.en) ? field.en : '').slice(0, 30)
  if (carried && stem) stem = 'own' + stem.charAt(0).toUpperCase() + stem.slice(1)
  const ending = points ? (field.many ? 'Ids' : 'Id') : ''
  if (stem && !taken.has(stem + ending) && !['id', 'version', 'kind', 'sort', 'area', 'open', 'page', 'reason'].includes(stem + ending)) return stem + ending
  for (let at = 1; ; at += 1) {
    const name = `${carried ? 'own' : 'field'}${at}${ending}`
    if (!taken.has(name)) return name
  }
}

export const optionValue = (taken: Set<string>): string => {
  for (let at = 1; ; at += 1) if (!taken.has(`option${at}`)) return `option${at}`
}

export const measureName = (kind: string, words: string, taken: Set<string>): string => {
  const own = pathOf(words)
  if (own.length > 2 && !taken.has(own)) return own
  for (let at = 1; ; at += 1) {
    const name = `${kind || 'ledgers'}-figures-${at}`.slice(-40)
    if (!taken.has(name)) return name
  }
}
