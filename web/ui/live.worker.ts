/** One stream for all tabs of the browser: a browser opens only six connections to a server. */
interface Scope { onconnect: ((event: MessageEvent) => void) | null }
export type LiveMessage = { type: 'change'; kind: string; id: string; verb: string } | { type: 'reset' } | { type: 'state'; state: 'open' | 'lost' | 'ended' }

const ports = new Set<MessagePort>()
let stream: EventSource | null = null
let state: 'open' | 'lost' | 'ended' = 'open'
/** Where a new stream takes up when the browser itself has given the old one up. */
let heard = ''
let again: ReturnType<typeof setTimeout> | undefined

const tell = (message: LiveMessage) => { for (const port of ports) port.postMessage(message) }
function become(next: typeof state) {
  if (state === next) return
  state = next
  tell({ type: 'state', state })
}

function open() {
  clearTimeout(again)
  stream?.close()
  const mine = (stream = new EventSource('/api/v1/events' + (heard ? `?lastEventId=${encodeURIComponent(heard)}` : '')))
  const remember = (event: MessageEvent) => { if (event.lastEventId) heard = event.lastEventId }
  mine.onopen = () => { become('open') }
  mine.addEventListener('change', (event: MessageEvent<string>) => {
    remember(event)
    try {
      tell({ type: 'change', ...(JSON.parse(event.data) as { kind: string; id: string; verb: string }) })
    } catch { /* half a message is no message */ }
  })
  mine.addEventListener('reset', (event: MessageEvent<string>) => { remember(event); tell({ type: 'reset' }) })
  mine.addEventListener('ended', () => { mine.close(); become('ended') })
  mine.onerror = () => {
    if (state === 'ended') return
    become('lost')
    // The browser comes back by itself after a break, but not after an answer that was none (a proxy, a restart).
    if (mine.readyState === EventSource.CLOSED) again = setTimeout(() => { if (ports.size) open() }, 5000)
  }
}

;(self as unknown as Scope).onconnect = (event) => {
  const port = event.ports[0]
  if (!port) return
  ports.add(port)
  port.onmessage = (message: MessageEvent<string>) => {
    if (message.data === 'again') { heard = ''; state = 'open'; open(); return }
    if (message.data === 'online') { if (state === 'lost') open(); return }
    if (message.data !== 'leave') return
    ports.delete(port)
    if (!ports.size) { clearTimeout(again); stream?.close(); stream = null }
  }
  if (!stream) open()
  port.postMessage({ type: 'state', state } satisfies LiveMessage)
}
