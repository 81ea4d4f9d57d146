import { editorPoseFromOpenCv } from '../camera/conventions.ts'
import { formatRealEstate10k } from '../camera/formats/realestate10k.ts'
import type { PoseRow } from '../camera/pose-row.ts'
import type { Camera, FrameRate } from '../contract/generation.ts'
import type { PixelBox } from '../framing/framing.ts'
import { invertMatrix, matrixFromRows3x4 } from '../math/matrix4.ts'
import { rescale, wholeRate } from '../timeline/rational.ts'
import { formatTimecode } from '../timeline/timecode.ts'
import { hasTimecode } from './timecode-rate.ts'

/** The cameras of an exported shot, one for each frame of its movie. */
export interface ShotCameraTrack {
  readonly shotName: string
  readonly takeId: string | null
  /** As a spec carries them: OpenCV axes, subject distances, lens in pixels of the model's frame. */
  readonly cameras: readonly Camera[]
  /** The delivered part of the model's frame, in its pixels. */
  readonly deliveryBox: PixelBox
  /** Size of the movie. */
  readonly width: number
  readonly height: number
  readonly rate: FrameRate
  readonly dropFrame: boolean
  /** Timecode of the movie's first frame, in frames. */
  readonly startFrame: number
  /** Frames of the movie before the shot's frame 0. */
  readonly headFrames: number
  /** Width that focal lengths count on. */
  readonly sensorWidthMm: number
  readonly metresPerUnit: number
}

/** The track as RealEstate10K text: lens in parts of the delivered picture, lengths in subject distances. */
export function cameraText(track: ShotCameraTrack): string {
  return formatRealEstate10k({ source: '', rows: poseRows(track) })
}

/** One row a frame; times in µs from the first. */
export function poseRows({ cameras, deliveryBox: box, rate }: ShotCameraTrack): PoseRow[] {
  return cameras.map(({ worldFromCamera, intrinsics }, index) => {
    const [fx, fy, cx, cy] = intrinsics as [number, number, number, number]
    return {
      timestampMicroseconds: rescale({ value: index, rate }, wholeRate(1_000_000), 'nearest').value,
      focalX: fx / box.width,
      focalY: fy / box.height,
      centreX: (cx - box.x) / box.width,
      centreY: (cy - box.y) / box.height,
      unused: [0, 0],
      cameraFromWorld: rows3x4(invertMatrix(matrixFromRows3x4(worldFromCamera))!),
    }
  })
}

/**
 * The track as JSON that says what its numbers mean: axes, units, sensor, and for each frame its timecode, the frame of
 * the shot, pose and lens. Axes are those of three.js, Blender's cameras and glTF.
 */
export function cameraJson(track: ShotCameraTrack): string {
  const { cameras, rate, sensorWidthMm, width, height } = track
  const rows = poseRows(track)
  const head = {
    format: 'craneshot-camera',
    version: 1,
    shot: track.shotName,
    take: track.takeId,
    rate: { numerator: rate.numerator, denominator: rate.denominator },
    picture: { width, height },
    conventions: {
      matrix: 'worldFromCamera, 3 rows of 4, row-major; a point of the camera is a column vector',
      camera: 'x right, y up, z back: the camera looks along -z',
      world: 'right-handed, y up; the origin is the camera of the storyboard picture',
      length: 'subject distance; multiply by metresPerUnit for metres',
      lens: 'focal length on a sensor fitted to the width of the picture, square pixels',
    },
    metresPerUnit: track.metresPerUnit,
    sensor: { widthMm: sensorWidthMm, heightMm: shortened((sensorWidthMm * height) / width) },
    headFrames: track.headFrames,
  }
  const frames = cameras.map((camera, index) => {
    const { focalX, centreX, centreY } = rows[index]!
    return {
      frame: index - track.headFrames,
      timecode: hasTimecode(rate) ? formatTimecode(track.startFrame + index, track) : null,
      focalLengthMm: shortened(focalX * sensorWidthMm),
      centre: [centreX, centreY],
      worldFromCamera: rows3x4(editorPoseFromOpenCv(matrixFromRows3x4(camera.worldFromCamera))),
    }
  })
  // One line a frame, so that a track of a thousand frames can still be looked at.
  const lines = frames.map((frame) => `    ${JSON.stringify(frame)}`).join(',\n')
  return `${JSON.stringify(head, null, 2).replace(/\n}$/, '')},\n  "frames": [\n${lines}\n  ]\n}\n`
}

/** A spec's lenses are float32, which hold seven digits: 24 mm come out as 23.9999999. */
function shortened(value: number): number {
  return Number(value.toPrecision(7))
}

function rows3x4(matrix: ArrayLike<number>): number[] {
  return Array.from(matrix).slice(0, 12)
}
