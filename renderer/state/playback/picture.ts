import type { PixelBox } from '../../../core/framing/framing.ts'

/** A canvas of the page, or one that is never shown. */
type DrawingContext = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/** Something that a canvas can draw, decoded; it holds memory until it is closed. */
export interface DecodedPicture {
  readonly width: number
  readonly height: number
  readonly bytes: number
  /** Draws a part of the picture over the whole canvas. */
  draw(context: DrawingContext, box: PixelBox | null): void
  close(): void
}

export function bitmapPicture(bitmap: ImageBitmap): DecodedPicture {
  return {
    width: bitmap.width,
    height: bitmap.height,
    bytes: bitmap.width * bitmap.height * 4,
    draw: (context, box) => drawPart(context, bitmap, box ?? wholeOf(bitmap)),
    close: () => bitmap.close(),
  }
}

/** @param frame of a movie; three bytes for each two pixels, as 8-bit 4:2:0 is kept */
export function movieFramePicture(frame: VideoFrame): DecodedPicture {
  const size = { width: frame.displayWidth, height: frame.displayHeight }
  return {
    ...size,
    bytes: Math.ceil(size.width * size.height * 1.5),
    draw: (context, box) => drawPart(context, frame, box ?? wholeOf(size)),
    close: () => frame.close(),
  }
}

function wholeOf({ width, height }: { readonly width: number; readonly height: number }): PixelBox {
  return { x: 0, y: 0, width, height }
}

function drawPart(context: DrawingContext, picture: ImageBitmap | VideoFrame, box: PixelBox): void {
  const { width, height } = context.canvas
  context.drawImage(picture, box.x, box.y, box.width, box.height, 0, 0, width, height)
}
