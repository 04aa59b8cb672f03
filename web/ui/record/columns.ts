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

/** Which columns a person wants of a kind's list, remembered in the browser. */
export function useColumns(kind: Ref<Kind>) {
  const names = ref<string[] | null>(null)
  watch(() => kind.value.kind, (name) => { names.value = remembered(name) }, { immediate: true })

  const possible = computed<Field[]>(() => kind.value.fields.filter((field) => !['rows', 'attachments', 'location', 'object', 'any'].includes(field.type)))
  const usual = computed<Field[]>(() => {
    const listed = possible.value.filter((field) => field.list)
    return listed.length ? listed : possible.value.slice(0, 6)
  })
  const columns = computed<Field[]>(() => {
    const chosen = names.value
    if (!chosen) return usual.value
    const kept = possible.value.filter((field) => chosen.includes(field.name))
    return kept.length ? kept : usual.value
  })
  function choose(chosen: string[]) {
    names.value = chosen
    localStorage.setItem(key(kind.value.kind), JSON.stringify(chosen))
  }
  function reset() {
    names.value = null
    localStorage.removeItem(key(kind.value.kind))
  }
  return { possible, columns, choose, reset }
}
