import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { GenerationSpec } from '../../../core/contract/generation.ts'
import { madeFrom, showsSameShot, type MadeFrom } from '../../../core/project/made-from.ts'

const hash = fc.constantFrom('a'.repeat(64), 'b'.repeat(64))
const anyFrom: fc.Arbitrary<MadeFrom> = fc.record({
  pluckerSha256: hash,
  pictureSha256: hash,
  depthSha256: hash,
  frames: fc.constantFrom(8, 9),
})

test('a shot is the same exactly when cameras, board, depth and length are', () => {
  fc.assert(
    fc.property(anyFrom, anyFrom, (a, b) => {
      expect(showsSameShot(a, b)).toBe(JSON.stringify(a) === JSON.stringify(b))
    }),
  )
})

test('seed and steps of a spec do not change what its takes are made from', () => {
  const raster = { width: 2, height: 2, sha256: 'c'.repeat(64) }
  const camera = { worldFromCamera: [], intrinsics: [] }
  const spec = { pluckerSha256: 'p', picture: raster, depth: raster, filmCameras: [camera, camera], seed: 1, steps: 3 }
  const of = (change: Partial<GenerationSpec>): MadeFrom => madeFrom({ ...spec, ...change })
  expect(of({})).toEqual({ pluckerSha256: 'p', pictureSha256: raster.sha256, depthSha256: raster.sha256, frames: 2 })
  expect(showsSameShot(of({}), of({ seed: 2, steps: 9 }))).toBe(true)
  expect(showsSameShot(of({}), of({ filmCameras: [camera] }))).toBe(false)
  expect(showsSameShot(of({}), of({ depth: { ...raster, sha256: 'd'.repeat(64) } }))).toBe(false)
})
