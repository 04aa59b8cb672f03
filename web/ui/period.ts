import { language, t } from './text'

export interface Period { from: string; to: string; name: string }
const two = (value: number) => String(value).padStart(2, '0')
const last = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()
const month = (year: number, number: number): [string, string] => [`${year}-${two(number)}-01`, `${year}-${two(number)}-${last(year, number)}`]

/** The periods that people ask for, counted from the business day. */
export function periods(today: string): Period[] {
  const year = Number(today.slice(0, 4))
  const now = Number(today.slice(5, 7))
  const before = now === 1 ? month(year - 1, 12) : month(year, now - 1)
  const quarter = Math.floor((now - 1) / 3)
  const zh = language.value === 'zh'
  const one = (name: string, [from, to]: [string, string]): Period => ({ name, from, to })
  return [
    one(t('period.half1', { year }), [`${year}-01-01`, `${year}-06-30`]),
    one(t('period.half2', { year }), [`${year}-07-01`, `${year}-12-31`]),
    one(t('period.year', { year }), [`${year}-01-01`, `${year}-12-31`]),
    one(t('period.quarter', { year, quarter: zh ? '一二三四'[quarter] ?? '' : quarter + 1 }), [month(year, quarter * 3 + 1)[0], month(year, quarter * 3 + 3)[1]]),
    one(t('period.thisMonth'), month(year, now)),
    one(t('period.lastMonth'), before),
    one(t('period.year', { year: year - 1 }), [`${year - 1}-01-01`, `${year - 1}-12-31`]),
  ]
}
