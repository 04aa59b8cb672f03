import { newId } from '@/api/ids'
import type { AnyRecord, Field, Row } from '@/api/types'
import { addDays, instantNow } from '@/ui/format'

/** One verb of a hazard's life: its few questions and how the answers are sent. */
export interface Verb {
  name: string
  fields: Field[]
  initial: (hazard: AnyRecord, today: string) => Row
  /** From the flat form to the body that the verb takes. */
  body?: (values: Row) => Row | Record<string, unknown>
}

const field = (name: string, type: Field['type'], zh: string, en: string, more: Partial<Field> = {}): Field => ({ name, type, zh, en, ...more })
const option = (value: string, zh: string, en: string) => ({ value, zh, en })
const must = { required: true }
const when = field('happenedAt', 'instant', '时间', 'When', must)
const photos = field('photos', 'attachments', '照片', 'Photos')
const note = field('note', 'longtext', '说明', 'Note')
const now = (_: AnyRecord, today: string): Row => ({ happenedAt: instantNow(today) })
const onToday = (_: AnyRecord, today: string): Row => ({ on: today })
const longer = (hazard: AnyRecord, today: string): Row => {
  const due = typeof hazard.dueOn === 'string' && hazard.dueOn > today ? hazard.dueOn : today
  return { dueOn: addDays(due, 15) }
}

const verbs: Verb[] = [
  { name: 'rectification', initial: now, fields: [when, field('description', 'longtext', '改了什么', 'What was done', must), photos] },
  {
    name: 'recheck', initial: now, // the verdict is never preset, and without one the server asks for it
    fields: [field('passed', 'choice', '复查结论', 'Verdict', { required: true, options: [option('true', '合格，销号', 'Passed: close it'), option('false', '不合格', 'Not passed')] }), when,
      field('inspectorIds', 'ref', '复查人员', 'Rechecked by', { required: true, to: 'people' }), field('note', 'longtext', '复查情况', 'What was seen'), photos,
      field('dueOn', 'day', '再给期限到', 'New term until', { help: { zh: '只在不合格、再给一次期限时填。', en: 'Only if not passed and given one more term.' } }),
      field('reason', 'text', '再给期限的理由', 'Reason for the new term')],
    body: ({ dueOn, reason, passed, ...rest }) => ({ ...rest, ...(passed ? { passed: passed === 'true' } : {}), ...(passed === 'false' && dueOn ? { newTerm: { dueOn, reason: reason ?? '' } } : {}) }),
  },
  { name: 'extension', initial: longer, fields: [field('dueOn', 'day', '延到', 'Until', must), field('reason', 'longtext', '理由', 'Reason', must)] },
  { name: 'extension-decision', initial: () => ({}), fields: [field('granted', 'boolean', '同意延期', 'Grant it', must), note] },
  { name: 'term-decision', initial: () => ({}), fields: [field('approved', 'boolean', '同意这个期限', 'Approve the term', must), note] },
  {
    name: 'referral', initial: onToday,
    fields: [field('to', 'text', '移送给', 'Refer to', { required: true, help: { zh: '县级主管部门的全称。', en: 'The county authority’s full name.' } }), field('on', 'day', '移送日期', 'Date', must), field('reason', 'longtext', '理由', 'Reason', must)],
  },
  { name: 'referral-answer', initial: onToday, fields: [field('answer', 'longtext', '答复内容', 'The answer', must), field('on', 'day', '答复日期', 'Date', must)] },
  { name: 'county-report', initial: now, fields: [when, note] },
  {
    name: 'county-verdict', initial: onToday,
    fields: [field('level', 'choice', '县级认定', 'The county’s verdict', { required: true, options: [option('general', '一般隐患', 'General'), option('major', '重大隐患', 'Major')] }),
      field('on', 'day', '日期', 'Date', must), field('document', 'text', '文号', 'Document number', must), field('criterionId', 'text', '判定标准条目', 'Criterion', { help: { zh: '县级认定文件写明的标准和条目。', en: 'The standard and item that the county’s document names.' } })],
  },
  { name: 'withdrawal', initial: () => ({}), fields: [field('reason', 'longtext', '为什么撤回', 'Why it is withdrawn', must)] },
]
const byName = new Map(verbs.map((verb) => [verb.name, verb]))
export const verbOf = (name: string): Verb | undefined => byName.get(name)

/** The order in which they are offered: what moves the hazard on comes first. */
const order = ['term-decision', 'extension-decision', ...verbs.map((verb) => verb.name)]
export const inOrder = (names: string[]): string[] => names.filter((name) => byName.has(name)).sort((a, b) => order.indexOf(a) - order.indexOf(b))

export function bodyOf(verb: Verb, values: Row, id = newId()): Record<string, unknown> {
  const shaped: Record<string, unknown> = verb.body ? { ...verb.body(values) } : { ...values }
  return Object.fromEntries([['id', id], ...Object.entries(shaped).filter(([, value]) => value !== null && value !== undefined && value !== '')])
}
