import type { CleanedTakes, TakeSizes } from '../../core/contract/take-calls.ts'
import type { TakeSummary } from '../../core/contract/studio.ts'
import type { Film } from '../../core/project/schema/film.ts'
import { takeGrouping, takeGroups, type TakeGroup } from '../../core/takes/removable-takes.ts'
import type { Language } from '../../core/texts/language.ts'
import { takesText } from '../../core/texts/takes-command.ts'
import { openProject } from '../services/projects/project-open.ts'
import { readFolder } from '../services/projects/project-read.ts'
import { cleanTakes, removableNow } from '../services/takes/clean-takes.ts'
import { listTakes } from '../services/takes/take-index.ts'
import { takeSizes } from '../services/takes/take-sizes.ts'
import type { Command, CommandContext, CommandResult } from './command.ts'
import { firstWord } from './first-word.ts'
import { choice } from './option-values.ts'
import { needed, readOptions } from './options.ts'
import { projectFolderOf } from './project-word.ts'
import { tableText } from './table.ts'

const name = 'takes'

/** A project's takes with what each costs and why it may go. */
interface CountedTake {
  readonly take: TakeSummary
  readonly bytes: number
  readonly group: TakeGroup | null
}

interface CountedTakes {
  readonly takes: readonly CountedTake[]
  readonly otherBytes: number
}

/** `craneshot takes`: what a project's takes cost the disk, and removing those that nobody needs. */
export const takes: Command = {
  name,
  prepare: (words) => {
    const { first, rest } = firstWord(words)
    const values = readOptions(rest, { clean: 'value', json: 'flag' }, name)
    const folder = projectFolderOf(needed(first, 'PROJECT', name))
    const { clean } = values
    if (clean === undefined) return async ({ language }) => described(await counted(folder), language)
    const groups = clean.split(',').map((word) => choice(word, '--clean', [...takeGroups]))
    return (context) => cleaned(folder, groups, context)
  },
}

async function counted(folder: string): Promise<CountedTakes> {
  const { history } = await readFolder(folder)
  const summaries = (await listTakes(folder)).flatMap(({ take }) => take ?? [])
  return countedIn(history.present, summaries, await sizesOf(folder, summaries))
}

function sizesOf(folder: string, summaries: readonly TakeSummary[]): Promise<TakeSizes> {
  return takeSizes(
    folder,
    summaries.map(({ id }) => id),
  )
}

function countedIn({ shots }: Film, summaries: readonly TakeSummary[], sizes: TakeSizes): CountedTakes {
  const groupOf = takeGrouping(shots, summaries)
  const bytes = new Map(sizes.takes.map((each) => [each.id, each.bytes]))
  const found = summaries.map((take) => ({ take, bytes: bytes.get(take.id) ?? 0, group: groupOf(take) }))
  return { takes: found, otherBytes: sizes.otherBytes }
}

/** Only the program that may write the project removes of it: another one's film may need what this one's does not. */
async function cleaned(
  folder: string,
  groups: readonly TakeGroup[],
  { language, ...context }: CommandContext,
): Promise<CommandResult> {
  const { store } = await openProject(folder, { onSaveState: () => undefined, onBug: () => undefined })
  try {
    if (store.readOnlyReason !== null) throw store.readOnlyReason
    const summaries = (await listTakes(store.folder)).flatMap(({ take }) => take ?? [])
    const groupOf = takeGrouping(store.film.shots, summaries)
    const takeIds = summaries.filter((take) => groups.includes(groupOf(take) ?? ('' as TakeGroup))).map(({ id }) => id)
    if (takeIds.length > 0) await store.keepSnapshot('clean')
    const mayGo = removableNow(() => store.film, summaries)
    const result = await cleanTakes({ projectFolder: store.folder, takeIds, mayGo }, context)
    // Nothing to tell of, neither that there were none.
    if (result.canceled && result.removed.length + result.kept.length === 0) context.signal.throwIfAborted()
    return afterwards(result, language)
  } finally {
    await store.close()
  }
}

function afterwards({ removed, kept, freedBytes, canceled }: CleanedTakes, language: Language): CommandResult {
  const lines = [
    takesText(removed.length === 0 ? 'nothing' : 'removed', language, {
      count: removed.length,
      size: megabytes(freedBytes),
    }),
    ...(kept.length === 0 ? [] : [takesText('kept', language, { count: kept.length })]),
  ]
  return { json: { removed, kept, freedBytes }, text: lines.join('\n'), isCanceled: canceled }
}

function described({ takes: found, otherBytes }: CountedTakes, language: Language): CommandResult {
  const sumOf = (some: readonly CountedTake[]): number => some.reduce((sum, { bytes }) => sum + bytes, 0)
  const row = (word: Parameters<typeof takesText>[0], some: readonly CountedTake[]): string[] => [
    takesText(word, language),
    takesText('count', language, { count: some.length }),
    megabytes(sumOf(some)),
  ]
  const groups = takeGroups.map((group) => ({ group, takes: found.filter((take) => take.group === group) }))
  const rows = [
    row('all', found),
    ...groups.map(({ group, takes: some }) => row(group, some)),
    ...(otherBytes > 0 ? [[takesText('other', language), '', megabytes(otherBytes)]] : []),
  ]
  const json = {
    bytes: sumOf(found),
    otherBytes,
    takes: found.map(({ take: { id, shotId, seed, madeAt }, bytes, group }) => {
      return { id, shotId, seed, madeAt, bytes, group }
    }),
  }
  return { json, text: `${tableText(rows)}\n${takesText('hint', language)}` }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
