import { defineAsyncComponent } from 'vue'
import type { ModulePages } from '@/ui/registry'

export default {
  routes: [
    { path: '/my-assessments', name: 'my-assessments', component: () => import('./MyAssessments.vue') },
    { path: '/assessment-schemes/sheet', name: 'scheme-sheet', component: () => import('./SheetPage.vue') },
  ],
  recordPages: {
    'assessment-rounds': defineAsyncComponent(() => import('./RoundPage.vue')),
    'assessment-results': defineAsyncComponent(() => import('./ResultPage.vue')),
    'assessment-schemes': defineAsyncComponent(() => import('./SchemePage.vue')),
  },
  listVerbs: { 'assessment-schemes': defineAsyncComponent(() => import('./SchemeVerbs.vue')) },
  formNotes: { 'assessment-schemes': defineAsyncComponent(() => import('./SchemeNote.vue')) },
} satisfies ModulePages
