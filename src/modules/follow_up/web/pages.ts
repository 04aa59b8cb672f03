import { defineAsyncComponent } from 'vue'
import type { ModulePages } from '@/ui/registry'

export default {
  listVerbs: { 'follow-ups': defineAsyncComponent(() => import('./MineVerb.vue')) },
  recordPages: { 'follow-ups': defineAsyncComponent(() => import('./FollowUpPage.vue')) },
} satisfies ModulePages
