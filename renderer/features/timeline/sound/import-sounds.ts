import type { ImportSource } from '../../../../core/contract/import-calls.ts'
import { errorFromFailure } from '../../../../core/contract/errors.ts'
import { studioText } from '../../../../core/texts/studio/texts.ts'
import { call, registerFiles } from '../../../bridge/client.ts'
import { currentProjectId, edit, filmStore } from '../../../state/film-store.ts'
import { importFrom } from '../../../state/imports.ts'
import { currentLanguage } from '../../../state/language.ts'
import { tellFailure } from '../../../state/notices.ts'
import { newId } from '../../../state/shots.ts'
import { withSounds } from './sound-edits.ts'

/**
 * Takes sounds into the project and puts them on the track, one after another from a frame on. A file that cannot be read
 * is told, the others come all the same.
 */
export async function importSounds(source: ImportSource, frame: number): Promise<void> {
  const projectId = currentProjectId()
  const answers = await importFrom('sounds', source, (one) => call('sounds.import', { projectId, source: one }))
  const sounds = answers.flatMap((answer) => (answer.ok ? [answer] : []))
  // Where another project was opened meanwhile, the sounds lie in theirs and the film stays as it is.
  if (sounds.length > 0 && filmStore.getState().open?.projectId === projectId) {
    const trackName = studioText('cut.track.sound', currentLanguage())
    edit('cut.edit.sound', (film) => withSounds(film, sounds, frame, { newId, trackName }))
  }
  for (const answer of answers) if (!answer.ok) tellFailure(errorFromFailure(answer.failure))
}

/** Sounds dropped from the system's file manager. */
export async function importSoundFiles(files: readonly File[], frame: number): Promise<void> {
  const ids = await registerFiles(files)
  if (ids.length > 0) await importSounds({ from: 'dropped', files: ids }, frame)
}

/** Whether a dropped file is for the sound track. */
export function isSound({ type, name }: { readonly type: string; readonly name: string }): boolean {
  return type.startsWith('audio/') || /\.(?:wav|mp3|m4a|aac|flac|ogg|oga|opus|aiff?|wma)$/i.test(name)
}
