import { afterAll, beforeAll, inject } from 'vitest'
import { Client } from './client'
import { Server, hour, today } from './server'
import { type Place, copyOf, remove } from './store'
import { type Who, password } from './town'

export { creditCode, uuid7, withCheck } from './ids'
export { hour, today } from './server'
export { type Answer, type Body, Client, type Row } from './client'
export { type Who, areaNames, codes, enterpriseList, holder, password, people, roles } from './town'

/** Ids of the fixed town: areas, enterprises, persons, accounts. */
export const town = inject('town')

/** One server on a copy of the fixed town. */
export class World {
  place!: Place
  server!: Server
  private clock = hour
  private sessions: Partial<Record<Who | 'admin', Promise<string>>> = {}

  async open(): Promise<this> {
    this.place = copyOf(town.place)
    this.server = await Server.start(this.place)
    return this
  }

  async close(): Promise<void> {
    await this.server.stop()
    remove(this.place)
  }

  /** The same data folder under a server that stands at another hour. */
  async restart(clock = hour): Promise<void> {
    await this.server.stop()
    this.server = await Server.start(this.place, clock)
    this.clock = clock
    this.sessions = {}
  }

  client(headers: Record<string, string> = {}): Client {
    return new Client(() => this.server, headers)
  }

  as(who: Who | 'admin'): Client {
    return new Client(() => this.server, {}, () => this.token(who))
  }

  // The sessions of the fixed town have ended when it stands at another day.
  private token(who: Who | 'admin'): Promise<string> {
    if (this.clock.slice(0, 10) === today) return Promise.resolve(town.tokens[who])
    return (this.sessions[who] ??= this.nobody.post('/sessions', { username: who, password }).then((answer) => answer.body.token))
  }

  /** Somebody without a session. */
  get nobody(): Client {
    return this.client()
  }

  async signIn(username: string, secret = password): Promise<Client> {
    const answer = await this.nobody.post('/sessions', { username, password: secret })
    if (answer.status !== 201) throw new Error(`Signing in as ${username}: ${answer.text}`)
    return this.client({ Authorization: 'Bearer ' + answer.body.token })
  }
}

/** A world for the tests of one file (or one describe block). */
export function world(): World {
  const made = new World()
  beforeAll(async () => void (await made.open()))
  afterAll(() => made.close())
  return made
}
