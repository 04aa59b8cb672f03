import { defineAsyncComponent } from 'vue'
import type { ModulePages } from '@/ui/registry'

export default {
  routes: [{ path: '/accounts/new', name: 'new-account', component: () => import('./NewAccount.vue') }],
  recordPages: { accounts: defineAsyncComponent(() => import('./AccountPage.vue')) },
  createPaths: { accounts: { path: '/accounts/new', roles: ['administrator'] } },
} satisfies ModulePages
