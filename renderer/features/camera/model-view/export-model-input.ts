import { cameraJson, cameraText, type ShotCameraTrack } from '../../../../core/export/camera-files.ts'
import { fileStem } from '../../../../core/export/export-names.ts'
import { call } from '../../../bridge/client.ts'
import { pluckerNpy, type CompiledShot } from '../../../state/board-view/compiled-shot.ts'
import { currentFilm } from '../../../state/film-store.ts'
import { tellDone } from '../../../state/notices.ts'

export type ModelExport = 'npy' | 'txt' | 'json'

/** Saves the embedding, or the cameras of all frames, where the user chooses. */
export async function exportModelInput(kind: ModelExport, compiled: CompiledShot): Promise<void> {
  const film = currentFilm()
  const shot = film.shots.find(({ id }) => id === compiled.shotId)
  const stem = fileStem(shot?.name ?? '', 'shot')
  const suggestedName = kind === 'npy' ? `${stem}_plucker.npy` : `${stem}_camera.${kind}`
  const saved = await call('file.save', { suggestedName, kind, bytes: await bytesOf(kind, compiled) })
  if (saved) tellDone('camera.model.saved', { name: suggestedName })
}

async function bytesOf(kind: ModelExport, compiled: CompiledShot): Promise<Uint8Array> {
  if (kind === 'npy') return pluckerNpy(compiled.spec)
  const track = trackOf(compiled)
  return new TextEncoder().encode(kind === 'txt' ? cameraText(track) : cameraJson(track))
}

/** The shot's cameras as exported shots have them, from timecode zero. */
function trackOf({ spec, shotId, headFrames, prepared }: CompiledShot): ShotCameraTrack {
  const film = currentFilm()
  return {
    shotName: film.shots.find(({ id }) => id === shotId)?.name ?? '',
    takeId: null,
    cameras: spec.filmCameras,
    deliveryBox: prepared.deliveryBox,
    width: film.format.width,
    height: film.format.height,
    rate: spec.rate,
    dropFrame: false,
    startFrame: 0,
    headFrames,
    sensorWidthMm: film.sensorWidthMm,
    metresPerUnit: film.metresPerUnit,
  }
}
