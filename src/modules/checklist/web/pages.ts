import { defineAsyncComponent } from 'vue'
import type { ModulePages } from '@/ui/registry'

export default {
  routes: [{ path: '/checklists/:id/edition', name: 'checklist-edition', component: () => import('./EditionPage.vue'), props: true }],
  recordPages: { checklists: defineAsyncComponent(() => import('./ChecklistPage.vue')) },
} satisfies ModulePages
