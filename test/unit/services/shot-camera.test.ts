import { expect, test } from 'vitest'
import type { PoseRow } from '../../../core/camera/pose-row.ts'
import { deliveredPart } from '../../../core/framing/framing.ts'
import { camerasAt } from '../../../core/project/compile-shot.ts'
import {
  boardIntrinsics,
  cameraFrame,
  cameraSource,
  type ReadCamera,
} from '../../../main/services/takes/shot-camera.ts'

const size = { width: 448, height: 256 }
const delivered = (width: number, height: number) => ({
  size: { width, height },
  box: deliveredPart(size, width / height),
})

/** Poses of a picture of that shape, 0.9 of its width in focal length. */
function poseFile(aspect: number): ReadCamera {
  const lens = { focalX: 0.9, focalY: 0.9 * aspect, centreX: 0.5, centreY: 0.5, unused: [0, 0] as const }
  const row: PoseRow = { ...lens, timestampMicroseconds: 0, cameraFromWorld: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0] }
  return { kind: 'path', file: 'poses.txt', poseSize: null, unitsPerSubjectDistance: 1, rows: [row], sha256: '' }
}

const plan = { filmFrames: 1, sampleFrames: 1, rate: { numerator: 24, denominator: 1 } }

test.each([
  [2048, 858],
  [720, 720],
  [360, 640],
])('the lens of a pose file counts on the delivered picture, %i×%i', (width, height) => {
  const camera = poseFile(width / height)
  const delivery = delivered(width, height)
  const film = cameraFrame(camera, delivery)
  const lens = boardIntrinsics(camera, size, film)
  expect(lens[0]! / delivery.box.width).toBeCloseTo(0.9, 6)
  expect(lens[1]).toBeCloseTo(lens[0]!, 3)
  expect([lens[2], lens[3]]).toEqual([224, 128])
  // The board's depth is made for the lens that the take has.
  const shot = { camera: cameraSource(camera, plan, 0), size, film, firstFrame: 0 }
  expect(camerasAt(shot, [0]).boardIntrinsics).toEqual(lens)
})

test('where the whole frame is delivered, the rule of CameraCtrl holds: wider poses are covered by height', () => {
  const camera = poseFile(16 / 9)
  const whole = boardIntrinsics(camera, size, cameraFrame(camera, null))
  expect(whole[1]! / 256).toBeCloseTo((0.9 * 16) / 9, 6)
  const drawnLarger = { size: { width: 1260, height: 720 }, box: { x: 0, y: 0, ...size } }
  expect(boardIntrinsics(camera, size, cameraFrame(camera, drawnLarger))).toEqual(whole)
})

test('a move’s lens is the whole frame’s, whatever is delivered of it', () => {
  const move: ReadCamera = { kind: 'move', text: 'static', moves: [], focalLengthMm: 24.89, loops: false }
  expect(cameraFrame(move, delivered(720, 720))).toBeNull()
  expect(boardIntrinsics(move, size, null)).toEqual([448, 448, 224, 128])
})
