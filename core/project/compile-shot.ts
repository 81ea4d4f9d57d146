import { camerasFromPath, camerasFromPoses, type ShotCameras } from '../camera/cameras.ts'
import {
  pixelIntrinsics,
  SENSOR_WIDTH_MM,
  wholeLensFrame,
  type LensFrame,
  type PixelSize,
} from '../camera/intrinsics.ts'
import type { CameraPath } from '../camera/path-schema.ts'
import { expandPlucker, pluckerSha256 } from '../camera/plucker.ts'
import type { PoseRow } from '../camera/pose-row.ts'
import { resamplePoses } from '../camera/resample.ts'
import { StudioError } from '../contract/errors.ts'
import type { FrameRate, GenerationSpec, Raster, RayLayout } from '../contract/generation.ts'
import type { Delivery } from '../framing/delivery.ts'
import type { PixelBox } from '../framing/framing.ts'
import { checkFirstCamera } from './first-camera.ts'

/** Where a shot's cameras come from. */
export type CameraSource =
  | {
      readonly kind: 'path'
      readonly path: CameraPath
      /** Frame of the path at which the camera is the board's. */
      readonly anchorFrame: number
      /** The lens the board is taken to have; the path's own lenses may differ from it. */
      readonly boardFocalLengthMm: number
    }
  | {
      readonly kind: 'poses'
      /** At least one. The first is the board's camera, and its lens the board's: a pose list's lenses win. */
      readonly rows: readonly PoseRow[]
      /** Size of the picture the poses describe; null takes it from the first lens and square pixels. */
      readonly poseSize: PixelSize | null
      readonly unitsPerSubjectDistance: number
      /** Frames of the shot without its handles, which the list is spread over; in the handles its ends are held. */
      readonly durationFrames: number
      /** Frame of the shot whose pose is the board's camera; the first pose, wherever it lies, when null or left out. */
      readonly referenceFrame?: number | null
    }

/** The film's frame in a model's. */
export interface FilmFrame {
  /** In pixels of the model size. */
  readonly box: PixelBox
  /** Width of the sensor that focal lengths count on. */
  readonly sensorWidthMm: number
}

/** What a spec needs to know of its pack. */
export interface PackFacts {
  readonly id: string
  readonly version: string
  readonly manifestSha256: string
  readonly rayLayout: RayLayout
  /** Where it is told, a shot that the family cannot make is refused at once and not when its turn has come. */
  readonly family?: string | undefined
}

export interface ShotToCompile {
  readonly camera: CameraSource
  readonly pack: PackFacts
  /** Model size in pixels; see core/framing for the choice. */
  readonly size: PixelSize
  /** The frame that lenses are told for, by a path or a pose file: the model's whole frame when null. */
  readonly film: FilmFrame | null
  /** What the written frames are, see core/framing/delivery; the model's whole frame at the model size when null. */
  readonly delivery: Delivery | null
  readonly rate: FrameRate
  /** Frame of the path that the first delivered frame shows: 0, or minus the head handle. */
  readonly firstFrame: number
  /** N, frames that are delivered. */
  readonly filmFrames: number
  /** M, the model's own samples, 1 to N. */
  readonly sampleFrames: number
  readonly settings: Pick<GenerationSpec, 'steps' | 'seed' | 'cache' | 'controls'>
  readonly picture: Raster
  readonly depth: Raster
}

/**
 * The one way from a shot to what a pipeline gets, for the app and the command line: the path is evaluated here, once, and
 * the spec carries numbers. Same input, same spec on every machine.
 * Throws StudioError shot.too-few-frames when the model samples more frames than the shot has, inference.first-camera
 * where a model that begins with the board would begin elsewhere.
 */
export async function compileShot(shot: ShotToCompile): Promise<GenerationSpec> {
  const { size, delivery, filmFrames, sampleFrames, pack } = shot
  if (sampleFrames > filmFrames) throw new StudioError('shot.too-few-frames', { filmFrames, sampleFrames })
  const sampleTimes = evenTimes(filmFrames, sampleFrames)
  const film = camerasAt(shot, evenTimes(filmFrames, filmFrames))
  const sampleCameras = [...camerasAt(shot, sampleTimes).cameras]
  checkFirstCamera(pack.family, { sampleCameras, boardIntrinsics: [...film.boardIntrinsics] })
  return {
    version: 1,
    pack: { id: pack.id, version: pack.version, manifestSha256: pack.manifestSha256 },
    size: { width: size.width, height: size.height },
    ...(delivery === null ? {} : { delivery }),
    rate: shot.rate,
    filmCameras: [...film.cameras],
    sampleTimes,
    sampleCameras,
    rayLayout: pack.rayLayout,
    pluckerSha256: await pluckerSha256(expandPlucker(sampleCameras, size, pack.rayLayout)),
    boardIntrinsics: [...film.boardIntrinsics],
    picture: shot.picture,
    depth: shot.depth,
    ...shot.settings,
  }
}

/**
 * `count` times spread evenly over the frames of a shot, the first on frame 0, the last on the last frame; one alone lies
 * on frame 0. As many times as frames are exactly the frames.
 */
export function evenTimes(frames: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => (count === 1 ? 0 : (index * (frames - 1)) / (count - 1)))
}

/**
 * Cameras of a shot at any times: what the spec carries, the viewport shows and camera files say.
 * @param times film frames from the first delivered one
 */
export function camerasAt(
  shot: Pick<ShotToCompile, 'camera' | 'size' | 'film' | 'firstFrame'>,
  times: readonly number[],
): ShotCameras {
  const { camera, size, firstFrame } = shot
  const timesInFrames = times.map((time) => firstFrame + time)
  if (camera.kind === 'poses') {
    const { rows, durationFrames, referenceFrame = null } = camera
    return camerasFromPoses(resamplePoses(rows, durationFrames, timesInFrames), {
      size,
      ...(shot.film === null ? {} : { box: shot.film.box }),
      ...(camera.poseSize === null ? {} : { poseSize: camera.poseSize }),
      subjectDistance: camera.unitsPerSubjectDistance,
      reference: referenceFrame === null ? rows[0]! : resamplePoses(rows, durationFrames, [referenceFrame])[0]!,
    })
  }
  const lensFrame = lensFrameOf(shot)
  const { cameras } = camerasFromPath(camera.path, {
    size,
    timesInFrames,
    anchorFrame: camera.anchorFrame,
    lensFrame,
  })
  return { cameras, boardIntrinsics: pixelIntrinsics(camera.boardFocalLengthMm, lensFrame) }
}

/**
 * Lenses are fitted to the film's frame on the film's sensor. Their axis goes through its middle, wherever it lies in the
 * model's frame: about that point of the picture the camera turns and zooms.
 */
export function lensFrameOf({ film, size }: Pick<ShotToCompile, 'film' | 'size'>): LensFrame {
  if (film === null) return wholeLensFrame(size)
  const { x, y, width, height } = film.box
  return { widthPixels: (width * SENSOR_WIDTH_MM) / film.sensorWidthMm, centre: [x + width / 2, y + height / 2] }
}
