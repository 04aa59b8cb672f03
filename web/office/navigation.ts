import { inspectingRoles } from '@/api/loop'
import { staffRoles, useSession } from '@/api/session'
import { useKinds } from '@/api/kinds'
import type { Kind } from '@/api/types'
import { createPath, listPath, mayCreate } from '@/ui/registry'
import { t, titled, type MessageKey } from '@/ui/text'

export interface Entry { path: string; title: string; kind?: string; create?: string }
export interface Group { name: string; title: string; entries: Entry[] }

/** The order of the office's day. Kinds that the server declares beyond these join their group's end. */
const order: { name: string; title: MessageKey; items: string[] }[] = [
  { name: 'inspection', title: 'nav.inspection', items: ['outings', 'inspections', 'hazards', 'notices', 'violations', 'checklists', '/enforcement-performance'] },
  { name: 'base', title: 'nav.base', items: ['enterprises', '/enterprises/duplicates', 'places', 'areas', '/map'] },
  { name: 'responsibility', title: 'nav.responsibility', items: ['/duties', 'follow-ups', 'progress-reviews', 'incoming-documents', '/letters', 'letters', 'assessment-rounds', 'assessments', 'assessment-schemes', '/my-assessments', 'meetings', 'people', 'appointments', 'member-units'] },
  { name: 'daily', title: 'nav.daily', items: ['publicity', 'trainings', 'campaigns', 'projects'] },
  { name: 'emergency', title: 'nav.emergency', items: ['plans', 'drills', 'teams', 'supplies', 'accidents'] },
  { name: 'report', title: 'nav.report', items: ['/periodic-reports', '/reports', '/measures', '/county-forms'] },
  { name: 'administration', title: 'nav.administration', items: ['accounts', 'authorities', 'law-texts', 'criteria', 'notice-words', 'terms', 'duty-rules', '/holidays', '/settings', '/templates', '/ledgers', '/audit'] },
]
const plainPages: Record<string, MessageKey> = { '/periodic-reports': 'periodic.title', '/duties': 'duty.title', '/letters': 'letter.standing', '/my-assessments': 'assess.mine', '/enforcement-performance': 'performance.title', '/map': 'nav.map', '/enterprises/duplicates': 'merger.duplicates', '/reports': 'nav.reports', '/measures': 'nav.measures', '/templates': 'nav.templates', '/audit': 'nav.audit', '/settings': 'setting.title', '/holidays': 'holidays.title', '/ledgers': 'ledger.title', '/county-forms': 'countyForm.title' }
/** Plain pages that not everybody may see. */
const seers: Record<string, string[]> = { '/letters': staffRoles, '/my-assessments': ['patroller', 'supervisor', 'officer'], '/enforcement-performance': ['leader', 'office', 'officer', 'supervisor', 'auditor'], '/periodic-reports': ['leader', 'office', 'officer', 'supervisor', 'village', 'grid_leader', 'administrator', 'auditor'], '/reports': staffRoles, '/measures': staffRoles, '/enterprises/duplicates': ['office', 'administrator', 'supervisor', 'officer'], '/templates': ['office', 'administrator', 'leader', 'auditor'], '/audit': ['auditor', 'administrator'], '/settings': ['administrator', 'auditor'], '/holidays': ['administrator', 'office', 'leader', 'auditor'], '/ledgers': ['administrator', 'office'], '/county-forms': staffRoles, '/map': staffRoles, '/accounts/new': ['administrator'], '/hazards/recheck': inspectingRoles }

/** Whether the signed-in person has anything to do on the page of an address; else it says so before anything is typed. */
export function mayOpen(path: string, params: Record<string, unknown>): boolean {
  // Of one record the server says who may see it: a letter is signed by whom its list of standing is not for.
  const page = Object.keys(seers).find((one) => path === one || (path.startsWith(`${one}/`) && typeof params.id !== 'string'))
  if (page && !useSession().is(...seers[page] ?? [])) return false
  const kinds = useKinds()
  // A page that has seers of its own is looked at, too, by who may not add to it.
  const creates = page ? undefined : kinds.kinds.find((kind) => createPath(kind.kind) === path)
  if (creates) return mayCreate(creates.kind)
  const kind = typeof params.kind === 'string' ? kinds.find(params.kind) : undefined
  if (!kind) return true
  return path.endsWith('/edit') ? kind.edit : path.endsWith('/import') ? kind.import : true
}

export function navigation(all: Kind[]): Group[] {
  const kinds = all.filter((kind) => !kind.retired)
  const known = new Map(kinds.map((kind) => [kind.kind, kind]))
  // The pages of templates and duties lead to their records.
  const placed = new Set(['templates', 'duties', 'periodic-reports', ...order.flatMap((group) => group.items)])
  const groups = order.map((group) => {
    const later = kinds.filter((kind) => kind.group === group.name && !placed.has(kind.kind)).map((kind) => kind.kind)
    const entries = [...group.items, ...later].flatMap((item): Entry[] => {
      const plain = plainPages[item]
      if (plain) return !seers[item] || useSession().is(...seers[item]) ? [{ path: item, title: t(plain) }] : []
      const kind = known.get(item)
      // An enterprise lies in one area and has no tree to look after.
      if (!kind || (item === 'areas' && !useSession().is(...staffRoles))) return []
      placed.add(item)
      return [{ path: listPath(item), title: titled(kind), kind: item, ...(mayCreate(item) ? { create: createPath(item) } : {}) }]
    })
    return { name: group.name, title: t(group.title), entries }
  })
  const rest = kinds.filter((kind) => !placed.has(kind.kind))
  const last = groups.find((group) => group.name === 'administration')
  for (const kind of rest) last?.entries.push({ path: listPath(kind.kind), title: titled(kind), kind: kind.kind })
  return groups.filter((group) => group.entries.length)
}
