import { useRef, type CSSProperties, type KeyboardEvent } from 'react'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { takeInCut } from '../../../core/project/take-in-cut.ts'
import { useFilm } from '../../state/film-store.ts'
import { keyHint } from '../../state/key-hint.ts'
import { useProjectJobs, useTakes } from '../../state/mirrors.ts'
import { takesOfShot } from '../../state/shots.ts'
import { Panel } from '../../ui/layout/panel.tsx'
import { useText } from '../../ui/use-text.ts'
import { generateView, stageTake, takeFaceId } from './generate-store.ts'
import { useFocusOfCards } from './focus-of-cards.ts'
import { JobCard } from './job-card.tsx'
import { makesTakeOf } from './on-stage.ts'
import { OrderMenu } from './order-menu.tsx'
import { TakeCard } from './take-card.tsx'
import { takeNumbers } from './take-numbers.ts'
import { orderedTakes } from './take-order.ts'
import styles from './take-strip.module.css'
import { useWatchedJob } from './watched-job.ts'

/**
 * The shot's takes, newest first. A click or an arrow key looks at one, Ctrl+click or Shift+arrow adds it beside, a double
 * click or Enter puts it into the cut.
 */
export function TakeStrip({ shot }: { readonly shot: Shot }) {
  const text = useText()
  const all = useTakes((takes) => takes)
  const aspect = useFilm((film) => film.format.width / film.format.height, 16 / 9)
  const order = generateView.use((view) => view.order)
  const takes = orderedTakes(takesOfShot(all, shot.id), order)
  const numbers = takeNumbers(takes)
  const staged = generateView.use(({ stage }) => stage)
  const inCut = takeInCut(shot, all)?.id
  const ids = takes.map(({ id }) => id)
  const current = staged.find((id) => ids.includes(id)) ?? inCut ?? ids[0]
  const isStaged = staged.some((id) => ids.includes(id))
  const jobs = useProjectJobs((every) => every)
  const watched = useWatchedJob(shot.id)?.id
  const making = jobs.filter((job) => makesTakeOf(job, shot.id)).toReversed()
  const zone = useRef<HTMLElement>(null)
  const noteFocus = useFocusOfCards(zone, (takeId) => {
    if (!isStaged && ids.includes(takeId)) stageTake(takeId, 'alone', ids)
  })
  return (
    <Panel
      title={text('generate.takes')}
      trailing={
        takes.length > 0 && (
          <span className={styles['hint']}>{text('generate.takes-hint', { key: keyHint('$mod') })}</span>
        )
      }
      actions={takes.length > 1 ? <OrderMenu takes={takes} /> : undefined}
    >
      <section
        ref={zone}
        data-zone="takes"
        tabIndex={-1}
        aria-label={text('generate.takes')}
        className={styles['zone']}
        onFocus={noteFocus}
      >
        {takes.length + making.length === 0 ? (
          <p className={styles['empty']}>{text('generate.takes-empty')}</p>
        ) : (
          <div
            className={styles['strip']}
            style={{ '--aspect': aspect } as CSSProperties}
            onKeyDown={(event) => walk(event, ids)}
          >
            {making.length > 0 && (
              <div role="list" aria-label={text('generate.making')} className={styles['cards']}>
                {making.map((job) => (
                  <JobCard key={job.id} job={job} watched={job.id === watched && !isStaged} />
                ))}
              </div>
            )}
            {takes.length > 0 && (
              <div role="list" aria-label={text('generate.takes')} className={styles['cards']}>
                {takes.map((take) => (
                  <TakeCard
                    key={take.id}
                    shot={shot}
                    take={take}
                    number={numbers.get(take.id) ?? 0}
                    inCut={take.id === inCut}
                    staged={staged.includes(take.id)}
                    current={take.id === current}
                    ids={ids}
                  />
                ))}
              </div>
            )}
          </div>
        )}
      </section>
    </Panel>
  )
}

/** The arrows go from take to take, with Shift to look at several. */
function walk(event: KeyboardEvent, ids: readonly string[]): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  const { target } = event
  if (step === 0 || !(target instanceof HTMLElement)) return
  const at = ids.findIndex((id) => target.id === takeFaceId(id))
  const next = ids[at + step]
  if (at < 0 || next === undefined) return
  event.preventDefault()
  event.stopPropagation()
  stageTake(next, event.shiftKey ? 'beside' : 'alone', ids)
  document.getElementById(takeFaceId(next))?.focus()
}
