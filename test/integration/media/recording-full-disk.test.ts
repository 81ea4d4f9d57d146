import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runProcess } from '../../support/command-line.ts'
import { bundleProgram } from '../../support/kills/bundle-studio.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

// Windows has no limit that lets a process write so much and no more.
test.runIf(process.platform !== 'win32')(
  'a recording that fills the disk keeps all that was written whole',
  async () => {
    const { program, remove } = await bundleProgram(new URL('recording-program.ts', import.meta.url))
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'media'))
    // Two pieces of 48,000 bytes and the greater part of a third.
    const script = 'ulimit -f 260; exec "$0" "$@"'
    const run = await runProcess('/bin/sh', ['-c', script, process.execPath, program, folder])
    remove()
    const { told, kept } = JSON.parse(run.standardOutput) as { told: string[]; kept: { media: string } }
    expect(told).toEqual(['written', 'written', 'recording.unwritable', 'recording.unwritable'])
    expect(kept).toMatchObject({ durationSamples: 48_000 })
    expect(readdirSync(join(folder, 'media'))).toHaveLength(1)
    const bytes = readFileSync(join(folder, kept.media))
    expect([bytes.length, bytes.readUInt32LE(40), bytes[44], bytes.at(-1)]).toEqual([44 + 96_000, 96_000, 1, 2])
  },
)
