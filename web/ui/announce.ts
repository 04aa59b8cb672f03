import { ElMessage, ElMessageBox } from 'element-plus'
import 'element-plus/es/components/message/style/css'
import 'element-plus/es/components/message-box/style/css'
import { h } from 'vue'
import { ApiError } from '@/api/client'
import { t } from './text'

export function announce(words: string): void {
  ElMessage({ message: words, type: 'success', duration: 4000, showClose: true })
}

/** What went wrong, in the server's words; a fault of the program itself is logged and said plainly. */
export function complaint(fault: unknown): string {
  if (fault instanceof ApiError) return fault.detail || fault.title
  console.error(fault)
  return t('error.unexpected')
}

export function complain(fault: unknown): void {
  if (fault instanceof ApiError && fault.status === 401) return
  if (fault instanceof DOMException && fault.name === 'AbortError') return
  ElMessage({ message: complaint(fault), type: 'error', duration: 8000, showClose: true })
}

export async function confirmed(question: string, verb: string): Promise<boolean> {
  return ElMessageBox.confirm(question, { confirmButtonText: verb, cancelButtonText: t('verb.cancel') })
    .then(() => true, () => false)
}

/** Asks for one line of text; null when the person turned back. */
export async function askLine(question: string, verb: string, given = ''): Promise<string | null> {
  const asked: Promise<unknown> = ElMessageBox.prompt(question, {
    confirmButtonText: verb, cancelButtonText: t('verb.cancel'), inputValue: given,
    inputValidator: (text: string) => (text && text.trim() ? true : t('error.required')),
  })
  const answer = await asked.catch(() => null)
  const value = (answer as { value?: unknown } | null)?.value
  return typeof value === 'string' ? value.trim() : null
}

/** Says what happened and offers to take it back, for some seconds. */
export function announceWithUndo(words: string, verb: string, undo: () => Promise<void>): void {
  let taken = false
  const message = ElMessage({
    type: 'success', duration: 10_000, showClose: true,
    message: h('span', { class: 'undo' }, [words, ' ', h('button', {
      type: 'button', class: 'link',
      onClick: () => {
        if (taken) return
        taken = true
        message.close()
        undo().catch(complain)
      },
    }, verb)]),
  })
}
