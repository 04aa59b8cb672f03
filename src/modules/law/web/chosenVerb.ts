import { defineAsyncComponent, defineComponent, h } from 'vue'

const ConfirmSeveral = defineAsyncComponent(() => import('./ConfirmSeveral.vue'))
/** The verb for ticked rows of a kind that administrators confirm. */
export const verbOf = (kindName: string) => defineComponent({
  props: { ids: { type: Array<string>, required: true } },
  emits: ['done'],
  setup: (props, { emit }) => () => h(ConfirmSeveral, { ids: props.ids, kindName, onDone: () => emit('done') }),
})
