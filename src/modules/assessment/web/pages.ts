import { defineAsyncComponent } from 'vue'
import type { ModulePages } from '@/ui/registry'

export default {
  routes: [{ path: '/my-assessments', name: 'my-assessments', component: () => import('./MyAssessments.vue') }],
  recordPages: {
    'assessment-rounds': defineAsyncComponent(() => import('./RoundPage.vue')),
    'assessment-results': defineAsyncComponent(() => import('./ResultPage.vue')),
    'assessment-schemes': defineAsyncComponent(() => import('./SchemePage.vue')),
  },
  formNotes: { 'assessment-schemes': defineAsyncComponent(() => import('./SchemeNote.vue')) },
} satisfies ModulePages
