import type { ModulePages } from '@/ui/registry'

export default {
  routes: [{ path: '/measures', name: 'measures', component: () => import('./MeasuresPage.vue') }],
} satisfies ModulePages
