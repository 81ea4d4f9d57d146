import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatTimecode, parseTimecode } from '../../../core/timeline/timecode.ts'
import { rulerTicks, tickSteps } from '../../../renderer/features/timeline/editing/ruler-ticks.ts'
import { snapEdges, snapFrames } from '../../../renderer/features/timeline/editing/snapping.ts'
import {
  boundaryNear,
  clampZoom,
  fitZoom,
  frameUnder,
  scrollAround,
  scrollToShow,
} from '../../../renderer/features/timeline/editing/time-scale.ts'
import { anyFilm } from './any-cut.ts'

const anyZoom = fc.double({ min: 0.01, max: 48, noNaN: true })

describe('the scale of the timeline', () => {
  test('finds the frame whose picture lies under a pixel', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000 }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        anyZoom,
        (frame, part, zoom) => {
          expect(frameUnder((frame + part) * zoom, zoom)).toBe(frame)
          expect(boundaryNear((frame + part) * zoom, zoom)).toBe(part < 0.5 ? frame : frame + 1)
        },
      ),
    )
    expect(frameUnder(-20, 4)).toBe(0)
  })

  test('keeps a frame under the pointer while it zooms', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), fc.nat(1200), anyZoom, (frame, pointer, zoom) => {
        const scroll = scrollAround(frame, pointer, zoom)
        if (scroll > 0) expect(frame * zoom - scroll).toBeCloseTo(pointer, 6)
        expect(scroll).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('fits a whole cut into the width', () => {
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 500_000 }), fc.integer({ min: 200, max: 4000 }), (frames, pixels) => {
        const zoom = fitZoom(frames, pixels)
        expect(frames * zoom).toBeLessThanOrEqual(Math.max(pixels, frames * 0.002))
        expect(zoom).toBe(clampZoom(zoom))
      }),
    )
  })

  test('turns the page only for a playhead that is out of sight', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(9000), anyZoom, (frame, scroll, pixelsPerFrame) => {
        const view = { scroll, pixels: 800, pixelsPerFrame }
        const next = scrollToShow(frame, view)
        const at = frame * pixelsPerFrame
        if (at >= scroll && at <= scroll + 798) expect(next).toBe(scroll)
        else expect(at - next).toBeLessThanOrEqual(80)
        expect(at - next).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

describe('the ruler', () => {
  const rates = [
    { rate: { numerator: 24, denominator: 1 }, dropFrame: false },
    { rate: { numerator: 25, denominator: 1 }, dropFrame: false },
    { rate: { numerator: 24_000, denominator: 1001 }, dropFrame: false },
    { rate: { numerator: 60, denominator: 1 }, dropFrame: false },
  ]

  test('prints round timecodes far enough apart, with even ticks between', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...rates),
        anyZoom,
        fc.nat(200_000),
        fc.nat(50_000),
        (format, pixelsPerFrame, startFrame, start) => {
          const visible = { start, end: start + Math.ceil(1500 / pixelsPerFrame) }
          const ticks = rulerTicks(visible, { pixelsPerFrame, startFrame, format })
          const labelled = ticks.filter(({ label }) => label !== null)
          for (const { frame, label } of labelled) {
            expect(parseTimecode(label!, format)).toEqual({ ok: true, value: (frame + startFrame) % 2_073_600 })
            expect(formatTimecode(frame + startFrame, format)).toBe(label)
          }
          const gaps = labelled.slice(1).map(({ frame }, index) => frame - labelled[index]!.frame)
          expect(new Set(gaps).size).toBeLessThanOrEqual(1)
          for (const gap of gaps) expect(gap * pixelsPerFrame).toBeGreaterThanOrEqual(92)
          const steps = ticks.slice(1).map(({ frame }, index) => frame - ticks[index]!.frame)
          expect(new Set(steps).size).toBeLessThanOrEqual(1)
          expect(ticks.length).toBeLessThan(400)
        },
      ),
    )
  })

  test('divides a second of any rate into whole frames', () => {
    for (const base of [24, 25, 30, 48, 50, 60]) {
      const steps = tickSteps(base).filter((step) => step < base)
      expect(steps.every((step) => base % step === 0)).toBe(true)
      expect(steps[0]).toBe(1)
    }
  })
})

describe('snapping', () => {
  test('takes the nearest target of any edge, and none that is too far', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 200 }), { minLength: 1, maxLength: 2 }),
        fc.array(fc.nat(150), { maxLength: 8 }),
        fc.integer({ min: 0, max: 12 }),
        (edges, targets, tolerance) => {
          const { by, target } = snapEdges(edges, targets, tolerance)
          const distances = edges.flatMap((edge) => targets.map((each) => Math.abs(each - edge)))
          const nearest = Math.min(Infinity, ...distances)
          if (nearest > tolerance) return void expect({ by, target }).toEqual({ by: 0, target: null })
          expect(Math.abs(by)).toBe(nearest)
          expect(edges.map((edge) => edge + by)).toContain(target)
        },
      ),
    )
  })

  test('knows every boundary but those of what moves', () => {
    fc.assert(
      fc.property(anyFilm, fc.nat(100), (film, playhead) => {
        const range = { inFrame: 3, outFrame: null }
        const all = snapFrames(film, { playhead, range, moving: new Set() })
        expect(all).toEqual([...new Set(all)].toSorted((a, b) => a - b))
        expect(all).toEqual(expect.arrayContaining([0, 3, playhead]))
        const moving = new Set(film.cut.items.map(({ id }) => id))
        const none = snapFrames(film, { playhead: null, range: { inFrame: null, outFrame: null }, moving })
        expect(none).toEqual([0])
      }),
    )
  })
})
