import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Result } from '../../../core/contract/result.ts'
import { valueOf } from '../../../core/contract/result.ts'
import { readSafetensors, readShardIndex } from '../../../core/weights/safetensors.ts'
import type { StoredTensor } from '../../../core/weights/stored-tensor.ts'
import { sourceOf } from '../../support/weights/byte-source.ts'
import { floats, headerAndData, safetensorsFile } from '../../support/weights/safetensors-file.ts'

const read = async (bytes: Uint8Array): Promise<Result<Map<string, StoredTensor>>> => readSafetensors(sourceOf(bytes))

/** The place and reason of the refusal. */
async function refusal(bytes: Uint8Array): Promise<string> {
  const result = await read(bytes)
  if (result.ok) return 'taken'
  expect(result.error.code).toBe('weights.safetensors-damaged')
  return `${result.error.details['place']}: ${result.error.details['reason']}`
}

describe('the reader of safetensors', () => {
  it('finds each tensor’s bytes', async () => {
    const half = { dtype: 'F16', shape: [3], bytes: Uint8Array.of(1, 2, 3, 4, 5, 6) } as const
    const file = safetensorsFile({ a: floats([2, 3]), b: half, c: floats([]) }, { format: 'pt' })
    const tensors = valueOf(await read(file))
    expect([...tensors.keys()]).toEqual(['a', 'b', 'c'])
    const { offset, bytes, ...b } = tensors.get('b') as StoredTensor
    expect(b).toEqual({ dtype: 'F16', shape: [3], strides: null })
    expect([...file.subarray(offset, offset + bytes)]).toEqual([1, 2, 3, 4, 5, 6])
    expect(tensors.get('c')).toMatchObject({ shape: [], bytes: 4 })
  })

  it('takes names that objects have of their own', async () => {
    const text =
      '{"__proto__":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"constructor":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}'
    const tensors = valueOf(await read(headerAndData(text, [floats([2])])))
    expect([...tensors.keys()].toSorted()).toEqual(['__proto__', 'constructor'])
  })

  const data = [floats([2])]
  const entry = (dtype: string, shape: string, offsets: string): string =>
    `"t":{"dtype":"${dtype}","shape":${shape},"data_offsets":${offsets}}`
  it.each([
    ['[]', 'byte 8: the header is no JSON object'],
    ['{"t":1', 'byte 8: the header is no JSON object'],
    ['{"t":1}', 't: not described by an object'],
    [`{${entry('F33', '[2]', '[0,8]')}}`, 't: unknown dtype "F33"'],
    ['{"t":{"dtype":1}}', 't: the dtype is no text'],
    [`{${entry('F32', '[-2]', '[0,8]')}}`, 't: the shape is no list of whole numbers'],
    [`{${entry('F32', '[2.5]', '[0,8]')}}`, 't: the shape is no list of whole numbers'],
    [`{${entry('F32', '[2]', '[8]')}}`, 't: data_offsets are not two whole numbers'],
    [`{${entry('F32', '[3]', '[0,8]')}}`, 't: F32 [3] in 8 bytes'],
    [`{${entry('F32', '[9007199254740991,9007199254740991]', '[0,8]')}}`, /^t: F32 .* in 8 bytes$/],
    [`{${entry('F32', '[2]', '[8,0]')}}`, 't: F32 [2] in -8 bytes'],
    [`{${entry('F32', '[1]', '[4,8]')}}`, /^t: data at byte \d+, expected at \d+$/],
    [`{${entry('F32', '[1]', '[0,4]')}}`, /^byte \d+: the data ends here, the file at \d+$/],
    [`{"u":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},${entry('F32', '[1]', '[4,8]')}}`, /^t: data at byte/],
  ])('refuses the header %s', async (header, expected) => {
    expect(await refusal(headerAndData(header, data))).toMatch(expected)
  })

  it('refuses lists within lists where a word belongs', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    expect(await refusal(headerAndData(`{"t":{"dtype":${deep}}}`, data))).toBe('t: the dtype is no text')
  })

  it('refuses lengths that the file does not have', async () => {
    expect(await refusal(new Uint8Array(7))).toBe('byte 0: 7 bytes')
    expect(await refusal(Buffer.from('ffffffffffffffff7b7d', 'hex'))).toMatch(
      /^byte 0: a header of 18446744073709552000 /,
    )
    const whole = safetensorsFile({ a: floats([4]) })
    expect(await refusal(whole.subarray(0, whole.length - 1))).toMatch(/the data ends here/)
  })

  it('never fails without a name on damaged bytes', async () => {
    const whole = safetensorsFile({ a: floats([2, 2]), b: floats([3]) }, { format: 'pt' })
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255))
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(whole.length), async (changes, end) => {
        const bytes = Uint8Array.from(whole)
        for (const [at, value] of changes) bytes[at] = value
        const result = await read(bytes.subarray(0, end === 0 ? bytes.length : end))
        if (!result.ok) expect(result.error.code).toBe('weights.safetensors-damaged')
        if (!result.ok) return
        for (const { offset, bytes: length } of result.value.values())
          expect(offset + length).toBeLessThanOrEqual(end || bytes.length)
      }),
      { numRuns: 500 },
    )
  })
})

describe('the index of a split model', () => {
  it('names the file of each tensor', () => {
    const text = JSON.stringify({ metadata: {}, weight_map: { a: 'm-1.safetensors', b: 'm-2.safetensors' } })
    expect([...valueOf(readShardIndex(text, 'i')).values()]).toEqual(['m-1.safetensors', 'm-2.safetensors'])
  })

  it.each(['', '[]', '{}', '{"weight_map":[]}', '{"weight_map":{}}', '{"weight_map":{"a":1}}'])(
    'refuses %s',
    (text) => {
      expect(readShardIndex(text, 'i')).toMatchObject({ ok: false, error: { code: 'weights.index-damaged' } })
    },
  )

  it.each(['../x.safetensors', '/x.safetensors', 'a/b.safetensors', 'x.bin', '.safetensors'])(
    'refuses a file %s',
    (file) => {
      const text = JSON.stringify({ weight_map: { a: file } })
      expect(readShardIndex(text, 'i')).toMatchObject({ ok: false, error: { code: 'weights.index-damaged' } })
    },
  )
})
