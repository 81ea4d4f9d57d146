import { describe, expect, it } from 'vitest'
import { valueOf } from '../../../core/contract/result.ts'
import { fitFrames } from '../../../core/weights/fit-frames.ts'
import { parseGraphTemplate, type GraphTemplate } from '../../../core/weights/graph-template.ts'
import { describeProblems, matchWeights, type WeightMatch } from '../../../core/weights/match-weights.ts'
import { layOut } from '../../../core/weights/rewrite-plan.ts'
import { rewriteValues, rowMajorBytes } from '../../../core/weights/rewrite-values.ts'
import type { StoredTensor, TensorTable } from '../../../core/weights/stored-tensor.ts'

const json = {
  format: 'craneshot-template',
  formatVersion: 1,
  family: 'tiny',
  components: {
    one: {
      file: 'one.onnx',
      initializers: [
        { name: 'a', source: 'unet', key: 'block.a', shape: [2, 3] },
        { name: 'p', source: 'camera', key: 'pe', shape: [1, 'frames', 4] },
      ],
    },
    two: { file: 'two.onnx', initializers: [{ name: 'q', source: 'camera', key: 'pe2', shape: [1, 'frames', 8] }] },
  },
  pack: { id: 'tiny', name: 'Tiny', version: '1' },
}
const isDead = (source: string, key: string): boolean => source === 'unet' && key === 'dead'
const template: GraphTemplate = valueOf(parseGraphTemplate(JSON.stringify(json), 'template.json'))

const match = (from: GraphTemplate, sources: ReadonlyMap<string, TensorTable>): WeightMatch =>
  matchWeights(from, sources, isDead)

function table(
  tensors: Readonly<Record<string, readonly number[]>>,
  dtype: StoredTensor['dtype'] = 'F16',
): TensorTable {
  const entries = Object.entries(tensors).map(([name, shape]) => {
    const tensor: StoredTensor = { dtype, shape, strides: null, offset: 0, bytes: 0 }
    return [name, { file: 'f', tensor }] as const
  })
  return new Map(entries)
}

describe('matching weights with a template', () => {
  it('binds what fits, and tells the extents that the files decide', () => {
    const camera = table({ pe: [1, 14, 4], pe2: [1, 14, 8] })
    const found = match(
      template,
      new Map([
        ['unet', table({ 'block.a': [2, 3], dead: [9] })],
        ['camera', camera],
      ]),
    )
    expect(found.problems).toEqual([])
    expect(found.extents.get('frames')).toBe(14)
    expect([...(found.components.get('one')?.keys() ?? [])]).toEqual(['a', 'p'])
  })

  it.each([0, 1025, 2 ** 40])('takes no %i for an extent that the files decide', (frames) => {
    const camera = table({ pe: [1, frames, 4], pe2: [1, frames, 8] })
    const { problems } = match(
      template,
      new Map([
        ['unet', table({ 'block.a': [2, 3] })],
        ['camera', camera],
      ]),
    )
    expect(problems.map(({ kind, key }) => [kind, key])).toEqual([
      ['mismatched', 'pe'],
      ['mismatched', 'pe2'],
    ])
  })

  it('names what is missing, of another shape, of another kind, unknown', () => {
    const unet = new Map([...table({ 'block.a': [2, 3] }, 'I64'), ...table({ other: [1] })])
    const { problems } = match(
      template,
      new Map([
        ['unet', unet],
        ['camera', table({ pe: [1, 14, 4], pe2: [1, 25, 8] })],
      ]),
    )
    expect(describeProblems(problems)).toEqual({
      missing: 0,
      mismatched: 2,
      extra: 1,
      list: [
        '  ≠ unet: block.a I64 [2, 3] → [2, 3]',
        '  ≠ camera: pe2 F16 [1, 25, 8] → [1, frames, 8]',
        '  + unet: other',
      ].join('\n'),
    })
    expect(describeProblems(match(template, new Map()).problems)).toMatchObject({
      missing: 3,
      list: expect.stringContaining('− unet: block.a [2, 3]'),
    })
  })

  it('names ten and counts the rest', () => {
    const unet = table(Object.fromEntries(Array.from({ length: 13 }, (_, i) => [`x${i}`, [1]])))
    const { list, extra } = describeProblems(match({ ...template, components: {} }, new Map([['unet', unet]])).problems)
    expect([extra, list.split('\n').length, list.split('\n').at(-1)]).toEqual([13, 11, '  … 3'])
  })

  it.each(['', '{}', JSON.stringify({ ...json, components: { one: { file: '../one.onnx', initializers: [] } } })])(
    'refuses the template %s',
    (text) => {
      expect(parseGraphTemplate(text, 't')).toMatchObject({ ok: false, error: { code: 'weights.template' } })
    },
  )
})

describe('weights for clips of another length', () => {
  const pack = {
    ...template.pack,
    frames: { min: 2, max: 14, default: 14 },
    controls: { fps: 7, decodeChunk: { min: 1, max: 14, default: 8 } },
  }

  it('make a model of their own', () => {
    expect(fitFrames(pack, 25)).toEqual({
      id: 'tiny-25',
      name: 'Tiny (25)',
      version: '1',
      frames: { min: 2, max: 25, default: 25 },
      controls: { fps: 7, decodeChunk: { min: 1, max: 25, default: 25 } },
    })
  })

  it('leave the template’s own alone', () => {
    expect(fitFrames(pack, 14)).toBe(pack)
    expect(fitFrames(pack, undefined)).toBe(pack)
  })
})

describe('writing values again', () => {
  it('turns bfloat16 and float64 into float32', () => {
    const wanted = Float32Array.of(1, -2.5, 0, 3.140625)
    const bits = new Uint32Array(wanted.buffer)
    const brain = Uint16Array.from(bits, (each) => each >>> 16)
    const floats = (bytes: Uint8Array): number[] => [...new Float32Array(bytes.slice().buffer)]
    expect(floats(rewriteValues('BF16', new Uint8Array(brain.buffer)))).toEqual([...wanted])
    expect(floats(rewriteValues('F64', new Uint8Array(Float64Array.from(wanted).buffer)))).toEqual([...wanted])
  })

  it('puts strided values in row-major order', () => {
    const span = Uint8Array.from({ length: 24 }, (_, i) => i)
    const turned: StoredTensor = { dtype: 'U8', shape: [2, 3, 4], strides: [1, 8, 2], offset: 0, bytes: 24 }
    const expected = [0, 1].flatMap((a) => [0, 1, 2].flatMap((b) => [0, 1, 2, 3].map((c) => a + 8 * b + 2 * c)))
    expect([...rowMajorBytes(turned, span)]).toEqual(expected)
    const repeated: StoredTensor = { dtype: 'U8', shape: [2, 2], strides: [0, 1], offset: 0, bytes: 2 }
    expect([...rowMajorBytes(repeated, span.subarray(5, 7))]).toEqual([5, 6, 5, 6])
  })

  it('lays tensors out without overlap, each well aligned', () => {
    const tensors = [3, 1, 40].map((count): StoredTensor => {
      return { dtype: 'BF16', shape: [count], strides: null, offset: 0, bytes: count * 2 }
    })
    expect(layOut(tensors).tensors.map(({ offset, bytes }) => [offset, bytes])).toEqual([
      [0, 12],
      [64, 4],
      [128, 160],
    ])
    expect(layOut(tensors).bytes).toBe(288)
  })
})
