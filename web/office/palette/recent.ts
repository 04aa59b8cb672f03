/** What was searched for lately: in this browser alone, and gone with one click. */
const key = 'zhenan.searches'
const most = 8

export function recentSearches(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept.map(String).slice(0, most) : []
  } catch {
    return []
  }
}
export function rememberSearch(words: string): void {
  const said = words.trim()
  if (!said) return
  localStorage.setItem(key, JSON.stringify([said, ...recentSearches().filter((one) => one !== said)].slice(0, most)))
}
export const forgetSearches = (): void => { localStorage.removeItem(key) }
