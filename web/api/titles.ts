import { get } from './client'
import { useKinds } from './kinds'
import type { AnyRecord, Reference } from './types'

const asked = new Map<string, Promise<string>>()

/** The title of a record that only its id names (lists of people come as ids). Asked once each. */
export function titleOfRecord(kind: string, id: string): Promise<string> {
  const key = `${kind}/${id}`
  let answer = asked.get(key)
  if (!answer) {
    const field = useKinds().find(kind)?.title ?? 'name'
    // Of the town's officers a village sees the name, and no more.
    const named = () => get<{ items: Reference[] }>(`/references/${kind}`, { ids: id, reach: 'up' }).then((found) => found.items[0]?.title ?? '', () => '')
    answer = kind === 'people' ? named() : get<AnyRecord>(`/${key}`).then((record) => {
      const title = record[field] ?? record.name ?? record.title
      return typeof title === 'string' ? title : ''
    }, () => '')
    asked.set(key, answer)
    // What failed is asked again the next time.
    void answer.then((title) => { if (!title) asked.delete(key) })
  }
  return answer
}
