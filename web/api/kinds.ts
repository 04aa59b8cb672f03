import { defineStore } from 'pinia'
import { elsewhere, get, prefix } from './client'
import type { AreaNode, Field, Kind } from './types'

/** How a module's pages put the fields of its kind into words: machine names become choices. */
export const wordedFields = new Map<string, (fields: Field[], kinds: Kind[]) => Field[]>()

/** The declared kinds of records, as the signed-in person may use them. */
export const useKinds = defineStore('kinds', {
  state: () => ({ kinds: [] as Kind[] }),
  getters: {
    byName: (state) => new Map(state.kinds.map((kind) => [kind.kind, kind])),
  },
  actions: {
    async load() {
      const declared = (await get<{ kinds: Kind[] }>('/kinds')).kinds
      this.kinds = declared.map((kind) => { const worded = wordedFields.get(kind.kind); return worded ? { ...kind, fields: worded(kind.fields, declared) } : kind })
      elsewhere.clear()
      for (const kind of this.kinds) if (kind.own && kind.path) elsewhere.set(kind.kind, kind.path.slice(prefix.length))
    },
    find(kind: string): Kind | undefined {
      return this.byName.get(kind)
    },
  },
})

/** The tree of areas in the person's scope. */
export const useAreas = defineStore('areas', {
  state: () => ({ nodes: [] as AreaNode[], asked: null as Promise<void> | null, fault: null as unknown }),
  getters: {
    byId: (state) => new Map(state.nodes.map((node) => [node.id, node])),
  },
  actions: {
    load(): Promise<void> {
      this.asked ??= get<{ items: AreaNode[] }>('/areas/tree').then(
        (answer) => { this.nodes = answer.items; this.fault = null },
        (fault: unknown) => { this.asked = null; this.fault = fault; throw fault },
      )
      return this.asked
    },
    /** For what shows `fault` itself. */
    ask(): void {
      this.load().catch(() => undefined)
    },
    name(id: string | null | undefined): string {
      return (id && this.byId.get(id)?.name) || ''
    },
  },
})
