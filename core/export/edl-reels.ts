import { asciiLine } from './plain-text.ts'
import type { SequenceMedia } from './cut-sequence.ts'

/** Longest reel name of the format. */
const reelLetters = 8
/** Reels with a meaning of their own: no reel, and black. */
const takenByFormat = ['AX', 'BL', 'BLACK']

/**
 * A reel name for each media file by its id: 1 to 8 of A–Z, 0–9 and `_`, from the file's name, no two alike.
 * Names that are alike in their first letters end in a number.
 */
export function reelNames(media: readonly SequenceMedia[]): Map<string, string> {
  const taken = new Set(takenByFormat)
  return new Map(
    media.map(({ id, name }) => {
      const reel = freeName(wishedReel(name), taken)
      taken.add(reel)
      return [id, reel]
    }),
  )
}

/** The media's name without extension in the format's letters. */
function wishedReel(name: string): string {
  const stem = asciiLine(name).replace(/\.[^.]*$/, '')
  const letters = stem.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')
  return letters.replaceAll(/^_+|_+$/g, '') || 'REEL'
}

function freeName(wish: string, taken: ReadonlySet<string>): string {
  let name = wish.slice(0, reelLetters)
  for (let number = 2; taken.has(name); number++) {
    const suffix = String(number)
    name = `${wish.slice(0, reelLetters - suffix.length)}${suffix}`
  }
  return name
}
