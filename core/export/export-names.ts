import { asciiLine } from './plain-text.ts'

/** Longest name without extension. */
const longestStem = 64
/** Names that Windows keeps for devices, whatever their extension. */
const reservedByWindows = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

/**
 * A file name without extension from any name: ASCII letters, digits, `-`, `_` and `.`, which every editor, disk and
 * edit list takes. `fallback` when nothing of the name is left, or digits only.
 */
export function fileStem(name: string, fallback: string): string {
  const letters = asciiLine(name)
    .replaceAll(/[^A-Za-z0-9._-]+/g, '_')
    .replaceAll(/^[._-]+|[._-]+$/g, '')
    .slice(0, longestStem)
  if (letters === '') return fallback
  const stem = /^[\d._-]+$/.test(letters) ? `${fallback.replace(/_?\d*$/, '')}_${letters}` : letters
  return reservedByWindows.test(stem) ? `_${stem}` : stem
}

/** Hands out names of which no two are alike, not even on a disk that takes small and capital letters for the same. */
export class UniqueNames {
  readonly #taken = new Set<string>()

  /** The name itself, or with `_2`, `_3`… at its end. */
  take(name: string): string {
    let free = name
    for (let number = 2; this.#taken.has(free.toLowerCase()); number++) free = `${name}_${number}`
    this.#taken.add(free.toLowerCase())
    return free
  }
}

/** Name of the depth of a shot's frame in a folder of the shot's own, counted like the frames of its movie. */
export function depthFrameName(stem: string, frame: number): string {
  return `${stem}_depth/${stem}_depth.${String(frame).padStart(4, '0')}.exr`
}
