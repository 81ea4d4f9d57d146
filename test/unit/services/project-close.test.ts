import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyOperation, type EditLabel } from '../../../core/project/film-history.ts'
import { newHistory } from '../../../core/project/history.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { createProject, openProject } from '../../../main/services/projects/project-open.ts'
import { readFolder } from '../../../main/services/projects/project-read.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { open, renameTo } from './project-films.ts'

test('what is edited while a project is being closed is saved or refused, never lost', async () => {
  const folder = await createProject(temporaryFolder(), 'Harbour')
  // Edits wait for the journal longer than closing takes.
  const onBug = (thrown: unknown) => expect.fail(String(thrown))
  const { store } = await openProject(folder, { onSaveState: () => undefined, onBug, journalMilliseconds: 200 })
  let history = newHistory<Film, EditLabel>(store.film)
  const answers: Promise<string | null>[] = []
  const editNow = (): void => {
    const name = `Name ${answers.length}`
    const operation = renameTo(name)(history)
    history = applyOperation(history, operation)
    const answered = store.operate(answers.length, [operation])
    answers.push(
      answered.then(
        () => name,
        () => null,
      ),
    )
  }
  editNow()
  const closing = store.close()
  for (let count = 0; count < 40; count++) {
    await new Promise((resolve) => setTimeout(resolve, 1))
    editNow()
  }
  await closing
  const accepted = (await Promise.all(answers)).filter((name) => name !== null)
  expect((await readFolder(store.folder)).history.present.name).toBe(accepted.at(-1))
})

test('an edit that comes any number of turns after the closing began is saved or refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.nat({ max: 40 }), async (isEdited, turns) => {
      const { store } = await open(await createProject(temporaryFolder(), 'Harbour'))
      let history = newHistory<Film, EditLabel>(store.film)
      const edits = isEdited ? ['Before', 'During'] : ['During']
      let answer: Promise<boolean> = Promise.resolve(false)
      let closing: Promise<unknown> = Promise.resolve()
      for (const [first, name] of edits.entries()) {
        if (name === 'During') {
          closing = store.close()
          // Turns of promises: timers never come in between two of them.
          for (let turn = 0; turn < turns; turn++) await Promise.resolve()
        }
        const operation = renameTo(name)(history)
        history = applyOperation(history, operation)
        answer = store.operate(first, [operation]).then(
          () => true,
          () => false,
        )
      }
      await closing
      const isSafe = await answer
      const kept = (await readFolder(store.folder)).history.present.name
      expect(kept === 'During').toBe(isSafe)
    }),
    { examples: Array.from({ length: 41 }, (_, turns): [boolean, number] => [false, turns]), numRuns: 60 },
  )
})
