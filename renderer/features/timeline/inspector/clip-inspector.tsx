import { Camera, Sparkles } from 'lucide-react'
import type { TakeSummary } from '../../../../core/contract/studio.ts'
import type { CutClip } from '../../../../core/project/schema/cut.ts'
import { durationOf } from '../../../../core/timeline/range.ts'
import { timecodeBase } from '../../../../core/timeline/timecode.ts'
import { useFilm } from '../../../state/film-store.ts'
import { useTakes } from '../../../state/mirrors.ts'
import { numberGesture } from '../../../state/number-gesture.ts'
import { chosenTake } from '../../../state/playback/cut-frame.ts'
import { useIsOutdated } from '../../../state/shot-changes.ts'
import { takesOfShot } from '../../../state/shots.ts'
import { selectShot, showWorkspace } from '../../../state/workspace-store.ts'
import { Button } from '../../../ui/controls/button.tsx'
import { Select } from '../../../ui/controls/select.tsx'
import { StatusLabel } from '../../../ui/feedback/status.tsx'
import { DragField } from '../../../ui/fields/drag-field.tsx'
import { Field } from '../../../ui/layout/field.tsx'
import { useText } from '../../../ui/use-text.ts'
import { chooseTakeOfShot } from '../editing/cut-edits.ts'
import { clipTrouble } from '../editing/clip-trouble.ts'
import { trimmedBy, trimRoom } from '../editing/trim.ts'
import { takeName } from '../take-names.ts'
import styles from './inspector.module.css'

/** Value of the choice of no take. */
const noTake = ''

export function ClipInspector({ clip }: { readonly clip: CutClip }) {
  const text = useText()
  const film = useFilm((each) => each, null)
  const takes = useTakes((each) => each)
  const shot = film?.shots.find(({ id }) => id === clip.shotId)
  if (film === null || shot === undefined) return null
  const take = chosenTake(shot, takes)
  const trouble = clipTrouble(clip, shot, take)
  const ofShot = takesOfShot(takes, shot.id).toSorted((a, b) => b.madeAt - a.madeAt)
  const open = (workspace: 'camera' | 'generate') => (): void => {
    selectShot(shot.id)
    showWorkspace(workspace)
  }
  return (
    <div className={styles['fields']}>
      <h3 className={styles['title']}>{shot.name || text('cut.unnamed')}</h3>
      {trouble !== null && <StatusLabel tone="danger" label={text(`cut.${trouble}.long`)} />}
      {trouble === null && <TakeAge take={take} />}
      <Field label={text('cut.field.take')}>
        <Select
          label={text('cut.field.take')}
          value={take === null ? noTake : take.id}
          options={[
            ...ofShot.map((each) => ({ value: each.id, label: takeName(text, takes, each) })),
            { value: noTake, label: text('cut.menu.no-take') },
          ]}
          onChange={(takeId) => chooseTakeOfShot(shot.id, takeId === noTake ? null : takeId)}
        />
      </Field>
      <Trim clip={clip} shows="first" />
      <Trim clip={clip} shows="last" />
      <Trim clip={clip} shows="length" />
      <div className={styles['buttons']}>
        <Button size="compact" icon={<Camera />} onClick={open('camera')}>
          {text('cut.menu.camera')}
        </Button>
        <Button size="compact" icon={<Sparkles />} onClick={open('generate')}>
          {text('cut.menu.generate')}
        </Button>
      </div>
    </div>
  )
}

/** A quiet word about a take that shows the shot as it was. */
function TakeAge({ take }: { readonly take: TakeSummary | null }) {
  const text = useText()
  return useIsOutdated(take) ? <StatusLabel tone="ready" label={text('generate.outdated')} /> : null
}

/** First or last frame of the shot that is shown, or how many are. */
function Trim({ clip, shows }: { readonly clip: CutClip; readonly shows: 'first' | 'last' | 'length' }) {
  const text = useText()
  const edge = shows === 'first' ? 'head' : 'tail'
  const least = useFilm((film) => trimRoom(film, clip.id, edge).least, 0)
  const most = useFilm((film) => trimRoom(film, clip.id, edge).most, 0)
  const base = useFilm((film) => timecodeBase(film.rate), 24)
  const now = shown(clip, shows)
  const label = text(`cut.field.${shows}`)
  const gesture = numberGesture('cut.edit.trim', (film, value) => {
    const before = film.cut.items.find(({ id }) => id === clip.id)
    return before?.kind === 'clip' ? trimmedBy(film, clip.id, edge, value - shown(before, shows)) : film
  })
  return (
    <Field label={label}>
      <DragField
        label={label}
        value={now}
        unit="frames"
        min={now + least}
        max={now + most}
        framesPerSecond={base}
        {...gesture}
      />
    </Field>
  )
}

function shown({ source }: CutClip, what: 'first' | 'last' | 'length'): number {
  if (what === 'length') return durationOf(source)
  // People count frames from 1.
  return what === 'first' ? source.start + 1 : source.end
}
