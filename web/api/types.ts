/** The generic shapes of the API, by hand until openapi-typescript makes them. */

export type FieldType =
  | 'text' | 'longtext' | 'integer' | 'decimal' | 'day' | 'instant' | 'boolean'
  | 'choice' | 'ref' | 'area' | 'attachments' | 'location' | 'rows' | 'object' | 'any'

export interface Titled { zh: string; en: string }
export interface Option extends Titled { value: string }

export interface Field extends Titled {
  name: string
  type: FieldType
  required?: boolean
  list?: boolean
  filter?: boolean
  sort?: boolean
  search?: boolean
  options?: Option[]
  to?: string
  unit?: Titled
  min?: number
  max?: number
  readonly?: boolean
  help?: Titled
  fields?: Field[]
  unique?: boolean
  /** A ref: what stands over one's own areas may be chosen too. */
  upward?: boolean
  /** An array of the type. */
  many?: boolean
  /** Asked only while another field of the form holds this value. */
  when?: { field: string; is: string }
  /** Asked for no more; what was written stays. */
  retired?: boolean
  /** What the pages add themselves: options that hang on the other answers, and when it is asked at all. */
  choices?: (values: Row) => Option[] | undefined
  fieldsFor?: (values: Row) => Field[]
  askedFor?: (values: Row) => boolean
}

export interface Kind extends Titled {
  kind: string
  group: string
  about: Titled
  title: string
  sort: string
  day?: string
  fields: Field[]
  create: boolean
  edit: boolean
  import: boolean
  withdraw?: boolean
  /** Made by the office; `path` says where its records are. */
  own?: boolean
  path?: string
  retired?: boolean
}

export type Value = string | number | boolean | null | undefined | string[] | Location | Row[]
export interface Location { lng: number; lat: number }
export type Row = Record<string, Value>

/** Any record: its declared fields lie flat beside these. */
export interface AnyRecord {
  id: string
  version?: number
  createdAt?: string
  updatedAt?: string
  [field: string]: Value
}

/** `totalAtLeast`: the server stopped counting there. */
export interface Page<T = AnyRecord> { items: T[]; total: number; totalAtLeast?: boolean; next: string | null }

export interface Me {
  accountId: string
  username: string
  personId: string | null
  name: string
  roles: string[]
  areaId: string | null
  areaName: string | null
  today: string
  demo: boolean
  townName: string
  mustChangePassword: boolean
}

export type Ring = [number, number][]
export interface AreaNode {
  id: string
  parentId: string | null
  level: string
  name: string
  code?: string | null
  /** The coordinates of a GeoJSON polygon. */
  boundary?: Ring[] | null
}

export interface Reference { id: string; title: string; hint?: string | null }

export interface HistoryEntry {
  at: string
  by?: string | { name?: string } | null
  verb: string
  before?: Record<string, unknown> | null
  after?: Record<string, unknown> | null
}

export interface FieldError { field: string; code: string; message: string }
export interface ImportError extends FieldError { row: number; column?: string }
export interface ImportAnswer { accepted: number; rejected: number; written: boolean; errors: ImportError[]; warned?: number; warnings?: ImportError[] }
