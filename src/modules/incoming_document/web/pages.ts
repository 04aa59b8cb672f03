import { defineAsyncComponent } from 'vue'
import type { ModulePages } from '@/ui/registry'

export default {
  recordPages: { 'incoming-documents': defineAsyncComponent(() => import('./IncomingDocumentPage.vue')) },
} satisfies ModulePages
