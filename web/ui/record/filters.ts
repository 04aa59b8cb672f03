import type { Field, Kind } from '@/api/types'
import { optionTitle } from '../fields'
import { t, titled, word } from '../text'

export const filterFields = (kind: Kind): Field[] => kind.fields.filter((field) => (field.filter || field.name === 'late') && field.type !== 'area'
  && (field.type !== 'text' || field.options))
export const hasArea = (kind: Kind): boolean => kind.fields.some((field) => field.type === 'area')
export const isRange = (field: Field): boolean => ['day', 'instant', 'integer', 'decimal'].includes(field.type)

const labels = new Map<string, string>()
/** The title of something picked as a filter, so that the sentence names it and not its id. */
export const rememberLabel = (id: string, title: string): void => { labels.set(id, title) }
export const labelOf = (id: string): string | undefined => labels.get(id)

/** Each filter as words: 状态：整改中, 下黎村, 发现日期 2023-01-01 至 2023-06-30. */
export function sentences(kind: Kind, filters: Record<string, string>, areaName: (id: string) => string):
  { keys: string[]; words: string }[] {
  const said: { keys: string[]; words: string }[] = []
  const ranges = new Set<string>()
  for (const [key, value] of Object.entries(filters)) {
    if (key === 'area' || key === 'areaId') {
      said.push({ keys: [key], words: areaName(value) || t('list.thisArea') })
      continue
    }
    const name = key.replace(/\.(from|to)$/, '')
    const field = kind.fields.find((one) => one.name === name)
    const title = field ? titled(field) : word('filter', name)
    if (name !== key) {
      if (ranges.has(name)) continue
      ranges.add(name)
      const from = filters[`${name}.from`]
      const to = filters[`${name}.to`]
      const words = from && to ? t('list.between', { from, to }) : from ? t('list.since', { from }) : t('list.until', { to })
      said.push({ keys: [`${name}.from`, `${name}.to`], words: `${title} ${words}` })
      continue
    }
    if (!field && (value === 'true' || key === 'mine')) { said.push({ keys: [key], words: title }); continue }
    const shown = !field ? word('filterValue', value)
      : field.type === 'choice' ? value.split(',').map((one) => optionTitle(field, one)).map((one) => word('filterValue', one)).join(t('list.or'))
        : field.type === 'boolean' ? (value === 'true' ? t('answer.yes') : t('answer.no'))
          : labelOf(value) ?? (field.type === 'ref' ? t('list.oneChosen') : value)
    said.push({ keys: [key], words: `${title}${t('list.colon')}${shown}` })
  }
  return said
}
