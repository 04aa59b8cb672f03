import type { ModulePages } from '@/ui/registry'

export default {
  routes: [{ path: '/', name: 'home', component: () => import('./HomePage.vue') }],
} satisfies ModulePages
