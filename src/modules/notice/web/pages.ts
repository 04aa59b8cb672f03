import { defineAsyncComponent } from 'vue'
import type { ModulePages } from '@/ui/registry'

export default {
  routes: [{ path: '/notices/new', name: 'new-notice', component: () => import('./NewNotice.vue') }],
  recordPages: { notices: defineAsyncComponent(() => import('./NoticePage.vue')) },
  createPaths: { notices: '/notices/new' },
} satisfies ModulePages
