import { expect, test } from 'vitest'
import { describeTake } from '../../../main/cli/take-report.ts'
import type { MadeTake } from '../../../main/services/takes/make-take.ts'

const camera = { worldFromCamera: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0], intrinsics: [64, 64, 64, 32] }
const trainedRange = { maxRotationDegrees: 1, maxTranslation: 1, minFovXDegrees: 30, maxFovXDegrees: 80 }

/** A take as far as the report reads it. */
const made = {
  take: {
    spec: {
      filmCameras: [camera],
      sampleTimes: [0],
      pack: { id: 'tiny', version: '1' },
      size: { width: 128, height: 64 },
      rate: { numerator: 8, denominator: 1 },
    },
    source: { depth: { kind: 'estimated', pack: { id: 'tiny', version: '1' } } },
    files: { frames: [{ name: 'frame_0000.png', pixelsSha256: '' }], movie: null, timeline: 'cut.otio' },
    coverage: [],
    run: { provider: 'cpu' },
  },
  pack: { manifest: { trainedRange } },
  providerReason: 'nothing-faster',
} as unknown as MadeTake

test('the end of a take names its provider and why', () => {
  const { text } = describeTake(made, null, '/takes/one', 'en')
  expect(text).toMatch(/^ {2}provider +cpu \(nothing faster works here\)$/m)
  expect(describeTake({ ...made, providerReason: 'recipe' }, [], '/takes/one', 'ko').text).toMatch(
    /^ {2}실행 장치 +cpu \(레시피와 같음\)$/m,
  )
})

test('a lens that the model was not trained for is told', () => {
  const { text, json } = describeTake(made, null, '/takes/one', 'en')
  expect(text).toContain('beyond what the model was trained for (lens)')
  expect(json).toMatchObject({ beyondTrainedRange: ['lens'], cameraRange: { maxFovXDegrees: expect.closeTo(90, 9) } })
})

test('the end of a take says what its depth is', () => {
  expect(describeTake(made, null, '/takes/one', 'en').text).toMatch(/^ {2}depth +automatic \(tiny 1\)$/m)
  const flat = { ...made, take: { ...made.take, source: { ...made.take.source, depth: { kind: 'flat' } as const } } }
  expect(describeTake(flat, null, '/takes/one', 'ko').text).toMatch(/^ {2}깊이 +평면$/m)
})
