import type { BoardPoint, CameraArrows, FrameOutline } from './camera-arrows.ts'
import { arrowHead, inks, lineMark, type Mark, type PageBox, type PagePoint } from './page-marks.ts'

/** Parts of the board that are drawn, its own frame among them: 0..1 and as far beyond as the camera looks, within limits. */
export interface DrawnPart {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** A camera that looks farther beside the board than this leaves the drawing. */
const farthestBeyond = 0.45
/** Room for line and letter of a frame that is drawn beyond the board. */
const marginBeyond = 0.03
/** Parts of the board's frame; two frames that differ by less are one. */
const leastChange = 0.006
/** A middle that moves less than this, in parts of the frame, does not travel. */
const leastTravel = 0.035
/** Points on the page; a shorter way has no room for an arrow. */
const shortestArrow = 15
/** A middle that goes farther than this has an arrow of its own that says enough. */
const farTravel = 0.3
/** Part of the size by which a frame must grow or shrink to have arrows at its corners. */
const leastGrowth = 0.06

/** Whether the camera does anything that can be drawn on the board. */
export function hasArrows({ start, end, path }: CameraArrows): boolean {
  const differs = end.corners.length !== start.corners.length || spread(start.corners, end.corners) > leastChange
  return differs || path.some((point) => distance(point, path[0]!) > leastTravel)
}

/** What has to be drawn for the frames to be seen. */
export function drawnPart(arrows: CameraArrows | null): DrawnPart {
  const points = arrows === null || !hasArrows(arrows) ? [] : [...arrows.start.corners, ...arrows.end.corners]
  const reach = (values: readonly number[]): readonly [number, number] => {
    const [low, high] = [Math.min(0, ...values), Math.max(1, ...values)]
    return [
      low < -leastChange ? Math.max(-farthestBeyond, low - marginBeyond) : 0,
      high > 1 + leastChange ? Math.min(1 + farthestBeyond, high + marginBeyond) : 1,
    ]
  }
  const [left, right] = reach(points.map(([x]) => x))
  const [top, bottom] = reach(points.map(([, y]) => y))
  return { left, top, right, bottom }
}

/**
 * The frames and the way of a camera over a board's picture.
 * @param picture where the film's frame of the board is
 * @param seen what is seen of the drawing
 */
export function arrowMarks(arrows: CameraArrows, picture: PageBox, seen: PageBox): Mark[] {
  if (!hasArrows(arrows)) return []
  const onPage = ([x, y]: BoardPoint): PagePoint => [picture.x + x * picture.width, picture.y + y * picture.height]
  const { start, end } = arrows
  return [
    ...frameMarks(start, onPage, inks.start, [4, 2.5]),
    ...frameMarks(end, onPage, inks.end),
    ...cornerMarks(start, end, onPage),
    ...wayMarks(inSight(arrows.path.map(onPage), seen)),
    ...tagMarks(start.corners.map(onPage), 'A', inks.start, seen),
    ...tagMarks(end.corners.map(onPage), 'B', inks.end, seen),
  ]
}

type OnPage = (point: BoardPoint) => PagePoint

/** Lines lie on pictures of any tone: a light edge sets them off. */
function setOff(
  points: readonly PagePoint[],
  stroke: string,
  width: number,
  options: { closed?: boolean; dash?: readonly number[] } = {},
): Mark[] {
  return [
    lineMark(points, { stroke: inks.paper, width: width + 1.4, closed: options.closed ?? false }),
    lineMark(points, { stroke, width, ...options }),
  ]
}

function frameMarks({ corners }: FrameOutline, onPage: OnPage, colour: string, dash?: readonly number[]): Mark[] {
  if (corners.length === 0) return []
  return setOff(corners.map(onPage), colour, 1.1, { closed: true, ...(dash === undefined ? {} : { dash }) })
}

const tagSide = 9

/** A letter on its colour: the start's in its frame's upper left corner, the end's in its lower right one, in sight. */
function tagMarks(points: readonly PagePoint[], letter: 'A' | 'B', colour: string, seen: PageBox): Mark[] {
  if (points.length === 0) return []
  const sum = ([x, y]: PagePoint): number => x + y
  const isStart = letter === 'A'
  const corner = points.reduce((best, each) => (isStart === sum(each) < sum(best) ? each : best))
  const inside = (at: number, from: number, length: number): number =>
    Math.max(from, Math.min(at - (isStart ? 0 : tagSide), from + length - tagSide))
  const [x, y] = [inside(corner[0], seen.x, seen.width), inside(corner[1], seen.y, seen.height)]
  const box: PagePoint[] = [
    [x, y],
    [x + tagSide, y],
    [x + tagSide, y + tagSide],
    [x, y + tagSide],
  ]
  return [
    { kind: 'line', points: box, closed: true, stroke: null, fill: colour, width: 0 },
    { kind: 'text', text: letter, at: [x + 2.2, y + 6.9], size: 6.8, bold: true, colour: inks.paper },
  ]
}

/** A frame that grows or shrinks without going far has an arrow from each corner to where it goes. */
function cornerMarks(start: FrameOutline, end: FrameOutline, onPage: OnPage): Mark[] {
  if (start.centre === null || end.centre === null || distance(start.centre, end.centre) > farTravel) return []
  if (start.corners.length !== 4 || end.corners.length !== 4) return []
  const growth = Math.sqrt(areaOf(end.corners) / areaOf(start.corners))
  if (Math.abs(growth - 1) < leastGrowth) return []
  return start.corners.flatMap((corner, index) => {
    const [from, to] = [onPage(corner), onPage(end.corners[index]!)]
    const part = (fraction: number): PagePoint => [
      from[0] + (to[0] - from[0]) * fraction,
      from[1] + (to[1] - from[1]) * fraction,
    ]
    const [near, far] = [part(0.12), part(0.88)]
    return distance(near, far) < 9 ? [] : [...setOff([near, far], inks.end, 0.9), ...arrowHead(near, far, 5, inks.end)]
  })
}

/** The way up to where it leaves the drawing, so that the arrow's head is always seen. */
function inSight(points: readonly PagePoint[], { x, y, width, height }: PageBox): PagePoint[] {
  const outside = points.findIndex(([px, py]) => px < x || px > x + width || py < y || py > y + height)
  if (outside < 0) return [...points]
  if (outside === 0) return []
  const [from, to] = [points[outside - 1]!, points[outside]!]
  const reach = (start: number, end: number, low: number, high: number): number => {
    if (end >= low && end <= high) return 1
    return ((end < low ? low : high) - start) / (end - start)
  }
  const part = Math.min(reach(from[0], to[0], x, x + width), reach(from[1], to[1], y, y + height))
  const edge: PagePoint = [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part]
  return [...points.slice(0, outside), edge]
}

/** Where the middle goes. */
function wayMarks(points: readonly PagePoint[]): Mark[] {
  const [first] = points
  const tip = points[points.length - 1]
  if (first === undefined || tip === undefined || !points.some((each) => distance(each, first) > shortestArrow))
    return []
  const headLength = 9
  const before = points.findLast((each) => distance(each, tip) >= headLength) ?? first
  const shaft = points.filter((each) => distance(each, tip) >= headLength * 0.7)
  const [edge, line] = shaft.length < 2 ? [] : setOff(shaft, inks.end, 2)
  return [
    ...(edge === undefined ? [] : [edge]),
    ...arrowHead(before, tip, headLength + 1.6, inks.paper),
    ...(line === undefined ? [] : [line]),
    ...arrowHead(before, tip, headLength, inks.end),
  ]
}

function spread(a: readonly BoardPoint[], b: readonly BoardPoint[]): number {
  return a.reduce((most, point, index) => Math.max(most, distance(point, b[index] ?? point)), 0)
}

function distance(a: readonly [number, number], b: readonly [number, number]): number {
  const [x, y] = [a[0] - b[0], a[1] - b[1]]
  return Math.sqrt(x * x + y * y)
}

function areaOf(corners: readonly BoardPoint[]): number {
  const twice = corners.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = corners[(index + 1) % corners.length]!
    return sum + x * nextY - nextX * y
  }, 0)
  return Math.abs(twice) / 2
}
