import { expect, test } from 'vitest'
import { applyOperation, type FilmOperation } from '../../../core/project/film-history.ts'
import { createProject } from '../../../main/services/projects/project-open.ts'
import { readFolder } from '../../../main/services/projects/project-read.ts'
import { bundleStudio, type Sabotage } from '../../support/kills/bundle-studio.ts'
import { isWhatWasTold } from '../../support/kills/check-project.ts'
import { stateOf } from '../../support/kills/film-state.ts'
import { killRounds } from '../../support/kills/kill-rounds.ts'
import type { Activity } from '../../support/kills/scenario.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { open, renameTo } from '../../unit/services/project-films.ts'

/** Each is found within some ten; many more than are needed. */
const mostKills = 150

/** Builds of the studio that lose work when they are killed, and how the harness has to say so. */
const broken: readonly [string, Activity, Sabotage, RegExp][] = [
  [
    'keeps its journal in memory until the next save',
    'import',
    {
      file: 'projects/project-journal-file.ts',
      texts: [
        ['if (this.#handle === null) await this.#writeAnew(count)', ''],
        ['else await this.#append(this.#handle, count)', ''],
      ],
    },
    /lost/,
  ],
  [
    'writes over files in place',
    'save',
    {
      file: 'projects/project-write.ts',
      texts: [
        ["await open(temporary, 'wx')", "await open(file, 'w')"],
        ['await renameHeld(temporary, file)', ''],
      ],
    },
    /damage|does not open|never was|another film|failed|listed/,
  ],
  [
    'makes takes where they are to be',
    'generate',
    {
      file: 'takes/take-folder.ts',
      texts: [
        ["const folder = path.join(place, hiddenName(path.basename(target), 'unfinished'))", 'const folder = target'],
        ['await checkTarget(target, overwrite)\n    await putInPlace(folder, target)', ''],
      ],
    },
    /is no take|has its work folder/,
  ],
]

test.each(broken)('a build that %s is found by killing it', async (_, activity, sabotage, loss) => {
  const { program, remove } = await bundleStudio([sabotage])
  try {
    const rounds = killRounds({ program, folder: temporaryFolder(), kills: mostKills, seed: 3, only: [activity] })
    await expect(rounds).rejects.toThrow(loss)
  } finally {
    remove()
  }
})

test('a film is no other one because a save has cut its undo, and is one where a step more is missing', async () => {
  const folder = await createProject(temporaryFolder(), 'Harbour')
  const { store } = await open(folder)
  let { history } = store
  let state = stateOf(history)
  const operations: FilmOperation[] = []
  const edit = async (operation: FilmOperation): Promise<void> => {
    history = applyOperation(history, operation)
    state = stateOf(history, state.mostPast)
    await store.operate(operations.push(operation) - 1, [operation])
  }
  for (let name = 0; name < 203; name++) await edit(renameTo(`Name ${name}`)(history))
  await store.save()
  await edit({ kind: 'undo' })
  const found = stateOf((await readFolder(folder)).history)
  await store.close()
  expect([found.sha256, found.past, state.past]).toEqual([state.sha256, 199, 202])
  expect(isWhatWasTold(found, state)).toBe(true)
  expect(isWhatWasTold({ ...found, past: 198 }, state)).toBe(false)
  expect(isWhatWasTold({ ...found, past: 203 }, state)).toBe(false)
  expect(isWhatWasTold({ ...found, future: 0 }, state)).toBe(false)
})
