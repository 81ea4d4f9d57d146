import { FolderOpen, X } from 'lucide-react'
import type { JobSnapshot } from '../../../core/contract/jobs.ts'
import { errorText } from '../../../core/texts/language.ts'
import { stageText } from '../../../core/texts/stages.ts'
import { call } from '../../bridge/client.ts'
import { useProjectJobs } from '../../state/mirrors.ts'
import { attempt } from '../../state/notices.ts'
import { Button } from '../../ui/controls/button.tsx'
import { IconButton } from '../../ui/controls/icon-button.tsx'
import { formatDuration } from '../../ui/display/format-duration.ts'
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx'
import { ProgressBar } from '../../ui/feedback/progress-bar.tsx'
import { StatusLabel } from '../../ui/feedback/status.tsx'
import { useLanguage, useText } from '../../ui/use-text.ts'
import { useMemo } from 'react'
import styles from './deliver.module.css'

/** Exports of this session, the newest first. */
export function ExportJobs() {
  const text = useText()
  const jobs = useProjectJobs((each) => each)
  const exports = useMemo(() => jobs.filter(({ subject }) => subject.kind === 'export').toReversed(), [jobs])
  if (exports.length === 0) return null
  return (
    <section className={styles['jobs']} aria-label={text('deliver.jobs')}>
      <h3>{text('deliver.jobs')}</h3>
      <ul>
        {exports.map((job) => (
          <li key={job.id}>
            <ExportJob job={job} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function ExportJob({ job }: { readonly job: JobSnapshot }) {
  const text = useText()
  const language = useLanguage()
  const { id, state, progress, remainingMilliseconds, failure, notes } = job
  const dismiss = (
    <IconButton
      size="compact"
      label={text('deliver.dismiss')}
      icon={<X />}
      onClick={() => attempt(() => call('job.dismiss', { id }))}
    />
  )
  if (state === 'queued' || state === 'running') {
    const stage = progress === null ? text('deliver.job.queued') : stageText(progress.stage, language)
    const left = remainingMilliseconds === null ? undefined : formatDuration(remainingMilliseconds)
    return (
      <div className={styles['job']}>
        <ProgressBar
          label={stage}
          fraction={progress?.fraction ?? null}
          detail={left === undefined ? undefined : text('deliver.job.left', { time: left })}
        />
        <Button size="compact" onClick={() => attempt(() => call('job.cancel', { id }))}>
          {text('deliver.job.cancel')}
        </Button>
      </div>
    )
  }
  if (state === 'failed') {
    const words =
      failure?.kind === 'error'
        ? errorText(failure.error.code, failure.error.details, language)
        : failure?.kind === 'bug'
          ? failure.message
          : ''
    return <ErrorNotice title={text('deliver.job.failed')} words={words} action={dismiss} />
  }
  return (
    <>
      <div className={styles['job']}>
        <StatusLabel
          tone={state === 'done' ? 'ok' : 'none'}
          label={text(state === 'done' ? 'deliver.job.done' : 'deliver.job.canceled', {
            time: clockTime(job, language),
          })}
        />
        {state === 'done' && (
          <Button size="compact" icon={<FolderOpen />} onClick={() => attempt(() => call('job.reveal', { id }))}>
            {text('deliver.job.show')}
          </Button>
        )}
        {dismiss}
      </div>
      {notes.length > 0 && (
        <ul className={styles['notes']} aria-label={text('deliver.job.notes')}>
          {notes.map(({ code, details }) => (
            <li key={code}>{errorText(code, details, language)}</li>
          ))}
        </ul>
      )}
    </>
  )
}

function clockTime({ startedAt }: JobSnapshot, language: string): string {
  if (startedAt === null) return ''
  return new Date(startedAt).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' })
}
