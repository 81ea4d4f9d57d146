import fc from 'fast-check'
import { expect, it } from 'vitest'
import { takeMatrix } from '../../../core/takes/take-matrix.ts'
import { cellKey, filledCells, shownTake, takeAfter } from '../../../renderer/features/generate/matrix-cells.ts'

const take = (id: string, pluckerSha256: string, seed: number, madeAt: number) => ({ id, pluckerSha256, seed, madeAt })
const takes = [take('a', 'pan', 1, 1), take('b', 'pan', 1, 2), take('c', 'pan', 2, 3), take('d', 'orbit', 2, 4)]

function cells(best: string) {
  return filledCells(takeMatrix(takes, { currentCamera: 'pan', rank: ({ id }) => (id === best ? 1 : 0) }))
}

it('names the same cells however their takes are rated, though another take comes first', () => {
  const keys = [cellKey('pan', 1), cellKey('pan', 2), cellKey('orbit', 2)]
  expect(cells('b').map(({ key }) => key)).toEqual(keys)
  expect(cells('a').map(({ key }) => key)).toEqual(keys)
  expect([cells('b')[0]!.takes[0]!.id, cells('a')[0]!.takes[0]!.id]).toEqual(['b', 'a'])
  expect(cells('a').map(({ row, column }) => [row, column])).toEqual([
    [0, 0],
    [0, 1],
    [1, 1],
  ])
})

it('shows the kept take whatever its place, and the best again when it is gone', () => {
  const [cell] = cells('b')
  const [after] = cells('a')
  expect(shownTake(cell!.takes, undefined).id).toBe('b')
  expect(shownTake(cell!.takes, 'a').id).toBe('a')
  expect(shownTake(after!.takes, 'b').id).toBe('b')
  expect(shownTake(after!.takes, 'gone').id).toBe('a')
})

it('turns through all takes of a cell and back', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 8 }), (ids) => {
      const own = ids.map((id) => ({ id }))
      const seen = own.map((_, turns) => {
        let shown = own[0]!
        for (let turn = 0; turn < turns; turn++) shown = takeAfter(own, shown.id)
        return shown.id
      })
      expect(seen).toEqual(ids)
      expect(takeAfter(own, own.at(-1)!.id)).toBe(own[0])
    }),
  )
})
