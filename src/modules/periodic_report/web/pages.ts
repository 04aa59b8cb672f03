import { defineAsyncComponent } from 'vue'
import type { ModulePages } from '@/ui/registry'

export default {
  recordPages: { 'periodic-reports': defineAsyncComponent(() => import('./ReportRecord.vue')) },
  createPaths: { 'periodic-reports': { path: '/periodic-reports', roles: ['leader', 'office', 'supervisor', 'village', 'grid_leader'] } },
  routes: [{ path: '/periodic-reports', name: 'periodic-reports', component: () => import('./DeskPage.vue') }],
} satisfies ModulePages
