import type { Field } from '@/api/types'

/** What a confirmation asks, of one text or of several. */
export const confirmFields: Field[] = [
  { name: 'against', type: 'text', zh: '对照的原文', en: 'Compared with', required: true, max: 300, help: { zh: '如：国务院公报 2023 年第 18 号；国家标准全文公开系统。', en: 'For instance a gazette and its number, or the official site.' } },
  { name: 'sourceFiles', type: 'attachments', zh: '原文文件', en: 'Text as a file', help: { zh: '上传原文（PDF、Word、图片）。系统记下文件的校验码，以后能看出有没有换过。', en: 'Upload the text. Its hash is kept, so that a later change can be seen.' } },
  { name: 'on', type: 'day', zh: '核对日期', en: 'Compared on', required: true },
]
