import { z } from 'zod'
import { jobListSchema, type JobList } from './job-list.ts'
import { listChangeSchema, withChange, type ListChange } from './list-changes.ts'

/**
 * The queue's file: the whole list on its first line, and a line for each change since. Every line carries the word that
 * this one writing of the whole list was given, so that nobody takes the end of another file for what he has read.
 */
const logWord = z.string().regex(/^[0-9a-f]{8}$/)
const wholeSchema = jobListSchema.extend({ log: logWord.optional() })
const changeSchema = listChangeSchema.extend({ log: logWord })

/** What a file's lines say. */
export interface ReadQueue {
  readonly list: JobList
  /** Null where no change may be added. */
  readonly log: string | null
}

/** A list on one line, with its end. */
export function wholeText(list: JobList, log: string): string {
  const { format, version, ...rest } = list
  return `${JSON.stringify({ format, version, log, ...rest })}\n`
}

/** A change on one line, with its end. */
export function changeText(change: ListChange, log: string): string {
  return `${JSON.stringify({ log, ...change })}\n`
}

/**
 * Reads whole lines, without the last line's end. A power cut may leave a last line that makes no sense: its change never
 * was, and none may be added behind it.
 * @returns why not: `newer` for another version of the app, `damaged` for what no version wrote
 */
export function readQueue(text: string): ReadQueue | 'newer' | 'damaged' {
  const [first = '', ...lines] = text.split('\n')
  const json = jsonIn(first)
  const version = (json as { version?: unknown } | null)?.version
  if (typeof version === 'number' && version > 1) return 'newer'
  const whole = wholeSchema.safeParse(json)
  if (!whole.success) return 'damaged'
  const { log = null, ...list } = whole.data
  const all = withLines({ list, log }, lines)
  if (all !== null) return all
  const known = withLines({ list, log }, lines.slice(0, -1))
  return known === null ? 'damaged' : { ...known, log: null }
}

/** With the lines that came since a file was read; null where one of them does not belong to it. */
export function readQueueOn(read: ReadQueue, text: string): ReadQueue | null {
  return withLines(read, text.split('\n'))
}

function withLines({ list, log }: ReadQueue, lines: readonly string[]): ReadQueue | null {
  let now = list
  for (const line of lines) {
    const parsed = changeSchema.safeParse(jsonIn(line))
    if (!parsed.success || parsed.data.log !== log) return null
    const { log: _, ...change } = parsed.data
    now = withChange(now, change)
  }
  return { list: now, log }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
