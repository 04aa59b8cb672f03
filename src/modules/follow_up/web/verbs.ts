import type { AnyRecord, Field, Row } from '@/api/types'
import { addDays } from '@/ui/format'
import { taskFields } from '@/ui/record/task'

/** One verb of a follow-up's life: its few questions. */
export interface Verb { name: string; fields: Field[]; initial: (followUp: AnyRecord, today: string) => Row }

const field = (name: string, type: Field['type'], zh: string, en: string, more: Partial<Field> = {}): Field => ({ name, type, zh, en, ...more })
const must = { required: true }
const proof = field('attachments', 'attachments', '照片和文件', 'Photos and files')
const reason = field('reason', 'longtext', '理由', 'Reason', must)
const note = field('note', 'longtext', '意见', 'Opinion')
const on = field('on', 'day', '日期', 'Day', must)
const done = field('description', 'longtext', '办理情况', 'What was done', must)
const onToday = (_: AnyRecord, today: string): Row => ({ on: today })
const owners = taskFields(false).filter((one) => ['areaId', 'personId', 'memberUnitId'].includes(one.name))

const verbs: Verb[] = [
  { name: 'acceptance', initial: onToday, fields: [on, note, proof] },
  { name: 'extension-decision', initial: () => ({}), fields: [field('granted', 'boolean', '同意延期', 'Grant it', must), note] },
  { name: 'completion', initial: onToday, fields: [on, done, proof] },
  { name: 'progress', initial: onToday, fields: [on, done, proof] },
  { name: 'return', initial: onToday, fields: [on, field('reason', 'longtext', '哪里没办到位', 'What is missing', must), field('dueOn', 'day', '另给期限到', 'Another day'), proof] },
  { name: 'extension', initial: (one, today) => ({ dueOn: addDays(String(one.dueOn) > today ? String(one.dueOn) : today, 7) }), fields: [field('dueOn', 'day', '延到', 'Until', must), reason, proof] },
  { name: 'handover', initial: (one) => ({ areaId: String(one.areaId), areaName: String(one.areaName ?? '') }), fields: [...owners, reason] },
  { name: 'withdrawal', initial: () => ({}), fields: [reason] },
]
const byName = new Map(verbs.map((verb) => [verb.name, verb]))
export const verbOf = (name: string): Verb | undefined => byName.get(name)
export const inOrder = (names: string[]): string[] => verbs.map((verb) => verb.name).filter((name) => names.includes(name))
