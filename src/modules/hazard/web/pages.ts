import { defineAsyncComponent } from 'vue'
import type { ModulePages } from '@/ui/registry'

export default {
  recordPages: { hazards: defineAsyncComponent(() => import('./HazardPage.vue')) },
} satisfies ModulePages
