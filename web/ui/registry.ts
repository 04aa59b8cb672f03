import type { Component } from 'vue'
import type { RouteRecordRaw } from 'vue-router'

/** What a module's web folder gives the shell; the shell finds the folders by itself. */
export interface ModulePages {
  routes?: RouteRecordRaw[]
  /** A page of its own for the records of a kind; it takes `id`, and `inDrawer` when opened beside a list. */
  recordPages?: Record<string, Component>
  /** Where "new" of a kind leads when it isn't the plain form. */
  createPaths?: Record<string, string>
}

const recordPages = new Map<string, Component>()
const createPaths = new Map<string, string>()

export function declarePages(pages: ModulePages): void {
  for (const [kind, page] of Object.entries(pages.recordPages ?? {})) recordPages.set(kind, page)
  for (const [kind, path] of Object.entries(pages.createPaths ?? {})) createPaths.set(kind, path)
}

export const recordPageOf = (kind: string): Component | undefined => recordPages.get(kind)
export const recordPath = (kind: string, id: string): string => `/k/${kind}/${id}`
export const listPath = (kind: string): string => `/k/${kind}`
export const createPath = (kind: string): string => createPaths.get(kind) ?? `/k/${kind}/new`
