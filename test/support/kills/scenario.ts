/** What a program under the harness is to do, as its first word in JSON. */
export interface Orders {
  /** Where the worker processes' bundles lie. */
  readonly outFolder: string
  readonly pack: string
  /** Becomes CRANESHOT_HOME. */
  readonly home: string
  /** The project; null makes one with a board and a shot, tells its folder, and ends. */
  readonly folder: string | null
  /** Gets exports; empty or not there. */
  readonly exportFolder: string
  readonly activity: Activity
  readonly seed: number
  /** Ends itself by SIGKILL at that operation on the disk, counted from 1; null leaves the end to the parent. */
  readonly killAt: { readonly operation: number; readonly moment: 'before' | 'during' | 'after' } | null
  /** Ends by itself after so many edits and one of the activity, and writes what a power cut may leave into that file. */
  readonly record: { readonly file: string; readonly edits: number } | null
}

/** All edit; what else they do meanwhile. */
export const activities = ['save', 'close', 'import', 'generate', 'export'] as const
export type Activity = (typeof activities)[number]

/** What the program tells, a line each. */
export type Told =
  | { readonly tell: 'made'; readonly folder: string }
  /** The project is open. */
  | { readonly tell: 'open'; readonly state: FilmState }
  /** An edit leads to that state, and is handed to the studio now. */
  | { readonly tell: 'begin'; readonly edit: number; readonly state: FilmState; readonly atMilliseconds: number }
  /** The studio answered that the edit is safe. */
  | { readonly tell: 'done'; readonly edit: number }
  /** A job ended well. */
  | { readonly tell: 'take'; readonly id: string }
  | { readonly tell: 'exported' }
  /** An import was answered. */
  | { readonly tell: 'media'; readonly media: string }
  | { readonly tell: 'closed' }
  /** The activity is done once more, after so many operations on the disk where they are counted. */
  | { readonly tell: 'did'; readonly operations: number }
  /** What must never happen. */
  | { readonly tell: 'failed'; readonly reason: string }

/** A film with its undo, short enough to tell. */
export interface FilmState {
  /** Of the film's text. */
  readonly sha256: string
  readonly past: number
  readonly future: number
  /** The most that `past` was since the project was opened. */
  readonly mostPast: number
}
