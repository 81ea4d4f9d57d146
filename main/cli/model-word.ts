import path from 'node:path'

/** A model as it was named; a name with a separator is a folder and depends on where the caller stands. */
export function modelWord(text: string): string {
  return /[\\/]/.test(text) || text.startsWith('.') ? path.resolve(text) : text
}
