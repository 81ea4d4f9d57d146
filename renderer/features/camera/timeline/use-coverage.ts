import { useEffect, useState } from 'react'
import { isAbort } from '../../../../core/contract/errors.ts'
import type { Camera } from '../../../../core/contract/generation.ts'
import { coverageOfCameras, type BoardView } from '../../../state/board-view/board-frames.ts'
import { tellFailure } from '../../../state/notices.ts'
import { currentGeometry } from '../session/current-shot.ts'
import { subscribeToShot } from '../session/use-shot.ts'

/** Long enough that a drag does not count coverage at each of its steps. */
const restMilliseconds = 180

/**
 * Covered part of each frame of the shot, counted anew when the path has come to rest; until then as it was before. Null
 * until the board's first is known.
 */
export function useCoverage(view: BoardView | null): readonly number[] | null {
  const [counted, setCounted] = useState<{ readonly view: BoardView; readonly parts: readonly number[] } | null>(null)
  useEffect(() => {
    if (view === null) return undefined
    const counter = new CoverageCounter(view, (parts) => setCounted({ view, parts }))
    const stop = subscribeToShot(() => counter.look())
    counter.look()
    return () => {
      stop()
      counter.stop()
    }
  }, [view])
  return counted !== null && counted.view === view ? counted.parts : null
}

class CoverageCounter {
  readonly #view: BoardView
  readonly #show: (parts: readonly number[]) => void
  #cameras: readonly Camera[] | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #leaving = new AbortController()

  constructor(view: BoardView, show: (parts: readonly number[]) => void) {
    this.#view = view
    this.#show = show
  }

  look(): void {
    const cameras = currentGeometry()?.cameras ?? null
    if (cameras === null || cameras === this.#cameras) return
    this.stop()
    this.#cameras = cameras
    this.#leaving = new AbortController()
    this.#timer = setTimeout(() => this.#count(cameras, this.#leaving.signal).catch(this.#failed), restMilliseconds)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#leaving.abort()
  }

  async #count(cameras: readonly Camera[], signal: AbortSignal): Promise<void> {
    const parts = await coverageOfCameras(this.#view, cameras, signal)
    if (!signal.aborted) this.#show(parts)
  }

  readonly #failed = (thrown: unknown): void => {
    if (!isAbort(thrown)) tellFailure(thrown)
  }
}
