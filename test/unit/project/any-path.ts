import fc from 'fast-check'
import { expect } from 'vitest'
import { loopedPath } from '../../../core/camera/loop.ts'
import type { CameraKey, CameraPath } from '../../../core/camera/path-schema.ts'
import { camerasAt } from '../../../core/project/compile-shot.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'

const size = { width: 64, height: 36 }

const anyKey = fc.record({
  timeFrames: fc.oneof(
    fc.integer({ min: 0, max: 30 }),
    fc.integer({ min: 0, max: 1920 }).map((part) => part / 64),
  ),
  position: fc.tuple(small(), small(), small()),
  angle: fc.double({ min: -1.5, max: 1.5, noNaN: true }),
  rollRadians: small(),
  focalLengthMm: fc.double({ min: 12, max: 80, noNaN: true }),
  easing: fc.constantFrom('linear', 'ease-in', 'ease-out', 'ease-in-out', 'hold'),
})

/** Paths of a shot of so many frames, loops among them; some keys lie between frames or beyond the end. */
export const anyPath = (frames: number): fc.Arbitrary<CameraPath> =>
  fc
    .record({
      keys: fc.uniqueArray(anyKey, { minLength: 1, maxLength: 6, selector: ({ timeFrames }) => timeFrames }),
      speed: fc.constantFrom('keyed' as const, 'constant' as const),
      loops: fc.boolean(),
    })
    .map(({ keys, speed, loops }) => {
      const path: CameraPath = {
        speed,
        keys: keys
          .map(({ angle, ...key }) => ({ ...key, orientation: turned(angle) }))
          .toSorted((a, b) => a.timeFrames - b.timeFrames),
      }
      return loops ? loopedPath(path, frames) : path
    })

function small() {
  return fc.double({ min: -2, max: 2, noNaN: true })
}

function turned(angle: number): CameraKey['orientation'] {
  return [0, Math.sin(angle / 2), 0, Math.cos(angle / 2)]
}

export const pathOf = ({ camera }: Shot) => (camera.source === 'keys' ? camera.path : expect.fail())

/** What the model would get for every frame of the shot. */
export function cameras(shot: Shot): readonly number[][] {
  const { anchorFrame } = shot
  const camera = { kind: 'path', path: pathOf(shot), anchorFrame, boardFocalLengthMm: 24 } as const
  const made = camerasAt(
    { camera, size, film: null, firstFrame: 0 },
    Array.from({ length: shot.durationFrames }, (_, frame) => frame),
  )
  return made.cameras.map(({ worldFromCamera, intrinsics }) => [...worldFromCamera, ...intrinsics])
}
