import type { OverheadPlot, PlotCamera, PlotPoint } from './overhead-plot.ts'
import {
  arrowHead,
  boxMark,
  fillMark,
  inks,
  lineMark,
  type Mark,
  type MeasureText,
  type PageBox,
  type PagePoint,
} from './page-marks.ts'

/** How a plan lies on the page: what is away from the camera is up. */
interface PlotView {
  readonly onPage: (point: PlotPoint) => PagePoint
  /** Points on the page in one subject distance. */
  readonly scale: number
}

/** Room round what is drawn, and under it for the scale bar, points. */
const padding = 10
const barRoom = 15

/** Things farther than this behind the farthest camera, in subject distances, are beyond the plan. */
const beyondCamera = 2.2
/** Nor is anything shown so far to the side of the camera's way. */
const besideCamera = 1.8

/** A ground plan in a box: the board's outline, the camera's way, its frames at the keys, and a scale bar in metres. */
export function plotMarks(whole: OverheadPlot, box: PageBox, metresPerUnit: number, measure: MeasureText): Mark[] {
  const plot = { ...whole, cameras: distinct(whole.cameras) }
  const view = fitted(plot, { ...box, height: box.height - barRoom })
  const inside: PageBox = { x: box.x + 0.5, y: box.y + 0.5, width: box.width - 1, height: box.height - 1 }
  return [
    boxMark(box, { fill: inks.well }),
    {
      kind: 'clip',
      box: inside,
      marks: [
        ...wedgeMarks(plot, view),
        ...outlineMarks(plot, view),
        ...wayMarks(plot, view),
        ...cameraMarks(plot, view),
      ],
    },
    ...scaleBar(box, view.scale * (1 / metresPerUnit), measure),
    boxMark(box, { stroke: inks.rule }),
  ]
}

/** A camera that ends where it began stands there once. */
function distinct(cameras: readonly PlotCamera[]): readonly PlotCamera[] {
  const [first] = cameras
  const same = (a: PlotPoint, b: PlotPoint): boolean => Math.abs(a[0] - b[0]) < 1e-3 && Math.abs(a[1] - b[1]) < 1e-3
  const stands = cameras.every(
    (each) => same(each.at, first!.at) && same(each.left, first!.left) && same(each.right, first!.right),
  )
  return stands ? cameras.slice(0, 1) : cameras
}

/** How far what a camera frames is drawn, subject distances. */
const wedgeLength = 1

/** The subject, straight ahead of the board's camera, is always on the plan. */
const subject: PlotPoint = [0, 1]

function fitted(plot: OverheadPlot, box: PageBox): PlotView {
  const way = [...plot.path, ...plot.cameras.map(({ at }) => at)]
  const ends = [plot.cameras[0]!, plot.cameras[plot.cameras.length - 1]!]
  const framed = ends.flatMap((camera) => edgesOf(camera, wedgeLength))
  const reach = limits(way)
  const isNear = ([x, z]: PlotPoint): boolean =>
    z <= reach.top + beyondCamera && x >= reach.left - besideCamera && x <= reach.right + besideCamera
  const { left, right, bottom, top } = limits([
    ...way,
    ...framed,
    subject,
    ...plot.outline.flatMap(({ points }) => points.filter(isNear)),
  ])
  const scale = Math.min(
    (box.width - 2 * padding) / Math.max(right - left, 0.4),
    (box.height - 2 * padding) / Math.max(top - bottom, 0.4),
  )
  const [middleX, middleZ] = [(left + right) / 2, (bottom + top) / 2]
  const [pageX, pageY] = [box.x + box.width / 2, box.y + box.height / 2]
  return { scale, onPage: ([x, z]) => [pageX + (x - middleX) * scale, pageY - (z - middleZ) * scale] }
}

function limits(points: readonly PlotPoint[]) {
  const [xs, zs] = [points.map(([x]) => x), points.map(([, z]) => z)]
  return { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...zs), top: Math.max(...zs) }
}

function outlineMarks({ outline }: OverheadPlot, { onPage }: PlotView): Mark[] {
  return outline.map(({ points, height }) =>
    lineMark(points.map(onPage), { stroke: inks.wall, width: Math.max(0.5, Math.min(1.6, 0.4 + height)) }),
  )
}

/** What the first and the last camera frame. */
function wedgeMarks({ cameras }: OverheadPlot, view: PlotView): Mark[] {
  const [first] = cameras
  const last = cameras[cameras.length - 1]
  const wedge = (camera: PlotCamera, colour: string): Mark[] => {
    const corners = [camera.at, ...edgesOf(camera, wedgeLength)].map(view.onPage)
    return [
      fillMark(corners, colour, 0.1),
      lineMark(corners, { stroke: colour, width: 0.5, closed: true, dash: [2, 2] }),
    ]
  }
  if (first === undefined || last === undefined) return []
  return [...wedge(first, inks.start), ...(last === first ? [] : wedge(last, inks.end))]
}

function edgesOf({ at, left, right }: PlotCamera, length: number): [PlotPoint, PlotPoint] {
  const end = (direction: PlotPoint): PlotPoint => [at[0] + direction[0] * length, at[1] + direction[1] * length]
  return [end(left), end(right)]
}

function wayMarks({ path }: OverheadPlot, { onPage }: PlotView): Mark[] {
  const points = path.map(onPage)
  const [first] = points
  const tip = points[points.length - 1]
  if (first === undefined || tip === undefined) return []
  const far = (from: PagePoint): number => Math.max(Math.abs(tip[0] - from[0]), Math.abs(tip[1] - from[1]))
  if (points.every((each) => far(each) < 2)) return []
  const before = points.findLast((each) => far(each) >= 5) ?? first
  return [lineMark(points, { stroke: inks.end, width: 1.2 }), ...arrowHead(before, tip, 5, inks.end)]
}

/** Length of a camera's body on the page, points. */
const bodyLength = 7

/** A camera for each key, the first and the last with their letters. */
function cameraMarks({ cameras }: OverheadPlot, { onPage, scale }: PlotView): Mark[] {
  return cameras.flatMap((camera, index) => {
    const isFirst = index === 0
    const isLast = index === cameras.length - 1
    const colour = isFirst ? inks.start : isLast ? inks.end : inks.quiet
    const length = (isFirst || isLast ? bodyLength : bodyLength * 0.65) / scale
    const body = [camera.at, ...edgesOf(camera, length)].map(onPage)
    const [x, y] = onPage(camera.at)
    const text: Mark = {
      kind: 'text',
      text: isFirst ? 'A' : 'B',
      at: [x + (isFirst ? -8.5 : 4), y + 7],
      size: 7,
      bold: true,
      colour,
    }
    return [fillMark(body, colour, isFirst || isLast ? 1 : 0.7), ...(isFirst || isLast ? [text] : [])]
  })
}

/** The roundest length of at most this many points: 1, 2 or 5 times a power of ten, metres. */
export function barMetres(pointsPerMetre: number, mostPoints: number): number {
  let metres = 1e-4
  for (let power = 1e-4; power <= 1e7; power *= 10)
    for (const digit of [1, 2, 5]) if (digit * power * pointsPerMetre <= mostPoints) metres = digit * power
  return Number(metres.toPrecision(1))
}

function scaleBar(box: PageBox, pointsPerMetre: number, measure: MeasureText): Mark[] {
  const metres = barMetres(pointsPerMetre, box.width * 0.45)
  const length = metres * pointsPerMetre
  const words = metres >= 1 ? `${metres} m` : `${Number((metres * 100).toPrecision(1))} cm`
  const [x, y] = [box.x + padding, box.y + box.height - 7]
  const tick = (at: number): Mark =>
    lineMark(
      [
        [at, y - 2.5],
        [at, y + 2.5],
      ],
      { stroke: inks.text, width: 0.8 },
    )
  const textX = Math.min(x + length + 4, box.x + box.width - padding / 2 - measure(words, 7, false))
  return [
    lineMark(
      [
        [x, y],
        [x + length, y],
      ],
      { stroke: inks.text, width: 0.8 },
    ),
    tick(x),
    tick(x + length),
    { kind: 'text', text: words, at: [textX, y + 2.5], size: 7, bold: false, colour: inks.text },
  ]
}
