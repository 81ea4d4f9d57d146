import { expect, test } from 'vitest'
import { bundleStudio, type Sabotage } from '../../support/kills/bundle-studio.ts'
import { killRounds } from '../../support/kills/kill-rounds.ts'
import type { Activity } from '../../support/kills/scenario.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

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
