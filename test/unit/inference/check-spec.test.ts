import { describe, expect, it } from 'vitest'
import type { GenerationSpec } from '../../../core/contract/generation.ts'
import type { PackManifest } from '../../../core/contract/pack.ts'
import { checkSpec, planMemory, type RunMemory } from '../../../native-models/check-spec.ts'
import type { Pack } from '../../../native-models/packs/loader.ts'

const sha = 'a'.repeat(64)
const camera = { worldFromCamera: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0], intrinsics: [64, 64, 32, 32] }

const pack = {
  folder: 'packs/some',
  manifestSha256: sha,
  manifest: {
    id: 'some',
    version: '1',
    rayLayout: 'moment-direction',
    sizes: [{ width: 448, height: 256 }],
    sizeMultiple: 64,
    frames: { min: 2, max: 4, default: 4 },
    memory: { baseBytes: 100, perPixelFrameBytes: 1 },
  } as PackManifest,
} satisfies Pack

function spec(changes: Partial<GenerationSpec> = {}): GenerationSpec {
  return {
    pack: { id: 'some', version: '1', manifestSha256: sha },
    size: { width: 64, height: 128 },
    picture: { width: 64, height: 128, sha256: sha },
    sampleTimes: [0, 1.5, 3],
    sampleCameras: [camera, camera, camera],
    rayLayout: 'moment-direction',
    ...changes,
  } as GenerationSpec
}

/** The middle of the frame, 64 × 64, drawn with so many pixels. */
function delivering(width: number, height: number, box: { y?: number } = {}): Partial<GenerationSpec> {
  return { delivery: { size: { width, height }, box: { x: 0, y: 32, width: 64, height: 64, ...box } } }
}

describe('checkSpec', () => {
  it.each([
    [128, 128],
    [4096, 4096],
    // An odd side was rounded.
    [62, 64],
    [720, 716],
  ])('lets the middle of the frame be delivered as %i×%i', (width, height) => {
    expect(() => checkSpec(spec(delivering(width, height)), pack)).not.toThrow()
  })

  it('lets a fitting spec pass', () => {
    expect(() => checkSpec(spec(), pack)).not.toThrow()
  })

  it.each([
    ['another pack id', { pack: { id: 'other', version: '1', manifestSha256: sha } }, 'inference.pack-differs'],
    ['other weights', { pack: { id: 'some', version: '1', manifestSha256: 'b'.repeat(64) } }, 'inference.pack-differs'],
    ['a width between multiples', { size: { width: 96, height: 128 } }, 'inference.size'],
    ['too many frames', { sampleCameras: [camera, camera, camera, camera, camera] }, 'inference.frames'],
    ['too few frames', { sampleCameras: [camera] }, 'inference.frames'],
    ['another ray layout', { rayLayout: 'direction-moment' }, 'inference.ray-layout'],
    ['times that stand still', { sampleTimes: [0, 1, 1] }, 'inference.sample-times'],
    ['fewer times than cameras', { sampleTimes: [0, 1] }, 'inference.sample-times'],
    ['delivery of what is not in the frame', delivering(128, 128, { y: 64.5 }), 'inference.delivery'],
    ['a squashed delivery', delivering(128, 124), 'inference.delivery'],
    ['frames larger than anybody needs', delivering(4098, 4098), 'inference.delivery'],
  ] as const)('refuses %s', (_, changes, code) => {
    expect(() => checkSpec(spec(changes as Partial<GenerationSpec>), pack)).toThrow(code)
  })
})

const machine = (machineBytes: number): RunMemory => ({
  machineBytes,
  deviceBytes: null,
  cost: undefined,
  half: null,
})

describe('planMemory', () => {
  const needed = 100 + 64 * 128 * 3

  it('passes with exactly enough and refuses one byte less, proposing fewer frames', () => {
    expect(() => planMemory(spec(), pack, machine(needed))).not.toThrow()
    expect(() => planMemory(spec(), pack, machine(needed - 1))).toThrow('inference.memory {"neededMegabytes":1,')
    expect(() => planMemory(spec(), pack, machine(needed - 1))).toThrow('"width":64,"height":128,"frames":2')
  })

  it('counts frames and a picture that are larger than the model’s', () => {
    const large = spec({ ...delivering(1024, 1024), picture: { width: 128, height: 256, sha256: sha } })
    const more = 64 * (1024 * 1024 - 64 * 128) + 19 * (128 * 256 - 64 * 128)
    expect(() => planMemory(large, pack, machine(needed + more))).not.toThrow()
    expect(() => planMemory(large, pack, machine(needed + more - 1))).toThrow('inference.memory {')
    expect(() => planMemory(spec(delivering(32, 32)), pack, machine(needed))).not.toThrow()
  })

  it('holds what is drawn against the machine, and the rest against the card', () => {
    const large = spec({ ...delivering(1024, 1024), picture: { width: 128, height: 256, sha256: sha } })
    const drawn = 64 * (1024 * 1024 - 64 * 128) + 19 * (128 * 256 - 64 * 128)
    const both = (machineBytes: number, deviceBytes: number): RunMemory => ({ ...machine(machineBytes), deviceBytes })
    expect(() => planMemory(large, pack, both(drawn, needed))).not.toThrow()
    expect(() => planMemory(large, pack, both(drawn - 1, needed))).toThrow('inference.memory-drawing {')
    expect(() => planMemory(large, pack, both(drawn, needed - 1))).toThrow('inference.memory {')
    expect(() => planMemory(spec(), pack, both(0, 0))).toThrow('inference.memory-none')
  })

  it('says when nothing fits', () => {
    expect(() => planMemory(spec(), pack, machine(99))).toThrow('inference.memory-none')
  })
})
