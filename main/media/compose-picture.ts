import { writeFile } from 'node:fs/promises'
import type { z } from 'zod'
import type { Picture } from '../../core/cache/texture.ts'
import { StudioError } from '../../core/contract/errors.ts'
import type { MadePicture } from '../../core/contract/media.ts'
import type { composePictureSchema } from '../../core/contract/picture-pages.ts'
import type { TaskContext } from '../../core/contract/tasks.ts'
import { layPicture } from './decode-picture.ts'
import { blankPng, encodePng } from './encode-pictures.ts'
import { writeWhole } from './whole-file.ts'

/**
 * Lays layers over each other and writes the picture; without layers it is an empty card or blank paper.
 * @throws StudioError `media.*` that names the file; AbortError
 */
export async function composePicture(
  { layers, whenEmpty, outFile: file, ...size }: z.infer<typeof composePictureSchema>,
  { signal }: TaskContext,
): Promise<MadePicture> {
  let picture: Picture | null = null
  for (const { file: layer, opacity } of layers) {
    signal.throwIfAborted()
    picture = await layPicture(layer, picture, opacity, signal)
  }
  const { width, height } = picture ?? size
  const isBlank = picture === null && whenEmpty === 'paper'
  const bytes = isBlank ? await blankPng(size) : await encodePng((picture ?? emptyCard(size)).rgb, width, height)
  await writeWhole(file, (unfinished) => writeFile(unfinished, bytes)).catch((cause: NodeJS.ErrnoException) => {
    throw new StudioError('media.write', { file, reason: cause.code ?? cause.message }, { cause })
  })
  return { width, height }
}

/** Greys of paper, and of the lines on it. */
const paper = 168
const line = 124

/** A board that is still to be drawn: paper with a frame and its diagonals, the sign for a picture that is missing. */
function emptyCard({ width, height }: { readonly width: number; readonly height: number }): Picture {
  const rgb = new Uint8Array(width * height * 3).fill(paper)
  const thickness = Math.max(1, Math.round(height / 300))
  const inset = Math.round(Math.min(width, height) / 12)
  const [right, bottom] = [width - 1 - inset, height - 1 - inset]
  for (let y = inset; y <= bottom; y++) {
    const along = (y - inset) / Math.max(1, bottom - inset)
    for (let x = inset; x <= right; x++) {
      const fromFrame = Math.min(x - inset, right - x, y - inset, bottom - y)
      const down = inset + along * (right - inset)
      // Across the line, not along the row: a diagonal of a wide frame is crossed at a low angle.
      const slope = (bottom - inset) / Math.hypot(right - inset, bottom - inset)
      const fromDiagonal = Math.min(Math.abs(x - down), Math.abs(right - x - (down - inset))) * slope
      if (fromFrame < thickness || fromDiagonal < thickness / 2)
        rgb.fill(line, (y * width + x) * 3, (y * width + x) * 3 + 3)
    }
  }
  return { width, height, rgb }
}
