import { useLayoutEffect, useRef } from 'react'

interface PixelCanvasProps {
  readonly width: number
  readonly height: number
  /** `[height, width, 4]`; null leaves it empty. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer> | null
  readonly label: string
  readonly className?: string | undefined
}

/** A picture out of memory, pixel for pixel. */
export function PixelCanvas({ width, height, rgba, label, className }: PixelCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d') ?? null
    if (context !== null && rgba !== null) context.putImageData(new ImageData(rgba, width, height), 0, 0)
  }, [width, height, rgba])
  return <canvas ref={canvas} width={width} height={height} role="img" aria-label={label} className={className} />
}
