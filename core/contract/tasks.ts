/** A small picture of work in progress: 8-bit RGB, row-major, 3 bytes a pixel. */
export interface Preview {
  readonly width: number
  readonly height: number
  readonly rgb: Uint8Array
}

/** Progress of a long task. The end of a task is never told here, only by its promise or its job's state. */
export interface Progress {
  /** Key of the stage's words in `core/texts/stages.ts`. */
  readonly stage: string
  /** Done part of the whole task in 0..1, or null while it cannot be known. */
  readonly fraction: number | null
  /** Counts inside the stage, e.g. step 3 of 8. */
  readonly step?: { readonly done: number; readonly total: number }
  readonly preview?: Preview
}

export interface TaskContext {
  readonly signal: AbortSignal
  report(progress: Progress): void
}

/** The one shape of everything that takes long: input, and a way to report and to be cancelled. */
export type LongTask<Input, Output> = (input: Input, context: TaskContext) => Promise<Output>
