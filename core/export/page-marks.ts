/** Points of 1/72 inch from the page's upper left corner, x right, y down. */
export type PagePoint = readonly [x: number, y: number]

export interface PageBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** `#rrggbb` */
type Colour = string

/** Something on a page. */
export type Mark =
  | {
      readonly kind: 'line'
      readonly points: readonly PagePoint[]
      readonly closed: boolean
      readonly stroke: Colour | null
      readonly fill: Colour | null
      /** Of the stroke, points. */
      readonly width: number
      /** Lengths of dashes and gaps; whole where it is left out. */
      readonly dash?: readonly number[]
      /** 0..1; 1 where it is left out. */
      readonly opacity?: number
    }
  /** Picture of the entry of that index. */
  | { readonly kind: 'picture'; readonly entry: number; readonly box: PageBox }
  | {
      readonly kind: 'text'
      readonly text: string
      /** Left end of the baseline. */
      readonly at: PagePoint
      readonly size: number
      readonly bold: boolean
      readonly colour: Colour
    }
  /** Marks of which only what lies in the box is seen. */
  | { readonly kind: 'clip'; readonly box: PageBox; readonly marks: readonly Mark[] }

export interface Page {
  readonly width: number
  readonly height: number
  readonly marks: readonly Mark[]
}

/** Width of a line of text in points. */
export type MeasureText = (text: string, size: number, bold: boolean) => number

export const inks = {
  text: '#1a1a1a',
  quiet: '#6b6b6b',
  rule: '#c8c8c8',
  paper: '#ffffff',
  well: '#f4f4f1',
  wall: '#4a4a4a',
  start: '#1259a8',
  end: '#c62828',
} as const

export function lineMark(
  points: readonly PagePoint[],
  style: {
    readonly stroke: Colour
    readonly width: number
    readonly dash?: readonly number[]
    readonly closed?: boolean
  },
): Mark {
  const { stroke, width, dash, closed = false } = style
  return { kind: 'line', points, closed, stroke, fill: null, width, ...(dash === undefined ? {} : { dash }) }
}

export function fillMark(points: readonly PagePoint[], fill: Colour, opacity = 1): Mark {
  return { kind: 'line', points, closed: true, stroke: null, fill, width: 0, ...(opacity === 1 ? {} : { opacity }) }
}

export function boxMark(
  { x, y, width, height }: PageBox,
  style: { readonly stroke?: Colour; readonly fill?: Colour },
): Mark {
  const points: PagePoint[] = [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ]
  return { kind: 'line', points, closed: true, stroke: style.stroke ?? null, fill: style.fill ?? null, width: 0.5 }
}

/** A filled head at the end of an arrow that comes from `from`; nothing where the two are one place. */
export function arrowHead(from: PagePoint, tip: PagePoint, length: number, colour: Colour): Mark[] {
  const [dx, dy] = [tip[0] - from[0], tip[1] - from[1]]
  const distance = Math.sqrt(dx * dx + dy * dy)
  if (distance < 1e-6) return []
  const [x, y] = [(dx / distance) * length, (dy / distance) * length]
  const half = 0.45
  const points: PagePoint[] = [
    tip,
    [tip[0] - x - y * half, tip[1] - y + x * half],
    [tip[0] - x + y * half, tip[1] - y - x * half],
  ]
  return [fillMark(points, colour)]
}

/** The largest box of that shape in the middle of another. @param aspect width ÷ height */
export function fittedBox({ x, y, width, height }: PageBox, aspect: number): PageBox {
  const fittedWidth = Math.min(width, height * aspect)
  const fittedHeight = fittedWidth / aspect
  return {
    x: x + (width - fittedWidth) / 2,
    y: y + (height - fittedHeight) / 2,
    width: fittedWidth,
    height: fittedHeight,
  }
}
