import { FolderOpen, X } from 'lucide-react'
import { errorText } from '../../../core/texts/language.ts'
import type { Failure } from '../../../core/contract/errors.ts'
import type { JobSnapshot } from '../../../core/contract/jobs.ts'
import { stageText } from '../../../core/texts/stages.ts'
import { call } from '../../bridge/client.ts'
import { useFilm, useOpenFilm } from '../../state/film-store.ts'
import { useJobs } from '../../state/mirrors.ts'
import { attempt } from '../../state/notices.ts'
import { Button } from '../../ui/controls/button.tsx'
import { IconButton } from '../../ui/controls/icon-button.tsx'
import { formatDuration } from '../../ui/display/format-duration.ts'
import { ProgressBar } from '../../ui/feedback/progress-bar.tsx'
import { StatusLabel, type StatusTone } from '../../ui/feedback/status.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { useLanguage, useText } from '../../ui/use-text.ts'
import styles from './queue-dialog.module.css'

interface QueueDialogProps {
  readonly open: boolean
  readonly onClose: () => void
}

/** Everything that runs, waits or has ended since the start, the latest first. */
export function QueueDialog({ open, onClose }: QueueDialogProps) {
  const text = useText()
  const jobs = useJobs((all) => all)
  const ended = jobs.filter(({ state }) => state !== 'running' && state !== 'queued')
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={text('generate.queue')}
      description={text('generate.queue.hint')}
      width={620}
      actions={
        ended.length > 0 && (
          <Button onClick={() => ended.forEach(({ id }) => attempt(() => call('job.dismiss', { id })))}>
            {text('generate.queue.clear')}
          </Button>
        )
      }
    >
      {jobs.length === 0 ? (
        <p className={styles['empty']}>{text('generate.queue.empty')}</p>
      ) : (
        <ul className={styles['jobs']}>
          {jobs.toReversed().map((job) => (
            <JobRow key={job.id} job={job} />
          ))}
        </ul>
      )}
    </Dialog>
  )
}

function JobRow({ job }: { readonly job: JobSnapshot }) {
  const text = useText()
  const name = useJobName(job)
  const active = job.state === 'running' || job.state === 'queued'
  return (
    <li className={styles['job']}>
      <div className={styles['what']}>
        <span className={styles['name']}>{name}</span>
        {active ? <ActiveJob job={job} /> : <EndedJob job={job} />}
      </div>
      {job.subject.kind === 'export' && job.state === 'done' && (
        <IconButton
          label={text('generate.queue.show-files')}
          icon={<FolderOpen />}
          onClick={() => attempt(() => call('job.reveal', { id: job.id }))}
        />
      )}
      <IconButton
        label={text(active ? 'generate.cancel' : 'generate.queue.dismiss')}
        icon={<X />}
        onClick={() => attempt(() => call(active ? 'job.cancel' : 'job.dismiss', { id: job.id }))}
      />
    </li>
  )
}

function useJobName({ subject }: JobSnapshot): string {
  const text = useText()
  const folderId = useOpenFilm((open) => open?.folderId ?? null)
  const shotId = subject.kind === 'generate' && subject.folderId === folderId ? subject.shotId : null
  const shot = useFilm((film) => film.shots.find(({ id }) => id === shotId)?.name ?? null, null)
  if (subject.kind === 'export') return text('generate.queue.export')
  if (subject.kind === 'depth') return text('depth.job', { count: subject.boardIds.length })
  return shot === null
    ? text('generate.queue.elsewhere')
    : text('generate.queue.generate', { shot, seed: subject.seed })
}

function ActiveJob({ job }: { readonly job: JobSnapshot }) {
  const text = useText()
  const language = useLanguage()
  const { progress, waitingFor, remainingMilliseconds, state } = job
  if (state === 'queued') {
    return <StatusLabel tone="waiting" label={stageText(`queue.${waitingFor ?? 'earlier-job'}`, language)} />
  }
  return (
    <ProgressBar
      label={progress === null ? text('shell.queue.starting') : stageText(progress.stage, language)}
      fraction={progress?.fraction ?? null}
      detail={
        remainingMilliseconds === null
          ? undefined
          : text('shell.queue.remaining', { time: formatDuration(remainingMilliseconds) })
      }
    />
  )
}

const endings: Readonly<Record<'done' | 'failed' | 'canceled', StatusTone>> = {
  done: 'ok',
  failed: 'danger',
  canceled: 'none',
}

function EndedJob({ job }: { readonly job: JobSnapshot }) {
  const text = useText()
  const state = job.state as keyof typeof endings
  return (
    <>
      <StatusLabel tone={endings[state]} label={text(`generate.queue.${state}`)} />
      {job.failure !== null && <FailureWords failure={job.failure} />}
    </>
  )
}

function FailureWords({ failure }: { readonly failure: Failure }) {
  const text = useText()
  const language = useLanguage()
  const words =
    failure.kind === 'error'
      ? errorText(failure.error.code, failure.error.details, language)
      : failure.kind === 'bug'
        ? `${text('shell.notice.bug')}: ${failure.message}`
        : ''
  return (
    <p data-selectable className={styles['words']}>
      {words}
    </p>
  )
}
