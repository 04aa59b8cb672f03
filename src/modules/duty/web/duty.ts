import type { Field } from '@/api/types'

export const mayAskExemption = ['office', 'officer', 'supervisor', 'village', 'enterprise']
export const exemptionFields: Field[] = [
  { name: 'reason', type: 'longtext', zh: '免办理由', en: 'Why it need not be done', required: true, max: 1000 },
  { name: 'until', type: 'day', zh: '免到哪天', en: 'Exempt until', help: { zh: '空着只免这一次；填了日期，到那天为止到期的都免。', en: 'Left empty, only this one; with a day, whatever falls due until then.' } },
  { name: 'document', type: 'text', zh: '依据文件', en: 'Document that it rests on', max: 200 },
  { name: 'attachments', type: 'attachments', zh: '附件', en: 'Attachments' },
]
