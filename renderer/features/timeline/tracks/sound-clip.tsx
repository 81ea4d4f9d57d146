import { TriangleAlert } from 'lucide-react'
import { memo, type PointerEvent } from 'react'
import type { SoundClip } from '../../../../core/project/schema/cut.ts'
import { beginGesture, useFilm, type FilmGesture } from '../../../state/film-store.ts'
import { classNames } from '../../../ui/class-names.ts'
import { useText } from '../../../ui/use-text.ts'
import { choose, clearDrag, cutSession } from '../cut-view.ts'
import type { Edge } from '../editing/trim.ts'
import { movedSound, trimmedSound } from '../sound/sound-edits.ts'
import { peaksDurationSamples } from '../sound/waveform.ts'
import { usePeaks } from '../sound/use-peaks.ts'
import { chooseByPress } from './clip-drag.ts'
import { dragPointer } from './drag-pointer.ts'
import { snapDrag } from './snap-drag.ts'
import styles from './clips.module.css'
import { useTimeView } from './time-view.ts'
import { WaveformCanvas } from './waveform-canvas.tsx'

interface SoundClipProps {
  readonly trackId: string
  readonly clip: SoundClip
  readonly chosen: boolean
}

/** A sound: drag it to move it, its ends to trim it. */
export const SoundClipView = memo(function SoundClipView({ trackId, clip, chosen }: SoundClipProps) {
  const text = useText()
  const { pixelsPerFrame } = useTimeView()
  const rate = useFilm((film) => film.rate, null)
  const peaks = usePeaks(clip.media)
  const width = clip.durationFrames * pixelsPerFrame
  const durationSamples = peaks.state === 'here' ? peaksDurationSamples(peaks.values) : Infinity
  return (
    <li
      className={classNames(styles['sound'], chosen && styles['chosen'])}
      style={{ left: clip.recordStartFrame * pixelsPerFrame, width: Math.max(2, width - 1) }}
      data-sound={clip.id}
      data-trouble={peaks.state === 'lost' ? 'missing' : undefined}
      aria-label={text(chosen ? 'cut.sound-chosen' : 'cut.sound-named', { name: clip.name })}
      onPointerDown={(event) => moveSound(event, trackId, clip, pixelsPerFrame)}
    >
      {peaks.state === 'here' && rate !== null && (
        <WaveformCanvas peaks={peaks.values} clip={clip} rate={rate} pixelsPerFrame={pixelsPerFrame} />
      )}
      {width > 40 && (
        <span className={styles['soundName']}>
          {peaks.state === 'lost' && <TriangleAlert aria-hidden />}
          {peaks.state === 'lost' ? text('cut.sound-missing', { name: clip.name }) : clip.name}
        </span>
      )}
      {width >= 14 &&
        (['head', 'tail'] as const).map((edge) => (
          <span
            key={edge}
            className={styles['edge']}
            data-edge={edge}
            onPointerDown={(event) => trimSound(event, { trackId, clip, pixelsPerFrame, edge, durationSamples })}
          />
        ))}
    </li>
  )
})

function endGesture(finish: () => void): () => void {
  return () => {
    finish()
    clearDrag()
  }
}

function moveSound(event: PointerEvent<HTMLElement>, trackId: string, clip: SoundClip, pixelsPerFrame: number): void {
  if (!chooseByPress(event, clip.id)) return
  const start = clip.recordStartFrame
  const snap = snapDrag([start, start + clip.durationFrames], new Set([clip.id]), pixelsPerFrame)
  let gesture: FilmGesture | null = null
  dragPointer(event, {
    begin: () => void (gesture = beginGesture('cut.edit.move-sound')),
    move: (pixels) => gesture?.preview((film) => movedSound(film, trackId, clip.id, start + snap(pixels))),
    end: endGesture(() => gesture?.commit()),
    cancel: endGesture(() => gesture?.cancel()),
  })
}

interface SoundTrim {
  readonly trackId: string
  readonly clip: SoundClip
  readonly pixelsPerFrame: number
  readonly edge: Edge
  readonly durationSamples: number
}

function trimSound(event: PointerEvent<HTMLElement>, trim: SoundTrim): void {
  event.stopPropagation()
  if (event.button !== 0) return
  const { trackId, clip, pixelsPerFrame, edge, durationSamples } = trim
  choose([clip.id])
  const at = clip.recordStartFrame + (edge === 'head' ? 0 : clip.durationFrames)
  const snap = snapDrag([at], new Set([clip.id]), pixelsPerFrame)
  let gesture: FilmGesture | null = null
  dragPointer(event, {
    begin: () => void (gesture = beginGesture('cut.edit.trim-sound')),
    move: (pixels) => {
      const frames = snap(pixels)
      gesture?.preview((film) => trimmedSound(film, trackId, clip.id, { edge, frames, durationSamples }))
      cutSession.setState({ readout: `${frames > 0 ? '+' : frames < 0 ? '−' : ''}${Math.abs(frames)}` })
    },
    end: endGesture(() => gesture?.commit()),
    cancel: endGesture(() => gesture?.cancel()),
  })
}
