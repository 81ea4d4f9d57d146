import { pictureUrl } from '../../core/contract/media-urls.ts'

/** What a white picture's thumbnail may have lost by its compression. */
const whitest = 253
const mostKnown = 2000

const known = new Map<string, boolean | Promise<boolean>>()

/**
 * Whether a picture of the project is nothing but white paper: to be filled, not kept. Its pixels say so, so that a board
 * that was emptied in a paint program is one too.
 * @returns false for a picture that is not there
 */
export async function isBlankPaper(projectId: string, media: string): Promise<boolean> {
  const address = pictureUrl(projectId, media, 'thumbnail')
  const answer = known.get(address) ?? look(address)
  if (known.size >= mostKnown) known.clear()
  known.set(address, answer)
  const isBlank = await answer
  known.set(address, isBlank)
  return isBlank
}

/** The same at once, for an event that cannot wait; null while it is not known, and then it is looked at. */
export function knownBlankPaper(projectId: string, media: string): boolean | null {
  const answer = known.get(pictureUrl(projectId, media, 'thumbnail'))
  if (typeof answer === 'boolean') return answer
  if (answer === undefined) void isBlankPaper(projectId, media)
  return null
}

async function look(address: string): Promise<boolean> {
  try {
    const response = await fetch(address)
    if (!response.ok) return false
    const picture = await createImageBitmap(await response.blob())
    const canvas = new OffscreenCanvas(picture.width, picture.height)
    const context = canvas.getContext('2d', { willReadFrequently: true })!
    context.drawImage(picture, 0, 0)
    picture.close()
    return context.getImageData(0, 0, canvas.width, canvas.height).data.every((value) => value >= whitest)
  } catch {
    return false
  }
}
