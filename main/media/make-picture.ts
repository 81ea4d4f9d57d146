import { writeFile } from 'node:fs/promises'
import { Transformer } from '@napi-rs/image'
import type { z } from 'zod'
import type { Picture } from '../../core/cache/texture.ts'
import { StudioError } from '../../core/contract/errors.ts'
import type { MadePicture, makePictureSchema } from '../../core/contract/media.ts'
import type { TaskContext } from '../../core/contract/tasks.ts'
import { pixelBox, readPicture } from './decode-picture.ts'
import { encodePng } from './encode-pictures.ts'
import { resampleLanczos } from './resample.ts'
import { writeWhole } from './whole-file.ts'

/** Of JPEG and WebP: no artefacts at the size they are shown in, a tenth of PNG's bytes. */
const quality = 90

/**
 * Writes a version of a picture for the window to show.
 * @throws StudioError `media.*` that names the file; AbortError
 */
export async function makePicture(
  input: z.infer<typeof makePictureSchema>,
  { signal }: TaskContext,
): Promise<MadePicture> {
  const picture = await readPicture(input.file, signal)
  const box = pixelBox(input.crop ?? { x: 0, y: 0, width: 1, height: 1 }, picture)
  const scale = Math.min(1, input.maxWidth / box.width, input.maxHeight / box.height)
  const width = Math.max(1, Math.round(box.width * scale))
  const height = Math.max(1, Math.round(box.height * scale))
  const isWhole = width === picture.width && height === picture.height
  const rgb = isWhole ? picture.rgb : resampleLanczos(picture.rgb, picture, box, { width, height })
  signal.throwIfAborted()
  const bytes = await encode({ width, height, rgb }, input.format)
  const file = input.outFile
  await writeWhole(file, (unfinished) => writeFile(unfinished, bytes)).catch((cause: NodeJS.ErrnoException) => {
    throw new StudioError('media.write', { file, reason: cause.code ?? cause.message }, { cause })
  })
  return { width, height }
}

async function encode(
  { width, height, rgb }: Picture,
  format: z.infer<typeof makePictureSchema>['format'],
): Promise<Uint8Array> {
  if (format === 'png') return encodePng(rgb, width, height)
  const rgba = new Uint8Array(width * height * 4).fill(255)
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) rgba[pixel * 4 + channel] = rgb[pixel * 3 + channel]!
  }
  const transformer = Transformer.fromRgbaPixels(rgba, width, height)
  return format === 'jpeg' ? transformer.jpeg(quality) : transformer.webp(quality)
}
