import { createStore } from 'zustand/vanilla'
import type { FrameRange } from '../../../core/timeline/range.ts'
import { filmStore } from '../../state/film-store.ts'
import { frameDue } from '../../state/playback/frame-clock.ts'
import { setCutFrame, workspaceStore } from '../../state/workspace-store.ts'
import { cutView, playedRange, timelineDuration } from './cut-view.ts'
import { isHeardFrom, startSound, type SoundRun } from './sound/sound-player.ts'

interface TransportState {
  /** Times real time; 0 stands, negative plays backwards. */
  readonly speed: number
}

/** Speed while K is held with J or L. */
const slowSpeed = 0.25

/** Plays the cut. With sound the sound's clock rules, so that pictures keep to what is heard. */
class CutTransport {
  readonly store = createStore<TransportState>(() => ({ speed: 0 }))
  #request = 0
  #startFrame = 0
  #startedAt = 0
  #sound: SoundRun | null = null
  #soundTracks: unknown = null
  /** Plays to the end once and in one go, whatever the loop's switch says and whatever is edited. */
  #once = false

  get playing(): boolean {
    return this.store.getState().speed !== 0
  }

  /**
   * When the frame was heard that is played from, by `performance.now()`'s clock; without sound, when it was begun. Null
   * while it stands, and until the first sound is heard.
   */
  get heardAtMilliseconds(): number | null {
    if (!this.playing) return null
    if (this.#sound === null) return this.#startedAt
    const elapsed = this.#sound.elapsedMilliseconds()
    return elapsed > 0 ? performance.now() - elapsed : null
  }

  /**
   * Plays from the playhead once, at its own speed, for what is done along with it. Edits of the sound are heard the next
   * time, so that {@link heardAtMilliseconds} stays true to the first frame.
   * @returns the frames that are to come
   */
  playOnce(): FrameRange | null {
    this.play()
    this.#once = this.playing
    const range = rangeNow()
    return this.playing && range !== null ? { start: this.#startFrame, end: range.end } : null
  }

  /** Plays from the playhead; from the other end when it stands at the last frame of that direction. */
  play(speed = 1): void {
    this.#once = false
    const range = rangeNow()
    if (range === null) return
    const now = workspaceStore.getState().cutFrame
    const atEnd = speed > 0 ? now >= range.end - 1 : now <= range.start
    const outside = now < range.start || now >= range.end
    this.#begin(atEnd || outside ? (speed > 0 ? range.start : range.end - 1) : now, speed)
  }

  stop(): void {
    cancelAnimationFrame(this.#request)
    this.#endSound()
    if (this.playing) this.store.setState({ speed: 0 })
  }

  toggle(): void {
    if (this.playing) this.stop()
    else this.play()
  }

  /** J and L: faster with each press in one direction, 1, 2, 4, 8 times; slow while K is held. */
  shuttle(direction: 1 | -1, slow: boolean): void {
    const { speed } = this.store.getState()
    if (slow) return this.play(direction * slowSpeed)
    const faster = Math.sign(speed) === direction && Math.abs(speed) >= 1
    this.play(direction * (faster ? Math.min(8, Math.abs(speed) * 2) : 1))
  }

  /** Ends slow playing when one of its keys is let go. */
  endSlow(): void {
    if (Math.abs(this.store.getState().speed) === slowSpeed) this.stop()
  }

  /** Shows a frame and stands there. */
  goTo(frame: number): void {
    this.stop()
    const { open } = filmStore.getState()
    if (open === null) return
    const last = timelineDuration(open.history.present)
    setCutFrame(Math.min(last, Math.max(0, Math.round(frame))))
  }

  #begin(startFrame: number, speed: number): void {
    const { open } = filmStore.getState()
    if (open === null) return
    cancelAnimationFrame(this.#request)
    this.#endSound()
    this.#startFrame = startFrame
    this.#startedAt = performance.now()
    const { cut, rate } = open.history.present
    this.#soundTracks = cut.soundTracks
    if (speed === 1) this.#sound = startSound(open.projectId, cut, rate, startFrame)
    if (workspaceStore.getState().cutFrame !== startFrame) setCutFrame(startFrame)
    this.store.setState({ speed })
    this.#request = requestAnimationFrame(this.#tick)
  }

  readonly #tick = (now: number): void => {
    const { open } = filmStore.getState()
    const range = rangeNow()
    if (open === null || range === null) return this.stop()
    const { rate, cut } = open.history.present
    const { speed } = this.store.getState()
    const shown = workspaceStore.getState().cutFrame
    const milliseconds = this.#sound?.elapsedMilliseconds() ?? now - this.#startedAt
    const loop = cutView.get().loop && !this.#once
    const { frame, ended } = frameDue({ startFrame: this.#startFrame, speed }, milliseconds, { range, rate, loop })
    if (frame !== shown) setCutFrame(frame)
    if (ended) return this.stop()
    const wrapped = frame < shown && (this.#sound !== null || (speed === 1 && isHeardFrom(cut, rate, frame)))
    // Sound begins anew where it jumps, and when what is heard was edited: not while something is timed by this playing.
    const edited = cut.soundTracks !== this.#soundTracks
    if (!this.#once && (wrapped || edited)) return this.#begin(frame, speed)
    this.#request = requestAnimationFrame(this.#tick)
  }

  #endSound(): void {
    this.#sound?.stop()
    this.#sound = null
  }
}

function rangeNow(): FrameRange | null {
  const { open } = filmStore.getState()
  return open === null ? null : playedRange(open.history.present)
}

export const cutTransport = new CutTransport()
