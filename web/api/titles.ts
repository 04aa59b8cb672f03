import { get } from './client'
import { useKinds } from './kinds'
import type { AnyRecord } from './types'

const asked = new Map<string, Promise<string>>()

/** The title of a record that only its id names (lists of people come as ids). Asked once each. */
export function titleOfRecord(kind: string, id: string): Promise<string> {
  const key = `${kind}/${id}`
  let answer = asked.get(key)
  if (!answer) {
    const field = useKinds().find(kind)?.title ?? 'name'
    answer = get<AnyRecord>(`/${key}`).then((record) => {
      const title = record[field] ?? record.name ?? record.title
      return typeof title === 'string' ? title : ''
    }, () => '')
    asked.set(key, answer)
  }
  return answer
}
