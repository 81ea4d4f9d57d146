import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Progress } from '../../../core/contract/tasks.ts'
import type { Command, CommandContext, CommandResult } from '../../../main/cli/command.ts'
import { measure } from '../../../main/cli/measure.ts'
import { relink } from '../../../main/cli/relink.ts'
import { takes } from '../../../main/cli/takes.ts'
import { oldTake } from '../../support/old-take.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { aProject } from '../services/damaged-projects.ts'

/** Runs a command and interrupts it when it reports what `when` waits for. */
function interrupted(
  command: Command,
  words: readonly string[],
  when: (progress: Progress) => boolean,
  more: Partial<CommandContext['composition']> = {},
): Promise<CommandResult> {
  const controller = new AbortController()
  const report = (progress: Progress): void => {
    if (when(progress)) controller.abort()
  }
  const composition = more as CommandContext['composition']
  return command.prepare(words)({ signal: controller.signal, report, language: 'en', composition })
}

const ids = ['a', 'b', 'c', 'd']

function withOrphans(): string {
  const { folder } = aProject()
  for (const id of ids) {
    mkdirSync(join(folder, 'takes', id), { recursive: true })
    const take = { ...oldTake(), madeAt: 1, shot: { id: 'gone', name: '', headFrames: 0 } }
    writeFileSync(join(folder, 'takes', id, 'take.json'), JSON.stringify(take))
  }
  return folder
}

test('takes that were removed before an interrupt are told', async () => {
  const folder = withOrphans()
  const words = [folder, '--clean', 'deleted-shots']
  const { json, text, isCanceled } = await interrupted(takes, words, ({ fraction }) => fraction === 0.25)
  const left = readdirSync(join(folder, 'takes')).filter((name) => ids.includes(name))
  expect([isCanceled, left.length, json['removed']]).toEqual([true, 2, ids.filter((id) => !left.includes(id))])
  expect(text).toContain('Removed 2 takes for good')
})

test('files that were found before an interrupt are told, and nothing found is an interrupt as any', async () => {
  const { folder, media } = aProject()
  const searched = temporaryFolder()
  for (const name of media) renameSync(join(folder, name), join(searched, name.slice('media/'.length)))
  const words = [folder, '--from', searched]
  await expect(interrupted(relink, words, () => true)).rejects.toMatchObject({ name: 'AbortError' })
  const { json, text, isCanceled } = await interrupted(relink, words, ({ fraction }) => fraction !== null)
  expect(isCanceled).toBe(true)
  expect(readdirSync(join(folder, 'media')).map((name) => `media/${name}`)).toEqual(json['found'])
  expect(text).toMatch(new RegExp(`^Found 1 of ${media.length} missing files`))
})

test('takes that were measured before an interrupt are told', async () => {
  const folder = withOrphans()
  const known = { format: 'craneshot-obedience', version: 1, sums: null, travelScale: null, frames: [null] }
  const summary = { state: 'unmeasurable', reason: 'no-depth' }
  for (const id of ids.slice(0, 3))
    writeFileSync(join(folder, 'takes', id, 'obedience.json'), JSON.stringify({ ...known, summary }))
  const controller = new AbortController()
  const stopped = async (): Promise<never> => {
    controller.abort()
    controller.signal.throwIfAborted()
    throw new Error('not aborted')
  }
  const composition = { measureMedia: { run: stopped } } as unknown as CommandContext['composition']
  const context = { signal: controller.signal, report: () => undefined, language: 'en', composition } as const
  const { json, isCanceled } = await measure.prepare([folder])(context)
  expect([isCanceled, (json['takes'] as { take: string }[]).length]).toEqual([true, 3])
})
