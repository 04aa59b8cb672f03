import { useKinds } from '@/api/kinds'
import type { AnyRecord, Field, Kind, Row, Value } from '@/api/types'
import { formatInstant, formatNumber } from './format'
import { language, t, titled } from './text'
import { unitText } from './units'

/** The label that the server sends beside an id: enterpriseId has enterpriseName, memberIds has memberNames. */
export function labelField(name: string): string {
  if (name.endsWith('Ids')) return `${name.slice(0, -3)}Names`
  return name.endsWith('Id') ? `${name.slice(0, -2)}Name` : `${name}Name`
}

export const isMany = (field: Field): boolean => field.many ?? (field.type === 'ref' && field.name.endsWith('Ids'))

/** Shapes that only a module's own page understands. */
export const isOpaque = (field: Field): boolean => field.type === 'object' || field.type === 'any'

export function optionTitle(field: Field, value: unknown): string {
  const option = field.options?.find((one) => one.value === value)
  return option ? titled(option) : String(value)
}

const isPoint = (value: unknown): value is { lng: number; lat: number } =>
  typeof value === 'object' && value !== null && 'lng' in value && 'lat' in value

/** Fields that hold the name of a kind of record: its title is shown. */
const kindNames = new Set(['bound', 'byKind', 'whoKind', 'recordKind', 'dischargedKind'])

/** Years and the like are names, not amounts: no thousands separator. */
const isName = (field: Field): boolean => /(^y|Y)ear$/.test(field.name)

export function fieldText(field: Field, record: Row): string {
  const value: Value = record[field.name]
  if (field.type === 'ref' || field.type === 'area') {
    const label = record[labelField(field.name)]
    if (Array.isArray(label)) return (label as string[]).join(t('list.comma'))
    if (typeof label === 'string' && label) return label
    return Array.isArray(value) ? t('list.count', { count: value.length }) : value ? '…' : ''
  }
  if (value === null || value === undefined || value === '') return ''
  // A text that the server has in English too: "title", "titleEn".
  const english = language.value === 'en' && field.type === 'text' ? record[`${field.name}En`] : undefined
  if (typeof english === 'string' && english) return english
  const named = kindNames.has(field.name) ? useKinds().find(String(value)) : undefined
  if (named) return titled(named)
  switch (field.type) {
    case 'choice': return Array.isArray(value)
      ? value.map((one) => optionTitle(field, one)).join(t('list.comma')) : optionTitle(field, value)
    case 'boolean': return value ? t('answer.yes') : t('answer.no')
    case 'integer':
    case 'decimal': return isName(field) ? String(value) : `${formatNumber(Number(value), 6)}${field.unit ? ` ${unitText(field.unit, Number(value))}` : ''}`
    case 'instant': return formatInstant(String(value))
    case 'location': return isPoint(value) ? `${value.lng.toFixed(5)}, ${value.lat.toFixed(5)}` : ''
    case 'attachments':
    case 'rows': return Array.isArray(value) && value.length ? t('list.count', { count: value.length }) : ''
    default: return Array.isArray(value) ? value.join(t('list.comma')) : String(value)
  }
}

/** The words that name a record: its title field, else the best that it has. */
export function recordTitle(kind: Kind, record: AnyRecord): string {
  const named = kind.fields.find((one) => one.name === kind.title)
  // A code that no list shows stands for a title that the server words.
  const field = named && !named.list ? kind.fields.find((one) => one.name === 'title' && one.list) ?? named : named
  const text = field ? fieldText(field, record) : record[kind.title]
  for (const guess of [text, record.title, record.name, record.placeName, record.description]) {
    if (typeof guess === 'string' && guess.trim()) return guess
  }
  return titled(kind)
}

/** Settled records need no reminder of their due day. */
export function isSettled(record: Row): boolean {
  return Boolean(record.closedOn) || ['closed', 'withdrawn', 'referred', 'signed', 'done', 'void', 'finished', 'accepted', 'answered', 'noted']
    .includes(String(record.status ?? record.state ?? ''))
}

/** Only what may be sent: declared and not set by the server. */
export const writable = (kind: { fields: Field[] }): Field[] => kind.fields.filter((field) => !field.readonly && !isOpaque(field))

const wideTypes = new Set(['longtext', 'rows', 'attachments', 'location'])
export const isWide = (field: Field): boolean => wideTypes.has(field.type)
