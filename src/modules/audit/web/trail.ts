import { useKinds } from '@/api/kinds'
import type { Row } from '@/api/types'
import { fieldText, isOpaque, labelField } from '@/ui/fields'
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

/** What the parts of a verb's words are called: their own names, those of a governance plan, of a service. */
const partTitle = (name: string): string => [word('trailField', name), word('planPart', name)].find((words) => words !== name) ?? name
const valueWord = (name: string, value: string): string => ({ result: word('answerResult', value), method: word('serviceMethod', value), state: word('recipientState', value), source: word('countySource', value), period: word('countyPeriod', value) }[name] ?? value)
const isId = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/.test(value)

/** Whatever a verb has kept, as words: nothing is shown as the program writes it. */
export function plain(value: unknown, name = ''): string {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'boolean') return value ? t('answer.yes') : t('answer.no')
  if (isId(value)) return t('trail.other')
  if (Array.isArray(value)) return value.every((one) => typeof one !== 'object' && !isId(one)) ? value.map((one) => plain(one, name)).join(t('list.comma')) : t('list.count', { count: value.length })
  if (typeof value === 'object') return Object.entries(value).filter(([part, one]) => part !== 'id' && plain(one, part)).map(([part, one]) => `${partTitle(part)}${t('list.colon')}${plain(one, part)}`).join('; ')
  return /^\d{4}-\d\d-\d\dT/.test(String(value)) ? formatInstant(String(value)) : valueWord(name, String(value))
}

/** Before and after, field by field, under the fields' own names. What the kind does not declare (a reason) has its word. */
export function wordsOf(line: TrailLine): Said[] {
  const kind = useKinds().find(line.kind)
  const [before, after] = [line.before ?? {}, line.after ?? {}]
  const labels = new Set(kind?.fields.map((field) => labelField(field.name)) ?? [])
  return Object.keys(after).filter((name) => name !== 'id' && !labels.has(name) && JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null)).map((name) => {
    const field = kind?.fields.find((one) => one.name === name)
    if (!field || isOpaque(field)) return { title: field ? titled(field) : partTitle(name), from: plain(before[name], name), to: plain(after[name], name) }
    const words = (row: Row) => { const text = fieldText(field, row); return text === '…' || isId(text) ? t('trail.other') : text }
    return { title: titled(field), from: name in before ? words(before) : '', to: words(after) }
  }).filter((one) => one.from || one.to)
}
