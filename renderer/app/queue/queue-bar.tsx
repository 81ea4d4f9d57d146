import { Pause, Play, Square } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { errorText } from '../../../core/texts/language.ts'
import { nextTimeOfClock, planJobs } from '../../../core/queue/plan.ts'
import { call } from '../../bridge/client.ts'
import { queueStore } from '../../state/mirrors.ts'
import { attempt } from '../../state/notices.ts'
import { Button } from '../../ui/controls/button.tsx'
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx'
import { StatusLabel } from '../../ui/feedback/status.tsx'
import { TextField } from '../../ui/fields/text-field.tsx'
import { useLanguage, useText } from '../../ui/use-text.ts'
import { isTake, plannedTakes, type QueueLists } from './queue-lists.ts'
import styles from './queue-dialog.module.css'
import { useClock, useNow } from './queue-times.ts'

/** Goes on with everything that waits. */
export function continueQueue(): void {
  attempt(() => call('queue.resume', {}))
}

/** Whether the queue goes on, how it is stopped, and when what waits is made. */
export function QueueBar({ lists }: { readonly lists: QueueLists }) {
  const text = useText()
  const language = useLanguage()
  const { paused, problem } = useStore(queueStore)
  const held = lists.waiting.filter(({ waitingFor }) => waitingFor === 'held')
  const stands = paused || held.length > 0
  const isMaking = lists.running.some(isTake)
  const takes = lists.waiting.filter(isTake).length + (isMaking ? 1 : 0)
  return (
    <>
      {problem !== null && (
        <ErrorNotice
          tone="warn"
          title={text('generate.queue')}
          words={errorText(problem.code, problem.details, language)}
        />
      )}
      {takes > 0 && (
        <div className={styles['bar']}>
          {stands ? (
            <Button variant="primary" icon={<Play />} onClick={continueQueue}>
              {text('queue.continue')}
            </Button>
          ) : (
            <Button icon={<Pause />} hint={text('queue.pause.hint')} onClick={() => pause(false)}>
              {text('queue.pause')}
            </Button>
          )}
          {isMaking && (
            <Button variant="ghost" icon={<Square />} hint={text('queue.stop.hint')} onClick={() => pause(true)}>
              {text('queue.stop')}
            </Button>
          )}
          {paused && <StatusLabel tone="waiting" label={text('queue.paused')} />}
          <Plan lists={lists} stands={stands} />
        </div>
      )}
      {held.length > 0 && (
        <p role="note" className={styles['held']}>
          {text(held.length === 1 ? 'queue.held-one' : 'queue.held', { count: held.length })}{' '}
          {text(held.some(({ interruptions }) => interruptions > 0) ? 'queue.held.interrupted' : 'queue.held.teaching')}
        </p>
      )}
    </>
  )
}

function pause(stop: boolean): void {
  attempt(() => call('queue.pause', { stop }))
}

/** How many takes are made by a time that the user names, and when all are. */
function Plan({ lists, stands }: { readonly lists: QueueLists; readonly stands: boolean }) {
  const text = useText()
  const now = useNow()
  const clock = useClock(now)
  const [wish, setWish] = useState('08:00')
  const until = nextTimeOfClock(wish, now)
  const jobs = plannedTakes(lists, now)
  const plan = planJobs(jobs, now, until ?? now)
  return (
    <div className={styles['plan']}>
      <div className={styles['wish']}>
        <span aria-hidden>{text('queue.plan')}</span>
        <div className={styles['clock']}>
          <TextField
            label={text('queue.plan')}
            value={wish}
            maxLength={5}
            onCommit={(value) => setWish(value.trim())}
          />
        </div>
        <output className={styles['fits']}>
          {until === null ? text('queue.plan.no-time') : fitsWords(plan, jobs.length, text)}
        </output>
      </div>
      {plan.endsAt !== null && (
        <span className={styles['ends']}>
          {text(stands ? 'queue.ends-running' : 'queue.ends', { time: clock(plan.endsAt) })}
        </span>
      )}
    </div>
  )
}

function fitsWords(
  { fitting, unknown }: ReturnType<typeof planJobs>,
  count: number,
  text: ReturnType<typeof useText>,
): string {
  if (unknown === count) return text('queue.plan.unknown')
  if (unknown > 0 && fitting > 0) return text('queue.plan.some-unknown', { fitting, count })
  if (fitting === count) return text('queue.plan.all', { count })
  return fitting === 0 ? text('queue.plan.none', { count }) : text('queue.plan.fits', { fitting, count })
}
