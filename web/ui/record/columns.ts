import { computed, ref, watch, type Ref } from 'vue'
import type { Field, Kind } from '@/api/types'

const key = (kind: string) => `zhenan.columns.${kind}`

function remembered(kind: string): string[] | null {
  try {
    const names: unknown = JSON.parse(localStorage.getItem(key(kind)) ?? 'null')
    return Array.isArray(names) ? names.map(String) : null
  } catch {
    return null
  }
}

/** Which columns a person wants of a kind's list, and in which order: remembered here, and kept with a saved view. */
export function useColumns(kind: Ref<Kind>) {
  const names = ref<string[] | null>(null)
  watch(() => kind.value.kind, (name) => { names.value = remembered(name) }, { immediate: true })

  const listable = computed<Field[]>(() => kind.value.fields.filter((field) => !field.retired && !['rows', 'attachments', 'location', 'object', 'any'].includes(field.type)))
  const usual = computed<Field[]>(() => {
    const listed = listable.value.filter((field) => field.list)
    return listed.length ? listed : listable.value.slice(0, 6)
  })
  const columns = computed<Field[]>(() => {
    const kept = (names.value ?? []).flatMap((name) => listable.value.find((field) => field.name === name) ?? [])
    return kept.length ? kept : usual.value
  })
  /** The chosen in their order, then the rest. */
  const possible = computed<Field[]>(() => [...columns.value, ...listable.value.filter((field) => !columns.value.includes(field))])
  function choose(chosen: string[]) {
    // A box ticked anew comes last; those that stay keep their place.
    const order = columns.value.map((field) => field.name)
    names.value = [...order.filter((name) => chosen.includes(name)), ...chosen.filter((name) => !order.includes(name))]
    localStorage.setItem(key(kind.value.kind), JSON.stringify(names.value))
  }
  function set(chosen: string[]) {
    names.value = chosen.length ? chosen : null
    if (chosen.length) localStorage.setItem(key(kind.value.kind), JSON.stringify(chosen))
    else localStorage.removeItem(key(kind.value.kind))
  }
  function move(name: string, by: number) {
    const order = columns.value.map((field) => field.name)
    const at = order.indexOf(name)
    const to = at + by
    if (at < 0 || to < 0 || to >= order.length) return
    order.splice(to, 0, ...order.splice(at, 1))
    set(order)
  }
  return { possible, columns, names, choose, set, move, reset: () => set([]) }
}
