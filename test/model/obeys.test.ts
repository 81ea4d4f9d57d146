import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Transformer } from '@napi-rs/image'
import { expect, test } from 'vitest'
import { expectSuccess } from '../support/command-line.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** A camera in OpenCV axes (x right, y down, z forward) before a picture that stands at distance 1. */
interface View {
  readonly rotation: readonly (readonly [number, number, number])[]
  readonly position: readonly [number, number, number]
  readonly zoom: number
}

interface Rgb {
  readonly width: number
  readonly height: number
  readonly values: Uint8Array
}

const still: View = {
  rotation: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  position: [0, 0, 0],
  zoom: 1,
}

/** Where the camera must be at the end of each move, by hand: the sign and the size of what the words say. */
const moves: Record<string, (amount: number) => View> = {
  pan: (degrees) => ({ ...still, rotation: aboutDown(degrees) }),
  tilt: (degrees) => ({ ...still, rotation: aboutRight(degrees) }),
  roll: (degrees) => ({ ...still, rotation: aboutForward(degrees) }),
  dolly: (distance) => ({ ...still, position: [0, 0, distance] }),
  truck: (distance) => ({ ...still, position: [distance, 0, 0] }),
  pedestal: (distance) => ({ ...still, position: [0, -distance, 0] }),
  orbit: (degrees) => ({
    rotation: aboutDown(-degrees),
    position: [Math.sin(radians(degrees)), 0, 1 - Math.cos(radians(degrees))],
    zoom: 1,
  }),
  zoom: (factor) => ({ ...still, zoom: factor }),
}

const amounts = { pan: 8, tilt: -6, roll: 12, dolly: 0.25, truck: -0.2, pedestal: 0.12, orbit: 15, zoom: 1.3 }

const boards = ['harbour.png', 'alley.png'].map((name) => {
  return fileURLToPath(new URL(`../../resources/boards/${name}`, import.meta.url))
})

const cases = boards.flatMap((board) => Object.entries(amounts).map(([move, amount]) => ({ board, move, amount })))

test.each(cases)('$board: $move $amount ends where that move ends', async ({ board, move, amount }) => {
  const out = join(temporaryFolder(), 'take')
  const words = ['generate', '--image', board, '--move', `${move}:${amount}`, '--out', out, '--frames', '3']
  await expectSuccess([...words, '--steps', '2', '--movie', 'none', '--provider', 'cpu', '--size', '320x192'])
  const picture = await readPng(join(out, 'picture.png'))
  const last = await readPng(join(out, 'frame_0002.png'))
  const view = moves[move]!
  const opposite = move === 'zoom' ? 1 / amount : -amount
  const right = agreementDecibels(last, picture, view(amount))
  expect(right).toBeGreaterThan(28)
  expect(right - agreementDecibels(last, picture, view(opposite))).toBeGreaterThan(6)
  expect(right - agreementDecibels(last, picture, still)).toBeGreaterThan(6)
})

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}

function aboutDown(degrees: number): View['rotation'] {
  const [c, s] = [Math.cos(radians(degrees)), Math.sin(radians(degrees))]
  return [
    [c, 0, s],
    [0, 1, 0],
    [-s, 0, c],
  ]
}

function aboutRight(degrees: number): View['rotation'] {
  const [c, s] = [Math.cos(radians(degrees)), Math.sin(radians(degrees))]
  return [
    [1, 0, 0],
    [0, c, -s],
    [0, s, c],
  ]
}

function aboutForward(degrees: number): View['rotation'] {
  const [c, s] = [Math.cos(radians(degrees)), Math.sin(radians(degrees))]
  return [
    [c, -s, 0],
    [s, c, 0],
    [0, 0, 1],
  ]
}

async function readPng(file: string): Promise<Rgb> {
  const png = new Transformer(readFileSync(file))
  const { width, height } = await png.metadata()
  return { width, height, values: await png.rawPixels() }
}

/** PSNR between a frame and the picture seen by a camera, over the pixels that see the picture's inside. */
function agreementDecibels(frame: Rgb, picture: Rgb, view: View): number {
  let squares = 0
  let count = 0
  for (let y = 0; y < frame.height; y++) {
    for (let x = 0; x < frame.width; x++) {
      const [u, v] = picturePoint(x + 0.5, y + 0.5, picture, view)
      if (!(u >= 1 && v >= 1 && u < picture.width - 2 && v < picture.height - 2)) continue
      for (let channel = 0; channel < 3; channel++) {
        const error = frame.values[(y * frame.width + x) * 3 + channel]! - bilinear(picture, u, v, channel)
        squares += error * error
        count += 1
      }
    }
  }
  expect(count).toBeGreaterThan(frame.values.length / 4)
  return 10 * Math.log10(255 ** 2 / (squares / count))
}

/** Where the ray of a pixel meets the picture, in its pixels counted from the first pixel's centre; lens 55° wide. */
function picturePoint(x: number, y: number, { width, height }: Rgb, view: View): readonly [number, number] {
  const focal = width / 2 / Math.tan(radians(55) / 2)
  const ray = [(x - width / 2) / (focal * view.zoom), (y - height / 2) / (focal * view.zoom), 1]
  const [dx, dy, dz] = view.rotation.map((row) => row.reduce((sum, value, i) => sum + value * ray[i]!, 0))
  const distance = (1 - view.position[2]) / dz!
  const u = (view.position[0] + distance * dx!) * focal + width / 2 - 0.5
  const v = (view.position[1] + distance * dy!) * focal + height / 2 - 0.5
  return [u, v]
}

function bilinear({ width, values }: Rgb, u: number, v: number, channel: number): number {
  const [left, top] = [Math.floor(u), Math.floor(v)]
  const at = (x: number, y: number): number => values[(y * width + x) * 3 + channel]!
  const upper = at(left, top) * (left + 1 - u) + at(left + 1, top) * (u - left)
  const lower = at(left, top + 1) * (left + 1 - u) + at(left + 1, top + 1) * (u - left)
  return upper * (top + 1 - v) + lower * (v - top)
}
