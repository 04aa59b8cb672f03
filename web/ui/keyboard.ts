import { onBeforeUnmount } from 'vue'

/** A key that does something: "/" or "Ctrl+K". Pages mark what is meant with data-key; nothing is registered twice. */
export interface Shortcut { keys: string; does: () => unknown; /** Also while somebody types in an input. */ everywhere?: boolean }

const typing = (target: EventTarget | null) => target instanceof HTMLElement
  && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) || Boolean(target.closest('[role=combobox],[role=listbox],[role=menu]')))
const named = (event: KeyboardEvent) =>
  `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`
/** What lies on top takes the keys: a dialog, a drawer, or the page itself. */
export function topmost(): ParentNode {
  const open = Array.from(document.querySelectorAll<HTMLElement>('[role=dialog]')).filter((one) => one.offsetParent !== null || one.getClientRects().length > 0)
  return open.at(-1) ?? document
}

const marked = (name: string) => topmost().querySelector<HTMLElement>(`[data-key="${name}"]`)
function press(name: string): boolean {
  const target = marked(name)
  if (!target) return false
  const input = target.matches('input') ? target : target.querySelector<HTMLElement>('input')
  if (input) { input.focus(); if (input instanceof HTMLInputElement) input.select() } else target.click()
  return true
}
function submit(): boolean {
  const within = topmost()
  const form = (document.activeElement instanceof HTMLElement && document.activeElement.closest('form')) || within.querySelector('form')
  const button = form?.querySelector<HTMLButtonElement>('button[type=submit]') ?? within.querySelector<HTMLButtonElement>('[data-key="send"]')
  if (!button || button.disabled) return false
  // What is being typed in a number or a date counts when its input is left.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  setTimeout(() => button.click(), 0)
  return true
}
function step(by: number): boolean {
  const rows = Array.from(document.querySelectorAll<HTMLElement>('[data-row]'))
  if (!rows.length || topmost() !== document) return false
  const at = rows.indexOf(document.activeElement as HTMLElement)
  const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
  return true
}

/** The keys that work on every page; the shell adds its own (search everywhere, the list of keys). */
const common: Shortcut[] = [
  { keys: '/', does: () => press('search') },
  { keys: 'n', does: () => press('new') },
  { keys: 'j', does: () => step(1) },
  { keys: 'k', does: () => step(-1) },
  { keys: 'ArrowDown', does: () => document.activeElement === document.body && step(1) },
  { keys: 'ArrowUp', does: () => document.activeElement === document.body && step(-1) },
  { keys: 'Ctrl+s', does: submit, everywhere: true },
  { keys: 'Ctrl+Enter', does: submit, everywhere: true },
]

export function useShortcuts(own: Shortcut[]): void {
  const all = [...own, ...common]
  const heard = (event: KeyboardEvent) => {
    // Keys of an input method, and those that a control has taken, are not ours.
    if (event.isComposing || event.keyCode === 229 || event.defaultPrevented || event.repeat && event.key === 'Enter') return
    const name = named(event)
    const shortcut = all.find((one) => one.keys.toLowerCase() === name.toLowerCase())
    if (!shortcut || (typing(event.target) && !shortcut.everywhere)) return
    if (shortcut.does() !== false) event.preventDefault()
  }
  window.addEventListener('keydown', heard)
  onBeforeUnmount(() => window.removeEventListener('keydown', heard))
}
