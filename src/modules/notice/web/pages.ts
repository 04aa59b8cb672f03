import { defineAsyncComponent } from 'vue'
import { issuingRoles } from '@/api/loop'
import type { ModulePages } from '@/ui/registry'

export default {
  routes: [
    { path: '/notices/new', name: 'new-notice', component: () => import('./NewNotice.vue') },
    { path: '/q/:code?', name: 'code', component: () => import('./CodePage.vue'), props: true },
  ],
  recordPages: { notices: defineAsyncComponent(() => import('./NoticePage.vue')) },
  createPaths: { notices: { path: '/notices/new', roles: issuingRoles } },
} satisfies ModulePages
