export interface Card { id: string; name: string; areaName: string; creditCode: string; address: string; phone: string; legalPerson: string }
export type Reason = 'organisation' | 'name' | 'place'
export interface Alike extends Card { reason: Reason; metres?: number }
export interface Pair { id: string; reasons: Reason[]; metres?: number; one: Card; other: Card }
export interface Merged { mergerId: string; id: string; name: string; creditCode: string; at: string; by: string; undoable: boolean }
export const mergePath = (id: string, other: string) => `/enterprises/${id}/merge/${other}`
