import { defineAsyncComponent, h, type FunctionalComponent } from 'vue'
import type { ModulePages } from '@/ui/registry'

const PlacePage = defineAsyncComponent(() => import('./PlacePage.vue'))
/** The same page for an enterprise and for any other place. */
const pageOf = (type: 'enterprises' | 'places'): FunctionalComponent<{ id: string; inDrawer?: boolean }> =>
  Object.assign((props: { id: string; inDrawer?: boolean }, { attrs }: { attrs: Record<string, unknown> }) => h(PlacePage, { ...attrs, ...props, type }), {
    props: { id: { type: String, required: true as const }, inDrawer: Boolean }, inheritAttrs: false,
  }) as FunctionalComponent<{ id: string; inDrawer?: boolean }>

export default {
  routes: [
    { path: '/enterprises/duplicates', name: 'duplicates', component: () => import('./DuplicatesPage.vue') },
    { path: '/enterprises/:id/merge/:other', name: 'merge-enterprises', component: () => import('./MergePage.vue'), props: (to) => ({ ...to.params, key: String(to.params.id) }) },
    { path: '/places/:type(enterprises|places)/:id', redirect: (to) => `/k/${String(to.params.type)}/${String(to.params.id)}` }],
  formNotes: { enterprises: defineAsyncComponent(() => import('./LikenessNote.vue')) },
  recordPages: { enterprises: pageOf('enterprises'), places: pageOf('places') },
} satisfies ModulePages
