import { ref } from 'vue'

/** How large everything is drawn, remembered in the browser: for eyes that need it. */
const key = 'zhenan.textSize'
export const textSizes = [1, 1.15, 1.3] as const
const kept = Number(localStorage.getItem(key))
export const textSize = ref<number>(textSizes.find((one) => one === kept) ?? 1)

export function sizeText(chosen: number): void {
  textSize.value = chosen
  localStorage.setItem(key, String(chosen))
  document.documentElement.style.setProperty('zoom', chosen === 1 ? '' : String(chosen))
}
sizeText(textSize.value)
