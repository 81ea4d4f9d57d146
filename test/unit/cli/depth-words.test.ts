import path from 'node:path'
import { expect, test } from 'vitest'
import { depthFileInput } from '../../../main/cli/depth.ts'

test('a picture and a file are enough: estimated, with what suits that', () => {
  expect(depthFileInput(['방.png', '--out', 'depth.npy'])).toEqual({
    picture: path.resolve('방.png'),
    depth: { kind: 'auto', asked: true },
    operations: null,
    focalWidths: expect.closeTo(0.5 / Math.tan((55 * Math.PI) / 360), 12) as number,
    size: null,
    model: null,
    outFile: path.resolve('depth.npy'),
    format: 'npy',
    overwrite: false,
    provider: null,
    threads: null,
  })
})

test('every option is understood', () => {
  const words = 'p.png --out d.EXR --depth ground:0.4 --operation relief:0.5+fill --fov 90 --size 64x32 --threads 2'
  const input = depthFileInput([...words.split(' '), '--provider', 'webgpu', '--overwrite', '--json'])
  expect(input).toMatchObject({
    depth: { kind: 'ground', horizon: 0.4 },
    operations: [{ kind: 'relief', strength: 0.5 }, { kind: 'fill' }],
    focalWidths: expect.closeTo(0.5, 12) as number,
    size: { width: 64, height: 32 },
    format: 'exr',
    overwrite: true,
    provider: 'webgpu',
    threads: 2,
  })
})

test.each([
  [['p.png'], 'command.usage.needed'],
  [['--out', 'd.npy'], 'command.usage.needed'],
  [['p.png', '--out', 'd.tif'], 'command.usage.depth-file'],
  [['p.png', '--out', 'd.npy', '--operation', 'emboss'], 'cache.operation.unknown'],
  [['p.png', '--out', 'd.npy', '--operation', 'relief'], 'cache.operation.numbers'],
  [['p.png', '--out', 'd.npy', '--fov', '200'], 'command.usage.range'],
  [['p.png', '--out', 'd.npy', '--depth', 'ground:2'], 'command.usage.horizon'],
])('%s is refused as %s', (words, code) => {
  expect(() => depthFileInput(words)).toThrow(expect.objectContaining({ code }))
})
