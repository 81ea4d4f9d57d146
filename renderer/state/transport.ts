import { createStore, type StoreApi } from 'zustand/vanilla'
import type { FrameRate } from '../../core/contract/generation.ts'
import type { FrameRange } from '../../core/timeline/range.ts'
import { frameDue } from './playback/frame-clock.ts'
import { onWorkPlaceLeft } from './work-place.ts'

export interface TransportState {
  /** Speed in times of real time: 0 stands, 1 plays, −1 plays backwards, 2 twice as fast. */
  readonly speed: number
}

/** What is played: frames, their rate, and who is told of the frame that is due. */
export interface Played {
  readonly range: FrameRange
  readonly rate: FrameRate
  /** Whether playing starts over at the end. */
  readonly loop: boolean
  /** Goes on by a tenth of a second at most for each picture: a late one then slows playing down and drops little. */
  readonly steady?: boolean
  /** Shows a frame; called at most once for each picture of the screen, only when the frame changes. */
  show(frame: number): void
  /** The frame shown now. */
  frame(): number
}

const steadyMilliseconds = 100

/**
 * A clock for playing. Frames follow from the time since playing began, so that a late picture drops frames and never
 * slows the film down. It stops when the user goes elsewhere: to another shot, workspace or project.
 */
export class Transport {
  readonly store: StoreApi<TransportState> = createStore<TransportState>(() => ({ speed: 0 }))
  readonly #played: () => Played
  #request = 0
  #startedAt = 0
  #startFrame = 0
  #lastTick = 0
  #stopFollowing: () => void = () => undefined

  /** @param played asked anew at every picture, so that edits while playing count */
  constructor(played: () => Played) {
    this.#played = played
  }

  get playing(): boolean {
    return this.store.getState().speed !== 0
  }

  /** Plays from the frame shown, from the other end when that is the last one. */
  play(speed = 1): void {
    const { range, frame, show } = this.#played()
    const now = frame()
    const atEnd = speed > 0 ? now >= range.end - 1 : now <= range.start
    this.#startFrame = atEnd || now < range.start || now >= range.end ? (speed > 0 ? range.start : range.end - 1) : now
    if (this.#startFrame !== now) show(this.#startFrame)
    this.#startedAt = performance.now()
    this.#lastTick = this.#startedAt
    this.#stopFollowing()
    this.#stopFollowing = onWorkPlaceLeft(() => this.stop())
    this.store.setState({ speed })
    cancelAnimationFrame(this.#request)
    this.#request = requestAnimationFrame(this.#tick)
  }

  stop(): void {
    cancelAnimationFrame(this.#request)
    this.#stopFollowing()
    this.store.setState({ speed: 0 })
  }

  toggle(): void {
    if (this.playing) this.stop()
    else this.play()
  }

  readonly #tick = (now: number): void => {
    const { show, frame: shown, steady = false, ...played } = this.#played()
    if (steady) this.#startedAt += Math.max(0, now - this.#lastTick - steadyMilliseconds)
    this.#lastTick = now
    const { speed } = this.store.getState()
    const { frame, ended } = frameDue({ startFrame: this.#startFrame, speed }, now - this.#startedAt, played)
    if (frame !== shown()) show(frame)
    if (ended) this.stop()
    // Whoever is told of a frame may have stopped it.
    else if (this.playing) this.#request = requestAnimationFrame(this.#tick)
  }
}
