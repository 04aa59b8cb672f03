import type { ModulePages } from '@/ui/registry'

export default {
  routes: [{ path: '/periodic-reports', name: 'periodic-reports', component: () => import('./DeskPage.vue') }],
} satisfies ModulePages
