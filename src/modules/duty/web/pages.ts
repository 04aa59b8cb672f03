import type { ModulePages } from '@/ui/registry'
import DutyPage from './DutyPage.vue'
import ExemptionPage from './ExemptionPage.vue'

export default {
  routes: [{ path: '/duties', name: 'duties', component: () => import('./DutiesPage.vue') }],
  recordPages: { duties: DutyPage, 'duty-exemptions': ExemptionPage },
} satisfies ModulePages
