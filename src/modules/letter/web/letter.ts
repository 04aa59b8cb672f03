import type { AnyRecord } from '@/api/types'

export interface Count { owed: number; signed: number; unsigned: number; rate: number | null }
export interface CountRow extends Count { key: string; zh?: string; en?: string; name?: string }
export interface Party { id: string; name: string; areaName: string }
export interface Exempt { partyType: string; party: string; letterType: string; areaName: string; exemptionId: string; since: string; reason: string; decidedBy: string }
export interface Standing extends Count {
  on: string; year: number; byType: CountRow[]; byLevel: CountRow[]; byArea: CountRow[]
  renewals: number; notMade: number; renewalDays: number
  addedCount: number; added: Party[]; closedCount: number; closed: Party[]; exempt: Exempt[]
}
export interface Unsigned {
  partyType: string; partyId: string; party: string; letterType: string; areaName: string; reason: 'not_made' | 'not_signed' | 'renewal'
  letterId?: string; dueOn?: string; late: boolean; since?: string; before?: string; now?: string
}
export type Letter = AnyRecord & {
  title: string; letterType: string; state: 'owed' | 'signed' | 'void'; verbs: string[]; text?: string; textSha?: string; code?: string; hasPdf?: boolean
  verifyAddress?: string; renewal?: { since: string; before: string; now: string; dueOn: string }
  signature?: string[]; counterSignature?: string[]; counterState?: 'awaiting' | 'done'; signMethod?: 'screen' | 'paper'
}

export const letterTypes = ['work_safety', 'traffic', 'fire'] as const
export const partyTypes = ['village', 'enterprise', 'contractor'] as const
/** "B590-74RX-NZJJ": as it stands on paper. */
export const inFours = (code: string | undefined): string => (code ?? '').replace(/(.{4})(?=.)/g, '$1-')
