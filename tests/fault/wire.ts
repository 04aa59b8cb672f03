import { type Socket, connect } from 'node:net'
import { type Server } from '../world/server'

/** A request as bytes, for clients that do not keep to the rules. */
export const bytesOf = (method: string, path: string, token: string, body = '', headers = '', length = Buffer.byteLength(body)): string =>
  `${method} ${path} HTTP/1.1\r\nHost: town\r\nAuthorization: Bearer ${token}\r\n${headers}${method === 'GET' ? '' : `Content-Length: ${length}\r\n`}\r\n${body}`

/** A bare connection; gives up silently when the server goes. */
export function dial(server: Server): Promise<Socket> {
  const { hostname, port } = new URL(server.url)
  return new Promise((done, failed) => {
    const socket = connect(Number(port), hostname, () => done(socket))
    socket.on('error', failed)
  })
}

/** Sends and breaks the line at once, as a phone in a tunnel does: with a reset, not a farewell. */
export async function sendAndBreak(server: Server, text: string): Promise<void> {
  const socket = await dial(server)
  await new Promise<void>((done) => socket.write(text, () => done()))
  socket.resetAndDestroy()
}

/** Reads at least so much of the answer and hangs up. */
export async function hangUpAfter(server: Server, text: string, bytes: number): Promise<number> {
  const socket = await dial(server)
  socket.write(text)
  return new Promise((done) => {
    let read = 0
    socket.on('data', (piece: Buffer) => {
      read += piece.length
      if (read >= bytes) socket.resetAndDestroy()
    })
    socket.on('close', () => done(read))
    socket.on('error', () => undefined)
  })
}

/** Everything that the server says until it closes. */
export async function hear(server: Server, text: string): Promise<string> {
  const socket = await dial(server)
  socket.write(text)
  return new Promise((done, failed) => {
    let said = ''
    socket.setEncoding('utf8').on('data', (piece: string) => (said += piece))
    socket.on('close', () => done(said)).on('error', failed)
  })
}

/** A figure of /metrics. */
export async function figure(server: Server, name: string): Promise<number> {
  const text = await (await fetch(server.url + '/metrics')).text()
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1])
}
