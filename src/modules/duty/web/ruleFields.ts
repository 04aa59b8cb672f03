import type { Field, Kind, Option, Row } from '@/api/types'

/** The fields of a rule as somebody fills them in: kinds, fields and values are chosen by their titles, and only what the chosen way of timing needs is asked. */
const option = (one: Field): Option => ({ value: one.name, zh: one.zh, en: one.en })
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
/** Duties made by rules bind nobody themselves. */
const neverBound = ['duties', 'duty-rules', 'duty-exemptions']
const yesNo: Option[] = [{ value: 'true', zh: '是', en: 'Yes' }, { value: 'false', zh: '否', en: 'No' }]

export function wordedRuleFields(fields: Field[], kinds: Kind[]): Field[] {
  const byName = new Map(kinds.map((kind) => [kind.kind, kind]))
  const fieldsOf = (kind: string, test: (field: Field) => boolean) => (byName.get(kind)?.fields ?? []).filter((field) => !field.many && test(field))
  const kindOptions = kinds.filter((kind) => !neverBound.includes(kind.kind)).map((kind) => ({ value: kind.kind, zh: kind.zh, en: kind.en }))
  const days = (kind: string) => (kind ? fieldsOf(kind, (field) => field.type === 'day').map(option) : undefined)
  /** Where the proof names whom it is of: a field that leads there, else any that could. */
  const naming = (values: Row) => {
    const by = text(values.byKind), bound = text(values.bound)
    if (!by) return undefined
    const leading = fieldsOf(by, (field) => (field.type === 'ref' && field.to === bound) || (field.type === 'area' && bound === 'areas'))
    return (leading.length ? leading : fieldsOf(by, (field) => ['ref', 'area', 'text'].includes(field.type))).map(option)
  }
  const conditions = (kind: string): Field[] => [
    { name: 'field', type: 'text', zh: '哪一栏', en: 'Which field', required: true, choices: () => (kind ? fieldsOf(kind, (field) => ['choice', 'boolean', 'text', 'integer', 'ref', 'area'].includes(field.type)).map(option) : undefined) },
    { name: 'values', type: 'text', many: true, zh: '是下面这些之一', en: 'Is one of', required: true, choices: (row) => {
      const field = byName.get(kind)?.fields.find((one) => one.name === row.field)
      return field?.type === 'choice' ? field.options : field?.type === 'boolean' ? yesNo : undefined
    } },
  ]
  const form = (...names: string[]) => (values: Row) => names.includes(text(values.form))
  const changes: Record<string, Partial<Field>> = {
    bound: { type: 'choice', options: kindOptions },
    boundWhere: { fieldsFor: (values) => conditions(text(values.bound)) },
    every: { askedFor: form('period') }, months: { askedFor: form('rolling', 'expiry') },
    dayField: { choices: (values) => days(text(values.bound)), askedFor: form('after', 'expiry') },
    opens: { askedFor: form('window') }, closes: { askedFor: form('window') }, lead: { askedFor: form('expiry', 'holiday') },
    days: { askedFor: form('period', 'after', 'window') }, working: { askedFor: form('period', 'after', 'window') },
    byKind: { type: 'choice', options: kindOptions, askedFor: (values) => text(values.form) !== 'expiry' || Boolean(values.byKind) },
    byField: { choices: naming, askedFor: (values) => Boolean(values.byKind) }, byWhere: { fieldsFor: (values) => conditions(text(values.byKind)), askedFor: (values) => Boolean(values.byKind) },
    byDay: { choices: (values) => days(text(values.byKind) || text(values.bound)), askedFor: (values) => text(values.form) !== 'expiry' || Boolean(values.byDay) },
    byPeriod: { choices: (values) => (values.byKind ? fieldsOf(text(values.byKind), (field) => field.type === 'text').map(option) : undefined), askedFor: (values) => Boolean(values.byPeriod) || (text(values.form) === 'period' && Boolean(values.byKind)) },
  }
  return fields.map((field) => ({ ...field, ...changes[field.name] }))
}
