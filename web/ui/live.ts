import { onBeforeUnmount } from 'vue'

export interface LiveChange { kind: string; id: string; verb: string }
const listeners = new Set<(change: LiveChange) => void>()
let port: MessagePort | null = null

function connect() {
  if (port || !('SharedWorker' in window)) return
  port = new SharedWorker(new URL('./live.worker.ts', import.meta.url), { type: 'module', name: 'zhenan-live' }).port
  port.onmessage = (message: MessageEvent<string>) => {
    try {
      const change = JSON.parse(message.data) as LiveChange
      for (const listener of listeners) listener(change)
    } catch { /* half a message is no message */ }
  }
  window.addEventListener('pagehide', () => port?.postMessage('leave'))
}

/** Tells when somebody changed a record. A browser without shared workers simply isn't told. */
export function onChange(listener: (change: LiveChange) => void): void {
  connect()
  listeners.add(listener)
  onBeforeUnmount(() => listeners.delete(listener))
}
