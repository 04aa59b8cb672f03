import { type Client } from '../../world/world'

/** What openapi.json says of the routes, as the walk needs it. */

export interface Shape {
  type?: string
  format?: string
  enum?: string[]
  properties?: Record<string, Shape>
  required?: string[]
  items?: Shape
  readOnly?: boolean
  minimum?: number
  maximum?: number
  maxLength?: number
  /** Of an id: the kind that it names. */
  'x-kind'?: string
}

export interface Route {
  method: string
  path: string
  /** Who may call it, as declared: "*" anybody, "+" everybody signed in, else roles. */
  roles: string[]
  /** The JSON body, if it takes one. */
  body?: Shape
  bytes: boolean
  line: string
}

interface Operation {
  'x-roles'?: string[]
  requestBody?: { content: Record<string, { schema: Shape }> }
}

export async function routesOf(client: Client): Promise<Route[]> {
  const described = (await client.read('/openapi.json')) as unknown as { paths: Record<string, Record<string, Operation>> }
  return Object.entries(described.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([name, operation]) => {
      const method = name.toUpperCase()
      const content = operation.requestBody?.content ?? {}
      return {
        method, path, roles: operation['x-roles'] ?? [], body: content['application/json']?.schema,
        bytes: 'application/octet-stream' in content, line: `${method} ${path}`,
      }
    }))
}

/** The kind that a field names; a placeId goes with the first placeType. */
export const targetOf = (name: string, shape: Shape): string | undefined => shape['x-kind'] ?? (name === 'placeId' ? 'enterprises' : undefined)

/** A body that the shape accepts: what is required, with real ids where a kind is named. */
export function sample(shape: Shape | undefined, idOf: (kind: string) => string, mark: string, all = false): Record<string, unknown> {
  const value = (one: Shape, name: string): unknown => {
    const kind = targetOf(name, one)
    if (kind) return one.type === 'array' ? [idOf(kind)] : idOf(kind)
    if (one.enum) return one.enum[0]
    switch (one.type) {
      case 'array': return one.items ? [value(one.items, name)] : []
      case 'object': return one.properties ? sample(one, idOf, mark, all) : {}
      case 'boolean': return false
      case 'integer':
      case 'number': return /year/i.test(name) ? 2023 : Math.max(1, one.minimum ?? 1)
      default:
        if (one.format === 'date') return /to$|until/i.test(name) ? '2023-12-31' : '2023-05-30'
        if (one.format === 'date-time') return '2023-05-30T10:00:00+08:00'
        return mark.slice(0, one.maxLength ?? 200)
    }
  }
  const wanted = Object.entries(shape?.properties ?? {}).filter(([name, one]) =>
    !one.readOnly && name !== 'id' && (all || shape?.required?.includes(name)))
  return Object.fromEntries(wanted.map(([name, one]) => [name, value(one, name)]))
}
