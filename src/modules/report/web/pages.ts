import type { ModulePages } from '@/ui/registry'

export default {
  routes: [{ path: '/reports', name: 'reports', component: () => import('./ReportPage.vue') }],
} satisfies ModulePages
