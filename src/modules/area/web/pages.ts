import type { ModulePages } from '@/ui/registry'

export default {
  routes: [{ path: '/map', name: 'map', component: () => import('./MapPage.vue') }],
} satisfies ModulePages
