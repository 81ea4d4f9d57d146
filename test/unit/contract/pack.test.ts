import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parsePackManifest } from '../../../core/contract/pack-text.ts'

const text = readFileSync(new URL('../../fixtures/tiny-pack/pack.json', import.meta.url), 'utf8')

/** What is said about the tiny pack with some of its fields replaced. */
function complaint(fields: object): unknown {
  try {
    return parsePackManifest(JSON.stringify({ ...JSON.parse(text), ...fields }), 'folder').id
  } catch (thrown) {
    return (thrown as { details?: { reason?: unknown } }).details?.reason
  }
}

test('a whole manifest is taken', () => {
  expect(complaint({})).toBe(JSON.parse(text).id)
})

test.each([
  [{ steps: { draft: 1, standard: 201, fine: 3 } }, 'steps.standard'],
  [{ frames: { min: 1, max: 1025, default: 16 } }, 'frames.max'],
  [{ frames: { min: 9, max: 8, default: 8 } }, 'frames.min: more than max'],
  [{ frames: { min: 1, max: 8, default: 9 } }, 'frames.default: not between min and max'],
  [{ sizeMultiple: 64, sizes: [{ width: 64, height: 96 }] }, 'sizes.0: not a multiple of sizeMultiple 64'],
  [{ sizeMultiple: 1, sizes: [{ width: 16385, height: 64 }] }, 'sizes.0.width'],
  [{ sizeMultiple: 16385 }, 'sizeMultiple'],
  [{ memory: { baseBytes: 1, perPixelFrameBytes: 0 } }, 'memory.perPixelFrameBytes'],
  [{ memory: { baseBytes: -1, perPixelFrameBytes: 1 } }, 'memory.baseBytes'],
])('%j is refused where it is wrong', (fields, place) => {
  expect(complaint(fields)).toEqual(expect.stringContaining(place))
})
