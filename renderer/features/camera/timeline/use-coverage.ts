import { useEffect, useState } from 'react'
import { isAbort } from '../../../../core/contract/errors.ts'
import type { Camera } from '../../../../core/contract/generation.ts'
import { coverageOfCameras, type BoardView } from '../../../state/board-view/board-frames.ts'
import type { ShotGeometry } from '../../../state/board-view/shot-geometry.ts'
import { tellFailure } from '../../../state/notices.ts'

/** Long enough that a drag does not count coverage at each of its steps. */
const restMilliseconds = 180

/** Covered part of each frame of the shot, counted anew when the path has come to rest; null until it is known. */
export function useCoverage(geometry: ShotGeometry, view: BoardView | null): readonly number[] | null {
  const [counted, setCounted] = useState<{
    readonly cameras: readonly Camera[]
    readonly view: BoardView
    readonly parts: readonly number[]
  } | null>(null)
  const { cameras } = geometry
  useEffect(() => {
    if (view === null) return undefined
    const leaving = new AbortController()
    const timer = setTimeout(() => {
      coverageOfCameras(view, cameras, leaving.signal).then(
        (parts) => setCounted({ cameras, view, parts }),
        (thrown: unknown) => {
          if (!isAbort(thrown)) tellFailure(thrown)
        },
      )
    }, restMilliseconds)
    return () => {
      clearTimeout(timer)
      leaving.abort()
    }
  }, [cameras, view])
  return counted?.cameras === cameras && counted.view === view ? counted.parts : null
}
