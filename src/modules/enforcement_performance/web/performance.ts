import { formatNumber } from '@/ui/format'
import { t } from '@/ui/text'

export interface Figure { counted: number; base: number; value: number | null; small: boolean; records: string }
export interface Subject { id: string; name: string; figures: Record<string, Figure> }
export interface Head { name: string; zh: string; en: string; form: 'share' | 'median'; unit: { zh: string; en: string }; about: { zh: string; en: string } }
export interface Answer { items: Subject[]; total: number; figures: Head[]; type: 'officer' | 'unit'; from: string; to: string; movesUntil: string; ownOnly: boolean }
export interface Behind { kind: string; id?: string; title?: string; areaName?: string; day: string; counted: boolean; days: number; missing: ('signature' | 'service' | 'clause')[] }

/** A share or a median with what it rests on: "80%（4/5）", "12 天（6 条）". */
export function figureText(head: Head, figure: Figure | undefined): string {
  if (!figure || figure.value === null) return t('performance.none')
  const numbers = { value: formatNumber(figure.value), counted: formatNumber(figure.counted), base: formatNumber(figure.base) }
  return t(head.form === 'median' ? 'performance.median' : 'performance.share', numbers)
}

/** What a record behind a figure did to it. */
export function noteOf(figure: string, one: Behind): string {
  if (figure === 'days_to_close') return t('performance.days', { days: formatNumber(one.days) })
  if (figure === 'rechecks_on_time') return t(one.counted ? 'performance.inTime' : 'performance.late')
  if (figure === 'notices_incomplete') return one.counted ? t('performance.lacks', { parts: one.missing.map((part) => t(`performance.part.${part}`)).join(t('performance.comma')) }) : t('performance.whole')
  return t(one.counted ? 'performance.again' : 'performance.notAgain')
}

export const isBad = (figure: string, one: Behind): boolean => figure !== 'days_to_close' && one.counted !== (figure === 'rechecks_on_time')
