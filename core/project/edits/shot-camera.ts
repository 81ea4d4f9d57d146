import type { CameraKey, CameraPath } from '../../camera/path-schema.ts'
import { StudioError } from '../../contract/errors.ts'
import type { CameraLayer, ShotCamera } from '../schema/camera.ts'
import type { Film } from '../schema/film.ts'
import { changeItem, dropItem } from './items.ts'
import { changeShot } from './shots.ts'

type KeyedCamera = Extract<ShotCamera, { source: 'keys' }>

/** Another source of cameras: a whole path (a move writes one), or an imported pose file. */
export function setShotCamera(film: Film, shotId: string, camera: ShotCamera): Film {
  return changeShot(film, shotId, (shot) => ({ ...shot, camera }))
}

/** Throws StudioError edit.imported-path when the shot's cameras come from a file; so do all edits of keys. */
function changeKeyedCamera(film: Film, shotId: string, change: (camera: KeyedCamera) => KeyedCamera): Film {
  return changeShot(film, shotId, (shot) => {
    if (shot.camera.source !== 'keys') throw new StudioError('edit.imported-path', { shot: shot.name || shot.id })
    return { ...shot, camera: change(shot.camera) }
  })
}

function changeKeys(film: Film, shotId: string, change: (keys: readonly CameraKey[]) => CameraKey[]): Film {
  return changeKeyedCamera(film, shotId, (camera) => {
    const keys = change(camera.path.keys).toSorted((a, b) => a.timeFrames - b.timeFrames)
    return { ...camera, path: { ...camera.path, keys } }
  })
}

/** Sets the path and leaves the layers over it. */
export function setPath(film: Film, shotId: string, path: CameraPath): Film {
  return changeKeyedCamera(film, shotId, (camera) => ({ ...camera, path }))
}

/** Puts a key on the path; the one at the same time is replaced. */
export function setPathKey(film: Film, shotId: string, key: CameraKey): Film {
  return changeKeys(film, shotId, (keys) => [...keys.filter((each) => each.timeFrames !== key.timeFrames), key])
}

/** Removes the key at that time. The last one cannot go (edit.refused). */
export function removePathKey(film: Film, shotId: string, timeFrames: number): Film {
  return changeKeys(film, shotId, (keys) => keys.filter((each) => each !== keyAt(keys, timeFrames)))
}

/** Moves a key in time. One that lies at the new time is replaced. */
export function movePathKey(film: Film, shotId: string, fromFrames: number, toFrames: number): Film {
  return changeKeys(film, shotId, (keys) => {
    const moved = keyAt(keys, fromFrames)
    const others = keys.filter((each) => each !== moved && each.timeFrames !== toFrames)
    return [...others, { ...moved, timeFrames: toFrames }]
  })
}

function keyAt(keys: readonly CameraKey[], timeFrames: number): CameraKey {
  const key = keys.find((each) => each.timeFrames === timeFrames)
  if (key === undefined) throw new StudioError('edit.unknown', { kind: 'key', id: String(timeFrames) })
  return key
}

/** Lays a layer over the others, or replaces the one with its id. */
export function setCameraLayer(film: Film, shotId: string, layer: CameraLayer): Film {
  return changeKeyedCamera(film, shotId, (camera) => {
    const known = camera.layers.some(({ id }) => id === layer.id)
    return {
      ...camera,
      layers: known ? changeItem(camera.layers, layer.id, 'layer', () => layer) : [...camera.layers, layer],
    }
  })
}

export function removeCameraLayer(film: Film, shotId: string, layerId: string): Film {
  return changeKeyedCamera(film, shotId, (camera) => ({
    ...camera,
    layers: dropItem(camera.layers, layerId, 'layer'),
  }))
}
