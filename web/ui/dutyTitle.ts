import type { AnyRecord } from '@/api/types'
import { language } from './text'

/** What is owed, in the reader's language. */
export const dutyTitle = (duty: AnyRecord): string => String((language.value === 'en' && duty.titleEn) || duty.title || duty.rule)
export const isDone = (duty: AnyRecord): boolean => ['done', 'done_late', 'exempt', 'lifted'].includes(String(duty.state))
