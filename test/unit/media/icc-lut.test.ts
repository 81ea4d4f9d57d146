import { expect, test } from 'vitest'
import { readLut } from '../../../main/media/icc-lut.ts'

const ascii = (text: string): number[] => [...Buffer.from(text, 'latin1')]
const u16 = (...values: number[]): number[] => values.flatMap((value) => [value >> 8, value & 255])
const u32 = (...values: number[]): number[] =>
  values.flatMap((value) => u16(Math.floor(value / 65536) & 65535, value & 65535))
const view = (bytes: number[]): DataView => new DataView(Uint8Array.from(bytes).buffer)
const identity = u32(65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
/** Corners of a cube that swap the first and the last channel, the last input fastest. */
const swapped = [0, 1].flatMap((r) => [0, 1].flatMap((g) => [0, 1].flatMap((b) => [b, g, r])))

test('lut8Type: input curves, a grid that is linear between its nodes, output curves', () => {
  const straight = Array.from({ length: 256 }, (_, index) => index)
  const inverted = straight.toReversed()
  const table = [
    ...ascii('mft1'),
    ...u32(0),
    3,
    3,
    2,
    0,
    ...identity,
    ...inverted,
    ...straight,
    ...straight,
    ...swapped.map((value) => 255 * value),
    ...straight,
    ...straight,
    ...inverted,
  ]
  const [x, y, z] = readLut(view(table), 0, 3, 3)([0.2, 0.4, 0.6])
  // The first is turned round before the grid, and once more after it, where it is the last.
  expect([x, y, z].map((value) => Math.round(value! * 1000) / 1000)).toEqual([0.6, 0.4, 0.2])
  expect(() => readLut(view(table), 0, 4, 3)).toThrow('other channels')
  expect(() => readLut(view(table.slice(0, 900)), 0, 3, 3)).toThrow(RangeError)
})

test('lutAToBType: curves, grid, curves, matrix and curves, each in its place', () => {
  const [linear, squared] = [
    [...ascii('curv'), ...u32(0, 0)],
    [...ascii('curv'), ...u32(0, 1), ...u16(0x0200), 0, 0],
  ]
  const half = [...ascii('para'), ...u32(0), ...u16(0, 0), ...u32(32768)]
  const stages = {
    b: [linear, linear, linear].flat(),
    matrix: [...u32(32768, 0, 0, 0, 32768, 0, 0, 0, 32768), ...u32(16384, 16384, 0)],
    m: [squared, squared, squared].flat(),
    grid: [2, 2, 2, ...Array.from({ length: 13 }, () => 0), 2, 0, 0, 0, ...u16(...swapped.map((v) => 65535 * v))],
    a: [linear, linear, half].flat(),
  }
  const offsets: number[] = []
  const bytes = [...ascii('mAB '), ...u32(0), 3, 3, 0, 0, ...u32(0, 0, 0, 0, 0)]
  for (const stage of Object.values(stages)) {
    offsets.push(bytes.length)
    bytes.push(...stage, ...Array.from({ length: (4 - (stage.length % 4)) % 4 }, () => 0))
  }
  bytes.splice(12, 20, ...u32(...offsets))
  const result = readLut(view(bytes), 0, 3, 3)([0.6, 0.5, 0.25])
  // √0.25, 0.5, 0.6 after the grid; their squares, halved, the first two a quarter brighter.
  const expected = [0.25 / 2 + 0.25, 0.25 / 2 + 0.25, 0.36 / 2]
  result.forEach((value, index) => expect(value).toBeCloseTo(expected[index]!, 4))
})
