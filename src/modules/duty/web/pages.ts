import { defineAsyncComponent } from 'vue'
import type { ModulePages } from '@/ui/registry'
import DutyPage from './DutyPage.vue'
import ExemptionPage from './ExemptionPage.vue'
import { wordedRuleFields } from './ruleFields'

export default {
  wordedFields: { 'duty-rules': wordedRuleFields },
  routes: [
    { path: '/duties', name: 'duties', component: () => import('./DutiesPage.vue') },
    { path: '/holidays', name: 'holidays', component: () => import('./HolidaysPage.vue') },
  ],
  formNotes: { 'duty-rules': defineAsyncComponent(() => import('./RulePreview.vue')) },
  recordNotes: { 'duty-rules': { note: defineAsyncComponent(() => import('./RuleWords.vue')), instead: ['enabled', 'bound', 'boundWhere', 'form', 'every', 'months', 'dayField', 'opens', 'closes', 'lead', 'days', 'working', 'grace', 'byKind', 'byField', 'byWhere', 'byDay', 'byPeriod'] } },
  recordPages: { duties: DutyPage, 'duty-exemptions': ExemptionPage },
} satisfies ModulePages
