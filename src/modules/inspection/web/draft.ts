import { reactive, watch } from 'vue'
import { newId } from '@/api/ids'
import { needsTwoOfficers, type Answer, type Authority, type HazardInput, type NoticeInput, type NoticeKind, type PlaceType, type Recipient } from '@/api/loop'
import { addDays, instantNow } from '@/ui/format'

/** An inspection being written. It lies in the browser until the server has taken it, so that nothing typed is lost. */
export interface Draft {
  id: string
  outingId: string | null
  placeType: PlaceType
  placeId: string | null
  placeName: string
  areaId: string | null
  checklistId: string | null
  kind: string
  enforcement: boolean
  happenedAt: string
  endedAt: string | null
  inspectorIds: string[]
  inspectorNames: string[]
  companion: { name: string; position: string; phone: string }
  site: string
  situation: string
  answers: Record<string, Answer>
  hazards: HazardInput[]
  noticeKinds: NoticeKind[]
  noticeIds: Record<string, string>
  recipient: Recipient
}

const key = (account: string) => `zhenan.inspection.${account}`

export function fresh(today: string): Draft {
  return {
    id: newId(), outingId: null, placeType: 'enterprises', placeId: null, placeName: '', areaId: null,
    checklistId: null, kind: 'patrol', enforcement: false, happenedAt: `${instantNow(today).slice(0, 16)}:00+08:00`, endedAt: null, inspectorIds: [], inspectorNames: [],
    companion: { name: '', position: '', phone: '' }, site: '', situation: '', answers: {}, hazards: [], noticeKinds: [], noticeIds: {},
    recipient: { name: '', state: 'signed' },
  }
}

export function storedDraft(account: string): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(key(account)) ?? 'null') as Draft | null
    return draft && typeof draft.id === 'string' && draft.placeId ? draft : null
  } catch {
    return null
  }
}

export const forgetDraft = (account: string): void => localStorage.removeItem(key(account))

/** From here on every change is kept. */
export function keptDraft(account: string, start: Draft): Draft {
  const draft = reactive(start)
  watch(draft, () => {
    if (draft.placeId) localStorage.setItem(key(account), JSON.stringify(draft))
  }, { deep: true })
  return draft
}

export function newHazard(draft: Draft, today: string, itemId?: string, clause?: string | null): HazardInput {
  return {
    id: newId(), ...(itemId ? { itemId } : {}), ...(clause ? { clause } : {}), description: '', level: 'general', photos: [],
    dueOn: addDays(draft.happenedAt.slice(0, 10) || today, 15),
  }
}

const filled = <T extends object>(given: T): T => Object.fromEntries(Object.entries(given)
  .filter(([, value]) => value !== '' && value !== null && value !== undefined && !(Array.isArray(value) && !value.length))) as T

/** The body of the POST: one transaction with outing, answers, hazards and notices. */
export function bodyOf(draft: Draft): Record<string, unknown> {
  const day = draft.happenedAt.slice(0, 10)
  const notices = draft.noticeKinds.filter((kind) => kind === 'record' || draft.hazards.length).map((kind): NoticeInput => ({
    id: (draft.noticeIds[kind] ??= newId()), kind, placeType: draft.placeType, placeId: draft.placeId ?? '',
    hazardIds: draft.hazards.filter((hazard) => kind === 'record' || !hazard.fixedOnSpot).map((hazard) => hazard.id), issuedOn: day,
    officerIds: draft.inspectorIds, recipient: filled({ ...draft.recipient, name: draft.recipient.name || draft.companion.name }),
  }))
  return {
    id: draft.id,
    ...(draft.outingId ? { outingId: draft.outingId } : { outing: {
      kind: draft.kind, startedOn: day, ...(draft.areaId ? { areaId: draft.areaId } : {}),
      memberIds: draft.inspectorIds, enforcement: draft.enforcement,
    } }),
    placeType: draft.placeType, placeId: draft.placeId, ...(draft.checklistId ? { checklistId: draft.checklistId } : {}),
    kind: draft.kind, enforcement: draft.enforcement, happenedAt: draft.happenedAt, ...(draft.endedAt ? { endedAt: draft.endedAt } : {}),
    inspectorIds: draft.inspectorIds, companion: filled(draft.companion), ...(draft.site ? { site: draft.site } : {}), situation: draft.situation,
    answers: Object.values(draft.answers).map(filled),
    hazards: draft.hazards.map((hazard) => filled({ ...hazard, dueOn: hazard.fixedOnSpot ? undefined : hazard.dueOn })),
    ...(notices.length ? { notices: notices.filter((notice) => notice.kind === 'record' || notice.hazardIds.length) } : {}),
  }
}

/** What still lacks before it may be sent, each with the part of the page where it belongs. */
export function gaps(draft: Draft, authority: Authority | null, say: (what: string) => string): { part: string; words: string }[] {
  const found: { part: string; words: string }[] = []
  if (!draft.placeId) found.push({ part: 'place', words: say('place') })
  if (!draft.inspectorIds.length) found.push({ part: 'people', words: say('inspectors') })
  if (draft.enforcement && draft.inspectorIds.length < 2) found.push({ part: 'people', words: say('twoOfficers') })
  if (!draft.companion.name.trim() && draft.recipient.state === 'signed' && draft.noticeKinds.length) found.push({ part: 'people', words: say('companion') })
  if (draft.inspectorIds.length < 2 && draft.noticeKinds.some((kind) => needsTwoOfficers(kind, authority))) found.push({ part: 'notices', words: say('noticeOfficers') })
  draft.hazards.forEach((hazard) => {
    const part = `hazard-${hazard.id}`
    if (!hazard.description.trim()) found.push({ part, words: say('description') })
    if (!hazard.fixedOnSpot && !hazard.dueOn) found.push({ part, words: say('due') })
    if (hazard.level === 'major' && !hazard.criterionId) found.push({ part, words: say('criterion') })
  })
  if (draft.noticeKinds.length && draft.recipient.state !== 'signed' && !draft.recipient.witness?.trim()) found.push({ part: 'notices', words: say('witness') })
  return found
}
