import { defineAsyncComponent } from 'vue'
import type { ModulePages } from '@/ui/registry'

export default {
  recordPages: { meetings: defineAsyncComponent(() => import('./MeetingPage.vue')) },
} satisfies ModulePages
