import { useKinds } from '@/api/kinds'
import type { Titled } from '@/api/types'
import { createPath, listPath, mayCreate } from '@/ui/registry'
import { inBoth, t, titled } from '@/ui/text'
import { navigation } from '../navigation'

export interface Jump { path: string; title: string; /** What it is called in either language. */ names: string[] }

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/[\s·（）()]/g, '')
const both = (text: Titled, key: 'verb.addKind' | 'import.title') => inBoth(key, (language) => ({ kind: text[language] || text.zh }))

/** Every page that the person may open, by its name: lists, "new", imports, and the plain pages. */
export function jumps(): Jump[] {
  const kinds = useKinds()
  const found: Jump[] = [{ path: '/', title: t('nav.home'), names: inBoth('nav.home') }, { path: '/account', title: t('myAccount.title'), names: inBoth('myAccount.title') }]
  for (const entry of navigation(kinds.kinds).flatMap((group) => group.entries)) {
    const kind = entry.kind ? kinds.find(entry.kind) : undefined
    found.push({ path: entry.path, title: entry.title, names: kind ? [kind.zh, kind.en] : [entry.title] })
    if (!kind) continue
    if (mayCreate(kind.kind)) found.push({ path: createPath(kind.kind), title: t('verb.addKind', { kind: titled(kind) }), names: both(kind, 'verb.addKind') })
    if (kind.import) found.push({ path: `${listPath(kind.kind)}/import`, title: t('import.title', { kind: titled(kind) }), names: both(kind, 'import.title') })
  }
  return found
}

/** All words in any order: "导入 企业" finds "导入企事业单位". */
export function jumpsFor(words: string, all: Jump[], limit = 6): Jump[] {
  const asked = words.trim().split(/\s+/).map(plain).filter(Boolean)
  if (!asked.length) return []
  const fits = (jump: Jump) => jump.names.some((name) => { const text = plain(name); return asked.every((word) => text.includes(word)) })
  return all.filter(fits).sort((a, b) => a.title.length - b.title.length).slice(0, limit)
}
