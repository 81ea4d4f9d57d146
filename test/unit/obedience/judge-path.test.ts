import { describe, expect, it } from 'vitest'
import { obedienceSchema } from '../../../core/contract/obedience.ts'
import { judgePath } from '../../../core/obedience/judge-path.ts'
import { readPath } from '../../../core/obedience/read-path.ts'
import { startFrameOf, trackedLens, type Tracks } from '../../../core/obedience/tracks.ts'
import { lens, pose, scene } from './scene.ts'

const frame = { width: 576, height: 320, box: { x: 0, y: 0, width: 576, height: 320 } }
const authored = [0, 0.05, 0.1, 0.15].map((z) => ({
  worldFromCamera: pose([0, 0, 0], [0, 0, z]),
  intrinsics: lens,
}))

/** Tracks as exact cameras at `places` see the same points. @param lost frames without any */
function tracksOf(places: readonly number[][], lost: readonly number[] = []): { tracks: Tracks; points: Float64Array } {
  const seen = places.map((place) => scene(place))
  const { points, pixels, count } = scene(pose([0, 0, 0], [0, 0, 0]))
  const frames = seen.map((each, index) => (lost.includes(index) ? each.pixels.fill(NaN) : each.pixels))
  return { tracks: { count, board: pixels, frames, startFrame: 0 }, points }
}

describe('a path that is judged', () => {
  it('is told frame by frame, in sum and as a summary', () => {
    const done = authored.map((_, index) => pose([0, index * 0.01, 0], [0, 0, index * 0.05]))
    const { tracks, points } = tracksOf(done)
    const obedience = judgePath(readPath(tracks, points, authored, frame), authored, frame)
    expect(obedienceSchema.parse(obedience)).toEqual(obedience)
    const degrees = (index: number): number => (index * 0.01 * 180) / Math.PI
    obedience.frames.forEach((each, index) => {
      expect(each!.rotationDegrees).toBeCloseTo(degrees(index), 4)
      expect(each!.distance).toBeCloseTo(0, 6)
      each!.worldFromCamera.forEach((value, at) => expect(value).toBeCloseTo(done[index]![at]!, 6))
    })
    expect(obedience.summary).toMatchObject({ state: 'measured', measuredFrames: 4, frames: 4, relativeTo: 'travel' })
    expect(obedience.sums!.rotErrRadians).toBeCloseTo(0.06, 6)
    // A turn by a small angle moves the picture's middle by that angle's part of the focal length.
    const last = obedience.frames[3]!.pictureShift * frame.width
    expect(last).toBeGreaterThan(0.03 * lens[0]!)
    expect(last).toBeLessThan(0.03 * lens[0]! * 1.2)
  })

  it('leaves out frames whose features are lost, and gives up with half of them', () => {
    const exact = authored.map(({ worldFromCamera }) => worldFromCamera)
    const one = tracksOf(exact, [3])
    const partly = judgePath(readPath(one.tracks, one.points, authored, frame), authored, frame)
    expect(partly.summary).toMatchObject({ state: 'measured', measuredFrames: 3, frames: 4 })
    expect(partly.frames[3]).toBeNull()
    const more = tracksOf(exact, [1, 2, 3])
    const hardly = judgePath(readPath(more.tracks, more.points, authored, frame), authored, frame)
    expect(hardly.summary).toEqual({ state: 'unmeasurable', reason: 'lost' })
    expect(hardly.frames[0]).not.toBeNull()
  })

  it('says when features move as no camera would see them', () => {
    const { tracks, points } = tracksOf(authored.map(({ worldFromCamera }) => worldFromCamera))
    const frames = tracks.frames.map((pixels) => pixels.map((value, at) => value + ((at * 7919) % 41) - 20))
    const read = readPath({ ...tracks, frames }, points, authored, frame)
    expect(judgePath(read, authored, frame).summary).toEqual({ state: 'unmeasurable', reason: 'contradictory' })
  })

  it('says when too little is left to tell a turn from a shift', () => {
    const { tracks, points } = tracksOf(authored.map(({ worldFromCamera }) => worldFromCamera))
    // Of all features only those in a small patch of one depth are left.
    const near = points.map((value, at) => (at % 3 === 2 ? 1 : value * 0.02))
    const noise = tracks.frames.map((_, index) => {
      return tracks.board.map((__, at) => {
        const point = at >> 1
        const z = 1 - index * 0.05
        const centre = at % 2 === 0 ? lens[2]! : lens[3]!
        return centre + (lens[0]! * near[point * 3 + (at % 2)]!) / z + (((at * 7919) % 13) - 6) / 10
      })
    })
    const read = readPath({ ...tracks, frames: noise }, near, authored, frame)
    expect(judgePath(read, authored, frame).summary).toEqual({ state: 'unmeasurable', reason: 'unsure' })
  })
})

describe('where tracking begins', () => {
  it('is the first frame whose camera is nearest to the board’s', () => {
    expect(startFrameOf(authored, lens, frame)).toBe(0)
    expect(startFrameOf(authored.toReversed(), lens, frame)).toBe(3)
    const turned = [0.3, 0.1, -0.1].map((turn) => ({
      worldFromCamera: pose([0, turn, 0], [0, 0, 0]),
      intrinsics: lens,
    }))
    expect(startFrameOf(turned, lens, frame)).toBe(1)
    const zoomed = [2, 1.1, 1.5].map((factor) => ({
      worldFromCamera: pose([0, 0, 0], [0, 0, 0]),
      intrinsics: [lens[0]! * factor, lens[1]! * factor, lens[2]!, lens[3]!],
    }))
    expect(startFrameOf(zoomed, lens, frame)).toBe(1)
  })

  it('sees lenses in the pixels of the frames', () => {
    const half = { width: 288, height: 160, box: { x: 100, y: 20, width: 288, height: 160 } }
    expect(trackedLens([553, 553, 288, 160], half)).toEqual([553, 553, 188, 140])
    expect(trackedLens([553, 553, 288, 160], { ...half, width: 576, height: 320 })).toEqual([1106, 1106, 376, 280])
  })
})
