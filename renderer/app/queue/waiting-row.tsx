import { GripVertical, ListStart, X } from 'lucide-react'
import { useRef, type KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import type { JobSnapshot } from '../../../core/contract/jobs.ts'
import { errorText } from '../../../core/texts/language.ts'
import { stageText } from '../../../core/texts/stages.ts'
import { call } from '../../bridge/client.ts'
import { attempt } from '../../state/notices.ts'
import { IconButton } from '../../ui/controls/icon-button.tsx'
import { formatDuration } from '../../ui/display/format-duration.ts'
import { StatusLabel } from '../../ui/feedback/status.tsx'
import { useLanguage, useText } from '../../ui/use-text.ts'
import { isTake } from './queue-lists.ts'
import styles from './queue-dialog.module.css'
import { pressGrip, rowDragStore } from './row-drag.ts'
import { stepTarget } from './step-target.ts'
import { useJobName } from './job-name.ts'

interface WaitingRowProps {
  readonly job: JobSnapshot
  /** Ids of the takes that wait, in their order. */
  readonly order: readonly string[]
}

/** A job that waits: dragged by its grip, or moved by the arrow keys there. */
export function WaitingRow({ job, order }: WaitingRowProps) {
  const text = useText()
  const language = useLanguage()
  const name = useJobName(job)
  const drag = useStore(rowDragStore, (state) => state.drag)
  const { id, waitingFor, expectedMilliseconds, problem, interruptions } = job
  const take = isTake(job)
  return (
    <li
      className={styles['job']}
      data-row={take ? id : undefined}
      data-dragged={drag?.id === id || undefined}
      data-before={(drag !== null && drag.before === id && drag.id !== id) || undefined}
    >
      {take ? <Grip id={id} name={name} order={order} /> : <span className={styles['grip']} />}
      <div className={styles['what']}>
        <span className={styles['name']}>{name}</span>
        <span className={styles['facts']}>
          <StatusLabel tone="waiting" label={stageText(`queue.${waitingFor ?? 'earlier-job'}`, language)} />
          {interruptions > 0 && <span>{text('queue.interrupted', { count: interruptions })}</span>}
        </span>
        {problem !== null && (
          <p data-selectable className={styles['problem']}>
            {errorText(problem.code, problem.details, language)}
          </p>
        )}
      </div>
      {expectedMilliseconds !== null && (
        <span className={styles['time']}>{text('queue.about', { time: formatDuration(expectedMilliseconds) })}</span>
      )}
      {take && order[0] !== id && (
        <IconButton label={text('queue.first')} icon={<ListStart />} onClick={() => move(id, order[0] ?? null)} />
      )}
      <IconButton
        label={text('queue.remove')}
        icon={<X />}
        onClick={() => attempt(() => (take ? call('queue.remove', { ids: [id] }) : call('job.cancel', { id })))}
      />
    </li>
  )
}

function move(id: string, before: string | null): void {
  attempt(() => call('queue.move', { ids: [id], before }))
}

interface GripProps {
  readonly id: string
  readonly name: string
  readonly order: readonly string[]
}

function Grip({ id, name, order }: GripProps) {
  const text = useText()
  const grip = useRef<HTMLButtonElement>(null)
  const step = (event: KeyboardEvent): void => {
    const target = stepTarget(event.key, order, id)
    if (target === undefined) return
    event.preventDefault()
    event.stopPropagation()
    // The row goes elsewhere in the list; the focus goes with it.
    attempt(() => call('queue.move', { ids: [id], before: target }).then(() => grip.current?.focus()))
  }
  return (
    <button
      ref={grip}
      type="button"
      className={styles['grip']}
      aria-label={text('queue.move', { take: name })}
      onKeyDown={step}
      onPointerDown={(event) => pressGrip(event, id, (before) => move(id, before))}
    >
      <GripVertical aria-hidden />
    </button>
  )
}
