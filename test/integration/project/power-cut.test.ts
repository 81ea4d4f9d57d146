import { beforeAll, expect, test } from 'vitest'
import { bundleStudio, type Sabotage } from '../../support/kills/bundle-studio.ts'
import { powerCuts } from '../../support/kills/power-cuts.ts'
import type { Activity } from '../../support/kills/scenario.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

// A killed process loses nothing that it has written: the system still has it. So flushes are judged by what a disk
// holds for sure without them. The disk is played by its rules (content and names are there once flushed, and nothing
// else is); that a real disk keeps what it said to have flushed, no program can show.

const edits = 30
const cuts = 30

let program = ''

beforeAll(async () => {
  const bundle = await bundleStudio()
  program = bundle.program
  return bundle.remove
})

test.each<Activity>(['save', 'import', 'generate'])(
  'wherever the power goes while the studio does %s, the project opens with everything that was said to be safe',
  async (activity) => {
    expect(await powerCuts({ program, folder: temporaryFolder(), activity, edits, cuts })).toBeGreaterThan(cuts)
  },
)

/** Builds of the studio with a flush left out, and what they lose. */
const withoutFlush: readonly [string, Activity, Sabotage, RegExp][] = [
  [
    'of the journal',
    'import',
    { file: 'projects/project-journal-file.ts', texts: [['await handle.datasync()', '']] },
    /said to be safe|never was/,
  ],
  [
    'of a file before its rename',
    'save',
    { file: 'projects/project-write.ts', texts: [['await handle.sync()', '']] },
    /damage|does not open|said to be safe|never was/,
  ],
  [
    'of the folder after a rename',
    'save',
    { file: 'projects/project-write.ts', texts: [['await syncFolder(path.dirname(file))', '']] },
    /said to be safe|never was/,
  ],
  [
    'of a picture',
    'import',
    { file: 'media/import-media.ts', texts: [['await flushFile(temporary)', '']] },
    /has another content/,
  ],
  [
    'of a take’s frames',
    'generate',
    { file: 'takes/take-folder.ts', texts: [['await flushTree(folder)', '']] },
    /is listed as|is not listed|is not whole|is no take/,
  ],
]

test.each(withoutFlush)('a build without the flush %s loses something', async (_, activity, sabotage, loss) => {
  const broken = await bundleStudio([sabotage])
  try {
    const playing = powerCuts({ program: broken.program, folder: temporaryFolder(), activity, edits, cuts })
    await expect(playing).rejects.toThrow(loss)
  } finally {
    broken.remove()
  }
})
