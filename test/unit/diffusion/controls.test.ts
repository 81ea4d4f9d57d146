import { describe, expect, it } from 'vitest'
import { StudioError } from '../../../core/contract/errors.ts'
import type { PackControls } from '../../../core/contract/controls.ts'
import { checkControls, controlRanges, resolvedControls } from '../../../core/diffusion/controls.ts'

const controls: PackControls = {
  guidance: { min: 1, max: 10, first: 1, last: 3 },
  motionBucket: { min: 1, max: 255, default: 127 },
  noiseAugmentation: { min: 0, max: 1, default: 0.02 },
  betweenFrames: 'warp',
}

describe('controlRanges', () => {
  it('lists what the pack lists, guidance as its two ends, in the order of the inspector', () => {
    expect([...controlRanges(controls)]).toEqual([
      ['guidanceFirst', { min: 1, max: 10, default: 1 }],
      ['guidanceLast', { min: 1, max: 10, default: 3 }],
      ['motionBucket', { min: 1, max: 255, default: 127 }],
      ['noiseAugmentation', { min: 0, max: 1, default: 0.02 }],
    ])
    expect(controlRanges({}).size).toBe(0)
  })
})

describe('resolvedControls', () => {
  it('gives every listed control the pack’s own value', () => {
    const own = { guidanceFirst: 1, guidanceLast: 3, motionBucket: 127, noiseAugmentation: 0.02, betweenFrames: 'warp' }
    expect(resolvedControls(controls)).toEqual(own)
  })

  it('takes wishes, holds them in the range and drops those that the pack does not list', () => {
    const wishes = { guidanceLast: 40, motionBucket: 60, cameraStrength: 2, betweenFrames: 'nearest' } as const
    expect(resolvedControls(controls, wishes)).toEqual({
      guidanceFirst: 1,
      guidanceLast: 10,
      motionBucket: 60,
      noiseAugmentation: 0.02,
      betweenFrames: 'nearest',
    })
    expect(resolvedControls({}, wishes)).toEqual({})
  })
})

describe('checkControls', () => {
  const codeOf = (run: () => void): unknown => {
    try {
      run()
    } catch (thrown) {
      return thrown instanceof StudioError ? [thrown.code, thrown.details] : thrown
    }
    return null
  }

  it('lets through what the pack lists within its range', () => {
    expect(codeOf(() => checkControls(controls, { guidanceFirst: 10, betweenFrames: 'nearest' }, 'svd'))).toBe(null)
  })

  it('refuses by the option’s name what is out of range or not the pack’s', () => {
    const range = codeOf(() => checkControls(controls, { motionBucket: 300 }, 'svd'))
    expect(range).toEqual(['inference.control-range', { option: '--motion-bucket', value: 300, min: 1, max: 255 }])
    const unknown = codeOf(() => checkControls(controls, { cameraStrength: 1 }, 'svd'))
    expect(unknown).toEqual(['inference.control-unknown', { option: '--camera-strength', pack: 'svd' }])
    const between = codeOf(() => checkControls({}, { betweenFrames: 'warp' }, 'svd'))
    expect(between).toEqual(['inference.control-unknown', { option: '--between-frames', pack: 'svd' }])
  })
})
