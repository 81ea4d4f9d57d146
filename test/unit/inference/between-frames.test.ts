import { describe, expect, it } from 'vitest'
import { BoardCache } from '../../../core/cache/board-cache.ts'
import { frameTo8Bit } from '../../../core/cache/condition.ts'
import type { Camera, GenerationSpec } from '../../../core/contract/generation.ts'
import { FilmFrames } from '../../../native-models/pipelines/between-frames.ts'

const size = { width: 96, height: 64 }
const pixels = size.width * size.height
const sha256 = '0'.repeat(64)

/** Soft waves, so that a frame moved by a part of a pixel differs by a little. */
const picture = Uint8Array.from({ length: 3 * pixels }, (_, i) => {
  const x = Math.floor(i / 3) % size.width
  const y = Math.floor(i / 3 / size.width)
  return 128 + 60 * Math.sin(x / (5 + (i % 3))) + 50 * Math.cos(y / 6)
})
/** The left half is near, the right half farther away. */
const depth = Float32Array.from({ length: pixels }, (_, i) => (i % size.width < size.width / 2 ? 1 : 2))

/** A truck to the right with a slow turn. */
function cameraAt(time: number): Camera {
  const yaw = 0.01 * time
  const [c, s] = [Math.cos(yaw), Math.sin(yaw)]
  return { worldFromCamera: [c, 0, s, 0.02 * time, 0, 1, 0, 0, -s, 0, c, 0.01 * time], intrinsics: [90, 90, 48, 32] }
}

const sampleTimes = [0, 4, 8]
const spec: GenerationSpec = {
  version: 1,
  pack: { id: 'p', version: '1', manifestSha256: sha256 },
  size,
  rate: { numerator: 24, denominator: 1 },
  filmCameras: Array.from({ length: 9 }, (_, frame) => cameraAt(frame)),
  sampleTimes,
  sampleCameras: sampleTimes.map(cameraAt),
  rayLayout: 'moment-direction',
  pluckerSha256: sha256,
  boardIntrinsics: [90, 90, 48, 32],
  picture: { ...size, sha256 },
  depth: { ...size, sha256 },
  cache: 'off',
  steps: 1,
  seed: 1,
}

/** What the board looks like from a camera: a model that obeys perfectly. */
function seenFrom(camera: Camera): Uint8Array {
  const cache = new BoardCache({ ...size, rgb: picture }, { ...size, values: depth }, spec.boardIntrinsics, size, size)
  return frameTo8Bit(cache.render(camera))
}

const samples = spec.sampleCameras.map(seenFrom)
const board = { spec, picture, depth }

function meanDifference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.length
}

describe('film frames from the model’s own', () => {
  it('are the first sample before its time', () => {
    const late = { ...spec, sampleTimes: [2, 4, 8] }
    const film = new FilmFrames({ ...board, spec: late }, samples, 'warp')
    expect(film.frame(0)).toEqual(samples[0])
  })

  it.each(['warp', 'nearest'] as const)('are the samples themselves at their times (%s)', (way) => {
    const film = new FilmFrames(board, samples, way)
    expect([0, 4, 8].map((frame) => film.frame(frame))).toEqual(samples)
  })

  it('are carried to each frame’s camera: far nearer to what it sees than the nearest sample or a blend', () => {
    const film = new FilmFrames(board, samples, 'warp')
    for (const frame of [1, 2, 3, 5, 6, 7]) {
      const seen = seenFrom(cameraAt(frame))
      const before = Math.floor(frame / 4)
      const part = (frame % 4) / 4
      const blend = samples[before]!.map((value, i) => (1 - part) * value + part * samples[before + 1]![i]!)
      const nearest = samples[Math.round(frame / 4)]!
      const warped = meanDifference(film.frame(frame), seen)
      expect(warped).toBeLessThan(meanDifference(blend, seen) / 2)
      expect(warped).toBeLessThan(meanDifference(nearest, seen) / 3)
    }
  })

  it('are the nearest sample where that is wanted', () => {
    const film = new FilmFrames(board, samples, 'nearest')
    const [first, second, third] = samples
    expect([1, 2, 3, 5, 6, 7].map((frame) => film.frame(frame))).toEqual([first, second, second, second, third, third])
  })

  it('are drawn at the delivered size: its part of the frame, at sample times and between', () => {
    const delivery = { size: { width: 160, height: 90 }, box: { x: 0, y: 5, width: 96, height: 54 } }
    for (const way of ['warp', 'nearest'] as const) {
      const film = new FilmFrames({ ...board, spec: { ...spec, delivery } }, samples, way)
      for (const frame of [0, 1, 4, 8]) {
        const shown = film.frame(frame)
        expect(shown).toHaveLength(3 * 160 * 90)
        // The middle of the part is the middle of the frame.
        const small = new FilmFrames(board, samples, way).frame(frame)
        for (let channel = 0; channel < 3; channel++) {
          const there = shown[3 * (45 * 160 + 80) + channel]!
          const here = small[3 * (32 * 96 + 48) + channel]!
          expect(Math.abs(there - here)).toBeLessThan(12)
        }
      }
    }
  })

  it('repeat a model that makes a single frame', () => {
    const one = { ...spec, sampleTimes: [0], sampleCameras: [cameraAt(0)] }
    const film = new FilmFrames({ ...board, spec: one }, samples.slice(0, 1), 'warp')
    expect(film.frame(8)).toEqual(samples[0])
  })
})
