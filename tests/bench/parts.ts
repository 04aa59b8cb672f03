import { assessment } from './assessment'
import { duties } from './duties'
import type { Part } from './line'
import { ledger } from './ledger'
import { importParts } from './imports'
import { letters } from './letters'
import { reports } from './report'
import { listeners, start } from './start'
import { submissions } from './submissions'

export const parts: Part[] = [
  ...importParts,
  { name: 'submissions', run: submissions },
  { name: 'ledger measures search', run: ledger },
  { name: 'start', run: start },
  { name: 'listeners', run: listeners },
  { name: 'report', run: reports },
  { name: 'letters', run: letters },
  { name: 'assessment', run: assessment },
  { name: 'duties', run: duties },
]
