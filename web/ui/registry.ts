import type { Component } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import { useKinds, wordedFields } from '@/api/kinds'
import { useSession } from '@/api/session'
import type { Field, Kind } from '@/api/types'

/** What a module's web folder gives the shell; the shell finds the folders by itself. */
export interface ModulePages {
  routes?: RouteRecordRaw[]
  /** A page of its own for the records of a kind; it takes `id`, and `inDrawer` when opened beside a list. */
  recordPages?: Record<string, Component>
  /** Shown under the form of a kind; takes `values` and `id`. */
  formNotes?: Record<string, Component>
  /** Shown over the fields of a kind that versions are kept of; takes `record`, says them `instead` of the plain fields. */
  recordNotes?: Record<string, { note: Component; instead: string[] }>
  /** A verb for the ticked rows of a kind's list; takes `ids`, says `done`. */
  chosenVerbs?: Record<string, Component>
  /** Further buttons over a kind's list. */
  listVerbs?: Record<string, Component>
  /** The fields of a kind with choices in words where the record keeps machine names. */
  wordedFields?: Record<string, (fields: Field[], kinds: Kind[]) => Field[]>
  /** Where "new" of a kind leads when it isn't the plain form. */
  createPaths?: Record<string, { path: string; roles: string[] }>
}

const recordPages = new Map<string, Component>()
const formNotes = new Map<string, Component>()
const recordNotes = new Map<string, { note: Component; instead: string[] }>()
const chosenVerbs = new Map<string, Component>()
const listVerbs = new Map<string, Component>()
const createPaths = new Map<string, { path: string; roles: string[] }>()

export function declarePages(pages: ModulePages): void {
  for (const [kind, page] of Object.entries(pages.recordPages ?? {})) recordPages.set(kind, page)
  for (const [kind, note] of Object.entries(pages.formNotes ?? {})) formNotes.set(kind, note)
  for (const [kind, note] of Object.entries(pages.recordNotes ?? {})) recordNotes.set(kind, note)
  for (const [kind, verb] of Object.entries(pages.chosenVerbs ?? {})) chosenVerbs.set(kind, verb)
  for (const [kind, verb] of Object.entries(pages.listVerbs ?? {})) listVerbs.set(kind, verb)
  for (const [kind, worded] of Object.entries(pages.wordedFields ?? {})) wordedFields.set(kind, worded)
  for (const [kind, page] of Object.entries(pages.createPaths ?? {})) createPaths.set(kind, page)
}

export const recordPageOf = (kind: string): Component | undefined => recordPages.get(kind)
export const formNoteOf = (kind: string): Component | undefined => formNotes.get(kind)
export const recordNoteOf = (kind: string): { note: Component; instead: string[] } | undefined => recordNotes.get(kind)
export const chosenVerbOf = (kind: string): Component | undefined => chosenVerbs.get(kind)
export const listVerbsOf = (kind: string): Component | undefined => listVerbs.get(kind)
export const recordPath = (kind: string, id: string): string => `/k/${kind}/${id}`
export const listPath = (kind: string): string => `/k/${kind}`
export const createPath = (kind: string): string => createPaths.get(kind)?.path ?? `/k/${kind}/new`

/** May the signed-in person add one: by the kind's own form, or on the page that a module has for it. */
export function mayCreate(kind: string): boolean {
  const page = createPaths.get(kind)
  return page ? useSession().is(...page.roles) : Boolean(useKinds().find(kind)?.create)
}
