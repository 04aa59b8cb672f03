import { newId } from '@/api/ids'
import type { AnyRecord, Field, Row, Value } from '@/api/types'
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

/** The six parts of a governance plan. */
export const planParts: Field[] = [field('goals', 'longtext', '治理的目标和任务', 'Goals and tasks'), field('methods', 'longtext', '采取的方法和措施', 'Methods and measures'),
  field('resources', 'longtext', '经费和物资的落实', 'Money and supplies'), field('people', 'longtext', '负责治理的机构和人员', 'Who is responsible'),
  field('terms', 'longtext', '治理的时限和要求', 'Terms and demands'), field('safety', 'longtext', '安全措施和应急预案', 'Safety measures and emergency plan')]

const verbs: Verb[] = [
  { name: 'rectification', initial: now, fields: [when, field('description', 'longtext', '改了什么', 'What was done', must), photos] },
  {
    name: 'recheck', initial: now, // the verdict is never preset, and without one the server asks for it
    fields: [field('passed', 'choice', '复查结论', 'Verdict', { required: true, options: [option('true', '合格，销号', 'Passed: close it'), option('false', '不合格', 'Not passed')] }), when,
      field('inspectorIds', 'ref', '复查人员', 'Rechecked by', { required: true, to: 'people' }), field('note', 'longtext', '复查情况', 'What was seen'), photos,
      field('dueOn', 'day', '再给期限到', 'New term until', { when: { field: 'passed', is: 'false' }, help: { zh: '不再给期限就空着；重大隐患不能再给，只能移送。', en: 'Leave it empty to give none; a major hazard gets none and is referred.' } }),
      field('reason', 'text', '再给期限的理由', 'Reason for the new term', { when: { field: 'passed', is: 'false' } })],
    body: ({ dueOn, reason, passed, ...rest }) => ({ ...rest, ...(passed ? { passed: passed === 'true' } : {}), ...(passed === 'false' && dueOn ? { newTerm: { dueOn, reason: reason ?? '' } } : {}) }),
  },
  { name: 'extension', initial: longer, fields: [field('dueOn', 'day', '延到', 'Until', must), field('reason', 'longtext', '理由', 'Reason', must)] },
  { name: 'extension-decision', initial: () => ({}), fields: [field('granted', 'boolean', '同意延期', 'Grant it', must), field('note', 'longtext', '意见', 'Opinion', { help: { zh: '第二次延期，或超过镇里规定天数的，由领导决定；超天数的要写明理由。', en: 'A second extension, or one beyond the town’s limit, is a leader’s; beyond the limit the leader says why.' } })] },
  { name: 'term-decision', initial: () => ({}), fields: [field('approved', 'boolean', '同意这个期限', 'Approve the term', must), note] },
  {
    name: 'referral', initial: onToday,
    fields: [field('to', 'text', '移送给', 'Refer to', { required: true, help: { zh: '县级主管部门的全称。', en: 'The county authority’s full name.' } }), field('on', 'day', '移送日期', 'Date', must), field('answerDueOn', 'day', '应答复日期', 'Answer due', { help: { zh: '到期没有答复，首页会提醒；没有约定就空着。', en: 'The first page reminds when none has come; leave empty if none was agreed.' } }),
      field('number', 'text', '移送函文号', 'Number of the letter', { help: { zh: '在这里开移送函的，文号会自动填上。', en: 'Filled in by itself when the letter is made here.' } }), field('reason', 'longtext', '理由', 'Reason', must)],
  },
  {
    name: 'referral-answer', initial: onToday,
    fields: [field('result', 'choice', '答复结果', 'Result', { required: true, options: [option('accepted', '已受理，还没有结果', 'Accepted, no outcome yet'), option('returned', '退回，由镇处理', 'Returned to the town'), option('dealt_with', '已处理', 'Dealt with')] }),
      field('on', 'day', '答复日期', 'Date', must), field('document', 'text', '答复文号', 'Document'), field('answer', 'longtext', '答复内容', 'The answer', must),
      field('answerDueOn', 'day', '应办结日期', 'Outcome due', { when: { field: 'result', is: 'accepted' } }),
      field('dueOn', 'day', '新的整改期限', 'New term', { when: { field: 'result', is: 'returned' }, help: { zh: '空着就沿用原期限。', en: 'Left empty, the old term stands.' } }), photos],
  },
  { name: 'county-report', initial: now, fields: [when, note] },
  {
    name: 'county-verdict', initial: onToday,
    fields: [field('level', 'choice', '县级认定', 'The county’s verdict', { required: true, options: [option('general', '一般隐患', 'General'), option('major', '重大隐患', 'Major')] }),
      field('on', 'day', '日期', 'Date', must), field('document', 'text', '文号', 'Document number', must), field('criterionId', 'text', '判定标准条目', 'Criterion', { help: { zh: '县级认定文件写明的标准和条目。', en: 'The standard and item that the county’s document names.' } })],
  },
  {
    name: 'listing', initial: onToday,
    fields: [field('by', 'text', '挂牌单位', 'Listed by', must), field('document', 'text', '挂牌文号', 'Document', must), field('on', 'day', '挂牌日期', 'Listed on', must),
      field('dueOn', 'day', '治理期限', 'Term'), field('person', 'text', '督办单位责任人', 'Responsible person'), note],
  },
  {
    name: 'governance-plan', initial: (hazard) => ({ ...(hazard.governancePlan as unknown as Row | null) }), fields: [...planParts, photos],
    body: ({ photos: files, ...parts }) => ({ plan: Object.fromEntries(Object.entries(parts).filter(([, value]) => value)) as unknown as Value, ...(files ? { photos: files } : {}) }),
  },
  { name: 'progress', initial: now, fields: [when, field('description', 'longtext', '治理进展', 'Progress', must), photos] },
  { name: 'lifting-request', initial: onToday, fields: [field('on', 'day', '申请日期', 'Date', must), field('description', 'longtext', '治理情况', 'What was done', must), photos] },
  {
    name: 'lifting', initial: onToday,
    fields: [field('lifted', 'choice', '县级复核结果', 'The county’s review', { required: true, options: [option('true', '同意核销', 'Lifted'), option('false', '不同意，继续治理', 'Not lifted')] }), field('on', 'day', '日期', 'Date', must),
      field('document', 'text', '文号', 'Document', must), note, photos],
    body: ({ lifted, ...rest }) => ({ ...rest, ...(lifted ? { lifted: lifted === 'true' } : {}) }),
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
