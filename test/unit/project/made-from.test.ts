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
  boardIntrinsics: fc.constantFrom([400, 400, 224, 128], [300, 400, 224, 128], [400, 400, 224, 127]),
  deliveredPart: fc.constantFrom(
    { x: 0, y: 2, width: 448, height: 252 },
    { x: 0, y: 34, width: 448, height: 188 },
    { x: 0, y: 2, width: 448, height: 251.5 },
  ),
  cache: fc.constantFrom('on', 'off'),
  pack: fc.record({ id: fc.constantFrom('embedded', 'own') }),
})

test('a shot is the same exactly when all that its frames are made from is', () => {
  fc.assert(
    fc.property(anyFrom, anyFrom, (a, b) => {
      expect(showsSameShot(a, b)).toBe(JSON.stringify(a) === JSON.stringify(b))
      expect(showsSameShot(a, structuredClone(a))).toBe(true)
    }),
    { numRuns: 400 },
  )
})

const raster = { width: 2, height: 2, sha256: 'c'.repeat(64) }
const spec = {
  pluckerSha256: 'p',
  picture: raster,
  depth: raster,
  boardIntrinsics: [400, 400, 224, 128],
  size: { width: 448, height: 256 },
  delivery: { size: { width: 1280, height: 720 }, box: { x: 0, y: 2, width: 448, height: 252 } },
  cache: 'on',
  pack: { id: 'embedded', version: '1.0.0', manifestSha256: 'd'.repeat(64) },
} as const
const of = (change: Partial<GenerationSpec>): MadeFrom =>
  madeFrom({ ...spec, boardIntrinsics: [400, 400, 224, 128], ...change }, 2)

test('what is set about the shot changes it', () => {
  expect(of({})).toEqual({
    pluckerSha256: 'p',
    pictureSha256: raster.sha256,
    depthSha256: raster.sha256,
    frames: 2,
    boardIntrinsics: [400, 400, 224, 128],
    deliveredPart: { x: 0, y: 2, width: 448, height: 252 },
    cache: 'on',
    pack: { id: 'embedded' },
  })
  const changes: Partial<GenerationSpec>[] = [
    { depth: { ...raster, sha256: 'd'.repeat(64) } },
    { boardIntrinsics: [500, 500, 224, 128] },
    { cache: 'off' },
    { pack: { ...spec.pack, id: 'own' } },
    { delivery: { size: { width: 1280, height: 536 }, box: { x: 0, y: 34, width: 448, height: 188 } } },
  ]
  for (const change of changes) expect(showsSameShot(of({}), of(change)), JSON.stringify(change)).toBe(false)
  expect(showsSameShot(of({}), madeFrom({ ...spec, boardIntrinsics: [400, 400, 224, 128] }, 3))).toBe(false)
})

test('variations do not: seed, steps, a draft’s pixels, a newer version of the pack', () => {
  const variation = of({
    seed: 2,
    steps: 9,
    delivery: { size: { width: 448, height: 252 }, box: spec.delivery.box },
    pack: { ...spec.pack, version: '2.0.0', manifestSha256: 'e'.repeat(64) },
  })
  expect(showsSameShot(of({}), variation)).toBe(true)
})

test('a take whose spec says no delivery shows the part that it names beside it, or all', () => {
  const { delivery: _delivery, ...older } = { ...spec, boardIntrinsics: [400, 400, 224, 128] }
  expect(showsSameShot(of({}), madeFrom(older, 2, { x: 0, y: 2, width: 448, height: 252 }))).toBe(true)
  expect(madeFrom(older, 2).deliveredPart).toEqual({ x: 0, y: 0, width: 448, height: 256 })
})
