import type { AnyRecord, Field } from '@/api/types'
import { language } from '@/ui/text'

/** What is owed, in the reader's language. */
export const dutyTitle = (duty: AnyRecord): string => String((language.value === 'en' && duty.titleEn) || duty.title || duty.rule)
export const isDone = (duty: AnyRecord): boolean => ['done', 'done_late', 'exempt', 'lifted'].includes(String(duty.state))

export const mayAskExemption = ['office', 'officer', 'supervisor', 'village', 'enterprise']
export const exemptionFields: Field[] = [
  { name: 'reason', type: 'longtext', zh: '免办理由', en: 'Why it need not be done', required: true, max: 1000 },
  { name: 'until', type: 'day', zh: '免到哪天', en: 'Exempt until', help: { zh: '空着只免这一次；填了日期，到那天为止到期的都免。', en: 'Left empty, only this one; with a day, whatever falls due until then.' } },
  { name: 'document', type: 'text', zh: '依据文件', en: 'Document that it rests on', max: 200 },
  { name: 'attachments', type: 'attachments', zh: '附件', en: 'Attachments' },
]
