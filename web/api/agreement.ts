// What the pages send must fit what the server declares: api.gen.ts comes from `zhenan openapi` at every build, and a
// difference is a type error here. Nothing of this file reaches the browser.
import type { paths } from './api.gen'
import type { Answer, HazardInput, NoticeInput } from './loop'

type Body<P extends keyof paths> = paths[P] extends { post: { requestBody: { content: { 'application/json': infer B } } } } ? B : never
type Inspecting = Body<'/api/v1/inspections'>
type Fits<Mine extends Theirs, Theirs> = Mine

export type Agreement = [
  Fits<HazardInput, NonNullable<Inspecting['hazards']>[number]>,
  Fits<Answer, NonNullable<Inspecting['answers']>[number]>,
  Fits<NoticeInput, Body<'/api/v1/notices'>>,
  Fits<{ id: string; passed: boolean; note?: string; newTerm?: { dueOn: string; reason: string } }, Body<'/api/v1/hazards/{id}/recheck'>>,
  Fits<{ id: string; description: string; photos?: string[] }, Body<'/api/v1/hazards/{id}/rectification'>>,
  Fits<{ username: string; password: string }, Body<'/api/v1/sessions'>>,
]
