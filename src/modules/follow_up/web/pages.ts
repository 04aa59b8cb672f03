import { defineAsyncComponent } from 'vue'
import type { ModulePages } from '@/ui/registry'

export default {
  recordPages: { 'follow-ups': defineAsyncComponent(() => import('./FollowUpPage.vue')) },
} satisfies ModulePages
