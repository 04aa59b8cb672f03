import { randomBytes } from 'node:crypto'
import { Client } from '../world/client'
import { uuid7 } from '../world/ids'
import { Server, run } from '../world/server'
import { emptyPlace, remove, storeArguments } from '../world/store'
import { type Line, over } from './line'

const hour = '2023-07-10T09:00:00+08:00'
const secret = 'bench ' + randomBytes(6).toString('hex')
const units = 2000
const rounds = 3

/** A county's worth of villages in one tree, each with trainings and drills; a scheme of 60 items, 45 of them formulas over different figures. */
export async function* assessment(): AsyncGenerator<Line> {
  const place = emptyPlace()
  const made = run(['init', ...storeArguments(place), '--town', '试验镇', '--code', '449900102000', '--admin', '管理员', '--clock', hour], { ZHENAN_ADMIN_PASSWORD: secret })
  if (made.status !== 0) throw new Error(`zhenan init: ${made.output}${made.errors}`)
  const server = await Server.start(place, hour)
  const as = (token: string) => new Client(() => server, { Authorization: 'Bearer ' + token })
  const signIn = async (username: string, password: string) => (await new Client(() => server).add('/sessions', { username, password })).token as string
  const admin = as(await signIn('admin', secret))
  const town = (await admin.read('/areas?level=town')).items[0]?.id ?? ''
  const person = (await admin.add('/people', { name: '安办', areaId: town })).id
  await admin.add('/appointments', { personId: person, post: '主任', role: 'office', areaId: town, validFrom: '2023-01-01' })
  await admin.add('/accounts', { username: 'office', personId: person, password: secret + ' first' })
  await as(await signIn('office', secret + ' first')).add('/me/password', { current: secret + ' first', password: secret })
  const office = as(await signIn('office', secret))
  for (let n = 0; n < units; n += 50)
    await Promise.all(Array.from({ length: 50 }, async (_, at) => {
      const village = (await admin.add('/areas', { name: `第${n + at + 1}村`, parentId: town, level: 'village', validFrom: '2020-01-01' })).id
      for (const day of ['2023-03-01', '2023-05-20'])
        await office.add('/trainings', { title: '安全培训', audience: 'other', heldOn: day, areaId: village, attendees: 20 + (at % 30) })
    }))
  const figures = (await office.read('/assessment-figures?subjectType=village')).items.map((one) => String(one.name)).filter((one) => !one.includes('.')).slice(0, 90)
  const items = Array.from({ length: 60 }, (_, n) => ({
    code: String(n + 1), title: `第${n + 1}项`, points: n < 40 ? 2 : 1,
    ...(n < 45 ? { manner: 'formula', formula: `min(2, 2 * ${figures[n % figures.length] ?? ''} / (${figures[(n + 45) % figures.length] ?? ''} + 1))` } : { manner: 'manual' }),
  }))
  const scheme = await office.add('/assessment-schemes', {
    id: uuid7(), title: '试验', year: 2023, term: 'half_year', subjectType: 'village', enabled: true, total: 100, notApplicable: 'out_of_base', vetoMode: 'zero', items,
    grades: [{ grade: 'excellent', from: 90 }, { grade: 'good', from: 80, below: 90 }, { grade: 'passed', from: 60, below: 80 }, { grade: 'failed', from: 0, below: 60 }],
  })
  const round = await office.add('/assessment-rounds', { id: uuid7(), title: '试验', schemeId: scheme.id, periodFrom: '2023-01-01', periodTo: '2023-06-30', areaId: town })
  const times: number[] = []
  for (let n = 0; n < rounds; ++n) {
    const began = performance.now()
    const answer = await office.post(`/assessment-rounds/${round.id}/computation`, {})
    if (answer.status !== 200 || answer.body.subjects !== units) throw new Error(answer.text)
    times.push((performance.now() - began) / 1000)
  }
  yield { what: '2,000 villages by 60 items, from the request to the last result kept', unit: 's', bound: 10, ...over(times), further: times }
  const began = performance.now()
  const proof = await office.read(`/assessment-rounds/${round.id}/verification`)
  if (!proof.same) throw new Error(JSON.stringify(proof.differences).slice(0, 300))
  yield { what: 'recounting the 2,000 from what they kept', unit: 's', value: (performance.now() - began) / 1000 }
  await server.stop()
  remove(place)
}
