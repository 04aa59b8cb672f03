import { defineStore } from 'pinia'
import { get, post, remove } from './client'
import type { Me } from './types'

/** Everybody but an enterprise's own people: figures and reports are theirs. */
export const staffRoles = ['leader', 'office', 'officer', 'supervisor', 'village', 'grid_leader', 'patroller', 'administrator', 'auditor']

/** Who is signed in. The token itself lies in an HttpOnly cookie and is never seen here. */
export const useSession = defineStore('session', {
  state: () => ({ me: null as Me | null }),
  getters: {
    today: (state) => state.me?.today ?? '',
    roles: (state) => state.me?.roles ?? [],
  },
  actions: {
    async load() {
      this.me = await get<Me>('/me')
    },
    async signIn(username: string, password: string) {
      await post('/sessions', { username, password })
      await this.load()
    },
    async signOut() {
      await remove('/sessions/current').catch(() => undefined)
      this.me = null
    },
    is(...roles: string[]) {
      return roles.some((role) => this.roles.includes(role))
    },
  },
})
