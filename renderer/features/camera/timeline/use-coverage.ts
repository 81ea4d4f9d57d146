import { useEffect, useState } from 'react'
import { isAbort } from '../../../../core/contract/errors.ts'
import { coverageOfCameras, type BoardView } from '../../../state/board-view/board-frames.ts'
import { tellFailure } from '../../../state/notices.ts'
import { subscribeToShot } from '../session/use-shot.ts'
import { CoverageCounter } from './coverage-counter.ts'

/**
 * Covered part of each frame of the shot, counted anew when the path has come to rest and no drag holds it; until then as
 * it was before. Null until the board's first is known.
 */
export function useCoverage(view: BoardView | null): readonly number[] | null {
  const [counted, setCounted] = useState<{ readonly view: BoardView; readonly parts: readonly number[] } | null>(null)
  useEffect(() => {
    if (view === null) return undefined
    const counter = new CoverageCounter({
      count: (cameras, signal) => coverageOfCameras(view, cameras, signal),
      show: (parts) => setCounted({ view, parts }),
      failed: (thrown) => {
        if (!isAbort(thrown)) tellFailure(thrown)
      },
    })
    const stop = subscribeToShot(() => counter.look())
    counter.look()
    return () => {
      stop()
      counter.stop()
    }
  }, [view])
  return counted !== null && counted.view === view ? counted.parts : null
}
