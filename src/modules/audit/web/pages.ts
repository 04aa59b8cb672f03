import type { ModulePages } from '@/ui/registry'

export default {
  routes: [{ path: '/audit', name: 'audit', component: () => import('./AuditPage.vue') }],
} satisfies ModulePages
