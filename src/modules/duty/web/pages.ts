import type { ModulePages } from '@/ui/registry'
import DutyPage from './DutyPage.vue'

export default {
  routes: [{ path: '/duties', name: 'duties', component: () => import('./DutiesPage.vue') }],
  recordPages: { duties: DutyPage },
} satisfies ModulePages
