import { defineAsyncComponent } from 'vue'
import { inspectingRoles } from '@/api/loop'
import type { ModulePages } from '@/ui/registry'

export default {
  routes: [{ path: '/inspections/new', name: 'new-inspection', component: () => import('./NewInspection.vue') }],
  recordPages: { inspections: defineAsyncComponent(() => import('./InspectionPage.vue')) },
  createPaths: { inspections: { path: '/inspections/new', roles: inspectingRoles } },
} satisfies ModulePages
