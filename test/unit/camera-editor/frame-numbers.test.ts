import fc from 'fast-check'
import { expect, test } from 'vitest'
import { frameCount } from '../../../renderer/features/camera/model/frame-count.ts'
import { frameNumber, frameOfNumber } from '../../../renderer/features/camera/model/time-scale.ts'

test('people call the first frame 1', () => {
  expect(frameNumber(0)).toBe(1)
  expect(frameOfNumber(1)).toBe(0)
})

test('a typed number means the frame that shows it', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1000, max: 100_000 }), (frame) => frameOfNumber(frameNumber(frame)) === frame),
  )
})

test('a key between frames keeps two decimals', () => {
  expect(frameNumber(11.504)).toBe(12.5)
})

test('frames of handles are counted as on the ruler: down from 0, and on after the last', () => {
  const counted = [-6, -1, 0, 47, 48].map((frame) => frameCount(frame, 48))
  expect(counted.map(({ values }) => values['frame'])).toEqual([-5, 0, 1, 48, 49])
  expect(counted.map(({ key }) => key === 'camera.frame-handle')).toEqual([true, true, false, false, true])
})
