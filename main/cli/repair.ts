import type { Snapshot, RepairReport } from '../../core/contract/recovery.ts'
import type { PictureInfo } from '../../core/contract/media.ts'
import { errorText, type Language } from '../../core/texts/language.ts'
import { recoveryText } from '../../core/texts/recovery.ts'
import { repairProject, type RepairInput } from '../services/projects/project-repair.ts'
import { listSnapshots } from '../services/projects/project-snapshots.ts'
import { localTime } from '../services/projects/local-time.ts'
import { restoreSnapshot } from '../services/projects/restore-snapshot.ts'
import type { Command, CommandContext, CommandResult } from './command.ts'
import { firstWord } from './first-word.ts'
import { exclusive, needed, readOptions, type OptionTable } from './options.ts'
import { projectFolderOf } from './project-word.ts'
import { tableText } from './table.ts'

const name = 'repair'

const options = { 'dry-run': 'flag', list: 'flag', restore: 'value', json: 'flag' } as const satisfies OptionTable

/** `craneshot repair`: a damaged project made whole, and its snapshots. */
export const repair: Command = {
  name,
  prepare: (words) => {
    const { first, rest } = firstWord(words)
    const values = readOptions(rest, options, name)
    exclusive(values, ['dry-run', 'list', 'restore'])
    const folder = projectFolderOf(needed(first, 'PROJECT', name))
    const { restore, list } = values
    if (list) return async ({ language }) => describeSnapshots(await listSnapshots(folder), language)
    if (restore !== undefined) return async ({ language }) => restored(folder, restore, language)
    const dryRun = values['dry-run'] === true
    return async (context) => {
      const report = await repairProject({ folder, dryRun, inspect: inspectWith(context) }, context)
      return describeRepair(report, dryRun, context.language)
    }
  },
}

function inspectWith({ composition, signal }: CommandContext): RepairInput['inspect'] {
  return (file) => composition.media.run<PictureInfo>('inspect-picture', { file }, { signal, report: () => undefined })
}

async function restored(folder: string, snapshot: string, language: Language): Promise<CommandResult> {
  const film = await restoreSnapshot(folder, snapshot)
  const json = { snapshot, film: { name: film.name, shots: film.shots.length, boards: film.boards.length } }
  return { json, text: recoveryText('restored', language, { snapshot, shots: film.shots.length }) }
}

function describeSnapshots(snapshots: readonly Snapshot[], language: Language): CommandResult {
  const rows = snapshots
    .toReversed()
    .map((snapshot) => [
      snapshot.name,
      localTime(snapshot.at),
      recoveryText(`reason.${snapshot.reason}`, language),
      snapshot.shots === null
        ? recoveryText('unreadable', language)
        : recoveryText('shots', language, { shots: snapshot.shots }),
    ])
  const text = rows.length === 0 ? recoveryText('none', language) : tableText(rows)
  return { json: { snapshots }, text }
}

function describeRepair(report: RepairReport, dryRun: boolean, language: Language): CommandResult {
  const findings = report.findings.map(({ words, changes }) => {
    const message = errorText(words.code, words.details, language)
    return { code: words.code, details: words.details, changes, message }
  })
  const changes = findings.some((finding) => finding.changes)
  const head = dryRun ? (changes ? 'would' : 'whole') : changes ? 'done' : 'whole'
  const lines = [
    recoveryText(head, language, { shots: report.film.shots, boards: report.film.boards }),
    ...findings.map(({ message }) => `  ${message}`),
    ...report.missingMedia.map((media) => `    ${media}`),
  ]
  const { film, missingMedia } = report
  return { json: { dryRun, changed: changes && !dryRun, findings, film, missingMedia }, text: lines.join('\n') }
}
