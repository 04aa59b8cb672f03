import { language, t } from './text'

const dayLength = 86_400_000
const businessShift = 8 * 3_600_000

/** Every day and hour is shown in the business zone, +08:00, wherever the browser stands. */
export function dayOfInstant(instant: string): string {
  return new Date(Date.parse(instant) + businessShift).toISOString().slice(0, 10)
}

export function formatInstant(instant: string | null | undefined): string {
  if (!instant) return ''
  const time = Date.parse(instant)
  if (Number.isNaN(time)) return instant
  return new Date(time + businessShift).toISOString().slice(0, 16).replace('T', ' ')
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A day inside a sentence: 2023年5月30日, 30 May 2023. */
export function dayInWords(day: string | null | undefined): string {
  const [year, month, date] = (day ?? '').slice(0, 10).split('-').map(Number)
  if (!year || !month || !date) return day ?? ''
  return language.value === 'zh' ? `${year}年${month}月${date}日` : `${date} ${months[month - 1]} ${year}`
}

export function weekday(day: string): string {
  const names = t('time.weekdays').split(' ')
  return names[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to.slice(0, 10)}T00:00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00:00Z`)) / dayLength)
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayLength).toISOString().slice(0, 10)
}

/** How far away a day is: 3 天前到期, 今天到期, 还有 3 天. */
export function dueInWords(today: string, due: string): string {
  const left = daysBetween(today, due)
  if (left < 0) return t('time.overdue', { days: -left })
  if (left === 0) return t('time.dueToday')
  return t('time.left', { days: left })
}

export function formatNumber(value: number | null | undefined, digits = 2): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '—'
  return value.toLocaleString(language.value === 'zh' ? 'zh-CN' : 'en-GB', { maximumFractionDigits: digits })
}

/** The moment now as the server wants it, with the business offset; a demo keeps its stopped day. */
export function instantNow(today: string): string {
  const clock = new Date(Date.now() + businessShift).toISOString().slice(11, 19)
  return `${today || new Date(Date.now() + businessShift).toISOString().slice(0, 10)}T${clock}+08:00`
}
