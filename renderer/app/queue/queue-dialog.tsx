import { FolderOpen, RotateCcw, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { errorText } from '../../../core/texts/language.ts'
import type { Failure } from '../../../core/contract/errors.ts'
import type { JobSnapshot } from '../../../core/contract/jobs.ts'
import { stageText } from '../../../core/texts/stages.ts'
import { call } from '../../bridge/client.ts'
import { attempt } from '../../state/notices.ts'
import { Button } from '../../ui/controls/button.tsx'
import { IconButton } from '../../ui/controls/icon-button.tsx'
import { formatDuration } from '../../ui/display/format-duration.ts'
import { ProgressBar } from '../../ui/feedback/progress-bar.tsx'
import { StatusLabel, type StatusTone } from '../../ui/feedback/status.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { useLanguage, useText } from '../../ui/use-text.ts'
import { useJobName } from './job-name.ts'
import { QueueBar } from './queue-bar.tsx'
import styles from './queue-dialog.module.css'
import { isTake, useQueueLists } from './queue-lists.ts'
import { rowDragStore } from './row-drag.ts'
import { WaitingRow } from './waiting-row.tsx'

interface QueueDialogProps {
  readonly open: boolean
  readonly onClose: () => void
}

/** More rows than anybody orders by hand. */
const shownRows = 200

/** Everything that runs, waits or has ended. */
export function QueueDialog({ open, onClose }: QueueDialogProps) {
  const text = useText()
  const lists = useQueueLists()
  const { running, waiting, ended } = lists
  const failed = ended.filter((job) => isTake(job) && job.state === 'failed').map(({ id }) => id)
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={text('generate.queue')}
      description={text('generate.queue.hint')}
      width={720}
      actions={
        ended.length > 0 && (
          <>
            {failed.length > 0 && (
              <Button icon={<RotateCcw />} onClick={() => attempt(() => call('queue.retry', { ids: failed }))}>
                {text('queue.retry-all')}
              </Button>
            )}
            <Button onClick={() => ended.forEach(({ id }) => attempt(() => call('job.dismiss', { id })))}>
              {text('queue.clear')}
            </Button>
          </>
        )
      }
    >
      {running.length + waiting.length + ended.length === 0 ? (
        <p className={styles['empty']}>{text('generate.queue.empty')}</p>
      ) : (
        <div className={styles['queue']}>
          <QueueBar lists={lists} />
          <Part title={text('queue.running')} jobs={running}>
            {(job) => <RunningRow key={job.id} job={job} />}
          </Part>
          <WaitingPart jobs={waiting} />
          <Part title={text('queue.ended')} jobs={ended}>
            {(job) => <EndedRow key={job.id} job={job} />}
          </Part>
        </div>
      )}
    </Dialog>
  )
}

interface PartProps {
  readonly title: string
  readonly jobs: readonly JobSnapshot[]
  readonly children: (job: JobSnapshot) => ReactNode
}

function Part({ title, jobs, children }: PartProps) {
  const text = useText()
  if (jobs.length === 0) return null
  const hidden = jobs.length - shownRows
  return (
    <section aria-label={title}>
      <h3 className={styles['heading']}>
        {title} <span className={styles['count']}>{jobs.length}</span>
      </h3>
      <ul className={styles['jobs']} data-rows>
        {jobs.slice(0, shownRows).map(children)}
      </ul>
      {hidden > 0 && <p className={styles['empty']}>{text('queue.more', { count: hidden })}</p>}
    </section>
  )
}

function WaitingPart({ jobs }: { readonly jobs: readonly JobSnapshot[] }) {
  const text = useText()
  const order = jobs.filter(isTake).map(({ id }) => id)
  const toEnd = useStore(rowDragStore, ({ drag }) => drag !== null && drag.before === null)
  return (
    <div data-to-end={toEnd || undefined} className={styles['waiting']}>
      <Part title={text('queue.waiting')} jobs={jobs}>
        {(job) => <WaitingRow key={job.id} job={job} order={order} />}
      </Part>
    </div>
  )
}

function RunningRow({ job }: { readonly job: JobSnapshot }) {
  const text = useText()
  const language = useLanguage()
  const { progress, remainingMilliseconds } = job
  return (
    <li className={styles['job']}>
      <div className={styles['what']}>
        <span className={styles['name']}>{useJobName(job)}</span>
        <ProgressBar
          label={progress === null ? text('shell.queue.starting') : stageText(progress.stage, language)}
          fraction={progress?.fraction ?? null}
          detail={
            remainingMilliseconds === null
              ? undefined
              : text('shell.queue.remaining', { time: formatDuration(remainingMilliseconds) })
          }
        />
      </div>
      <IconButton
        label={text('generate.cancel')}
        icon={<X />}
        onClick={() => attempt(() => call('job.cancel', { id: job.id }))}
      />
    </li>
  )
}

const endings: Readonly<Record<'done' | 'failed' | 'canceled', StatusTone>> = {
  done: 'ok',
  failed: 'danger',
  canceled: 'none',
}

function EndedRow({ job }: { readonly job: JobSnapshot }) {
  const text = useText()
  const state = job.state as keyof typeof endings
  const { id, failure } = job
  return (
    <li className={styles['job']}>
      <div className={styles['what']}>
        <span className={styles['name']}>{useJobName(job)}</span>
        <StatusLabel tone={endings[state]} label={text(`generate.queue.${state}`)} />
        {failure !== null && <FailureWords failure={failure} />}
      </div>
      {isTake(job) && state !== 'done' && (
        <IconButton
          label={text('queue.retry')}
          icon={<RotateCcw />}
          onClick={() => attempt(() => call('queue.retry', { ids: [id] }))}
        />
      )}
      {job.subject.kind === 'export' && state === 'done' && (
        <IconButton
          label={text('generate.queue.show-files')}
          icon={<FolderOpen />}
          onClick={() => attempt(() => call('job.reveal', { id }))}
        />
      )}
      <IconButton
        label={text('generate.queue.dismiss')}
        icon={<X />}
        onClick={() => attempt(() => call('job.dismiss', { id }))}
      />
    </li>
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
