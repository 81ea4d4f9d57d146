import { StudioError, type Failure } from '../../core/contract/errors.ts'
import type { JobSnapshot } from '../../core/contract/jobs.ts'
import { releaseJobs, removeJobs, retryJobs, setPaused, stopJob } from '../../core/queue/list-edits.ts'
import { expectedMilliseconds } from '../../core/queue/pace.ts'
import type { JobList, QueuedJob } from '../../core/queue/job-list.ts'
import { errorText, type Language } from '../../core/texts/language.ts'
import { jobStateText, queueText } from '../../core/texts/queue-command.ts'
import { QueueFile } from '../jobs/queue-file.ts'
import { queueFile } from '../services/places.ts'
import type { Command, CommandContext, CommandResult, PreparedCommand } from './command.ts'
import { firstWord } from './first-word.ts'
import { withObedience } from './measure-made.ts'
import { needed, readOptions } from './options.ts'
import { prepareQueueAdd } from './queue-add.ts'
import { takeQueueOf } from './queue-of-command.ts'
import { withProblem } from './queue-problem.ts'
import { tableText } from './table.ts'

const name = 'queue'

/** `craneshot queue`: the machine's queue of takes, which the window shows too. */
export const queue: Command = {
  name,
  prepare: (words) => {
    const { first, rest } = firstWord(words)
    if (first === undefined) return prepareList(rest)
    const prepare = Object.hasOwn(actions, first) ? actions[first] : undefined
    if (!prepare) throw new StudioError('command.usage.stray-word', { word: first, command: name })
    return prepare(rest)
  },
}

const actions: Readonly<Record<string, (words: readonly string[]) => PreparedCommand>> = {
  add: prepareQueueAdd,
  run: prepareRun,
  pause: preparePause,
  resume: (words) => prepareEdit(words, (list) => releaseJobs(setPaused(list, false))),
  retry: (words) => prepareEdit(words, (list) => retryJobs(list, idsOf(list, ['failed', 'canceled']))),
  remove: prepareRemove,
}

function prepareList(words: readonly string[]): PreparedCommand {
  readOptions(words, { json: 'flag' }, name)
  return async ({ composition, language }) => {
    const file = queueFile(composition.places)
    return describe(await new QueueFile(file).read(), file, language)
  }
}

function preparePause(words: readonly string[]): PreparedCommand {
  const { stop, ...rest } = readOptions(words, { stop: 'flag', json: 'flag' }, name)
  return prepareEdit(rest.json === true ? ['--json'] : [], (list) => {
    const paused = setPaused(list, true)
    const running = stop === true ? idsOf(list, ['running']) : []
    return running.reduce((before, id) => stopJob(before, id, 'return', Date.now()), paused)
  })
}

function prepareRemove(words: readonly string[]): PreparedCommand {
  const beginnings = words.filter((word) => !word.startsWith('--'))
  const options = words.filter((word) => word.startsWith('--'))
  const { ended, json } = readOptions(options, { ended: 'flag', json: 'flag' }, name)
  if (ended !== true) needed(beginnings[0], 'ID', name)
  return prepareEdit(json === true ? ['--json'] : [], (list) => {
    const over = ended === true ? idsOf(list, ['done', 'failed', 'canceled']) : []
    return removeJobs(list, [...over, ...beginnings.map((beginning) => idOf(list, beginning))])
  })
}

function prepareEdit(words: readonly string[], edit: (list: JobList) => JobList): PreparedCommand {
  readOptions(words, { json: 'flag' }, name)
  return async ({ composition, language }) => {
    const place = queueFile(composition.places)
    const file = new QueueFile(place)
    const list = await file.change(edit)
    return withProblem(describe(list, place, language), file.problem, language)
  }
}

/** Works until nothing waits that may run; an interrupt puts the running take back. */
function prepareRun(words: readonly string[]): PreparedCommand {
  const values = readOptions(words, { 'no-measure': 'flag', json: 'flag' }, name)
  return async (context) => {
    const made: string[] = []
    const ran = await workOff(made, context)
    return values['no-measure'] === true ? ran : withObedience(ran, made, context)
  }
}

/** @param made gets the folders of the takes */
async function workOff(made: string[], context: CommandContext): Promise<CommandResult> {
  const { signal, report, language, composition } = context
  const ended: JobSnapshot[] = []
  let wake = (): void => undefined
  const told = (jobs: readonly JobSnapshot[]): void => {
    for (const { progress, state, waitingFor } of jobs) {
      if (progress !== null) report(progress)
      else if (state === 'queued' && waitingFor !== null) report({ stage: `queue.${waitingFor}`, fraction: null })
    }
    ended.push(...jobs.filter(({ state }) => state === 'done' || state === 'failed'))
    wake()
  }
  // What another program takes off the list may have been the last that waited.
  const takes = takeQueueOf(
    composition,
    told,
    () => wake(),
    (folder) => void made.push(folder),
  )
  signal.addEventListener('abort', () => wake(), { once: true })
  try {
    await takes.open()
    // What had ended before is no news.
    ended.length = 0
    await takes.jobs.change((list) => releaseJobs(setPaused(list, false)))
    while (!signal.aborted && isUnfinished(takes.jobs.jobs) && !takes.jobs.state.paused) {
      if (takes.jobs.isOtherRunning) report({ stage: 'queue.other-process', fraction: null })
      await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    await takes.jobs.close()
  }
  const ran = { ...ranResult(ended, takes.jobs.jobs, language), isCanceled: signal.aborted }
  return withProblem(ran, takes.jobs.state.problem, language)
}

function isUnfinished(jobs: readonly QueuedJob[]): boolean {
  return jobs.some(({ state, held }) => state === 'running' || (state === 'waiting' && !held))
}

function ranResult(ended: readonly JobSnapshot[], jobs: readonly QueuedJob[], language: Language): CommandResult {
  const failures = ended.filter(({ state }) => state === 'failed')
  const made = ended.filter(({ state }) => state === 'done').map(({ takeId }) => takeId)
  const left = jobs.filter(({ state }) => state === 'waiting').length
  const words = failures.map(({ title, failure }) => `${title?.shot ?? ''}: ${failureWords(failure, language)}`)
  const counts = { done: made.length, failed: failures.length, left }
  return {
    json: { takes: made, failures: failures.map(({ id, failure }) => ({ id, failure })), left },
    text: [queueText('ran', language, counts), ...words].join('\n'),
    isPartial: failures.length > 0,
  }
}

function failureWords(failure: Failure | null, language: Language): string {
  if (failure?.kind === 'error') return errorText(failure.error.code, failure.error.details, language)
  const message = failure?.kind === 'bug' ? failure.message : ''
  return queueText('bug', language, { message })
}

function idsOf({ jobs }: JobList, states: readonly QueuedJob['state'][]): string[] {
  return jobs.filter(({ state }) => states.includes(state)).map(({ id }) => id)
}

/** @throws StudioError `jobs.unknown` unless exactly one job's id begins so */
function idOf({ jobs }: JobList, beginning: string): string {
  const found = jobs.filter(({ id }) => id.startsWith(beginning))
  if (found.length !== 1) throw new StudioError('jobs.unknown', { id: beginning })
  return found[0]!.id
}

const shortIdLetters = 8

function describe(list: JobList, file: string, language: Language): CommandResult {
  const rows = list.jobs.map((job) => {
    const { id, filmName, shotName, move, seed, state } = job
    const expected = state === 'waiting' ? expectedMilliseconds(list, job) : null
    const about = expected === null ? '' : queueText('about', language, { minutes: Math.ceil(expected / 60_000) })
    const camera = move === '' ? '' : ` · ${move}`
    const what = `${filmName} · ${shotName}${camera} · ${queueText('seed', language, { seed })}`
    return [id.slice(0, shortIdLetters), jobStateText(job, language), what, about]
  })
  const table = rows.length === 0 ? queueText('empty', language) : tableText(rows)
  const jobs = list.jobs.map((job) => ({ ...job, expectedMilliseconds: expectedMilliseconds(list, job) }))
  return {
    json: { file, paused: list.paused, jobs },
    text: list.paused ? `${queueText('paused', language)}\n${table}` : table,
  }
}
