import { defineAsyncComponent } from 'vue'
import type { ModulePages } from '@/ui/registry'

export default {
  routes: [{ path: '/inspections/new', name: 'new-inspection', component: () => import('./NewInspection.vue') }],
  recordPages: { inspections: defineAsyncComponent(() => import('./InspectionPage.vue')) },
  createPaths: { inspections: '/inspections/new' },
} satisfies ModulePages
