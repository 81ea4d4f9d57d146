import type { RefObject } from 'react'

interface PixelSize {
  readonly width: number
  readonly height: number
}

interface PictureCanvasProps {
  readonly canvas: RefObject<HTMLCanvasElement | null>
  readonly size: PixelSize
  /** What it is shown in, whatever its pixels are; their own unless told. */
  readonly shape?: PixelSize
  readonly label: string
  readonly className: string | undefined
}

/** A canvas that is a picture with a name to who cannot see it. */
export function PictureCanvas({ canvas, size, shape = size, label, className }: PictureCanvasProps) {
  return (
    <canvas
      ref={canvas}
      width={size.width}
      height={size.height}
      role="img"
      aria-label={label}
      className={className}
      style={{ aspectRatio: `${shape.width} / ${shape.height}` }}
    />
  )
}
