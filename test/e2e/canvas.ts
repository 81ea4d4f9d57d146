import type { Locator } from 'playwright'

/** What a canvas holds: 8-bit RGBA, row-major, at the canvas's own size. */
export interface CanvasPixels {
  readonly width: number
  readonly height: number
  readonly rgba: Uint8Array
}

/** Reads a 2D canvas of the page back. */
export async function canvasPixels(canvas: Locator): Promise<CanvasPixels> {
  const { width, height, base64 } = await canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement
    const data = (element as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data
    let binary = ''
    const length = data?.length ?? 0
    for (let at = 0; at < length; at += 8192) binary += String.fromCharCode(...(data?.subarray(at, at + 8192) ?? []))
    return { width, height, base64: btoa(binary) }
  })
  return { width, height, rgba: new Uint8Array(Buffer.from(base64, 'base64')) }
}

/** How many different pictures a canvas shows until there are `wanted`, looked at once for each picture of the screen. */
export async function countPictures(canvas: Locator, wanted: number): Promise<number> {
  return canvas.evaluate(async (element, wanted) => {
    const seen = new Set<string>()
    // Small, so that looking does not slow down what is looked at.
    const small = Object.assign(document.createElement('canvas'), { width: 32, height: 18 })
    const context = small.getContext('2d', { willReadFrequently: true })
    const end = performance.now() + 60_000
    while (seen.size < wanted && performance.now() < end) {
      context?.drawImage(element as HTMLCanvasElement, 0, 0, 32, 18)
      seen.add(context?.getImageData(0, 0, 32, 18).data.join() ?? '')
      await new Promise((resolve) => requestAnimationFrame(resolve))
    }
    return seen.size
  }, wanted)
}

/** Numbers of the frames that the player's canvas shows, until there are `wanted` different ones. */
export async function shownFrames(canvas: Locator, wanted: number): Promise<number[]> {
  return canvas.evaluate(async (element, wanted) => {
    const seen = new Set<number>()
    const end = performance.now() + 60_000
    while (seen.size < wanted && performance.now() < end) {
      seen.add(Number((element as HTMLElement).dataset['shownFrame']))
      await new Promise((resolve) => requestAnimationFrame(resolve))
    }
    return [...seen]
  }, wanted)
}

/** Decibels of the peak between 8-bit RGB pixels and the colours of RGBA ones; infinite when they are the same. */
export function decibels(rgb: Uint8Array, rgba: Uint8Array): number {
  let squares = 0
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    for (let channel = 0; channel < 3; channel++) squares += (rgb[from + channel]! - rgba[to + channel]!) ** 2
  }
  return 10 * Math.log10((255 ** 2 * rgb.length) / squares)
}
