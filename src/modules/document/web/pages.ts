import type { ModulePages } from '@/ui/registry'

export default {
  routes: [{ path: '/templates', name: 'templates', component: () => import('./TemplatesPage.vue') }],
} satisfies ModulePages
