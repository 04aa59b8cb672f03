import { Client } from '../world/client'
import { run } from '../world/server'
import { emptyPlace, remove, storeArguments } from '../world/store'
import type { Line } from './line'
import { Serving } from './town'

const many = 1000

/** A thousand letters: made in one go, then taken out as one archive. */
export async function* letters(): AsyncGenerator<Line> {
  const place = emptyPlace()
  const made = run(['demo', '--clock', '2023-07-10', ...storeArguments(place)])
  if (made.status !== 0) throw new Error(made.errors)
  const server = await Serving.start(place, '2023-07-10T09:00:00+08:00')
  const session = await new Client(() => server).post('/sessions', { username: 'office', password: 'demo-zhenan' })
  const office = new Client(() => server, { Authorization: 'Bearer ' + session.body.token })
  const village = (await office.read('/areas?level=village&limit=1')).items[0]?.id
  const rows = ['name,category,area', ...Array.from({ length: many }, (_, n) => `责任书样本店${n},shop,449999104201`)]
  const before = (await office.read('/enterprises?limit=1')).total
  const file = new TextEncoder().encode(rows.join('\r\n'))
  const imported = await office.post('/enterprises/import', file)
  if (imported.body.accepted !== many) for (let n = 0; n < many; ++n) await office.add('/enterprises', { name: `责任书样本店${n}`, category: 'shop', areaId: village })
  if ((await office.read('/enterprises?limit=1')).total < before + many) throw new Error('The enterprises were not made')
  let began = performance.now()
  const started = await office.post('/letters/making', { year: 2023, dueOn: '2023-12-31', partyTypes: ['enterprise'] })
  for (;;) {
    const job = await office.read(`/jobs/${started.body.id}`)
    if (job.state === 'done') break
    if (job.state !== 'waiting' && job.state !== 'running') throw new Error(JSON.stringify(job))
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  yield { what: `making ${many} letters with their words`, value: (performance.now() - began) / 1000, unit: 's' }
  const idle = server.memory()
  let most = idle
  const watch = setInterval(() => (most = Math.max(most, server.memory())), 50)
  began = performance.now()
  const archive = await office.get('/letters.zip?state=owed')
  clearInterval(watch)
  if (archive.status !== 200) throw new Error(archive.text)
  yield { what: `${many} letters as DOCX in one archive`, value: (performance.now() - began) / 1000, unit: 's', bound: 20 }
  yield { what: 'memory more than before, at most', value: most - idle, unit: 'MB' }
  yield { what: 'size of the archive', value: archive.bytes.length / 1e6, unit: 'MB' }
  await server.stop()
  remove(place)
}
