import type { ModulePages } from '@/ui/registry'
import LetterPage from './LetterPage.vue'
import ListVerbs from './ListVerbs.vue'

export default {
  routes: [
    { path: '/letters', name: 'letters', component: () => import('./StandingPage.vue') },
    { path: '/letters/:id/sign', name: 'sign-letter', component: () => import('./SignPage.vue'), props: true },
    { path: '/v/:code?', name: 'verify-letter', component: () => import('./VerifyPage.vue'), props: true, meta: { bare: true, open: true } },
  ],
  recordPages: { letters: LetterPage },
  listVerbs: { letters: ListVerbs },
} satisfies ModulePages
