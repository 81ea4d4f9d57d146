import { expect, test } from 'vitest'
import { parseRealEstate10k } from '../../../core/camera/formats/realestate10k.ts'
import { valueOf } from '../../../core/contract/result.ts'
import { cameraJson, cameraText, type ShotCameraTrack } from '../../../core/export/camera-files.ts'

/** Turned by the 3-4-5 angle about the vertical (OpenCV axes), then moved; 320×180 seen of 320×240 pixels. */
const turned = [0.6, 0, 0.8, 1, 0, 1, 0, -2, -0.8, 0, 0.6, 3]
const track: ShotCameraTrack = {
  shotName: 'SH010',
  takeId: 't1',
  cameras: [
    { worldFromCamera: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0], intrinsics: [300, 300, 160, 120] },
    { worldFromCamera: turned, intrinsics: [400, 400, 160, 120] },
  ],
  deliveryBox: { x: 0, y: 30, width: 320, height: 180 },
  width: 1920,
  height: 1080,
  rate: { numerator: 24000, denominator: 1001 },
  dropFrame: false,
  startFrame: 86_399,
  headFrames: 1,
  sensorWidthMm: 24.89,
  metresPerUnit: 3,
}

/** Where a point of the world (OpenCV axes) falls in the movie, straight from the spec's camera. */
function pixelBySpec(point: readonly number[], index: number): number[] {
  const { worldFromCamera: m, intrinsics } = track.cameras[index]!
  const [dx, dy, dz] = [point[0]! - m[3]!, point[1]! - m[7]!, point[2]! - m[11]!]
  const along = (column: number): number => m[column]! * dx + m[4 + column]! * dy + m[8 + column]! * dz
  const [fx, fy, cx, cy] = intrinsics as [number, number, number, number]
  const x = (fx * along(0)) / along(2) + cx
  const y = (fy * along(1)) / along(2) + cy
  return [((x - track.deliveryBox.x) * 1920) / 320, ((y - track.deliveryBox.y) * 1080) / 180]
}

const points = [
  [0, 0, 9],
  [1, -2, 8],
  [-3, 1, 12],
]

test('RealEstate10K text puts points where the movie shows them', () => {
  const { rows } = valueOf(parseRealEstate10k(cameraText(track), 'x'))
  expect(rows.map(({ timestampMicroseconds }) => timestampMicroseconds)).toEqual([0, 41_708])
  rows.forEach(({ cameraFromWorld: m, focalX, focalY, centreX, centreY }, index) => {
    for (const point of points) {
      const row = (r: number): number => m[r]! * point[0]! + m[r + 1]! * point[1]! + m[r + 2]! * point[2]! + m[r + 3]!
      const x = (focalX * row(0)) / row(8) + centreX
      const y = (focalY * row(4)) / row(8) + centreY
      const [wantedX, wantedY] = pixelBySpec(point, index) as [number, number]
      expect(x * 1920).toBeCloseTo(wantedX, 6)
      expect(y * 1080).toBeCloseTo(wantedY, 6)
    }
  })
})

test('JSON puts them there too, by the conventions that it states', () => {
  const json = JSON.parse(cameraJson(track))
  expect(json.conventions.camera).toMatch(/y up, z back/)
  json.frames.forEach(
    (frame: { worldFromCamera: number[]; focalLengthMm: number; centre: number[] }, index: number) => {
      for (const [x, y, z] of points as [number, number, number][]) {
        const m = frame.worldFromCamera
        // y up and z back: the same point of the world has both turned round.
        const [dx, dy, dz] = [x - m[3]!, -y - m[7]!, -z - m[11]!]
        const along = (column: number): number => m[column]! * dx + m[4 + column]! * dy + m[8 + column]! * dz
        const focalPixels = (frame.focalLengthMm / json.sensor.widthMm) * json.picture.width
        const pixelX = (focalPixels * along(0)) / -along(2) + frame.centre[0]! * json.picture.width
        const pixelY = (focalPixels * -along(1)) / -along(2) + frame.centre[1]! * json.picture.height
        const [wantedX, wantedY] = pixelBySpec([x, y, z], index) as [number, number]
        // Focal lengths are told in seven digits.
        expect(pixelX).toBeCloseTo(wantedX, 3)
        expect(pixelY).toBeCloseTo(wantedY, 3)
      }
    },
  )
})

test('JSON says frame, timecode, sensor and units', () => {
  const json = JSON.parse(cameraJson(track))
  expect(json.frames.map(({ frame, timecode }: { frame: number; timecode: string }) => [frame, timecode])).toEqual([
    [-1, '00:59:59:23'],
    [0, '01:00:00:00'],
  ])
  expect(json).toMatchObject({ format: 'craneshot-camera', version: 1, shot: 'SH010', take: 't1', metresPerUnit: 3 })
  expect(json.sensor.heightMm).toBeCloseTo((24.89 * 9) / 16, 5)
  expect(json.frames[1].focalLengthMm).toBeCloseTo((400 / 320) * 24.89, 5)
})

test('a lens comes out as the round number it was, and a rate without timecode tells none', () => {
  const focal = Math.fround((24 / 24.89) * 320)
  const cameras = [{ ...track.cameras[0]!, intrinsics: [focal, focal, 160, 120] }]
  const json = JSON.parse(cameraJson({ ...track, cameras, rate: { numerator: 25, denominator: 2 } }))
  expect(json.frames[0]).toMatchObject({ focalLengthMm: 24, timecode: null })
})
