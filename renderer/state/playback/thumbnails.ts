import type { PixelBox } from '../../../core/framing/framing.ts'
import type { PictureSource } from './picture-supply.ts'

/** Width of a thumbnail in pixels: a strip's cell on a dense screen. */
const thumbnailWidth = 192
const kept = 500
const loadsAtOnce = 2

const thumbnails = new Map<string, Promise<ImageBitmap>>()
const waiting: (() => void)[] = []
let loading = 0

/** A small picture to be drawn many times. */
export interface ThumbnailRequest {
  readonly source: PictureSource
  readonly index: number
  /** The part that is shown, in the picture's pixels; null shows all. */
  readonly box: PixelBox | null
  /** Width ÷ height. */
  readonly aspect: number
}

/** Names a thumbnail: requests of one name have one picture. */
function thumbnailName({ source, index, aspect }: ThumbnailRequest): string {
  return `${source.key}@${index}/${aspect.toFixed(4)}`
}

/**
 * A small copy of a picture, made once and kept; a few are made at a time, those asked for last first.
 * @returns rejects when the picture is missing
 */
export function thumbnail(request: ThumbnailRequest): Promise<ImageBitmap> {
  const name = thumbnailName(request)
  const made = thumbnails.get(name) ?? newThumbnail(request)
  thumbnails.delete(name)
  thumbnails.set(name, made)
  made.catch(() => thumbnails.delete(name))
  for (const oldest of thumbnails.keys()) {
    if (thumbnails.size <= kept) break
    thumbnails.delete(oldest)
  }
  return made
}

async function newThumbnail({ source, index, box, aspect }: ThumbnailRequest): Promise<ImageBitmap> {
  if (loading >= loadsAtOnce) await new Promise<void>((resolve) => void waiting.push(resolve))
  loading++
  try {
    const canvas = new OffscreenCanvas(thumbnailWidth, Math.max(1, Math.round(thumbnailWidth / aspect)))
    const context = canvas.getContext('2d', { alpha: false })!
    context.imageSmoothingQuality = 'high'
    let found = false
    await source.load(
      source.groupOf(index),
      (at, picture) => {
        if (at === index) picture.draw(context, box)
        found ||= at === index
        picture.close()
      },
      new AbortController().signal,
    )
    if (!found) throw new Error(`picture ${index} of ${source.key} is not there`)
    return canvas.transferToImageBitmap()
  } finally {
    loading--
    waiting.pop()?.()
  }
}
