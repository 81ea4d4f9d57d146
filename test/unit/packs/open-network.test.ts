import { describe, expect, it } from 'vitest'
import type { PackTensor } from '../../../core/contract/pack.ts'
import { difference } from '../../../native-models/packs/open-network.ts'

const described: PackTensor[] = [{ name: 'latent', dtype: 'float32', shape: ['frames', 8, 'h', 'w'] }]
const same = { name: 'latent', dtype: 'float32', shape: ['n', 8, 'rows', 'columns'] }

describe('difference between a manifest and a graph', () => {
  it('is none when names, types, ranks and fixed extents agree, whatever dynamic extents are called', () => {
    expect(difference('input', described, [same])).toBeNull()
    expect(difference('input', described, [{ ...same, shape: [16, 8, 'rows', 'columns'] }])).toBeNull()
  })

  it.each([
    ['a missing name', [{ ...same, name: 'sample' }], /sample that pack.json lacks/],
    ['no values at all', [], /has no input latent/],
    ['one too many', [same, { ...same, name: 'more' }], /more that pack.json lacks/],
    ['another type', [{ ...same, dtype: 'float16' }], /is float16 \[n, 8, rows, columns\]/],
    ['another rank', [{ ...same, shape: ['n', 8, 'rows'] }], /pack.json says float32 \[frames, 8, h, w\]/],
    ['another channel count', [{ ...same, shape: ['n', 4, 'rows', 'columns'] }], /\[n, 4, rows, columns\]/],
  ])('tells %s', (_, actual, reason) => {
    expect(difference('input', described, actual)).toMatch(reason)
  })
})
