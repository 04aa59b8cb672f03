import { computed } from 'vue'
import { createI18n } from 'vue-i18n'
import type { Titled } from '@/api/types'
import { en } from './messages/en'
import { zh } from './messages/zh'

/** The Chinese catalogue gives the keys; a key that English lacks fails the type check. */
export type Messages<T = typeof zh> = { readonly [K in keyof T]: T[K] extends string ? string : Messages<T[K]> }
type Keys<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Keys<T[K]>}`
}[keyof T & string]
export type MessageKey = Keys<typeof zh>
export type Language = 'zh' | 'en'

const remembered = 'zhenan.language'
const start: Language = localStorage.getItem(remembered) === 'en' ? 'en' : 'zh'

export const i18n = createI18n({ legacy: false, locale: start as string, fallbackLocale: 'zh', messages: { zh, en } })

export const language = computed<Language>(() => (i18n.global.locale.value === 'en' ? 'en' : 'zh'))

export function speak(chosen: Language): void {
  i18n.global.locale.value = chosen
  localStorage.setItem(remembered, chosen)
  document.documentElement.lang = chosen === 'en' ? 'en' : 'zh-CN'
}
speak(start)

export function t(key: MessageKey, values: Record<string, unknown> = {}): string {
  return i18n.global.t(key, values)
}

/** A message with forms for one and for many, parted by "|" in English: "1 change", "3 changes". */
export function plural(key: MessageKey, count: number, values: Record<string, unknown> = {}): string {
  return i18n.global.t(key, { count, ...values }, count)
}

/** A message whose key is only known while running (a role, a state); the word itself if none is written. */
export function word(group: string, name: string | null | undefined): string {
  if (!name) return ''
  const key = `${group}.${name}`
  return i18n.global.te(key, language.value) ? i18n.global.t(key) : name
}

export const titled = (text: Titled | null | undefined): string => (text ? text[language.value] || text.zh : '')

/** The program itself acts under this name. */
export const actorName = (name: string | null | undefined): string => (name === '系统' ? t('trail.program') : name ?? '')

/** A message as it reads in Chinese and in English, for what is searched by name. */
export function inBoth(key: MessageKey, values: (language: Language) => Record<string, unknown> = () => ({})): string[] {
  return (['zh', 'en'] as const).map((one) => i18n.global.t(key, values(one), { locale: one }))
}
