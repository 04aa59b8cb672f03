import type { AnyRecord, Field } from '@/api/types'
import { formatNumber } from '@/ui/format'
import type { Meaning } from '@/ui/meaning'
import { t } from '@/ui/text'

export interface Cell { state: 'scored' | 'not_applicable' | 'waiting'; points: number; passed: boolean }
export interface Head { code: string; section?: string; title: string; points: number; manner: 'formula' | 'manual'; peerGroup?: string }
export interface Line {
  id: string; subject: string; peerGroup?: string; score: number | null; grade?: string; veto: boolean; rank?: number; waiting: number; openAppeals: number; closedOn?: string
  cells: Record<string, Cell>
}
export interface Table {
  round: AnyRecord; items: Head[]; rows: Line[]; subjectType: string; total: number; ranked: boolean; next: string | null; mayMove: boolean
  waiting: number; openAppeals: number; certainty?: string
}
export interface FigureOf { name: string; zh: string; en: string; unit: string; value: number | null; records?: string; list?: string }
export interface Said { id: string; by: string; on: string; points?: number; reason?: string; note?: string; text?: string; proof?: string[]; code?: string; type?: string; answer?: string; upheld?: boolean; answeredBy?: string; answeredOn?: string }
export interface Item {
  code: string; section?: string; title: string; basis?: string; manner: 'formula' | 'manual'; formula?: string; missing?: string
  full: number; points: number; state: Cell['state']; byHand: boolean; passed: boolean; figures: FigureOf[]; given: Said[]; notes: Said[]; gain?: number
}
export interface Sheet {
  id: string; version: number; roundId: string; roundTitle: string; periodFrom: string; periodTo: string; stage: string; subjectType: string; subject: string; peerGroup?: string
  score: number | null; grade?: string; rank?: number; veto: boolean; closedOn?: string; waiting: number; total: number; base: number; got: number; bonus: number; deduction: number
  items: Item[]; adjustments: Said[]; vetoes: Said[]; vetoRules: { code: string; title: string }[]; appeals: Said[]; verbs: string[]
}

export const stages = ['draft', 'self_check', 'review', 'notice', 'frozen', 'published'] as const
export const stageTitle = (stage: string): string => t(`assess.stage.${stage as (typeof stages)[number]}`)
export const gradeTitle = (grade: string | undefined): string => (grade ? t(`assess.grade.${grade as 'excellent' | 'good' | 'passed' | 'failed'}`) : '')
export const gradeMeaning = (grade: string | undefined): Meaning => (grade === 'failed' ? 'late' : grade === 'passed' ? 'soon' : grade ? 'done' : 'plain')
export const ofPersons = (type: string): boolean => ['patroller', 'officer', 'unit'].includes(type)

/** What stands in a cell of the table: points, or passed for persons. */
export function cellText(cell: Cell | undefined, persons: boolean): string {
  if (!cell) return '—'
  if (cell.state === 'not_applicable') return t('assess.notApplicable')
  if (cell.state === 'waiting') return t('assess.toScore')
  return persons ? t(cell.passed ? 'assess.pass' : 'assess.fail') : formatNumber(cell.points)
}

const both = (zh: string, en: string) => ({ zh, en })
const proof: Field = { name: 'proof', type: 'attachments', ...both('佐证材料', 'Proof') }
/** What each verb asks; `most` bounds the points. */
export function verbFields(verb: string, most: number, vetoes: Sheet['vetoRules']): Field[] {
  const points: Field = { name: 'points', type: 'decimal', ...both('分', 'Points'), min: 0, max: most, required: true }
  const reason: Field = { name: 'reason', type: 'longtext', ...both('理由', 'Reason'), required: true, max: 1000 }
  if (verb === 'score') return [points, reason, proof]
  if (verb === 'adjustment') return [{ name: 'type', type: 'choice', ...both('加减', 'Which'), required: true, options: [{ value: 'bonus', ...both('加分', 'Bonus') }, { value: 'deduction', ...both('扣分', 'Deduction') }] }, points, reason, proof]
  if (verb === 'veto') return [{ name: 'code', type: 'choice', ...both('情形', 'Which'), required: true, options: vetoes.map((one) => ({ value: one.code, ...both(one.title, one.title) })) }, { ...reason, max: 300 }, proof]
  if (verb === 'self-check') return [{ ...points, required: false, ...both('自评分', 'Own score') }, { name: 'note', type: 'longtext', ...both('情况说明', 'How it stands'), max: 1000 }, proof]
  if (verb === 'appeal') return [{ name: 'text', type: 'longtext', ...both('申诉理由', 'Reasons'), required: true, max: 1000 }, proof]
  if (verb === 'appeal-answer') return [{ name: 'upheld', type: 'boolean', ...both('采纳', 'Upheld'), required: true }, { name: 'answer', type: 'longtext', ...both('答复', 'Answer'), required: true, max: 1000 }, { ...points, required: false, ...both('改为几分（采纳时）', 'New points, if upheld') }]
  return [reason]
}
