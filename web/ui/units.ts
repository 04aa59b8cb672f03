import type { Titled } from '@/api/types'
import { language, titled } from './text'

/** A unit may come in both languages or as one word. */
export const unitText = (unit: Titled | string | null | undefined, value?: number | null): string => {
  const words = typeof unit === 'string' ? unit : titled(unit)
  return language.value === 'en' && value === 1 ? singular(words) : words
}

/** English units are declared for many: 1 hazard, 1 copy, 1 box, 1 person. */
export function singular(words: string): string {
  const known: Record<string, string> = { people: 'person', persons: 'person' }
  return known[words] ?? words.replace(/ies$/, 'y').replace(/(x|s|ch|sh)es$/, '$1').replace(/([^s])s$/, '$1')
}
