import { useState } from 'react'
import { useStore } from 'zustand'
import type { Film } from '../../../core/project/schema/film.ts'
import type { StudioTextKey } from '../../../core/texts/studio/texts.ts'
import { call } from '../../bridge/client.ts'
import { useFilm, useOpenFilm } from '../../state/film-store.ts'
import { taskStore } from '../../state/mirrors.ts'
import { attempt } from '../../state/notices.ts'
import { relinkMedia, useMissingMedia } from '../../state/project-safety.ts'
import { Button } from '../../ui/controls/button.tsx'
import { NameAndDetail } from '../../ui/display/name-and-detail.tsx'
import { ProgressBar } from '../../ui/feedback/progress-bar.tsx'
import { WorkDialog } from '../../ui/overlays/work-dialog.tsx'
import { useText } from '../../ui/use-text.ts'
import type { ProjectDialogProps } from './project-dialog-props.ts'
import styles from './project-dialogs.module.css'

/** Files that the film names and that are not there, by what they are in the film, and the search for them. */
export function MissingMediaDialog({ open, onClose }: ProjectDialogProps) {
  const text = useText()
  const missing = useMissingMedia()
  const [found, setFound] = useState<{ found: number; count: number } | null>(null)
  const running = useStore(taskStore, ({ task }) => task?.name === 'relink')
  const writable = useOpenFilm((film) => film?.writable === true)
  const search = async (): Promise<void> => {
    setFound(null)
    setFound(await relinkMedia())
  }
  const close = (): void => {
    setFound(null)
    onClose()
  }
  return (
    <WorkDialog
      open={open}
      onClose={close}
      running={running}
      stopLabel={text('recovery.cancel')}
      onStop={() => attempt(() => call('task.cancel', {}))}
      title={text('recovery.missing')}
      description={missing.length === 0 ? text('recovery.missing.none') : text('recovery.missing.lead')}
      width={560}
      actions={
        missing.length === 0 ? (
          <Button variant="primary" onClick={close}>
            {text('recovery.close')}
          </Button>
        ) : (
          <Button
            variant="primary"
            {...(writable ? {} : { disabledReason: text('shell.save.read-only') })}
            onClick={() => attempt(search)}
          >
            {text('recovery.missing.choose')}
          </Button>
        )
      }
    >
      <MissingList missing={missing} />
      {running && <SearchProgress />}
      {found !== null && <p className={styles['outcome']}>{outcome(found, text)}</p>}
    </WorkDialog>
  )
}

function SearchProgress() {
  const text = useText()
  const fraction = useStore(taskStore, ({ task }) => task?.fraction ?? null)
  return <ProgressBar label={text('recovery.missing.searching')} fraction={fraction} />
}

type Text = ReturnType<typeof useText>

function outcome({ found, count }: { readonly found: number; readonly count: number }, text: Text): string {
  return found === 0 ? text('recovery.missing.found-none') : text('recovery.missing.found', { found, count })
}

function MissingList({ missing }: { readonly missing: readonly string[] }) {
  const text = useText()
  const film = useFilm<Film | null>((open) => open, null)
  if (film === null || missing.length === 0) return null
  return (
    <ul className={styles['list']}>
      {missing.map((media) => (
        <li key={media} className={styles['row']}>
          <NameAndDetail name={usesOf(film, media, text).join(', ')} detail={media} selectable />
        </li>
      ))}
    </ul>
  )
}

/** What a file is in the film, by the names that the user gave. */
function usesOf(film: Film, media: string, text: Text): string[] {
  const named = (key: StudioTextKey, name: string): string => text(key, { name: name || '–' })
  return [
    ...film.boards.flatMap(({ name, picture, depth }) => [
      ...(picture.media === media ? [named('recovery.missing.picture', name)] : []),
      ...('raster' in depth && depth.raster === media ? [named('recovery.missing.depth', name)] : []),
    ]),
    ...film.shots.flatMap(({ name, camera }) =>
      camera.source === 'file' && camera.file === media ? [named('recovery.missing.camera', name)] : [],
    ),
    ...film.cut.soundTracks.flatMap(({ clips }) =>
      clips.flatMap((clip) => (clip.media === media ? [named('recovery.missing.sound', clip.name)] : [])),
    ),
  ]
}
