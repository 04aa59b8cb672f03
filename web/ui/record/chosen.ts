import { computed, nextTick, ref, shallowRef, watch, type Ref } from 'vue'
import { get, type Query } from '@/api/client'
import type { AnyRecord, Kind, Page } from '@/api/types'

/** As many as the server takes by name. */
export const mostChosen = 200

/** Records of a list that a person has ticked; they stay ticked over pages and filters, until the list is another one. */
export function useChosen(kind: Ref<Kind>, shown: Ref<AnyRecord[]>, sort: Ref<string | undefined>) {
  const ids = ref<string[]>([])
  watch(() => kind.value.kind, () => { ids.value = [] })
  const has = (id: string) => ids.value.includes(id)
  const allShown = computed(() => shown.value.length > 0 && shown.value.every((record) => has(record.id)))
  const someShown = computed(() => !allShown.value && shown.value.some((record) => has(record.id)))
  const tooMany = computed(() => ids.value.length > mostChosen)
  function tick(id: string) { ids.value = has(id) ? ids.value.filter((one) => one !== id) : [...ids.value, id] }
  function tickShown() {
    const here = shown.value.map((record) => record.id)
    ids.value = allShown.value ? ids.value.filter((id) => !here.includes(id)) : [...ids.value, ...here.filter((id) => !has(id))]
  }
  const clear = () => { ids.value = [] }
  /** Exactly these, in the list's order. */
  const query = computed<Query>(() => ({ ids: ids.value.join(','), sort: sort.value || undefined }))

  /** The chosen alone stand on the page while it is printed. */
  const printing = shallowRef<AnyRecord[] | null>(null)
  async function print() {
    printing.value = (await get<Page>(`/${kind.value.kind}`, { ...query.value, limit: mostChosen })).items
    await nextTick()
    window.print()
    printing.value = null
  }
  return { ids, has, allShown, someShown, tooMany, tick, tickShown, clear, query, printing, print }
}
