import { setTimeout as delay } from 'node:timers/promises'
import { changeFilmSettings } from '../../../core/project/edits/film.ts'
import { patchBetween } from '../../../core/project/film-patch.ts'
import { openProject } from '../../../main/services/projects/project-open.ts'

/**
 * `node program FOLDER`: opens a project, tells how it found it, and edits it until it is killed. Each edit names the film
 * by the next number; `done N` follows when main says that edit N is journaled.
 */
const [folder = ''] = process.argv.slice(2)
const tell = (line: string): void => void process.stdout.write(`${line}\n`)
const fail = (thrown: unknown): never => {
  tell(`failed ${String(thrown)}`)
  process.exit(1)
}

const { store, notices } = await openProject(folder, { onSaveState: () => undefined, onBug: fail }).catch(fail)
if (!store.writable || notices.length > 0) fail(JSON.stringify([store.readOnlyReason, notices]))
const first = Number(store.film.name)
const steps = store.history.past.length
tell(`open ${first} ${steps}`)

async function edit(number: number): Promise<void> {
  const name = String(first + number + 1)
  const patch = patchBetween(store.film, changeFilmSettings(store.film, { name }))
  const operations = [{ kind: 'edit', label: { key: 'test', details: {} }, patch } as const]
  const state = await store.operate(number, operations)
  if (state.state === 'failed') fail(JSON.stringify(state))
  tell(`done ${name}`)
}

for (let number = 0; ; number++) {
  void edit(number).catch(fail)
  if (Math.random() < 0.1) void store.save().catch(fail)
  await delay(Math.random() * 20)
}
