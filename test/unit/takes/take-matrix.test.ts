import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stepInGrid, takeMatrix, type MatrixTake } from '../../../core/takes/take-matrix.ts'

const takes = fc
  .array(
    fc.record({
      seed: fc.integer({ min: 0, max: 6 }),
      pluckerSha256: fc.constantFrom('a', 'b', 'c', 'd'),
      madeAt: fc.integer({ min: 0, max: 50 }),
      stars: fc.integer({ min: 0, max: 5 }),
    }),
    { maxLength: 40 },
  )
  .map((found) => found.map((take, index) => ({ ...take, id: `t${index}` })))

const rank = ({ stars }: { readonly stars: number }): number => stars

describe('the matrix of takes', () => {
  it('holds each take once, where its camera and its seed meet', () => {
    fc.assert(
      fc.property(takes, fc.option(fc.constantFrom('a', 'e')), (all, currentCamera) => {
        const { seeds, rows } = takeMatrix(all, { currentCamera, rank })
        const placed = rows.flatMap(({ camera, cells }) =>
          cells.flatMap((cell, column) => cell.map((take) => ({ take, camera, seed: seeds[column] }))),
        )
        expect(placed.map(({ take }) => take.id).toSorted()).toEqual(all.map(({ id }) => id).toSorted())
        for (const { take, camera, seed } of placed) expect([camera, seed]).toEqual([take.pluckerSha256, take.seed])
        expect(rows.every(({ cells }) => cells.length === seeds.length)).toBe(true)
        expect(seeds).toEqual([...new Set(seeds)].toSorted((a, b) => a - b))
        expect(new Set(rows.map(({ camera }) => camera)).size).toBe(rows.length)
      }),
    )
  })

  it('has in each cell the better take first, of equal ones the newer', () => {
    fc.assert(
      fc.property(takes, (all) => {
        for (const { cells } of takeMatrix(all, { currentCamera: null, rank }).rows) {
          for (const cell of cells) {
            cell.slice(1).forEach((take, index) => {
              const before = cell[index]!
              const worse = before.stars < take.stars
              expect(worse || (before.stars === take.stars && before.madeAt < take.madeAt)).toBe(false)
            })
          }
        }
      }),
    )
  })

  const take = (id: string, pluckerSha256: string, seed: number, madeAt: number): MatrixTake & { stars: number } => ({
    id,
    pluckerSha256,
    seed,
    madeAt,
    stars: 0,
  })
  const three = [take('1', 'old', 7, 1), take('2', 'new', 7, 2), take('3', 'new', 5, 3)]

  it('begins with the path of now, also without takes of it, and goes on with the newest', () => {
    const rowsOf = (currentCamera: string | null) =>
      takeMatrix(three, { currentCamera, rank }).rows.map(({ camera, isCurrent, cells }) => [
        camera,
        isCurrent,
        cells.map((cell) => cell.map(({ id }) => id).join()),
      ])
    expect(rowsOf(null)).toEqual([
      ['new', false, ['3', '2']],
      ['old', false, ['', '1']],
    ])
    expect(rowsOf('old').map(([camera, isCurrent]) => [camera, isCurrent])).toEqual([
      ['old', true],
      ['new', false],
    ])
    expect(rowsOf('later')[0]).toEqual(['later', true, ['', '']])
  })

  it('has columns for seeds that nobody has made, and no row where there are no columns', () => {
    expect(takeMatrix(three, { currentCamera: null, rank, moreSeeds: [6, 7] }).seeds).toEqual([5, 6, 7])
    expect(takeMatrix<MatrixTake>([], { currentCamera: 'now', rank: () => 0 })).toEqual({ seeds: [], rows: [] })
  })
})

describe('keys in a grid', () => {
  it('never lead out of it, and those of another meaning lead nowhere', () => {
    const keys = ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'Home', 'End']
    const path = fc.array(fc.constantFrom(...keys), { maxLength: 30 })
    fc.assert(
      fc.property(path, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), (pressed, rows, columns) => {
        const end = pressed.reduce((at, key) => stepInGrid(at, key, { rows, columns })!, { row: 0, column: 0 })
        expect(end.row >= 0 && end.row < rows && end.column >= 0 && end.column < columns).toBe(true)
      }),
    )
    const from = { row: 1, column: 1 }
    const size = { rows: 3, columns: 3 }
    expect(stepInGrid(from, 'ArrowUp', size)).toEqual({ row: 0, column: 1 })
    expect(stepInGrid(from, 'End', size)).toEqual({ row: 1, column: 2 })
    expect(stepInGrid(from, 'Enter', size)).toBeNull()
  })
})
