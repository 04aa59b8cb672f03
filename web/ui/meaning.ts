/** The only four meanings that have a colour; everything else is plain. */
export type Meaning = 'late' | 'soon' | 'done' | 'wait' | 'plain'

const byValue: Record<string, Meaning> = {
  closed: 'done', signed: 'done', done: 'done', finished: 'done', passed: 'done', pass: 'done', approved: 'done',
  awaiting_recheck: 'wait', referred: 'wait', submitted: 'wait', waiting: 'wait', draft: 'plain',
  rectifying: 'soon', overdue: 'late', late: 'late', expired: 'late', rejected: 'late', returned: 'late', fail: 'late', failed: 'late',
  doing: 'soon', awaiting_acceptance: 'wait', accepted: 'done', answered: 'done', owner: 'late',
  major: 'late', owed: 'soon', enterprise: 'late', town: 'late',
}
const coloured = new Set(['status', 'state', 'result', 'late', 'level'])

/** The meaning of a choice's value; only fields that tell a state may carry colour. */
export function meaningOf(field: string, value: unknown): Meaning {
  if (!coloured.has(field) || typeof value !== 'string') return 'plain'
  if (field === 'level' && value !== 'major') return 'plain'
  return byValue[value] ?? 'plain'
}
