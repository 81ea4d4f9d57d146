import { X } from 'lucide-react'
import type { JobSnapshot } from '../../../core/contract/jobs.ts'
import { call } from '../../bridge/client.ts'
import { useFilm } from '../../state/film-store.ts'
import { moveName } from '../../state/move-name.ts'
import { attempt } from '../../state/notices.ts'
import { IconButton } from '../../ui/controls/icon-button.tsx'
import { Thumbnail } from '../../ui/display/thumbnail.tsx'
import { ProgressBar } from '../../ui/feedback/progress-bar.tsx'
import { useText } from '../../ui/use-text.ts'
import { generateView } from './generate-store.ts'
import { cardOfTake } from './on-stage.ts'
import styles from './take-strip.module.css'

interface JobCardProps {
  readonly job: JobSnapshot
  /** The stage shows it. */
  readonly watched: boolean
}

/** A take that is being made or waits, before the finished ones: a click watches it, the cross ends it. */
export function JobCard({ job, watched }: JobCardProps) {
  const text = useText()
  const aspect = useFilm((film) => film.format.width / film.format.height, 16 / 9)
  const running = job.state === 'running'
  const state = text(running ? 'shell.status.generating' : 'shell.status.queued')
  const move = job.title?.move ?? ''
  const name = move === '' ? state : `${moveName(move, text)} · ${state}`
  return (
    <div role="listitem" {...cardOfTake(null)} className={styles['card']}>
      <button
        type="button"
        aria-pressed={watched}
        aria-label={name}
        data-face
        className={styles['face']}
        onClick={() => generateView.set({ stage: [] })}
      >
        <span className={styles['picture']}>
          <Thumbnail source={null} alt="" aspect={aspect} loading={running} chosen={watched} />
        </span>
        {running && (
          <span className={styles['progress']}>
            <ProgressBar bare label={name} fraction={job.progress?.fraction ?? null} />
          </span>
        )}
      </button>
      <div className={styles['row']}>
        <span className={styles['making']} title={name}>
          {name}
        </span>
        <IconButton
          size="compact"
          label={text('generate.cancel')}
          icon={<X />}
          onClick={() => attempt(() => call('job.cancel', { id: job.id }))}
        />
      </div>
    </div>
  )
}
