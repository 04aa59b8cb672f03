/** A record as answered; what else it holds depends on its kind. */
export interface Row {
  id: string
  version: number
  [field: string]: unknown
}

export interface FieldFault {
  field: string
  code: string
  message: string
  row?: number
}

/** What answers may hold; a test looks only at what the route answers. */
export interface Body extends Row {
  items: Row[]
  total: number
  next: string | null
  type: string
  title: string
  status: number | string
  code: string
  detail: string
  errors: FieldFault[]
  token: string
  accepted: number
  rejected: number
  written: boolean
}

export interface Answer {
  status: number
  headers: Headers
  /** The parsed body, {} when it is no JSON. */
  body: Body
  text: string
  bytes: Uint8Array
}

type Sent = Record<string, unknown> | unknown[] | string | Uint8Array
type Named = Record<string, string>

/** Where requests go, and what is said there. */
export interface Listening {
  url: string
  log: string
}

export class Client {
  constructor(
    private readonly server: () => Listening,
    private readonly headers: Named = {},
    private readonly token?: () => Promise<string>,
  ) {}

  /** The same person, with further headers. */
  with(headers: Named): Client {
    return new Client(this.server, { ...this.headers, ...headers }, this.token)
  }

  /** Objects are sent as JSON, texts and bytes as they are. No answer may be a bare failure of the program. */
  async send(method: string, path: string, body?: Sent, headers: Named = {}): Promise<Answer> {
    const plain = typeof body === 'string' || body instanceof Uint8Array
    const session: Named = this.token ? { Authorization: 'Bearer ' + (await this.token()) } : {}
    const answered = await fetch(this.server().url + (path.startsWith('/api/') ? '' : '/api/v1') + path, {
      method,
      headers: { ...(body !== undefined && { 'Content-Type': plain ? 'application/octet-stream' : 'application/json' }), ...session, ...this.headers, ...headers },
      ...(body !== undefined && { body: plain ? (body as BodyInit) : JSON.stringify(body) }),
    }).catch((fault: unknown) => {
      throw new Error(`${method} ${path} got no answer; the server said last:\n${this.server().log.split('\n').slice(-4).join('\n')}`, { cause: fault })
    })
    const bytes = new Uint8Array(await answered.arrayBuffer())
    const text = new TextDecoder().decode(bytes)
    if (answered.status === 500) {
      const about = this.server().log.split('\n').filter((line) => line.includes(' error ')).slice(-2).join('\n')
      throw new Error(`${method} ${path} failed inside the program: ${text}\n${about}`)
    }
    const json = text && answered.headers.get('content-type')?.includes('json')
    return { status: answered.status, headers: answered.headers, body: (json ? JSON.parse(text) : {}) as Body, text, bytes }
  }

  get = (path: string, headers?: Named) => this.send('GET', path, undefined, headers)
  post = (path: string, body?: Sent, headers?: Named) => this.send('POST', path, body, headers)
  patch = (path: string, body: Sent, version?: number) =>
    this.send('PATCH', path, body, version === undefined ? {} : { 'If-Match': `"${version}"` })
  withdraw = (path: string, reason: string) => this.send('DELETE', path, { reason })

  /** A POST that must succeed; gives the record. */
  async add(path: string, body: Record<string, unknown>): Promise<Row> {
    const answer = await this.post(path, body)
    if (answer.status !== 201) throw new Error(`POST ${path} answered ${answer.status}: ${answer.text}`)
    return answer.body
  }

  /** A GET that must succeed. */
  async read(path: string): Promise<Body> {
    const answer = await this.get(path)
    if (answer.status !== 200) throw new Error(`GET ${path} answered ${answer.status}: ${answer.text}`)
    return answer.body
  }

  /** All items of a list, page by page. */
  async all(path: string, limit = 500): Promise<Row[]> {
    const items: Row[] = []
    let next: string | null = ''
    for (let pages = 0; next !== null; ++pages) {
      if (pages > 1000) throw new Error(`The list ${path} does not end`)
      const body: Body = await this.read(`${path}${path.includes('?') ? '&' : '?'}limit=${limit}${next && '&cursor=' + next}`)
      items.push(...body.items)
      next = body.next
    }
    return items
  }
}
