import type { ModulePages } from '@/ui/registry'

export default {
  routes: [
    { path: '/ledgers', name: 'ledgers', component: () => import('./LedgersPage.vue') },
    { path: '/ledgers/new', name: 'new-ledger', component: () => import('./LedgerEditor.vue') },
    { path: '/ledgers/:name', name: 'ledger', component: () => import('./LedgerEditor.vue'), props: true },
  ],
} satisfies ModulePages
