import { defineAsyncComponent, defineComponent, h } from 'vue'
import type { ModulePages } from '@/ui/registry'
import { verbOf } from './chosenVerb'

const KeptPage = defineAsyncComponent(() => import('./KeptPage.vue'))
/** One page for every kind whose versions administrators keep and confirm. */
const pageOf = (kindName: string) => defineComponent({
  props: { id: { type: String, required: true }, inDrawer: Boolean },
  emits: ['changed', 'gone'],
  setup: (props, { emit }) => () => h(KeptPage, { id: props.id, inDrawer: props.inDrawer, kindName, onChanged: () => emit('changed'), onGone: () => emit('gone') }),
})

const kept = ['law-texts', 'criteria', 'terms', 'notice-words', 'duty-rules']

export default {
  recordPages: Object.fromEntries(kept.map((kind) => [kind, pageOf(kind)])),
  chosenVerbs: Object.fromEntries(kept.map((kind) => [kind, verbOf(kind)])),
} satisfies ModulePages
