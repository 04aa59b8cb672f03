import { createPinia } from 'pinia'
import { createApp } from 'vue'
import 'element-plus/es/components/base/style/css'
import { surround } from '@/api/client'
import { useSession } from '@/api/session'
import { wroteHere } from '@/ui/live'
import { i18n, language, t } from '@/ui/text'
import '@/ui/style.css'
import App from './App.vue'
import { router } from './router'
import './textSize'

const app = createApp(App).use(createPinia()).use(i18n)
const session = useSession()

surround({
  language: () => language.value,
  unreachable: () => t('error.unreachable'),
  wrote: wroteHere,
  signedOut: () => {
    session.me = null
    const here = router.currentRoute.value
    if (here.name !== 'sign-in') void router.replace({ name: 'sign-in', query: { next: here.fullPath } })
  },
})

app.use(router).mount('#app')
