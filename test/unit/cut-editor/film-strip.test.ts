import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boardUseAt } from '../../../core/project/boards-of-shot.ts'
import { boardCells, stripCells } from '../../../renderer/features/timeline/editing/film-strip.ts'
import { aShot } from '../project/films.ts'

const anyStrip = fc
  .record({
    start: fc.integer({ min: -40, max: 40 }),
    length: fc.integer({ min: 1, max: 400 }),
    pixelsPerFrame: fc.double({ min: 0.01, max: 100, noNaN: true }),
    pictureWidth: fc.integer({ min: 20, max: 120 }),
    from: fc.integer({ min: -100, max: 400 }),
    seen: fc.integer({ min: 1, max: 500 }),
  })
  .map(({ start, length, from, seen, ...rest }) => ({
    ...rest,
    source: { start, end: start + length },
    sight: { start: from, end: from + seen },
  }))

describe('the pictures of a clip', () => {
  test('lie side by side without holes over all of the clip that is in sight', () => {
    fc.assert(
      fc.property(anyStrip, (strip) => {
        const { source, sight, pixelsPerFrame } = strip
        const cells = stripCells(strip)
        const [low, high] = [Math.max(source.start, sight.start), Math.min(source.end, sight.end)]
        if (low >= high) {
          expect(cells).toEqual([])
          return
        }
        expect(cells[0]!.left).toBeLessThanOrEqual((low - source.start) * pixelsPerFrame + 1e-6)
        const last = cells.at(-1)!
        expect(last.left + last.width).toBeGreaterThanOrEqual((high - source.start) * pixelsPerFrame - 1e-6)
        cells.forEach(({ frame, left }, index) => {
          expect(left).toBeCloseTo((frame - source.start) * pixelsPerFrame, 6)
          if (index > 0) expect(cells[index - 1]!.left + cells[index - 1]!.width).toBeCloseTo(left, 6)
        })
        expect(last.left + last.width).toBeLessThanOrEqual((source.end - source.start) * pixelsPerFrame + 1e-6)
      }),
    )
  })

  test('are few: none is narrower than half a picture but at the ends', () => {
    fc.assert(
      fc.property(anyStrip, (strip) => {
        const inner = stripCells(strip).slice(1, -1)
        for (const { width } of inner) {
          expect(width).toBeGreaterThan(strip.pictureWidth / 2 - 1e-6)
          expect(width).toBeLessThanOrEqual(Math.max(strip.pictureWidth, strip.pixelsPerFrame) + 1e-6)
        }
      }),
    )
  })

  test('stay the same frames when the head is trimmed', () => {
    const strip = { pixelsPerFrame: 4, pictureWidth: 78, sight: { start: 0, end: 1000 } }
    const whole = stripCells({ ...strip, source: { start: 0, end: 96 } }).map(({ frame }) => frame)
    const trimmed = stripCells({ ...strip, source: { start: 5, end: 96 } }).map(({ frame }) => frame)
    expect(whole).toEqual([0, 16, 32, 48, 64, 80])
    expect(trimmed).toEqual([5, 16, 32, 48, 64, 80])
  })
})

describe('the boards of a clip without a take', () => {
  const at = (frame: number, role: 'start' | 'through' | 'end') => ({ boardId: `b${frame}`, frame, role })
  const shot = aShot('s', 'b0', { boards: [at(0, 'start'), at(10, 'through'), at(12, 'through'), at(23, 'end')] })
  const shown = (source: { start: number; end: number }, pixelsPerFrame = 4) =>
    boardCells(shot, { source, pixelsPerFrame, pictureWidth: 30 })

  test('are each shown once, at the frame they take over, however short they are', () => {
    expect(shown({ start: 0, end: 24 })).toEqual([
      { frame: 0, left: 0, width: 30 },
      { frame: 10, left: 40, width: 8 },
      { frame: 12, left: 48, width: 30 },
      { frame: 23, left: 92, width: 4 },
    ])
    expect(shown({ start: 11, end: 13 }).map(({ frame, left }) => [frame, left])).toEqual([
      [11, 0],
      [12, 4],
    ])
  })

  test('are those that the cut plays there, handles included, side by side', () => {
    fc.assert(
      fc.property(fc.integer({ min: -6, max: 28 }), fc.integer({ min: 1, max: 30 }), (start, length) => {
        const source = { start, end: Math.min(30, start + length) }
        const cells = shown(source)
        const played = new Set<string>()
        for (let frame = source.start; frame < source.end; frame++) played.add(boardUseAt(shot, frame).boardId)
        expect(cells.map(({ frame }) => boardUseAt(shot, frame).boardId)).toEqual([...played])
        cells.forEach(({ left, width }, index) => {
          if (index > 0) expect(left).toBeGreaterThanOrEqual(cells[index - 1]!.left + cells[index - 1]!.width)
          expect(left + width).toBeLessThanOrEqual((source.end - source.start) * 4)
        })
      }),
    )
  })
})
