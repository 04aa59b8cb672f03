import { defineAsyncComponent } from 'vue'
import type { ModulePages } from '@/ui/registry'

export default {
  routes: [{ path: '/progress-reviews/:id/walk', name: 'review-walk', component: () => import('./ReviewWalk.vue'), props: true, meta: { bare: true } }],
  recordPages: { 'progress-reviews': defineAsyncComponent(() => import('./ReviewPage.vue')) },
} satisfies ModulePages
