import type { Titled } from '@/api/types'
import { titled } from './text'

/** A unit may come in both languages or as one word. */
export const unitText = (unit: Titled | string | null | undefined): string => (typeof unit === 'string' ? unit : titled(unit))
