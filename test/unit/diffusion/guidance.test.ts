import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guidanceRamp, guided, needsUnconditional } from '../../../core/diffusion/guidance.ts'
import { addedTimeIds } from '../../../core/diffusion/time-ids.ts'

describe('guidanceRamp', () => {
  it('rises by two thirteenths from 1 to 3 over 14 frames', () => {
    const ramp = guidanceRamp(1, 3, 14)
    // torch.linspace(1, 3, 14) of PyTorch 2.13.
    const printed = [1, 1.1538461446762085, 1.307692289352417, 1.4615384340286255, 1.615384578704834, 1.769230842590332]
    const rest = [1.9230769872665405, 2.076923131942749, 2.230769157409668, 2.384615421295166, 2.538461446762085]
    expect([...ramp]).toEqual([...printed, ...rest, 2.692307710647583, 2.846153736114502, 3])
  })

  it('agrees with torch.linspace(1, 3, 25)', () => {
    const first = [1, 1.0833333730697632, 1.1666666269302368, 1.25, 1.3333333730697632]
    expect([...guidanceRamp(1, 3, 25).subarray(0, 5)]).toEqual(first)
  })

  it('keeps both ends and never turns back, whatever they are', () => {
    const scale = fc.float({ min: 0, max: 100, noNaN: true })
    fc.assert(
      fc.property(scale, scale, fc.integer({ min: 2, max: 100 }), (first, last, frames) => {
        const ramp = guidanceRamp(first, last, frames)
        expect(ramp).toHaveLength(frames)
        expect([ramp[0], ramp[frames - 1]]).toEqual([first, last])
        const way = Math.sign(last - first)
        expect(ramp.every((value, i) => i === 0 || (value - ramp[i - 1]!) * way >= -1e-5)).toBe(true)
      }),
    )
  })

  it('gives a single frame the first value and refuses no frame', () => {
    expect([...guidanceRamp(2, 3, 1)]).toEqual([2])
    expect(() => guidanceRamp(1, 3, 0)).toThrow(RangeError)
  })
})

describe('guided', () => {
  it('goes as far beyond the unconditional prediction as each frame says', () => {
    const conditional = Float32Array.of(2, 4, 2, 4, 2, 4)
    const unconditional = Float32Array.of(1, 1, 1, 1, 1, 1)
    expect([...guided(conditional, unconditional, Float32Array.of(0, 1, 3))]).toEqual([1, 1, 2, 4, 4, 10])
  })

  it('asks for the unconditional half only where some frame is not 1', () => {
    expect(needsUnconditional(guidanceRamp(1, 1, 14))).toBe(false)
    expect(needsUnconditional(guidanceRamp(1, 3, 14))).toBe(true)
    expect(needsUnconditional(guidanceRamp(0.5, 0.5, 2))).toBe(true)
  })

  it('refuses predictions without the frames of the ramp', () => {
    expect(() => guided(new Float32Array(4), new Float32Array(6), new Float32Array(2))).toThrow(RangeError)
    expect(() => guided(new Float32Array(5), new Float32Array(5), new Float32Array(2))).toThrow(RangeError)
  })
})

describe('addedTimeIds', () => {
  it('is 6, 127, 0.02 for CameraCtrl’s settings: frames a second less one', () => {
    const ids = addedTimeIds({ fps: 7, motionBucket: 127, noiseAugmentation: 0.02 })
    expect([...ids]).toEqual([6, 127, Math.fround(0.02)])
  })
})
