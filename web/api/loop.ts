import type { AnyRecord, Location } from './types'

/** The shapes of the hazard loop: inspections, hazards, notices. */
export type PlaceType = 'enterprises' | 'places'
export type Result = 'pass' | 'fail' | 'na'

export interface ChecklistItem {
  id: string; code: string; section: string; text: string; clause?: string | null; certainty?: string | null; phrases?: string[]
}
export interface Checklist { id: string; title: string; version?: string; items: ChecklistItem[] }
export interface Authority { basis: 'empowered' | 'delegated' | 'supervision'; organ: string }

export interface Preparation {
  place: AnyRecord & { location?: Location | null }
  checklists: Checklist[]
  lastInspection: { id?: string; happenedAt: string; hazards: AnyRecord[] } | null
  openHazards: AnyRecord[]
  authority: Authority | null
}

export interface HazardInput {
  id: string
  itemId?: string
  description: string
  clause?: string
  level: 'general' | 'major'
  criterionId?: string
  suspected?: boolean
  site?: string
  photos?: string[]
  fixedOnSpot?: boolean
  dueOn?: string
}
export interface Answer { itemId: string; result: Result; note?: string; photos?: string[] }
export interface AnswerShown extends Answer { code?: string; section?: string; text?: string; clause?: string | null }

export interface Recipient { name: string; state: 'signed' | 'refused' | 'absent'; witness?: string }
export type NoticeKind = 'record' | 'order' | 'opinion' | 'recheck' | 'referral' | 'major_report' | 'receipt'
export interface NoticeInput {
  id: string; kind: NoticeKind; inspectionId?: string; placeType: PlaceType; placeId: string; hazardIds: string[]; issuedOn: string
  officerIds: string[]; recipient: Recipient; externalNumber?: string; note?: string
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
  at: string; by?: string | { name?: string } | null; verb: string; text?: string | null; photos?: string[]
}
export interface HazardParts { timeline?: TimelineEntry[]; notices?: { id: string; kind: NoticeKind; number: string }[]; verbs?: string[] }

/** Which kinds of notice a town may give out on its recorded authority; without one it may only ask and report upward. */
export function allowedNotices(authority: Authority | null, withHazards: boolean): NoticeKind[] {
  const mayOrder = authority?.basis === 'empowered' || authority?.basis === 'delegated'
  const kinds: NoticeKind[] = ['record']
  if (withHazards) kinds.push(mayOrder ? 'order' : 'opinion', 'recheck', 'referral', 'major_report')
  return kinds
}
