import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { useKinds } from '@/api/kinds'
import { useSession } from '@/api/session'
import { declarePages, type ModulePages } from '@/ui/registry'

/** Every module's web folder is found by itself; no list names it. */
const found = import.meta.glob<{ default: ModulePages }>('../../src/modules/*/web/pages.ts', { eager: true })
const modules = Object.values(found).map((one) => one.default)
for (const pages of modules) declarePages(pages)

const routes: RouteRecordRaw[] = [
  { path: '/sign-in', name: 'sign-in', component: () => import('./pages/SignIn.vue'), meta: { bare: true } },
  ...modules.flatMap((pages) => pages.routes ?? []),
  { path: '/account', name: 'my-account', component: () => import('./pages/MyAccount.vue') },
  { path: '/k/:kind', name: 'list', component: () => import('./pages/ListPage.vue'), props: true },
  { path: '/k/:kind/new', name: 'new', component: () => import('./pages/EditPage.vue'), props: true },
  { path: '/k/:kind/import', name: 'import', component: () => import('./pages/ImportPage.vue'), props: true },
  { path: '/k/:kind/:id', name: 'record', component: () => import('./pages/OneRecord.vue'), props: true },
  { path: '/k/:kind/:id/edit', name: 'edit', component: () => import('./pages/EditPage.vue'), props: true },
  { path: '/:anything(.*)*', component: () => import('./pages/NotFound.vue') },
]

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
})

router.beforeEach(async (to) => {
  if (to.name === 'sign-in' || to.meta.open) return true
  const session = useSession()
  const kinds = useKinds()
  try {
    if (!session.me) await session.load()
    // Until the first password is changed the server says nothing else.
    if (!kinds.kinds.length && !session.me?.mustChangePassword) await kinds.load()
    return true
  } catch {
    return { name: 'sign-in', query: to.fullPath === '/' ? {} : { next: to.fullPath } }
  }
})
