import { draftOwner, type DraftVisit } from './draft-owner.ts'

/** How long text that is typed may be in no edit: less than the two seconds that a crash may cost. */
const longestUnsavedMilliseconds = 1000

/** The field of a draft, read anew at each step. */
export interface DraftTarget {
  readonly value: string
  readonly onCommit: (value: string) => void
  readonly onType?: ((value: string) => void) | undefined
  readonly onCancel?: (() => void) | undefined
  /** Commits again and again while text is typed; the field then has to stay as it is. */
  readonly savesWhileTyping: boolean
  /** What the field shows in place of its value; null when that counts again. */
  readonly show: (typed: string | null) => void
  /** Takes the focus from the field; the draft hears of it as {@link TextDraft.leave}. */
  readonly blur: () => void
}

/**
 * What is typed into a field in one visit, apart from the field's value until it is committed: when the field is left, and
 * before that whenever somebody needs all that was typed. However often, it stays one step of undo, and the field shows
 * what is typed. Nothing is committed while a syllable or a clause is being composed.
 */
export class TextDraft {
  readonly #target: () => DraftTarget
  #typed: string | null = null
  #committed: string | null = null
  #valueBefore = ''
  #visit: DraftVisit | null = null
  #isComposing = false
  #isCanceled = false
  /** What the film refuses is told once, and once more when the field is left. */
  #isRefused = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #close = (): void => undefined

  constructor(target: () => DraftTarget) {
    this.#target = target
  }

  /** Whether anything was typed that is not left yet. */
  get isOpen(): boolean {
    return this.#typed !== null
  }

  type(text: string): void {
    const { value, onType, show } = this.#target()
    if (this.#typed === null) {
      this.#valueBefore = value
      this.#visit = draftOwner().newVisit()
      // What tells of each letter has nothing left to commit.
      if (onType === undefined) this.#close = draftOwner().openDraft(this.commit)
    }
    this.#typed = text
    show(text)
    onType?.(text)
    this.#saveSoon(longestUnsavedMilliseconds)
  }

  compose(isComposing: boolean): void {
    this.#isComposing = isComposing
    // In Korean the next syllable begins in the moment in which one ends.
    if (!isComposing && this.#typed !== null) this.#saveSoon(0)
  }

  /** Makes an edit of what is typed, and leaves the field open. One that is being composed is ended and left first. */
  readonly commit = (): void => {
    if (this.#isComposing) return this.#target().blur()
    this.#commitTyped()
  }

  /** The field lost the focus. */
  leave(): void {
    const { onCancel, show } = this.#target()
    const isGiven = this.#isCanceled ? this.#giveBack() : this.#giveLast()
    this.#end()
    show(null)
    if (!isGiven) onCancel?.()
  }

  /** What was typed is taken back once the field is left. */
  cancel(): void {
    this.#isCanceled = true
  }

  /** The field goes away without being left: React tells nobody of that. */
  dispose(): void {
    if (!this.#isCanceled) this.#commitTyped()
    this.#end()
  }

  #saveSoon(milliseconds: number): void {
    if (this.#isRefused || !this.#target().savesWhileTyping) return
    if (milliseconds === 0) clearTimeout(this.#timer)
    else if (this.#timer !== undefined) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      if (!this.#isComposing) this.#commitTyped()
    }, milliseconds)
  }

  #commitTyped(): void {
    const typed = this.#typed
    if (typed !== null && typed !== (this.#committed ?? this.#target().value)) this.#give(typed)
  }

  /** @returns whether anything was left to commit; what the field refused before it hears again */
  #giveLast(): boolean {
    const typed = this.#typed
    if (typed === null || (typed === this.#target().value && typed === (this.#committed ?? typed))) return false
    this.#give(typed)
    return true
  }

  #giveBack(): false {
    if (this.#committed !== null) this.#give(this.#valueBefore)
    return false
  }

  /** The value from before the visit is no new one: where several things differ, the field has no words for it. */
  #give(text: string): void {
    const isBack = text === this.#valueBefore && this.#committed !== null
    this.#committed = text
    if (isBack && this.#visit?.takeBack() === true) return
    const { onCommit } = this.#target()
    if (this.#visit?.run(() => onCommit(text)) === false) this.#isRefused = true
  }

  #end(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#close()
    this.#close = () => undefined
    this.#typed = null
    this.#committed = null
    this.#visit = null
    this.#isComposing = false
    this.#isCanceled = false
    this.#isRefused = false
  }
}
