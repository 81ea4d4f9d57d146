import type { Film } from '../../../../core/project/schema/film.ts'
import type { SoundClip } from '../../../../core/project/schema/cut.ts'
import { setSoundClip } from '../../../../core/project/edits/cut.ts'
import { timecodeBase } from '../../../../core/timeline/timecode.ts'
import { useFilm } from '../../../state/film-store.ts'
import { numberGesture } from '../../../state/number-gesture.ts'
import { DragField } from '../../../ui/fields/drag-field.tsx'
import { Field } from '../../../ui/layout/field.tsx'
import { useText } from '../../../ui/use-text.ts'
import { changedTrack, movedSound, trimmedSound, type SoundTrack } from '../sound/sound-edits.ts'
import { usePeaks } from '../sound/use-peaks.ts'
import { peaksDurationSamples } from '../sound/waveform.ts'
import styles from './inspector.module.css'

interface SoundInspectorProps {
  readonly track: SoundTrack
  readonly clip: SoundClip
}

const levelRange = { min: -96, max: 24, precision: 1, step: 0.5, defaultValue: 0, unit: 'decibels' } as const

export function SoundInspector({ track, clip }: SoundInspectorProps) {
  const text = useText()
  const base = useFilm((film) => timecodeBase(film.rate), 24)
  const peaks = usePeaks(clip.media)
  const durationSamples = peaks.state === 'here' ? peaksDurationSamples(peaks.values) : Infinity
  return (
    <div className={styles['fields']}>
      <h3 className={styles['title']}>{clip.name}</h3>
      <Field label={text('cut.field.level')}>
        <DragField
          label={text('cut.field.level')}
          value={clip.gainDb}
          {...levelRange}
          {...numberGesture('cut.edit.level', (film, gainDb) => changedClip(film, track.id, clip.id, { gainDb }))}
        />
      </Field>
      <Field label={text('cut.field.track-level')}>
        <DragField
          label={text('cut.field.track-level')}
          value={track.gainDb}
          {...levelRange}
          {...numberGesture('cut.edit.level', (film, gainDb) => changedTrack(film, track.id, { gainDb }))}
        />
      </Field>
      <Field label={text('cut.field.start')}>
        <DragField
          label={text('cut.field.start')}
          value={clip.recordStartFrame}
          unit="frames"
          min={0}
          framesPerSecond={base}
          {...numberGesture('cut.edit.move-sound', (film, value) =>
            movedSound(film, track.id, clip.id, Math.round(value)),
          )}
        />
      </Field>
      <Field label={text('cut.field.length')}>
        <DragField
          label={text('cut.field.length')}
          value={clip.durationFrames}
          unit="frames"
          min={1}
          framesPerSecond={base}
          {...numberGesture('cut.edit.trim-sound', (film, value) => {
            const frames = Math.round(value) - lengthOf(film.cut.soundTracks, clip.id)
            return trimmedSound(film, track.id, clip.id, { edge: 'tail', frames, durationSamples })
          })}
        />
      </Field>
    </div>
  )
}

function changedClip(film: Film, trackId: string, clipId: string, change: Partial<SoundClip>): Film {
  const clip = film.cut.soundTracks.find(({ id }) => id === trackId)?.clips.find(({ id }) => id === clipId)
  return clip === undefined ? film : setSoundClip(film, trackId, { ...clip, ...change })
}

function lengthOf(tracks: Film['cut']['soundTracks'], clipId: string): number {
  const clips = tracks.flatMap((track) => track.clips)
  return clips.find(({ id }) => id === clipId)?.durationFrames ?? 1
}
