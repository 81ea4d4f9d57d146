import { useMemo, useState, type DragEvent } from 'react'
import type { Cut } from '../../../../core/project/schema/cut.ts'
import { useFilm } from '../../../state/film-store.ts'
import { attempt } from '../../../state/notices.ts'
import { useText } from '../../../ui/use-text.ts'
import { choose, useCutSession } from '../cut-view.ts'
import { frameUnder } from '../editing/time-scale.ts'
import { importSoundFiles, isSound } from '../sound/import-sounds.ts'
import { SoundClipView } from './sound-clip.tsx'
import styles from './timeline.module.css'
import { isInSight, useTimeView } from './time-view.ts'

const noTracks: Cut['soundTracks'] = []

/** The sound track. Files dropped on it land where they are let go. */
export function SoundTracks() {
  const text = useText()
  const view = useTimeView()
  const tracks = useFilm((film) => film.cut.soundTracks, noTracks)
  const selection = useCutSession((session) => session.selection)
  const [dropping, setDropping] = useState(false)
  const shown = useMemo(
    () =>
      tracks.map((track) => ({
        track,
        clips: track.clips.filter((clip) => {
          const start = clip.recordStartFrame
          return isInSight(view, { start, end: start + clip.durationFrames })
        }),
      })),
    [tracks, view],
  )
  const over = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setDropping(true)
  }
  const drop = (event: DragEvent): void => {
    setDropping(false)
    const sounds = [...event.dataTransfer.files].filter(isSound)
    // Pictures are for the window.
    if (sounds.length === 0) return
    event.preventDefault()
    event.stopPropagation()
    const frame = frameUnder(view.contentPixels(event.clientX), view.pixelsPerFrame)
    attempt(() => importSoundFiles(sounds, frame))
  }
  const rows = shown.length > 0 ? shown : [{ track: null, clips: [] }]
  return rows.map(({ track, clips }) => (
    <ol
      key={track?.id ?? 'empty'}
      aria-label={track?.name || text('cut.track.sound')}
      className={styles['soundTrack']}
      data-muted={track?.muted === true || undefined}
      data-dropping={dropping || undefined}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) choose([])
      }}
      onDragEnter={over}
      onDragOver={over}
      onDragLeave={() => setDropping(false)}
      onDrop={drop}
    >
      {clips.length === 0 && (track === null || track.clips.length === 0) && (
        <li className={styles['soundHint']}>{text('cut.sound-hint')}</li>
      )}
      {track !== null &&
        clips.map((clip) => (
          <SoundClipView key={clip.id} trackId={track.id} clip={clip} chosen={selection.has(clip.id)} />
        ))}
    </ol>
  ))
}
