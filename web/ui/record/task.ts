import type { Field, Row } from '@/api/types'

/** What is asked of who gives somebody a task: the same everywhere. */
export const taskFields = (titled: boolean): Field[] => [
  ...(titled ? [{ name: 'title', type: 'text', zh: '督办事项', en: 'What is to be done', max: 200 } satisfies Field] : []),
  { name: 'areaId', type: 'area', zh: '责任区域', en: 'Area', required: true, help: { zh: '不选单位和个人的，由这里的村（镇）办。', en: 'Without a unit or a person, this village (or the town) does it.' } },
  { name: 'dueOn', type: 'day', zh: '办结期限', en: 'Due', required: true },
  { name: 'personId', type: 'ref', zh: '责任人', en: 'Person', to: 'people' },
  { name: 'memberUnitId', type: 'ref', zh: '责任单位', en: 'Member unit', to: 'member-units' },
  { name: 'priority', type: 'choice', zh: '缓急', en: 'Priority', options: [{ value: 'normal', zh: '一般', en: 'Normal' }, { value: 'urgent', zh: '紧急', en: 'Urgent' }] },
  { name: 'detail', type: 'longtext', zh: '具体要求', en: 'What is asked for' },
]

/** Only what was filled in is sent. */
export const filled = (values: Row): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && !value.length)))
export const only = (values: Row, fields: Field[]): Row => Object.fromEntries(fields.map((field) => [field.name, values[field.name] ?? null]))
