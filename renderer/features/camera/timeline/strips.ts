import type { ShotGeometry } from '../../../state/board-view/shot-geometry.ts'
import { frameIssues, lowCoverage, pathHealth } from '../model/path-health.ts'
import { travelOf } from '../session/travel.ts'
import { frameToPixels, rulerStep, type TimeScale, frameNumber, frameOfNumber } from '../model/time-scale.ts'

/** What the strips under the ruler draw. */
export interface StripsState {
  readonly geometry: ShotGeometry
  readonly scale: TimeScale
  /** Covered part of each frame; null while it is counted. */
  readonly coverage: readonly number[] | null
}

/** Heights of the timeline's rows from the top, CSS pixels. */
export const rows = { ruler: 24, keys: 32, speed: 40, coverage: 16, range: 16 } as const
export const stripsHeight = rows.ruler + rows.keys + rows.speed + rows.coverage + rows.range

/** Colours of the strips, read from the tokens once. */
let colours: Readonly<Record<string, string>> | null = null

function tokens(): Readonly<Record<string, string>> {
  if (colours !== null) return colours
  const style = getComputedStyle(document.documentElement)
  const names = [
    'surface-well',
    'surface-panel',
    'surface-raised',
    'line-soft',
    'line',
    'text-muted',
    'camera-path',
    'uncovered',
    'ok',
    'warn',
    'font',
  ]
  colours = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]))
  return colours
}

/** Draws ruler and strips; keys and playhead lie over them. */
export function paintStrips(canvas: HTMLCanvasElement, state: StripsState): void {
  const density = window.devicePixelRatio
  const width = canvas.clientWidth
  const [pixelWidth, pixelHeight] = [Math.max(1, Math.round(width * density)), Math.round(stripsHeight * density)]
  // Setting a size, even the same one, makes the canvas anew.
  if (canvas.width !== pixelWidth || canvas.height !== pixelHeight) {
    canvas.width = pixelWidth
    canvas.height = pixelHeight
  }
  const context = canvas.getContext('2d')
  if (context === null) return
  context.setTransform(density, 0, 0, density, 0, 0)
  const painter = { context, width, state, colour: tokens() }
  paintRanges(painter)
  paintRuler(painter)
  paintSpeed(painter)
  paintHealth(painter)
}

interface Painter {
  readonly context: CanvasRenderingContext2D
  readonly width: number
  readonly state: StripsState
  readonly colour: Readonly<Record<string, string>>
}

/** The shot is lighter than what lies outside; handles lie between. */
function paintRanges({ context, width, state: { geometry, scale }, colour }: Painter): void {
  const { shot, frames } = geometry
  const block = (start: number, end: number, fill: string): void => {
    const left = frameToPixels(scale, start - 0.5)
    context.fillStyle = fill
    context.fillRect(left, 0, frameToPixels(scale, end - 0.5) - left, stripsHeight)
  }
  context.fillStyle = colour['surface-well']!
  context.fillRect(0, 0, width, stripsHeight)
  block(frames.start, frames.end, colour['surface-panel']!)
  block(0, shot.durationFrames, colour['surface-raised']!)
  context.fillStyle = colour['line-soft']!
  let y = 0
  for (const height of Object.values(rows)) {
    y += height
    context.fillRect(0, y - 1, width, 1)
  }
}

function paintRuler({ context, width, state: { geometry, scale }, colour }: Painter): void {
  const { rate } = geometry.toCompile
  const step = rulerStep(scale.pixelsPerFrame, rate.numerator / rate.denominator)
  const first = Math.floor(frameNumber(scale.startFrame) / step) * step
  const last = scale.startFrame + width / scale.pixelsPerFrame
  context.font = `11px ${colour['font']!}`
  context.textBaseline = 'middle'
  // Round numbers, and the first frame, which is number 1.
  for (let mark = first; frameOfNumber(mark) <= last; mark += step) {
    const number = mark === 0 ? 1 : mark
    const x = Math.round(frameToPixels(scale, frameOfNumber(number)))
    context.fillStyle = colour['line']!
    context.fillRect(x, rows.ruler - 8, 1, 8)
    context.fillRect(x, rows.ruler, 1, rows.keys + rows.speed)
    context.fillStyle = colour['text-muted']!
    context.fillText(String(number), x + 7, rows.ruler / 2 - 1)
  }
  if (scale.pixelsPerFrame < 5) return
  context.fillStyle = colour['line']!
  for (let frame = Math.floor(scale.startFrame); frame <= last; frame++) {
    context.fillRect(Math.round(frameToPixels(scale, frame)), rows.ruler - 4, 1, 4)
  }
}

/** The largest step between two frames is as high as the row. */
function paintSpeed({ context, state: { geometry, scale }, colour }: Painter): void {
  const travel = travelOf(geometry)
  const most = travel.reduce((largest, step) => Math.max(largest, step), 0)
  if (most < 1e-9) return
  const bottom = rows.ruler + rows.keys + rows.speed - 1
  const height = rows.speed - 8
  context.beginPath()
  context.moveTo(frameToPixels(scale, geometry.frames.start), bottom)
  travel.forEach((step, index) => {
    context.lineTo(frameToPixels(scale, geometry.frames.start + index + 0.5), bottom - (step / most) * height)
  })
  context.lineTo(frameToPixels(scale, geometry.frames.end - 1), bottom)
  context.fillStyle = colour['camera-path']!
  context.globalAlpha = 0.22
  context.fill()
  context.globalAlpha = 1
  context.strokeStyle = colour['camera-path']!
  context.lineWidth = 1
  context.stroke()
}

/** One block a frame: how much the board covers, and whether the camera is inside the trained range. */
function paintHealth({ context, state: { geometry, scale, coverage }, colour }: Painter): void {
  const { cameras, frames, pack, toCompile } = geometry
  const health = pathHealth(cameras, toCompile.size.width, pack.trainedRange)
  const top = rows.ruler + rows.keys + rows.speed
  cameras.forEach((_camera, index) => {
    const left = Math.round(frameToPixels(scale, frames.start + index - 0.5))
    const right = Math.round(frameToPixels(scale, frames.start + index + 0.5))
    const part = coverage?.[index]
    if (part !== undefined) {
      const height = rows.coverage - 6
      context.fillStyle = part < lowCoverage ? colour['uncovered']! : colour['ok']!
      context.globalAlpha = 0.75
      context.fillRect(left, top + 3 + height * (1 - part), right - left, height * part)
      context.globalAlpha = 1
    }
    if (frameIssues(health.frames[index]!, pack.trainedRange).length === 0) return
    context.fillStyle = colour['warn']!
    context.fillRect(left, top + rows.coverage + 5, right - left, rows.range - 11)
  })
}
