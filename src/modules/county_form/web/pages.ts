import type { ModulePages } from '@/ui/registry'

export default {
  routes: [
    { path: '/county-forms', name: 'county-forms', component: () => import('./FormsPage.vue') },
    { path: '/county-forms/:id', name: 'county-form', component: () => import('./FormPage.vue'), props: true },
  ],
} satisfies ModulePages
