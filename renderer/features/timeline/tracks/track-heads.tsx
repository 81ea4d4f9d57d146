import { Film as FilmIcon, Volume2, VolumeX } from 'lucide-react'
import { edit, useFilm } from '../../../state/film-store.ts'
import { ToggleButton } from '../../../ui/controls/toggle-button.tsx'
import { useText } from '../../../ui/use-text.ts'
import { changedTrack } from '../sound/sound-edits.ts'
import styles from './timeline.module.css'

const noTracks: never[] = []

/** Names of the tracks, and what can be switched on them. */
export function TrackHeads() {
  const text = useText()
  const tracks = useFilm((film) => film.cut.soundTracks, noTracks)
  const rows = tracks.length > 0 ? tracks : [null]
  return (
    <div className={styles['heads']}>
      <div className={styles['rulerHead']} />
      <div className={styles['pictureHead']}>
        <FilmIcon aria-hidden />
        <span>{text('cut.track.picture')}</span>
      </div>
      {rows.map((track) => (
        <div key={track?.id ?? 'empty'} className={styles['soundHead']}>
          {track === null ? <Volume2 aria-hidden /> : null}
          {track !== null && (
            <ToggleButton
              size="compact"
              label={text('cut.mute')}
              icon={track.muted ? <VolumeX /> : <Volume2 />}
              pressed={track.muted}
              onPressedChange={(muted) =>
                edit(muted ? 'cut.edit.mute' : 'cut.edit.unmute', (film) => changedTrack(film, track.id, { muted }))
              }
            />
          )}
          <span>{track?.name || text('cut.track.sound')}</span>
        </div>
      ))}
    </div>
  )
}
