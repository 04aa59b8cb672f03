import type { Meaning } from '@/ui/meaning'

interface Titled { zh: string; en: string }
export interface ReportFigure extends Titled { measure: string; unit: Titled; value: number | null; live: number | null; differs: boolean; records: string; note?: string }
export interface ReportPart { areaId: string; areaName: string; state: string; zero: boolean; id?: string; submittedOn?: string; differs: (Titled & { measure: string })[] }
export interface Desk {
  id?: string; version?: number; period: string; form: 'week' | 'month'; from: string; to: string; previous: string; next: string; title: string
  areaId: string; areaName: string; level: string; state: string; zero: boolean; verbs: string[]; words?: string
  submittedOn?: string; resubmittedOn?: string; submittedBy?: string; returnedOn?: string; returnedBy?: string; returnReason?: string; acceptedOn?: string; acceptedBy?: string; acceptanceNote?: string
  figures: ReportFigure[]; parts: ReportPart[]
}
const meanings: Record<string, Meaning> = { missing: 'late', returned: 'late', draft: 'soon', running: 'plain', submitted: 'wait', accepted: 'done' }
export const meaningOfState = (state: string): Meaning => meanings[state] ?? 'plain'
export const handedIn = (state: string): boolean => state === 'submitted' || state === 'accepted'
