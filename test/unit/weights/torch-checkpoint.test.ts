import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { valueOf } from '../../../core/contract/result.ts'
import { rowMajorBytes } from '../../../core/weights/rewrite-values.ts'
import type { StoredTensor } from '../../../core/weights/stored-tensor.ts'
import { readTorchCheckpoint } from '../../../core/weights/torch-checkpoint.ts'
import { sourceOf } from '../../support/weights/byte-source.ts'
import { checkpointFile, global, pickled, text, zipFile } from '../../support/weights/checkpoint-file.ts'
import { floats } from '../../support/weights/safetensors-file.ts'

const half = { dtype: 'F16', shape: [2], bytes: Uint8Array.of(1, 2, 3, 4) } as const
const whole = checkpointFile({
  dict: {
    epoch: 3,
    learning_rate: 1e-5,
    note: 'x',
    pose_encoder_state_dict: {
      ordered: true,
      dict: { 'conv.weight': { tensor: floats([2, 3]) }, 'conv.bias': { tensor: half } },
    },
    attention_processor_state_dict: { dict: { turned: { tensor: floats([6]), shape: [3, 2], strides: [1, 3] } } },
    optimizer_state_dict: { dict: { betas: [0.9, 0.999], none: null, foreach: false } },
  },
})

/** Code and details of the refusal; the code `taken` for none. */
async function refusal(bytes: Uint8Array): Promise<{ code: string; details: Record<string, unknown> }> {
  const result = await readTorchCheckpoint(sourceOf(bytes))
  return result.ok ? { code: 'taken', details: {} } : { code: result.error.code, details: { ...result.error.details } }
}

/** A checkpoint with any pickle. */
function withPickle(...pieces: (Uint8Array | string)[]): Uint8Array {
  const pickle = Buffer.concat([Buffer.from([0x80, 2]), ...pieces.map((each) => Buffer.from(each))])
  return zipFile([
    ['m/data.pkl', pickle],
    ['m/data/0', new Uint8Array(8)],
  ])
}

describe('the reader of checkpoints', () => {
  it('finds the tensors inside of dicts, and their bytes', async () => {
    const tensors = valueOf(await readTorchCheckpoint(sourceOf(whole)))
    expect([...tensors.keys()]).toEqual([
      'pose_encoder_state_dict.conv.weight',
      'pose_encoder_state_dict.conv.bias',
      'attention_processor_state_dict.turned',
    ])
    const { offset, bytes, ...bias } = tensors.get('pose_encoder_state_dict.conv.bias') as StoredTensor
    expect(bias).toEqual({ dtype: 'F16', shape: [2], strides: null })
    expect([...whole.subarray(offset, offset + bytes)]).toEqual([1, 2, 3, 4])
    expect(offset % 64).toBe(0)
  })

  it('puts a transposed tensor right', async () => {
    const tensors = valueOf(await readTorchCheckpoint(sourceOf(whole)))
    const turned = tensors.get('attention_processor_state_dict.turned') as StoredTensor
    const span = whole.slice(turned.offset, turned.offset + turned.bytes)
    expect([...new Float32Array(rowMajorBytes(turned, span).slice().buffer)]).toEqual([0, 3, 1, 4, 2, 5])
  })

  it.each([
    ['a call of os.system', [global('os', 'system'), '(', text('touch /tmp/x'), 'tR.'], 'os.system'],
    ['builtins.eval', [global('builtins', 'eval'), '(', text('1'), 'tR.'], 'builtins.eval'],
    ['a module of torch', [global('torch.load', 'x'), '.'], 'torch.load.x'],
    ['a class', [global('argparse', 'Namespace'), ')\x81}b.'], 'argparse.Namespace'],
  ])('refuses %s by its name', async (_, pieces, name) => {
    const { code, details } = await refusal(withPickle(...pieces))
    expect([code, details['name'], details['place']]).toEqual(['weights.checkpoint-code', name, 2])
  })

  it.each([
    ['INST', "(S'echo'\nios\nsystem\n."],
    ['OBJ', '(}o.'],
    ['NEWOBJ', `})\x81.`],
    ['STACK_GLOBAL', 'NN\x93.'],
    ['EXT1', '\x82\x01.'],
    ['a global through a persistent id', 'NQ.'],
    ['a dict that is called', '})R.'],
    ['a storage that is called', `ctorch\nFloatStorage\n)R.`],
    ['an ordered dict of a list', 'ccollections\nOrderedDict\n(]tR.'],
    ['a tuple as key', '})Ns.'],
    ['what it never had', 'h\x05.'],
    ['no end', '}'],
    ['nothing', ''],
  ])('refuses the operation %s', async (_, pickle) => {
    expect(await refusal(withPickle(Buffer.from(pickle, 'latin1')))).toMatchObject({
      code: 'weights.checkpoint-damaged',
    })
  })

  it('ends on dicts that hold themselves or each other many times', async () => {
    const selfish = withPickle('}q\0', text('a'), 'h\0s.')
    expect((await refusal(selfish)).details['reason']).toBe('dicts within dicts without end')
    const levels = Array.from({ length: 12 }, (_, level) => {
      const items = Array.from({ length: 40 }, (_each, i) => Buffer.concat([text(`${i}`), Buffer.of(0x68, level)]))
      return Buffer.concat([Buffer.from('}('), ...items, Buffer.from('u'), Buffer.of(0x71, level + 1)])
    })
    const laughing = withPickle(Buffer.from('}q\0'), ...levels, '.')
    expect((await refusal(laughing)).details['reason']).toBe('dicts within dicts without end')
  })

  it('refuses tensors that reach outside of their storage', async () => {
    const outside = checkpointFile({ tensor: floats([4]), shape: [2, 2], strides: [4, 1] })
    expect((await refusal(outside)).details['reason']).toBe('its values do not fit model/data/0')
    const missing = zipFile([['m/data.pkl', pickled({ tensor: floats([4]) })]])
    expect((await refusal(missing)).details['reason']).toBe('m/data/0 is not there')
  })

  it('tells older and other files by their names', async () => {
    expect((await refusal(Buffer.from('8002 8a0a6cfc9c46f9206aa850192e'.replace(' ', ''), 'hex'))).code).toBe(
      'weights.checkpoint-legacy',
    )
    expect((await refusal(Buffer.from('hello'))).code).toBe('weights.checkpoint-foreign')
    expect((await refusal(new Uint8Array(0))).code).toBe('weights.checkpoint-foreign')
    expect((await refusal(zipFile([['a.txt', Buffer.from('x')]]))).code).toBe('weights.checkpoint-foreign')
    const big = zipFile([
      ['m/data.pkl', pickled(null)],
      ['m/byteorder', Buffer.from('big')],
    ])
    expect((await refusal(big)).details['place']).toBe('byteorder')
  })

  it('refuses compressed entries', async () => {
    const bytes = Buffer.from(zipFile([['m/data.pkl', pickled(null)]]))
    bytes.writeUInt16LE(8, bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 10)
    expect((await refusal(bytes)).details['reason']).toBe('it is compressed (method 8)')
  })

  it('never fails without a name on damaged bytes', async () => {
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255))
    const changes = fc.array(change, { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(changes, fc.option(fc.nat(whole.length)), async (changed, end) => {
        const bytes = Uint8Array.from(whole)
        for (const [at, value] of changed) bytes[at] = value
        const result = await readTorchCheckpoint(sourceOf(bytes.subarray(0, end ?? bytes.length)))
        if (!result.ok) expect(result.error.code).toMatch(/^weights\.checkpoint-/)
        if (!result.ok) return
        for (const { offset, bytes: length } of result.value.values())
          expect(offset + length).toBeLessThanOrEqual(end ?? bytes.length)
      }),
      { numRuns: 1000 },
    )
  })
})
