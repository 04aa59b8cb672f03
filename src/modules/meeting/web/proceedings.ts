import type { FollowUpBrief } from '@/ui/FollowUpRows.vue'

export interface Item { kind: 'open' | 'item'; title: string; presenter?: string; outcome?: string; openItems?: FollowUpBrief[] }
export interface Attendee { personId?: string; name: string; post?: string; state: string; note?: string }
export interface Decision { id: string; text: string; by: string; followUp?: FollowUpBrief }
/** What a meeting has beside its record. */
export interface Proceedings {
  id: string; agenda: Item[]; agendaKept: boolean; attendance: Attendee[]; attendanceKept: boolean; decisions: Decision[]; mayWrite: boolean
}
