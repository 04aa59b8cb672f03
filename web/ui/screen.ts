import { ref } from 'vue'

const narrowQuery = window.matchMedia('(max-width: 720px)')

/** True on a phone: lists become cards, drawers take the whole width. */
export const narrow = ref(narrowQuery.matches)
narrowQuery.addEventListener('change', (event) => { narrow.value = event.matches })
