import { Pause, Play, Repeat, SkipBack, SkipForward, Sparkles } from 'lucide-react'
import type { CSSProperties } from 'react'
import { useStore } from 'zustand'
import { shotFrames } from '../../../core/project/schema/film.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import { useFilm } from '../../state/film-store.ts'
import { useTakes } from '../../state/mirrors.ts'
import { attempt } from '../../state/notices.ts'
import { takesOfShot } from '../../state/shots.ts'
import { setShotFrame, useWorkspace } from '../../state/workspace-store.ts'
import { Button } from '../../ui/controls/button.tsx'
import { IconButton } from '../../ui/controls/icon-button.tsx'
import { Slider } from '../../ui/controls/slider.tsx'
import { ToggleButton } from '../../ui/controls/toggle-button.tsx'
import { Timecode } from '../../ui/display/timecode.tsx'
import { EmptyState } from '../../ui/feedback/empty-state.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { useText } from '../../ui/use-text.ts'
import { generateShots, wantedBatch } from './generate-shots.ts'
import { generateView } from './generate-store.ts'
import { JobPreview } from './job-preview.tsx'
import { takesInPlayer } from './on-stage.ts'
import { StageViews } from './compare-bar.tsx'
import { useComparison } from './compare-store.ts'
import { CompareView } from './compare-view.tsx'
import { stageTransport, stepStage } from './stage-transport.ts'
import styles from './stage.module.css'
import { TakeMatrix } from './take-matrix.tsx'
import { TakeView } from './take-view.tsx'
import { takeNumbers } from './take-numbers.ts'
import { useWatchedJob } from './watched-job.ts'

/** The takes that are looked at, in step, or what is being made. */
export function Stage({ shot }: { readonly shot: Shot }) {
  const text = useText()
  const all = useTakes((takes) => takes)
  const takes = takesOfShot(all, shot.id)
  const job = useWatchedJob(shot.id)
  const staged = generateView.use(({ stage }) => stage)
  const count = generateView.use(({ batch, cameras }) => batch * cameras.length)
  const shown = takesInPlayer(shot, all, { staged, job })
  const inMatrix = generateView.use(({ view }) => view === 'matrix') && takes.length > 0
  return (
    <Panel
      title={text('generate.stage', { shot: shot.name })}
      actions={takes.length > 0 ? <StageViews staged={shown.length} count={takes.length} /> : undefined}
      footer={shown.length > 0 || inMatrix ? <StageTransport shot={shot} /> : undefined}
    >
      <section data-zone="stage" tabIndex={-1} aria-label={text('generate.player')} className={styles['zone']}>
        {inMatrix ? (
          <TakeMatrix shot={shot} takes={takes} />
        ) : shown.length > 0 ? (
          <TakesInStep shot={shot} takes={shown} all={takes} />
        ) : job !== undefined ? (
          <JobPreview job={job} />
        ) : (
          <EmptyState
            icon={<Sparkles />}
            title={text('generate.empty.title')}
            teaching={text('generate.empty.teaching')}
            action={
              <Button variant="primary" onClick={() => attempt(() => generateShots([shot.id], wantedBatch()))}>
                {count === 1 ? text('generate.generate') : text('generate.generate-many', { count })}
              </Button>
            }
          />
        )}
      </section>
    </Panel>
  )
}

interface TakesInStepProps {
  readonly shot: Shot
  readonly takes: readonly TakeSummary[]
  /** All takes of the shot, to number them. */
  readonly all: readonly TakeSummary[]
}

function TakesInStep({ shot, takes, all }: TakesInStepProps) {
  const text = useText()
  const numbers = takeNumbers(all)
  const aspect = useFilm(({ format }) => format.width / format.height, 16 / 9)
  const mode = useComparison((chosen) => chosen.mode)
  const [first, second] = takes
  if (first !== undefined && second !== undefined && takes.length === 2 && mode !== 'side') {
    const nameOf = ({ id }: TakeSummary): string => text('generate.take', { number: numbers.get(id) ?? 0 })
    const names = [nameOf(first), nameOf(second)] as const
    return <CompareView shotId={shot.id} takes={[first, second]} names={names} mode={mode} />
  }
  return (
    <div className={styles['takes']} data-count={takes.length}>
      {takes.map((take) => {
        const name = text('generate.take', { number: numbers.get(take.id) ?? 0 })
        return (
          <figure key={take.id} className={styles['take']}>
            <div className={styles['frame']} style={{ '--aspect': aspect } as CSSProperties}>
              <TakeView take={take} shotId={shot.id} label={name} />
              {takes.length > 1 && (
                <figcaption className={styles['caption']}>
                  {name} · {text('generate.seed-is', { seed: take.seed })}
                </figcaption>
              )}
            </div>
          </figure>
        )
      })}
    </div>
  )
}

function StageTransport({ shot }: { readonly shot: Shot }) {
  const text = useText()
  const frame = useWorkspace(({ shotFrames: frames }) => frames[shot.id] ?? 0)
  const playing = useStore(stageTransport.store, ({ speed }) => speed !== 0)
  const loop = generateView.use((state) => state.loop)
  const { start, end } = shotFrames(shot)
  const scrub = (value: number): void => {
    stageTransport.stop()
    setShotFrame(shot.id, value)
  }
  return (
    <div className={styles['transport']}>
      <IconButton label={text('generate.frame-back')} keys="←" icon={<SkipBack />} onClick={() => stepStage(-1)} />
      <IconButton
        label={text(playing ? 'generate.stop' : 'generate.play')}
        keys="Space"
        icon={playing ? <Pause /> : <Play />}
        onClick={() => stageTransport.toggle()}
      />
      <IconButton label={text('generate.frame-on')} keys="→" icon={<SkipForward />} onClick={() => stepStage(1)} />
      <ToggleButton
        label={text('generate.loop')}
        icon={<Repeat />}
        pressed={loop}
        onPressedChange={(on) => generateView.set({ loop: on })}
      />
      <div className={styles['scrub']}>
        <Slider label={text('generate.frame')} value={frame} min={start} max={end - 1} onPreview={scrub} />
      </div>
      <Timecode label={text('generate.frame')} value={`${frame + 1} / ${shot.durationFrames}`} />
    </div>
  )
}
