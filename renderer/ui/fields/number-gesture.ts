import { dragValue, draggedBy, steppedValue, type NumberDrag, type NumberRange, type Pace } from './number-steps.ts'

/** Pointer travel before a press counts as a drag and no longer as a click, CSS pixels. */
const dragThreshold = 3

/** What a gesture changes, read anew at each of its steps. */
export interface GestureTarget {
  /** Null where the chosen things differ; a gesture then starts at 0. */
  readonly value: number | null
  readonly range: NumberRange
  /** Whether it may begin; false says that the owner has told why not. */
  readonly onBegin?: (() => boolean) | undefined
  readonly onPreview?: ((value: number) => void) | undefined
  readonly onCommit: (value: number) => void
  readonly onCancel?: (() => void) | undefined
  /** The value to print while a gesture goes on; null when it has ended. */
  readonly show: (value: number | null) => void
}

interface Run {
  readonly from: 'pointer' | 'keys'
  readonly pressX: number
  lastX: number
  /** Refused by its owner, a run goes on to its end without being heard. */
  stage: 'pressed' | 'begun' | 'refused'
  drag: NumberDrag
  value: number
}

/**
 * The gestures of a number field as a state machine. Whatever happens, a target hears `begin`, any number of previews,
 * then one commit or one cancel; a press that never became a drag is not heard at all, and after a begin that the target
 * refuses it hears nothing more.
 */
export class NumberGesture {
  private readonly target: () => GestureTarget
  private run: Run | null = null

  constructor(target: () => GestureTarget) {
    this.target = target
  }

  /** Whether a press, a drag or a run of keys goes on. */
  get active(): boolean {
    return this.run !== null
  }

  /** The main button went down at `x`, CSS pixels. During a gesture that is a second button, and cancels. */
  press(x: number): void {
    if (this.run === null) this.start('pointer', x)
    else this.cancel()
  }

  /** The pointer is at `x` now. */
  moveTo(x: number, pace: Pace): void {
    const run = this.run
    if (run?.from !== 'pointer') return
    if (run.stage === 'pressed' && Math.abs(x - run.pressX) < dragThreshold) return
    const { range } = this.target()
    run.drag = draggedBy(run.drag, x - run.lastX, pace, range)
    run.lastX = x
    this.preview(run, dragValue(run.drag, pace, range))
  }

  /** The button went up. True when the press was a click. */
  release(): boolean {
    const run = this.run
    if (run?.from !== 'pointer') return false
    this.commit()
    return run.stage === 'pressed'
  }

  /** An arrow key went down, or repeats. */
  step(direction: 1 | -1, pace: Pace): void {
    const run = this.run ?? this.start('keys', 0)
    if (run.from === 'keys') this.preview(run, steppedValue(run.value, direction, pace, this.target().range))
  }

  /** The arrow key went up, or the focus went elsewhere: a held key was one gesture. */
  endSteps(): void {
    if (this.run?.from === 'keys') this.commit()
  }

  /** To an end of the range, as one gesture. */
  jump(value: number): void {
    if (this.run !== null) return
    this.preview(this.start('keys', 0), value)
    this.commit()
  }

  /** The pointer was taken away. */
  lose(): void {
    if (this.run?.from === 'pointer') this.cancel()
  }

  /** Takes everything back. */
  cancel(): void {
    const run = this.stop()
    if (run?.stage !== 'begun') return
    const { onCancel, onPreview } = this.target()
    if (onCancel !== undefined) onCancel()
    else onPreview?.(run.drag.start)
  }

  private commit(): void {
    const run = this.stop()
    if (run?.stage === 'begun') this.target().onCommit(run.value)
  }

  private start(from: Run['from'], x: number): Run {
    const value = this.target().value ?? 0
    this.run = { from, pressX: x, lastX: x, stage: 'pressed', drag: { start: value, travel: 0 }, value }
    return this.run
  }

  private stop(): Run | null {
    const { run } = this
    this.run = null
    if (run?.stage === 'begun') this.target().show(null)
    return run
  }

  private preview(run: Run, value: number): void {
    const { onBegin, onPreview, show } = this.target()
    if (run.stage === 'refused' || (run.stage === 'begun' && value === run.value)) return
    if (run.stage === 'pressed') run.stage = onBegin?.() === false ? 'refused' : 'begun'
    if (run.stage === 'refused') return
    run.value = value
    show(value)
    onPreview?.(value)
  }
}
