import type { ModulePages } from '@/ui/registry'

export default {
  routes: [{ path: '/enforcement-performance', name: 'enforcement-performance', component: () => import('./PerformancePage.vue') }],
} satisfies ModulePages
