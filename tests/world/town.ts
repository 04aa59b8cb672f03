import { Client, type Row } from './client'
import { creditCode } from './ids'
import { Server, hour, run } from './server'
import { type Place, emptyPlace, storeArguments } from './store'

export const password = 'Zhenan-Test-2023'
const first = 'First-Test-2023'

/** Everybody who can be asked for by as(): the ten roles, and some whom scope treats specially. */
export const people = {
  leader: { name: '陆镇长', role: 'leader', area: 'town', post: '镇长' },
  office: { name: '安晓办', role: 'office', area: 'town', post: '安监办主任' },
  officer: { name: '执一法', role: 'officer', area: 'town', post: '执法员', certificate: '粤A12345' },
  supervisor: { name: '监一员', role: 'supervisor', area: 'town', post: '安全监管员', certificate: '粤A12346' },
  village: { name: '东村长', role: 'village', area: 'east', post: '村委会主任' },
  gridLeader: { name: '网格长', role: 'grid_leader', area: 'eastFirst', post: '网格长' },
  patroller: { name: '巡查员', role: 'patroller', area: 'eastFirst', post: '巡查员' },
  enterprise: { name: '企安员', role: 'enterprise', area: 'east', post: '安全员' },
  administrator: { name: '管理员', role: 'administrator', area: 'town', post: '系统管理员' },
  auditor: { name: '审计员', role: 'auditor', area: 'town', post: '审计' },
  /** The other village's. */
  foreign: { name: '西村长', role: 'village', area: 'west', post: '村委会主任' },
  /** A member unit's person: the whole town, but catering only. */
  trade: { name: '餐饮办', role: 'supervisor', area: 'town', post: '市场监管所监管员', categories: ['catering'] },
  /** Whose appointment ended yesterday. */
  former: { name: '离任者', role: 'village', area: 'east', post: '原村委会主任', validTo: '2023-05-31' },
} as const satisfies Record<string, { name: string; role: string; area: string; post: string; categories?: readonly string[]; validTo?: string; certificate?: string }>

export type Who = keyof typeof people
export const roles = ['leader', 'office', 'officer', 'supervisor', 'village', 'grid_leader', 'patroller', 'enterprise', 'administrator', 'auditor']
/** Who stands for a role. */
export const holder = (role: string): Who => (role === 'grid_leader' ? 'gridLeader' : (role as Who))

export const areaNames = {
  town: '青溪镇', east: '东坡村', west: '西岭村',
  eastFirst: '第一网格', eastSecond: '第二网格', westFirst: '第一网格', westSecond: '第二网格',
}
export type AreaName = keyof typeof areaNames
export const codes = { town: '449999100000', east: '449999100201', west: '449999100202' }

export const enterpriseList = {
  hotel: { name: '东坡宾馆', category: 'hotel', area: 'eastFirst', employees: 18, openedOn: '2015-05-01' },
  restaurant: { name: '东坡饭店', category: 'catering', area: 'eastSecond', employees: 6 },
  station: { name: '西岭加油站', category: 'chemicals', area: 'westFirst', employees: 9, scaleEnterprise: true },
  factory: { name: '青溪五金厂', category: 'factory', area: 'west', employees: 120, scaleEnterprise: true },
} as const
export type EnterpriseName = keyof typeof enterpriseList

/** Ids and sessions of the one fixed town; copies of it share them. */
export interface Town {
  place: Place
  areas: Record<AreaName, string>
  enterprises: Record<EnterpriseName, string>
  unit: string
  persons: Record<Who, string>
  accounts: Record<Who, string>
  tokens: Record<Who | 'admin', string>
}

async function signIn(server: Server, username: string, secret: string): Promise<string> {
  const answer = await new Client(() => server).post('/sessions', { username, password: secret })
  if (answer.status !== 201) throw new Error(`Signing in as ${username}: ${answer.text}`)
  return answer.body.token
}

async function addAreas(admin: Client): Promise<Record<AreaName, string>> {
  const town = (await admin.read('/areas?level=town')).items[0]?.id ?? ''
  const add = async (name: AreaName, parentId: string, further: Record<string, unknown>) =>
    (await admin.add('/areas', { name: areaNames[name], parentId, validFrom: '2020-01-01', ...further })).id
  const east = await add('east', town, { level: 'village', code: codes.east })
  const west = await add('west', town, { level: 'village', code: codes.west })
  return {
    town, east, west,
    eastFirst: await add('eastFirst', east, { level: 'grid' }),
    eastSecond: await add('eastSecond', east, { level: 'grid' }),
    westFirst: await add('westFirst', west, { level: 'grid' }),
    westSecond: await add('westSecond', west, { level: 'grid' }),
  }
}

/** Makes the town through the API, as a real one is made. */
export async function makeTown(): Promise<Town> {
  const place = emptyPlace()
  const made = run(['init', ...storeArguments(place), '--town', areaNames.town, '--code', codes.town, '--admin', '首任管理员', '--clock', hour],
    { ZHENAN_ADMIN_PASSWORD: password })
  if (made.status !== 0) throw new Error(`zhenan init failed:\n${made.output}${made.errors}`)
  const server = await Server.start(place)
  try {
    const tokens: Record<string, string> = { admin: await signIn(server, 'admin', password) }
    const admin = new Client(() => server, { Authorization: 'Bearer ' + tokens.admin })
    const areas = await addAreas(admin)
    const unit = (await admin.add('/member-units', { name: '市场监管所', level: 'town', categories: ['catering'], areaId: areas.town })).id
    const enterprises: Record<string, string> = {}
    for (const [name, { area, ...fields }] of Object.entries(enterpriseList))
      enterprises[name] = (await admin.add('/enterprises', { ...fields, areaId: areas[area], creditCode: creditCode(Object.keys(enterprises).length + 1) })).id
    const persons: Record<string, string> = {}
    const accounts: Record<string, string> = {}
    const settle = async (who: string, person: (typeof people)[Who]) => {
      const areaId = areas[person.area]
      persons[who] = (await admin.add('/people', { name: person.name, areaId, ...('certificate' in person && { certificateNumber: person.certificate, certificateValidTo: '2026-12-31' }) })).id
      await admin.add('/appointments', {
        personId: persons[who], post: person.post, role: person.role, areaId, validFrom: '2023-01-01',
        ...('categories' in person && { categories: person.categories, memberUnitId: unit }),
        ...('validTo' in person && { validTo: person.validTo }),
        ...(person.role === 'enterprise' && { enterpriseId: enterprises.hotel }),
      })
      const account: Row = await admin.add('/accounts', { username: who, personId: persons[who], password: first })
      accounts[who] = account.id
      tokens[who] = await signIn(server, who, first)
      const own = new Client(() => server, { Authorization: 'Bearer ' + tokens[who] })
      const changed = await own.post('/me/password', { current: first, password })
      if (changed.status !== 201) throw new Error(`The first password of ${who}: ${changed.text}`)
    }
    await Promise.all(Object.entries(people).map(([who, person]) => settle(who, person)))
    return { place, areas, unit, enterprises, persons, accounts, tokens } as Town
  } finally {
    await server.stop()
  }
}
