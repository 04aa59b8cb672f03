import { before, empower, finding } from '../../world/loop'
import { xlsx, zip } from '../../world/tables'
import { type Client, type Who, type World, creditCode, town, uuid7 } from '../../world/world'
import { type Route, sample } from './routes'

/** Words that stand in every record of a side, so that a leak can be seen in any answer. */
export const marks = { own: '东坡样本', foreign: '西岭样本' }
export type Side = keyof typeof marks

/** One real record of every kind in the east village (the hotel's where it can be) and one in the west (the filling station's). */
export type Records = Record<Side, Record<string, string>>

const sides = {
  own: { area: town.areas.eastFirst, village: town.areas.east, enterprise: town.enterprises.hotel, person: town.persons.village, account: town.accounts.village },
  foreign: { area: town.areas.westFirst, village: town.areas.west, enterprise: town.enterprises.station, person: town.persons.foreign, account: town.accounts.foreign },
}

/** What a generated body cannot know of a kind: rules between fields. */
export const further: Record<string, (side: Side) => Record<string, unknown>> = {
  enterprises: (side) => ({ category: side === 'own' ? 'hotel' : 'chemicals', creditCode: creditCode(side === 'own' ? 701 : 702) }),
  accounts: () => ({ username: 'walk' + uuid7().slice(-8), password: 'Walk-Test-2023' }),
  appointments: () => ({ role: 'patroller', enterpriseId: undefined, memberUnitId: undefined, categories: undefined }),
  areas: (side) => ({ parentId: sides[side].village, level: 'grid', code: undefined }),
  letters: (side) => ({ partyType: 'village', partyAreaId: sides[side].village, state: 'owed', areaId: sides[side].village }),
  'letter-exemptions': (side) => ({ partyType: 'village', partyAreaId: sides[side].village, enterpriseId: undefined, areaId: sides[side].village }),
  checklists: () => ({ category: 'catering', effectiveFrom: '2023-01-01', sourceFiles: undefined, items: [{ code: '1', text: '灶台离人熄火', section: '一' }] }),
  inspections: () => ({ outing: {}, happenedAt: before }),
  authorities: () => ({ validTo: undefined }),
  'reminder-channels': () => ({ way: 'wecom', mailTo: undefined, hour: 0, daysBefore: 60, lateDays: 0, enabled: true }),
  'law-texts': () => ({ effectiveFrom: '2023-01-01', effectiveTo: undefined, sourceFiles: undefined }),
  criteria: () => ({ effectiveFrom: '2023-01-01', effectiveTo: undefined, sourceFiles: undefined }),
  // Years in which nothing shipped holds.
  'notice-words': (side) => ({ word: 'number_order', text: marks[side], effectiveFrom: side === 'own' ? '1998-01-01' : '1999-01-01', effectiveTo: side === 'own' ? '1998-12-31' : '1999-12-31', sourceFiles: undefined }),
  terms: (side) => ({ term: 'recheck_days', days: 10, effectiveFrom: side === 'own' ? '1998-01-01' : '1999-01-01', effectiveTo: side === 'own' ? '1998-12-31' : '1999-12-31', sourceFiles: undefined }),
  'duty-rules': (side) => ({
    name: 'walk-' + side, title: marks[side], bound: 'enterprises', boundWhere: [], form: 'period', every: 'year', byKind: 'trainings', byField: 'enterpriseId', byWhere: [],
    dayField: undefined, opens: undefined, closes: undefined, byDay: undefined, byPeriod: undefined, effectiveFrom: '2023-01-01', effectiveTo: undefined, sourceFiles: undefined,
  }),
  'assessment-schemes': (side) => ({
    title: marks[side], subjectType: 'village', enabled: true, total: 100, categories: undefined, peerGroups: undefined, vetoes: undefined, ranked: false,
    grades: [{ grade: 'passed', from: 60 }, { grade: 'failed', from: 0, below: 60 }], items: [{ code: '1', title: marks[side], points: 100, manner: 'manual' }],
  }),
  'assessment-rounds': (side) => ({ areaId: sides[side].village, periodFrom: '2023-01-01', periodTo: '2023-06-30' }),
  views: () => ({ kind: 'hazards' }),
  'follow-ups': () => ({ givenOn: undefined, dueOn: '2023-07-01', memberUnitId: undefined, personId: undefined, sourceKind: undefined, sourceId: undefined }),
  'incoming-documents': () => ({ receivedOn: '2023-05-30', answerDueOn: '2023-07-01' }),
  'periodic-reports': (side) => ({ period: '2023-05', areaId: sides[side].village, marks: undefined }),
  'progress-reviews': () => ({ heldOn: '2023-06-01' }),
  templates: () => ({ validTo: undefined, purpose: 'report.half-year' }),
}

/** The kinds that come into being otherwise than by a plain POST of their own. */
async function visited(w: World, side: Side, made: Record<string, string>): Promise<void> {
  const officer = w.as('officer')
  const hazard = finding({ description: marks[side] })
  const inspection = await officer.add('/inspections', {
    id: uuid7(), outing: { title: marks[side] }, placeType: 'enterprises', placeId: sides[side].enterprise, kind: 'patrol', happenedAt: before, situation: marks[side],
    inspectorIds: [town.persons.officer, town.persons.supervisor], hazards: [hazard],
  })
  made.inspections = inspection.id
  made.hazards = hazard.id
  made.outings = String(inspection.outingId)
  const notice = await officer.add('/notices', {
    id: uuid7(), kind: 'order', placeType: 'enterprises', placeId: sides[side].enterprise, hazardIds: [hazard.id],
    officerIds: [town.persons.officer, town.persons.supervisor], note: marks[side],
  })
  made.notices = notice.id
  made.codes = String(notice.code)
}

/** A ledger that the office made: its records are one kind more, at /ledgers/{kind}/entries. */
export const ownLedger = 'walk-samples'
async function makeLedger(w: World): Promise<void> {
  await w.as('administrator').add('/ledgers', {
    id: uuid7(), kind: ownLedger, zh: '自建台账', group: 'daily', title: 'name',
    write: ['leader', 'office', 'officer', 'supervisor', 'village', 'grid_leader', 'patroller', 'administrator'],
    fields: [
      { name: 'name', type: 'text', zh: '名称', required: true, list: true, search: true },
      { name: 'enterpriseId', type: 'ref', to: 'enterprises', zh: '企业', filter: true },
    ],
  })
}

const emptyDocument = zip({
  '[Content_Types].xml': '<Types/>',
  'word/document.xml': '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>',
})
async function upload(client: Client, bytes: Uint8Array): Promise<string> {
  const id = uuid7()
  const answer = await client.send('PUT', `/attachments/${id}`, bytes)
  if (answer.status !== 201) throw new Error(`The walk cannot upload: ${answer.text}`)
  return id
}

export async function makeRecords(w: World, routes: Route[]): Promise<Records> {
  await empower(w.as('office'))
  await makeLedger(w)
  const records: Records = { own: {}, foreign: {} }
  for (const side of ['own', 'foreign'] as const) {
    const made = records[side]
    Object.assign(made, { people: sides[side].person, accounts: sides[side].account, enterprises: sides[side].enterprise })
    await visited(w, side, made)
    made.ledgers = (await w.as('office').add(`/ledgers/${ownLedger}/entries`, { id: uuid7(), name: marks[side], areaId: sides[side].area, enterpriseId: sides[side].enterprise })).id
    const document = await upload(w.as('office'), emptyDocument)
    // Kinds that others name come first: the order of need is found by trying again.
    const waiting = new Map(routes.filter((one) => one.method === 'POST' && /^\/api\/v1\/[a-z-]+$/.test(one.path) && one.body)
      .map((one) => [one.path.slice('/api/v1/'.length), one]))
    for (const done of ['sessions', 'inspections', 'notices', 'accounts', 'people', 'outings', 'enterprises', 'ledgers']) waiting.delete(done)
    let refusal = ''
    for (let round = 0; waiting.size && round < 6; ++round)
      for (const [kind, route] of waiting) {
        let unknown = ''
        const idOf = (of: string): string => {
          if (of === 'areas') return sides[side].area
          if (of === 'attachments') return document
          if (!made[of]) unknown = of
          return made[of] ?? ''
        }
        const body = { id: uuid7(), ...sample(route.body, idOf, marks[side]), ...further[kind]?.(side) }
        if (unknown) continue
        const who = writer(route)
        const answer = await w.as(who).post(route.path, body)
        if (answer.status === 201) {
          made[kind] = answer.body.id
          waiting.delete(kind)
        } else refusal = `${route.line} as ${who}: ${answer.text}`
      }
    if (waiting.size) throw new Error(`The walk cannot make ${[...waiting.keys()].join(', ')}: say in records.ts how. ${refusal}`)
    const form = await w.as('office').post('/county-forms?name=' + encodeURIComponent('县里的报表'), xlsx([['指标', '数字']]))
    if (form.status !== 201) throw new Error(`The walk cannot upload a form: ${form.text}`)
    made['county-forms'] = form.body.id
    const photo = uuid7()
    await w.as(side === 'own' ? 'village' : 'foreign').send('PUT', `/attachments/${photo}`, new Uint8Array([0xff, 0xd8, 0xff, 0xd9]), { 'Content-Type': 'image/jpeg' })
    made.attachments = photo
    const rounds = `/assessment-rounds/${made['assessment-rounds'] ?? ''}`
    await w.as('office').post(rounds + '/computation', {})
    made['assessment-results'] = ((await w.as('office').read(rounds + '/table')).rows as { id: string }[])[0]?.id ?? ''
    // Made by rules: those of the side's village.
    made.duties = (await w.as('office').read(`/duties?area=${sides[side].village}&limit=1`)).items[0]?.id ?? ''
    const owed = (await w.as('office').all(`/duties?area=${sides[side].village}&made=true`)).find((one) => ['open', 'late', 'missed', 'waiting'].includes(String(one.state)))
    made['duty-exemptions'] = (await w.as('office').add(`/duties/${owed?.id}/exemption`, { id: uuid7(), reason: marks[side] })).id
    // A channel that nobody listens at: its first message waits.
    const reached = await w.as('admin').send('PUT', `/reminder-channels/${made['reminder-channels']}/address`, { address: 'http://127.0.0.1:9/' })
    if (reached.status !== 200) throw new Error(`The walk cannot set an address: ${reached.text}`)
    for (let tries = 0; !made['reminder-messages'] && tries < 100; ++tries) {
      made['reminder-messages'] = (await w.as('admin').all(`/reminder-messages?channelId=${made['reminder-channels']}`))[0]?.id ?? ''
      if (!made['reminder-messages']) await new Promise((done) => setTimeout(done, 100))
    }
    made.jobs = (await w.as('office').with({ Prefer: 'respond-async' }).post('/enterprises/import?check=1', `name,area,category\n${marks[side]},${marks[side]},shop`)).body.id
  }
  return records
}

/** Somebody of the whole town who may call it. */
export function writer(route: Route): Who {
  const who = (['office', 'administrator', 'officer', 'leader', 'supervisor', 'auditor'] as const).find((one) => route.roles.includes(one) || route.roles.includes('+'))
  if (!who) throw new Error(`Nobody of the town may call ${route.line}`)
  return who
}

