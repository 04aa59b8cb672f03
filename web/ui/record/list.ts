import { computed, onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import { get, type Query } from '@/api/client'
import { onChange } from '../live'
import type { AnyRecord, Kind, Page } from '@/api/types'

/** Words in the page's address that are no filters. */
const reserved = new Set(['open', 'page'])
export const pageLength = 50

/**
 * One server-side list: its filters stand in the page's address when it is the page's main list,
 * otherwise (inside another record's page) they live here alone.
 */
export function useRecordList(kind: Ref<Kind>, fixed: Ref<Query>, inAddress: boolean) {
  const route = useRoute()
  const router = useRouter()
  const own = ref<Record<string, string>>({})

  const chosen = computed<Record<string, string>>(() => {
    if (!inAddress) return own.value
    const query: Record<string, string> = {}
    for (const [key, value] of Object.entries(route.query)) {
      if (!reserved.has(key) && typeof value === 'string' && value) query[key] = value
    }
    return query
  })
  const filters = computed(() => Object.fromEntries(Object.entries(chosen.value).filter(([key]) => key !== 'q' && key !== 'sort')))
  const sort = computed(() => chosen.value.sort ?? kind.value.sort)
  const query = computed<Query>(() => ({ ...chosen.value, sort: sort.value || undefined, ...fixed.value }))

  function change(patch: Record<string, string | null | undefined>) {
    const next: Record<string, string> = {}
    for (const [key, value] of Object.entries({ ...chosen.value, ...patch })) if (value) next[key] = value
    if (!inAddress) own.value = next
    // The record that lies open at the side stays open.
    else void router.replace({ query: (route.query.open ? { ...next, open: route.query.open } : next) as LocationQueryRaw })
  }
  const replace = (next: Record<string, string>) => {
    if (!inAddress) own.value = next
    else void router.replace({ query: next })
  }

  const page = shallowRef<Page | null>(null)
  const loading = ref(false)
  const fault = shallowRef<unknown>(null)
  /** The cursors of the pages before this one; the last is this page's. */
  const cursors = ref<(string | null)[]>([null])
  let running: AbortController | null = null

  async function load() {
    running?.abort()
    const mine = (running = new AbortController())
    loading.value = true
    fault.value = null
    try {
      const answer = await get<Page>(`/${kind.value.kind}`,
        { ...query.value, limit: pageLength, cursor: cursors.value.at(-1) }, mine.signal)
      if (running === mine) page.value = answer
    } catch (thrown) {
      if (running === mine) fault.value = thrown
    } finally {
      if (running === mine) loading.value = false
    }
  }
  function next() {
    if (!page.value?.next) return
    cursors.value = [...cursors.value, page.value.next]
    void load()
  }
  function back() {
    if (cursors.value.length < 2) return
    cursors.value = cursors.value.slice(0, -1)
    void load()
  }
  const first = computed(() => (cursors.value.length - 1) * pageLength + 1)

  watch(() => kind.value.kind, () => { page.value = null; if (!inAddress) own.value = {} })
  watch(() => JSON.stringify([kind.value.kind, query.value]), () => {
    cursors.value = [null]
    void load()
  }, { immediate: true })
  onBeforeUnmount(() => running?.abort())

  /** What others changed since this page was fetched: say how much, move nothing. What was done here shows at once. */
  const changed = ref(new Set<string>())
  const missed = ref(false)
  const news = computed(() => changed.value.size)
  watch(page, () => { changed.value = new Set(); missed.value = false })
  onChange((change) => {
    if (change.reset) { missed.value = true; return }
    if (change.kind !== kind.value.kind) return
    if (change.own) void load()
    else changed.value = new Set([...changed.value, change.id])
  })

  const records = computed<AnyRecord[]>(() => page.value?.items ?? [])
  return { chosen, filters, sort, query, change, replace, page, records, loading, fault, load, next, back, first, cursors, news, missed }
}
