import type { ModulePages } from '@/ui/registry'
import ChannelPage from './ChannelPage.vue'
import MessagePage from './MessagePage.vue'

export default {
  recordPages: { 'reminder-channels': ChannelPage, 'reminder-messages': MessagePage },
} satisfies ModulePages
