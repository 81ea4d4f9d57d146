import type { ReactNode } from 'react'
import type { FieldUnit } from './number-entry.ts'

/** What a DragField is told. Values are in the field's unit. */
export interface DragFieldProps {
  /** The accessible name, such as `Focal length`; the visible label is the row's. */
  readonly label: string
  /** A short sign in front of the number inside the field, such as `X`; a double click on it resets. */
  readonly prefix?: ReactNode
  /** In the field's unit. Null prints a dash: the chosen things differ. */
  readonly value: number | null
  readonly unit?: FieldUnit | undefined
  readonly min?: number | undefined
  readonly max?: number | undefined
  /** One arrow key press, in the field's unit; 4 pixels of a drag. 1 unless told. */
  readonly step?: number | undefined
  /** Decimals printed. 0 unless told. */
  readonly precision?: number | undefined
  /** What right click, Delete and a double click on the prefix go back to. */
  readonly defaultValue?: number | undefined
  readonly framesPerSecond?: number | undefined
  /** A gesture begins. Everything up to its commit is one undo step; false refuses it, and nothing more is told of it. */
  readonly onBegin?: (() => boolean) | undefined
  /** The value while it moves. */
  readonly onPreview?: ((value: number) => void) | undefined
  /** The value at rest: the end of a gesture, a typed number, or a reset. Always inside the range. */
  readonly onCommit: (value: number) => void
  /** Esc in mid-gesture: take back what was previewed. Without it the first value is previewed again. */
  readonly onCancel?: (() => void) | undefined
  /** Why it cannot be changed now; shown as its tooltip. */
  readonly disabledReason?: string | undefined
  readonly size?: 'regular' | 'compact' | undefined
  readonly id?: string | undefined
}
