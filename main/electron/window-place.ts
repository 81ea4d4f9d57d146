import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** In device-independent pixels of the whole desktop. */
export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where the window was; `bounds` are those it returns to when it is not maximized. */
export interface WindowPlace {
  readonly bounds: Rectangle
  readonly maximized: boolean
}

export const smallestWindow = { width: 1024, height: 640 } as const

const firstSize = { width: 1480, height: 920 }

/** So much of the window must lie on a screen for its title bar to be reached. */
const reachablePixels = 120

/**
 * Where the window opens: where it was, if that can still be reached, otherwise centred on the first screen. Never
 * larger than the screen it lies on, never smaller than {@link smallestWindow}.
 *
 * @param workAreas of the screens, the main one first
 */
export function placeWindow(saved: WindowPlace | null, workAreas: readonly [Rectangle, ...Rectangle[]]): Rectangle {
  const area = (saved && workAreas.find((area) => reaches(saved.bounds, area))) ?? null
  if (saved && area) return { ...saved.bounds, ...fit(saved.bounds, area) }
  const [first] = workAreas
  const { width, height } = fit(firstSize, first)
  const x = first.x + Math.max(0, Math.round((first.width - width) / 2))
  const y = first.y + Math.max(0, Math.round((first.height - height) / 2))
  return { x, y, width, height }
}

function fit(size: { readonly width: number; readonly height: number }, area: Rectangle) {
  return {
    width: Math.max(smallestWindow.width, Math.min(size.width, area.width)),
    height: Math.max(smallestWindow.height, Math.min(size.height, area.height)),
  }
}

/** Its title bar: the window may hang over any edge but the upper one. */
function reaches(bounds: Rectangle, area: Rectangle): boolean {
  const shared = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x)
  return shared >= reachablePixels && bounds.y >= area.y && bounds.y <= area.y + area.height - reachablePixels
}

/** Null when there is none, or when the file is not one of ours. */
export function readWindowPlace(file: string): WindowPlace | null {
  try {
    const { bounds, maximized } = JSON.parse(readFileSync(file, 'utf8')) as Partial<WindowPlace>
    const numbers = [bounds?.x, bounds?.y, bounds?.width, bounds?.height]
    if (!bounds || !numbers.every(Number.isInteger)) return null
    return { bounds, maximized: maximized === true }
  } catch {
    return null
  }
}

/** A place that cannot be kept is no reason to keep a window from closing. */
export function writeWindowPlace(file: string, place: WindowPlace): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(`${file}.new`, JSON.stringify(place))
    renameSync(`${file}.new`, file)
  } catch {
    // The window opens in the middle next time.
  }
}
