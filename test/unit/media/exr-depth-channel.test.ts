import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withDepthAsLuminance } from '../../../main/media/exr-depth-channel.ts'
import { readExrHeader } from '../../../main/media/exr-header.ts'

const ints = (...values: number[]): Buffer => Buffer.from(Int32Array.from(values).buffer)

/** One pixel of each channel, as OpenEXR's file layout has it: float32, no compression, channels by the alphabet. */
function exr(names: readonly string[]): Buffer {
  const attribute = (name: string, type: string, value: Buffer): Buffer =>
    Buffer.concat([Buffer.from(`${name}\0${type}\0`), ints(value.length), value])
  const channels = names.toSorted().map((name) => Buffer.concat([Buffer.from(`${name}\0`), ints(2, 0, 1, 1)]))
  const header = Buffer.concat([
    ints(0x01312f76, 2),
    attribute('channels', 'chlist', Buffer.concat([...channels, Buffer.from([0])])),
    attribute('compression', 'compression', Buffer.from([0])),
    attribute('dataWindow', 'box2i', ints(0, 0, 0, 0)),
    attribute('displayWindow', 'box2i', ints(0, 0, 0, 0)),
    Buffer.from([0]),
  ])
  return Buffer.concat([header, ints(header.length + 8, 0), ints(0, 4 * names.length), Buffer.alloc(4 * names.length)])
}

/** The channel whose values are read as depth. */
function depthOf(names: readonly string[]): string | null {
  const renamed = withDepthAsLuminance(exr(names))
  if (renamed === null) return null
  const at = readExrHeader(renamed).parts[0]!.channels.findIndex(({ name }) => name === 'Y')
  return names.toSorted()[at] ?? null
}

const beauty = ['A', 'B', 'G', 'R']
const vector = (layer: string): string[] => ['X', 'Y', 'Z'].map((letter) => `${layer}.${letter}`)

test.each([
  [[...beauty, ...vector('N'), ...vector('P'), 'Z'], 'Z'],
  [[...beauty, ...vector('normals'), 'zDepth'], 'zDepth'],
  [[...beauty, ...vector('N'), 'depth.V'], 'depth.V'],
  [[...beauty, ...vector('N'), 'Depth'], 'Depth'],
  [['Layer.Combined.R', ...vector('Layer.Normal'), 'Layer.Depth.Z'], 'Layer.Depth.Z'],
  [['Layer.Combined.R', ...vector('Layer.Normal'), 'Layer.Depth.V', 'Layer.Mist.V'], 'Layer.Depth.V'],
  [[...beauty, 'VRayZDepth.B', 'VRayZDepth.G', 'VRayZDepth.R'], 'VRayZDepth.R'],
  [[...beauty, ...vector('N'), 'Z-Depth.R'], 'Z-Depth.R'],
  [[...beauty, ...vector('N'), 'camera.Z'], 'camera.Z'],
  [[...vector('P').map((name) => name.toLowerCase()), 'view.z'], 'view.z'],
  [['A', 'Y'], 'Y'],
  [['B', 'G', 'R'], 'R'],
  [['disparity'], 'disparity'],
])('of %j the depth is %s', (names, depth) => {
  expect(depthOf(names)).toBe(depth)
})

test.each([
  [[...beauty, ...vector('N'), ...vector('P')]],
  [['X', 'Y', 'Z']],
  [vector('normals')],
  [[...beauty, 'diffuse.B', 'diffuse.G', 'diffuse.R']],
])('%j has no depth', (names) => {
  expect(depthOf(names)).toBeNull()
})

test('no vector beside a depth is ever taken for it', () => {
  const layer = fc.stringMatching(/^[A-Za-z]{1,6}(\.[A-Za-z]{1,6})?$/)
  fc.assert(
    fc.property(fc.uniqueArray(layer, { maxLength: 6 }), fc.constantFrom('Z', 'depth.Z', 'Depth'), (layers, depth) => {
      const vectors = layers.flatMap(vector).filter((name) => name !== depth)
      const isOwnLayer = !layers.some((name) => name.toLowerCase() === 'depth')
      fc.pre(isOwnLayer)
      expect(depthOf([...beauty, ...vectors, depth])).toBe(depth)
    }),
  )
})
