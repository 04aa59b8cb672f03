import { onBeforeUnmount, ref } from 'vue'
import type { LiveMessage } from './live.worker'

/** `own`: done on this page a moment ago, so it may show at once. `reset`: too much was missed to tell it one by one. */
export interface LiveChange { kind: string; id: string; verb: string; own?: boolean; reset?: boolean }
const listeners = new Set<(change: LiveChange) => void>()
let port: MessagePort | null = null

/** Whether news arrive; "lost" only once it has lasted, because a blink is no news. */
export const liveState = ref<'open' | 'lost'>('open')
let lost: ReturnType<typeof setTimeout> | undefined
function show(state: 'open' | 'lost' | 'ended') {
  clearTimeout(lost)
  if (state === 'lost') lost = setTimeout(() => { liveState.value = 'lost' }, 4000)
  else liveState.value = 'open'
}

/** What this page wrote a moment ago comes back as news; it is none. */
const ours = new Map<string, number>()
export function wroteHere(ids: string[]): void {
  const now = Date.now()
  for (const [id, at] of ours) if (now - at > 15_000) ours.delete(id)
  for (const id of ids) ours.set(id, now)
}

const tell = (change: LiveChange) => { for (const listener of listeners) listener(change) }
function connect() {
  if (port || !('SharedWorker' in window)) return
  port = new SharedWorker(new URL('./live.worker.ts', import.meta.url), { type: 'module', name: 'zhenan-live' }).port
  port.onmessage = (message: MessageEvent<LiveMessage>) => {
    const said = message.data
    if (said.type === 'state') show(said.state)
    else if (said.type === 'reset') tell({ kind: '', id: '', verb: '', reset: true })
    else if (!ours.has(said.id)) tell(said)
  }
  window.addEventListener('pagehide', () => port?.postMessage('leave'))
  window.addEventListener('online', () => port?.postMessage('online'))
}
/** Who has just signed in has a new stream, with what the new person may hear. */
export const liveAgain = () => port?.postMessage('again')

/** Tells when somebody changed a record. A browser without shared workers simply isn't told. */
export function onChange(listener: (change: LiveChange) => void): void {
  connect()
  listeners.add(listener)
  onBeforeUnmount(() => listeners.delete(listener))
}
/** What this page itself has done: its lists show it without waiting for the server's word. */
export const changedHere = (kind: string, id: string, verb: string) => tell({ kind, id, verb, own: true })

/** Calls once after changes have come to rest: figures are asked anew, not at each of fifty changes. */
export function afterChanges(concerns: (change: LiveChange) => boolean, act: () => void, rest = 1500): void {
  let waiting: ReturnType<typeof setTimeout> | undefined
  onChange((change) => {
    if (!change.reset && !concerns(change)) return
    clearTimeout(waiting)
    waiting = setTimeout(act, change.own ? 0 : rest)
  })
  onBeforeUnmount(() => clearTimeout(waiting))
}
