import { defineAsyncComponent } from 'vue'
import type { ModulePages } from '@/ui/registry'

export default {
  routes: [{ path: '/hazards/recheck', name: 'recheck-several', component: () => import('./RecheckSeveral.vue') }],
  recordPages: { hazards: defineAsyncComponent(() => import('./HazardPage.vue')) },
} satisfies ModulePages
