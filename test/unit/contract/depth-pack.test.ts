import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { depthInterface } from '../../../core/contract/depth-interface.ts'
import { depthPresets } from '../../../core/contract/depth-presets.ts'
import type { PackTensor } from '../../../core/contract/pack.ts'
import { isDepthManifest, parseAnyManifest, parsePackManifest } from '../../../core/contract/pack-text.ts'

const text = readFileSync(new URL('../../fixtures/tiny-depth/pack.json', import.meta.url), 'utf8')

/** The tiny network's manifest with some fields replaced; `null` takes one away. */
function changed(fields: Readonly<Record<string, unknown>>): string {
  const { depth, components, ...rest } = JSON.parse(text)
  const { depth: depthFields, component, ...others } = fields
  const whole = {
    ...rest,
    components: { depth: { ...components.depth, ...(component as object) } },
    depth: { ...depth, ...(depthFields as object) },
    ...others,
  }
  return JSON.stringify(whole, (_, value: unknown) => (value === null ? undefined : value))
}

function complaint(fields: Readonly<Record<string, unknown>>): unknown {
  try {
    return parseAnyManifest(changed(fields), 'folder').id
  } catch (thrown) {
    const { code, details } = thrown as { code: string; details: { reason?: string } }
    return `${code} ${details.reason ?? ''}`
  }
}

describe('the manifest of a depth network', () => {
  it('is told apart from that of a model, which no shot can be made with', () => {
    expect(isDepthManifest(parseAnyManifest(text, 'folder'))).toBe(true)
    const refused = (): unknown => parsePackManifest(text, 'folder')
    expect(refused).toThrow(expect.objectContaining({ code: 'inference.depth-pack', details: { id: 'tiny-depth' } }))
  })

  it.each([
    [{ depth: { mean: [0, 0] } }, 'depth.mean'],
    [{ depth: { std: [0.2, 0, 0.2] } }, 'depth.std.1'],
    [{ depth: { std: [0.2, -1, 0.2] } }, 'depth.std.1'],
    [{ depth: { mean: [1e9, 0, 0] } }, 'depth.mean.0'],
    [{ depth: { sideMultiple: 0 } }, 'depth.sideMultiple'],
    [{ depth: { sideMultiple: 1.5 } }, 'depth.sideMultiple'],
    [{ depth: { shortSide: 85 } }, 'depth.shortSide: not a multiple'],
    [{ depth: { shortSide: 14 * 1000 } }, 'depth.shortSide'],
    [{ depth: { answer: 'disparity' } }, 'depth.answer'],
    [{ depth: { answer: 'points' } }, 'components.depth: no single output'],
    [{ depth: { more: 1 } }, 'depth'],
    [{ depth: { tokens: 0 } }, 'depth.tokens'],
    [{ id: '../up' }, 'id'],
    [{ version: null }, 'version'],
    [{ sizes: [{ width: 64, height: 64 }] }, 'pack.json'],
    [{ component: { file: '../depth.onnx' } }, 'components.depth.file'],
    [{ component: { file: '/etc/passwd' } }, 'components.depth.file'],
    [{ component: { sha256: 'x' } }, 'components.depth.sha256'],
    [{ component: { inputs: [] } }, 'components.depth.inputs'],
    [{ components: {} }, 'components.depth'],
    [{ components: { depth: {}, denoiser: {} } }, 'components'],
  ])('%j is refused where it is wrong', (fields, place) => {
    expect(complaint(fields)).toContain(`inference.pack-manifest ${place}`)
  })

  it('of a newer format is told as newer', () => {
    expect(complaint({ formatVersion: 2, depth: { more: 1 } })).toContain('inference.pack-newer')
  })
})

const float = (name: string, ...shape: (number | string)[]): PackTensor => ({ name, dtype: 'float32', shape })
const picture = float('pixel_values', 'batch_size', 'num_channels', 'height', 'width')
const tokens: PackTensor = { name: 'num_tokens', dtype: 'int64', shape: [] }
const near = { answer: 'inverse-depth' } as const

describe('what a graph is asked with and answers', () => {
  it('is found by shape, whatever an export calls it', () => {
    const outputs = [float('predicted_depth', 'batch_size', 'floor(height/14)*14', 'w')]
    expect(depthInterface({ inputs: [picture], outputs }, near)).toMatchObject({
      image: { name: 'pixel_values' },
      fixed: { width: null, height: null },
      answer: 'predicted_depth',
      tokens: null,
    })
    const fixed = { inputs: [float('input', 1, 3, 518, 700)], outputs: [float('7', 1, 1, 518, 700)] }
    expect(depthInterface(fixed, near)).toMatchObject({ fixed: { width: 700, height: 518 }, answer: '7' })
  })

  it('of a network that gives points are the points, with its mask and its tokens', () => {
    const outputs = [
      float('points', 1, 'h', 'w', 3),
      float('normal', 1, 'h', 'w', 3),
      float('mask', 1, 'h', 'w'),
      float('metric_scale', 1),
    ]
    const inputs = [float('image', 1, 3, 'height', 'width'), tokens]
    const found = depthInterface({ inputs, outputs }, depthPresets['moge']!.facts)
    expect(found).toMatchObject({ answer: 'points', mask: 'mask', tokens: { name: 'num_tokens' } })
    expect(depthInterface({ inputs, outputs }, { answer: 'points' })).toEqual({
      misfit: 'the input num_tokens needs depth.tokens',
    })
  })

  it('is the output of a known name where several could be it', () => {
    const outputs = [float('confidence', 1, 'h', 'w'), float('depth', 1, 'h', 'w')]
    expect(depthInterface({ inputs: [picture], outputs }, near)).toMatchObject({ answer: 'depth' })
    const unnamed = [float('a', 1, 'h', 'w'), float('b', 1, 'h', 'w')]
    expect(depthInterface({ inputs: [picture], outputs: unnamed }, near)).toEqual({
      misfit: 'no single output float32 [1, height, width] among a float32 [1, h, w]; b float32 [1, h, w]',
    })
  })

  const answer = [float('depth', 1, 'h', 'w')]
  it.each<[string, PackTensor[], PackTensor[]]>([
    ['no single picture input', [float('image', 1, 'height', 'width', 3)], answer],
    ['no single picture input', [{ ...picture, dtype: 'float16' }], answer],
    ['no single picture input', [picture, float('other', 1, 3, 'h', 'w')], answer],
    ['no single picture input', [float('image', 2, 3, 'h', 'w')], answer],
    ['no single picture input', [float('image', 1, 4, 'h', 'w')], answer],
    ['intrinsics float32 [1, 3, 3]', [picture, float('intrinsics', 1, 3, 3)], answer],
    ['a side of more than 4096 pixels', [float('image', 1, 3, 2_000_000, 518)], answer],
    ['no single output', [picture], [float('class', 1, 1000)]],
    ['no single output', [picture], [{ ...answer[0]!, dtype: 'float16' }]],
    ['no single output', [picture], [float('depth', 2, 'h', 'w')]],
  ])('%s is said of what does not fit', (reason, inputs, outputs) => {
    expect(depthInterface({ inputs, outputs }, near)).toEqual({ misfit: expect.stringContaining(reason) })
  })
})

test('every preset is what a manifest may say', () => {
  for (const [id, { facts }] of Object.entries(depthPresets)) {
    const image = float('image', 1, 3, 'height', 'width')
    const inputs = facts.tokens === undefined ? [image] : [image, tokens]
    const outputs = facts.answer === 'points' ? [float('points', 1, 'h', 'w', 3)] : [float('depth', 1, 'h', 'w')]
    const { answer, ...rest } = facts
    const fields = { id, depth: { answer, tokens: null, ...rest }, component: { inputs, outputs } }
    expect(complaint(fields)).toBe(id)
  }
})
