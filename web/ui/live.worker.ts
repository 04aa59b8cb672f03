/** One stream for all tabs of the browser: a browser opens only six connections to a server. */
interface Scope { onconnect: ((event: MessageEvent) => void) | null }
const ports = new Set<MessagePort>()
let stream: EventSource | null = null

function open() {
  stream ??= new EventSource('/api/v1/events')
  stream.addEventListener('change', (event) => { for (const port of ports) port.postMessage(event.data) })
}

;(self as unknown as Scope).onconnect = (event) => {
  const port = event.ports[0]
  if (!port) return
  ports.add(port)
  port.onmessage = (message) => {
    if (message.data !== 'leave') return
    ports.delete(port)
    if (!ports.size) { stream?.close(); stream = null }
  }
  if (!stream) open()
}
