import type { ModulePages } from '@/ui/registry'

export default {
  routes: [{ path: '/settings', name: 'settings', component: () => import('./SettingsPage.vue') }],
} satisfies ModulePages
