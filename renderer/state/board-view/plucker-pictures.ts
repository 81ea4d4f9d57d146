import { writeNpyFloat32 } from '../../../core/camera/formats/npy.ts'
import { expandPlucker } from '../../../core/camera/plucker.ts'
import type { GenerationSpec } from '../../../core/contract/generation.ts'
import type { PluckerPictures } from './compile-messages.ts'

const channels = 6

/** The spec's Plücker embedding as a NumPy file, `[1, M, 6, height, width]` float32: the bytes that the digest counts. */
export function pluckerNpyBytes({ sampleCameras, size, rayLayout }: GenerationSpec): Uint8Array<ArrayBuffer> {
  const shape = [1, sampleCameras.length, channels, size.height, size.width]
  return writeNpyFloat32(shape, expandPlucker(sampleCameras, size, rayLayout))
}

/** The embedding as pictures, one pair a sample. `momentRange` is the largest moment in subject distances, 0 when all are. */
export function pluckerPictures({ sampleCameras, size, rayLayout }: GenerationSpec): {
  readonly samples: PluckerPictures[]
  readonly momentRange: number
} {
  const rays = expandPlucker(sampleCameras, size, rayLayout)
  const plane = size.width * size.height
  const directionChannel = rayLayout === 'direction-moment' ? 0 : 3
  const block = (sample: number, channel: number): Float32Array => {
    const start = (sample * channels + channel) * plane
    return rays.subarray(start, start + 3 * plane)
  }
  const momentRange = sampleCameras.reduce(
    (largest, _camera, sample) =>
      block(sample, 3 - directionChannel).reduce((most, value) => Math.max(most, Math.abs(value)), largest),
    0,
  )
  const samples = sampleCameras.map((_camera, sample) => ({
    ...size,
    direction: coloured(block(sample, directionChannel), plane, 1),
    moment: coloured(block(sample, 3 - directionChannel), plane, momentRange || 1),
  }))
  return { samples, momentRange }
}

/** Three planes as colours: −range black, 0 middle grey, range full. */
function coloured(planes: Float32Array, plane: number, range: number): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(plane * 4)
  for (let pixel = 0; pixel < plane; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      rgba[pixel * 4 + channel] = ((planes[channel * plane + pixel]! / range + 1) / 2) * 255
    }
    rgba[pixel * 4 + 3] = 255
  }
  return rgba
}
