import type { AnyRecord } from './types'

/** The shapes of the hazard loop: inspections, hazards, notices. */
export type PlaceType = 'enterprises' | 'places'
export type Result = 'pass' | 'fail' | 'na'

export interface ChecklistItem {
  code: string; section?: string | null; text: string; textEn?: string | null; clause?: string | null; certainty?: string | null; phrases?: string[]
}
export interface Checklist { id: string; title: string; titleEn?: string | null; edition?: string; items: ChecklistItem[] }
export interface Authority { basis: 'empowered' | 'delegated' | 'supervision'; organ: string }

export interface Preparation {
  place: { id: string; name: string; areaId: string; category?: string; sector?: Sector; person?: string; phone?: string }
  checklists: Checklist[]
  lastInspection: { id?: string; happenedAt: string; hazards: AnyRecord[] } | null
  openHazards: AnyRecord[]
  authority: Authority | null
}

/** Whose rules say what a major hazard is. */
export type Sector = 'industry' | 'chemicals' | 'fireworks' | 'building' | 'fire' | 'gas' | 'mine' | 'explosives' | 'power' | 'general'
export interface HazardInput {
  id: string
  itemId?: string
  description: string
  clause?: string
  level: 'general' | 'major'
  criterionId?: string
  suspected?: boolean
  /** Whose rules it is suspected under, and so who is told: a fire hazard in a factory is the fire authority's. */
  sector?: Sector
  site?: string
  photos?: string[]
  fixedOnSpot?: boolean
  dueOn?: string
}
export interface Answer { itemId: string; result: Result; note?: string; photos?: string[] }
export interface AnswerShown extends Answer { section?: string; text?: string; textEn?: string; clause?: string | null }

export interface Recipient { name: string; state: 'signed' | 'refused' | 'absent'; witness?: string }
export type NoticeKind = 'record' | 'order' | 'opinion' | 'on_spot' | 'recheck' | 'referral' | 'major_report'
export interface NoticeInput {
  id: string; kind: NoticeKind; inspectionId?: string; placeType: PlaceType; placeId: string; hazardIds: string[]; issuedOn: string
  officerIds: string[]; recipient: Recipient; externalNumber?: string; addressee?: string; note?: string
}
export interface Notice extends AnyRecord { kind: NoticeKind; number: string; title: string; placeName: string; issuedOn: string }

export interface Inspection extends AnyRecord {
  placeType: PlaceType
  placeId: string
  placeName: string
  happenedAt: string
}
/** What lies inside an inspection's answer and is no flat field. */
export interface InspectionParts {
  answers?: AnswerShown[]
  hazards?: AnyRecord[]
  notices?: Notice[]
  companion?: { name?: string; position?: string; phone?: string } | null
}

export interface TimelineEntry {
  at: string; by?: string | null; verb: string; text?: string | null; photos?: string[]
  passed?: boolean; approved?: boolean; granted?: boolean; dueOn?: string; to?: string; document?: string; number?: string; noticeId?: string
  newTerm?: { dueOn?: string; reason?: string }
  result?: string; lifted?: boolean; answerDueOn?: string
}
export interface HazardParts { timeline?: TimelineEntry[]; notices?: { id: string; number: string; kind?: NoticeKind }[]; verbs?: string[] }

/** Which kinds of notice a town may give out on its recorded authority; without one it may only ask and report upward. */
export function allowedNotices(authority: Authority | null, withHazards: boolean): NoticeKind[] {
  const mayOrder = authority?.basis === 'empowered' || authority?.basis === 'delegated'
  const kinds: NoticeKind[] = ['record']
  if (withHazards) kinds.push(...(mayOrder ? ['order' as const] : []), 'opinion', ...(mayOrder ? ['on_spot' as const] : []), 'recheck', 'referral', 'major_report')
  return kinds
}

/** Enforcement notices are signed by two certified officers. */
export const needsTwoOfficers = (kind: NoticeKind, authority: Authority | null): boolean =>
  Boolean(authority) && authority?.basis !== 'supervision' && ['record', 'order', 'on_spot', 'recheck'].includes(kind)

export const issuingRoles = ['officer', 'supervisor', 'office']
export const inspectingRoles = ['officer', 'supervisor', 'office', 'village', 'grid_leader', 'patroller']
