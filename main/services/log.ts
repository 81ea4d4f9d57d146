import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'

/** All logs together stay under 10 MB. */
const maximumFileBytes = 2_500_000
const olderFiles = 3
/** One line of a stack that never ends must not fill the log. */
const maximumLineLetters = 100_000

/** The studio's log: text lines with their time, never a picture's content. Where it cannot be written, nothing is lost. */
export class StudioLog {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  write(line: string): void {
    const text = `${new Date().toISOString()} ${plainText(line.slice(0, maximumLineLetters))}\n`
    try {
      mkdirSync(this.#folder, { recursive: true })
      this.#rotate(Buffer.byteLength(text))
      appendFileSync(this.#file(0), text)
    } catch {
      // A full disk is told where it matters.
    }
  }

  /** Something that should not have happened, with its stack. @param where call or part that it happened in */
  bug(where: string, thrown: unknown): void {
    const stack = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
    this.write(`bug in ${where}: ${stack}`)
  }

  #rotate(added: number): void {
    const size = statSync(this.#file(0), { throwIfNoEntry: false })?.size ?? 0
    if (size === 0 || size + added <= maximumFileBytes) return
    for (let age = olderFiles; age > 0; age--) {
      if (statSync(this.#file(age - 1), { throwIfNoEntry: false }) !== undefined)
        renameSync(this.#file(age - 1), this.#file(age))
    }
  }

  #file(age: number): string {
    return path.join(this.#folder, age === 0 ? 'studio.log' : `studio.${age}.log`)
  }
}

/**
 * What the window or a file says must not look like an entry of the log, nor move about in the terminal that shows it:
 * further lines are indented, other control characters and those that turn the writing round are spelled out.
 */
export function plainText(line: string): string {
  return line
    .replaceAll(/[^\P{Control}\n\t]|\p{Bidi_Control}|[\u2028\u2029]/gu, (letter) => {
      return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
    })
    .replaceAll('\n', '\n  ')
}
