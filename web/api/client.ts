import type { FieldError } from './types'

export const prefix = '/api/v1'

/** What the server (or the network) said went wrong, in words for the person. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly fields: FieldError[] = [],
  ) {
    super(detail || title)
  }
}

type QueryValue = string | number | boolean | null | undefined
export type Query = Record<string, QueryValue>

export interface Call {
  query?: Query
  body?: unknown
  /** Sent as If-Match, so that nobody's change is overwritten unseen. */
  version?: number
  signal?: AbortSignal
  headers?: Record<string, string>
}

interface Surroundings {
  language: () => string
  signedOut: () => void
  unreachable: () => string
  /** The ids of what was just written. */
  wrote: (ids: string[]) => void
}
const surroundings: Surroundings = { language: () => 'zh', signedOut: () => undefined, unreachable: () => '', wrote: () => undefined }

/** The shell says once how the client learns the language and what happens on 401. */
export function surround(given: Partial<Surroundings>): void {
  Object.assign(surroundings, given)
}

/** Kinds that the office made have their records elsewhere: /toolbox-talks is /ledgers/toolbox-talks/entries. */
export const elsewhere = new Map<string, string>()
function where(path: string): string {
  const [, kind = '', rest = ''] = /^\/([^/.?]+)(.*)$/s.exec(path) ?? []
  const place = elsewhere.get(kind)
  return place ? place + rest : path
}

export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value))
  }
  const text = search.toString()
  return prefix + where(path) + (text ? (path.includes('?') ? '&' : '?') + text : '')
}

async function faultOf(answer: Response): Promise<ApiError> {
  const said = (await answer.json().catch(() => ({}))) as Partial<ApiError> & { errors?: FieldError[]; requestId?: string }
  const title = said.title ?? `${answer.status} ${answer.statusText}`
  // Who is asked to tell the request's number must see it.
  const number = answer.status >= 500 && said.requestId ? `（${said.requestId}）` : ''
  return new ApiError(answer.status, said.code ?? '', title, (said.detail ?? title) + number, said.errors ?? [])
}

const idsIn = (text: string): string[] => text.match(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g) ?? []

async function send(method: string, path: string, call: Call): Promise<Response> {
  const headers: Record<string, string> = {
    Accept: 'application/json',
    'Accept-Language': surroundings.language() === 'en' ? 'en' : 'zh-CN',
    ...call.headers,
  }
  let body: BodyInit | undefined
  if (call.body instanceof Blob) body = call.body
  else if (call.body !== undefined) {
    body = JSON.stringify(call.body)
    headers['Content-Type'] = 'application/json'
  }
  if (call.version !== undefined) headers['If-Match'] = `"${call.version}"`
  let answer: Response
  try {
    answer = await fetch(address(path, call.query), {
      method, headers, body, credentials: 'same-origin', signal: call.signal ?? null,
    })
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === 'AbortError') throw fault
    const words = surroundings.unreachable()
    throw new ApiError(0, 'unreachable', words, words)
  }
  if (answer.status === 401 && !path.startsWith('/sessions')) surroundings.signedOut()
  if (!answer.ok) throw await faultOf(answer)
  if (method !== 'GET') surroundings.wrote(idsIn(path + (typeof body === 'string' && body.length < 20_000 ? body : '')))
  return answer
}

async function ask<T>(method: string, path: string, call: Call = {}): Promise<T> {
  const answer = await send(method, path, call)
  if (answer.status === 204) return undefined as T
  const text = await answer.text()
  return (text ? JSON.parse(text) : undefined) as T
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal) => ask<T>('GET', path, { query, signal })
export const post = <T>(path: string, body: unknown, query?: Query) => ask<T>('POST', path, { body, query })
export const patch = <T>(path: string, body: unknown, version?: number) => ask<T>('PATCH', path, { body, version })
export const remove = <T>(path: string, body?: unknown) => ask<T>('DELETE', path, { body })
export const put = <T>(path: string, body: Blob | Record<string, unknown>, headers?: Record<string, string>) =>
  ask<T>('PUT', path, { body, headers })

/** A POST of a file as it is (imports). */
export const postFile = <T>(path: string, file: Blob, query?: Query, headers?: Record<string, string>) =>
  ask<T>('POST', path, { body: file, query, headers: { 'Content-Type': file.type || 'application/octet-stream', ...headers } })
