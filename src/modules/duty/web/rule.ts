import { useKinds } from '@/api/kinds'
import type { Field, Row } from '@/api/types'
import { optionTitle } from '@/ui/fields'
import { t, titled } from '@/ui/text'

/** What a preview is asked with: the rule itself, without who confirmed it. */
const asked = ['name', 'title', 'titleEn', 'clause', 'enabled', 'bound', 'boundWhere', 'form', 'every', 'months', 'dayField', 'opens', 'closes', 'lead', 'days', 'working', 'grace', 'byKind', 'byField', 'byWhere', 'byDay', 'byPeriod', 'note', 'effectiveFrom', 'effectiveTo']
export const ruleOf = (values: Row): Row => Object.fromEntries(asked.flatMap((name) => {
  const value = values[name]
  return value === null || value === undefined || value === '' ? [] : [[name, value]]
}))

const text = (value: unknown) => (typeof value === 'string' ? value : '')
const kindTitle = (name: string) => { const kind = useKinds().find(name); return kind ? titled(kind) : name }
const fieldOf = (kind: string, name: string): Field | undefined => useKinds().find(kind)?.fields.find((one) => one.name === name)
const fieldTitle = (kind: string, name: string) => { const field = fieldOf(kind, name); return field ? titled(field) : name }

interface Where { field: string; values: string[] }
function conditions(kind: string, where: unknown): string {
  if (!Array.isArray(where)) return ''
  return (where as Where[]).map((one) => {
    const field = fieldOf(kind, one.field)
    const values = one.values.map((value) => (field?.type === 'boolean' ? t(value === 'true' ? 'answer.yes' : 'answer.no') : field ? optionTitle(field, value) : value))
    return `${fieldTitle(kind, one.field)}${t('list.colon')}${values.join(t('list.comma'))}`
  }).join(t('dutyRule.and'))
}
const withConditions = (kind: string, where: unknown) => [kindTitle(kind), conditions(kind, where)].filter(Boolean).join(' · ')

export const boundWords = (rule: Row): string => withConditions(text(rule.bound), rule.boundWhere)

/** Which record discharges it. */
export function proofWords(rule: Row): string {
  const bound = text(rule.bound), by = text(rule.byKind)
  if (!by) return text(rule.byDay) ? t('dutyRule.ownDay', { field: fieldTitle(bound, text(rule.byDay)) }) : t('dutyRule.moved', { field: fieldTitle(bound, text(rule.dayField)) })
  const parts = [withConditions(by, rule.byWhere), t('dutyRule.names', { field: fieldTitle(by, text(rule.byField)) })]
  const day = text(rule.byDay) || (useKinds().find(by)?.day ?? '')
  if (text(rule.byPeriod)) parts.push(t('dutyRule.byPeriod', { field: fieldTitle(by, text(rule.byPeriod)) }))
  else if (day) parts.push(t('dutyRule.byDay', { field: fieldTitle(by, day) }))
  return parts.join(t('dutyRule.semicolon'))
}

export function whenWords(rule: Row): string {
  const form = fieldOf('duty-rules', 'form'), every = fieldOf('duty-rules', 'every')
  const days = Number(rule.days ?? 0), field = fieldTitle(text(rule.bound), text(rule.dayField))
  const term = t(rule.working ? 'dutyRule.workingDays' : 'dutyRule.days', { count: days })
  const words = [form ? optionTitle(form, rule.form) : text(rule.form)]
  switch (rule.form) {
    case 'period': words.push(every ? optionTitle(every, rule.every) : '', days ? t('dutyRule.afterPeriod', { term }) : ''); break
    case 'rolling': words.push(t('dutyRule.months', { count: Number(rule.months ?? 0) })); break
    case 'after': words.push(t('dutyRule.afterDay', { field, term })); break
    case 'expiry': words.push(t('dutyRule.expiry', { field }), rule.lead ? t('dutyRule.ahead', { count: Number(rule.lead) }) : ''); break
    case 'window': words.push(t('dutyRule.window', { from: text(rule.opens), to: text(rule.closes) })); break
    case 'holiday': words.push(t('dutyRule.ahead', { count: Number(rule.lead ?? 0) })); break
  }
  if (rule.grace) words.push(t('dutyRule.grace', { count: Number(rule.grace) }))
  return words.filter(Boolean).join(t('dutyRule.semicolon'))
}
