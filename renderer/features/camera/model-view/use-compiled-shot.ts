import { useEffect, useState } from 'react'
import { isAbort } from '../../../../core/contract/errors.ts'
import type { CompiledShot } from '../../../state/board-view/compiled-shot.ts'
import { compileShotSpec, pluckerPicturesOf } from '../../../state/board-view/compiled-shot.ts'
import type { PluckerPictures } from '../../../state/board-view/compile-messages.ts'
import type { BoardView } from '../../../state/board-view/board-frames.ts'
import type { ShotGeometry } from '../../../state/board-view/shot-geometry.ts'

/** A shot compiled for the model, with its embedding as pictures. */
export interface ModelInput {
  readonly compiled: CompiledShot
  readonly samples: readonly PluckerPictures[]
  readonly momentRange: number
}

export type ModelInputState =
  | { readonly state: 'compiling' }
  | { readonly state: 'ready'; readonly input: ModelInput }
  | { readonly state: 'failed'; readonly error: unknown }

/** A drag compiles only what it ends at. */
const restMilliseconds = 150

/** The shot as the model gets it, compiled again when it or its board has changed. What was there stays meanwhile. */
export function useModelInput(geometry: ShotGeometry | null, view: BoardView | null): ModelInputState {
  const [shown, setShown] = useState<{ readonly shotId: string; readonly state: ModelInputState } | null>(null)
  useEffect(() => {
    if (view === null || geometry === null) return undefined
    const leaving = new AbortController()
    const shotId = geometry.shot.id
    const timer = setTimeout(() => {
      compile(shotId, leaving.signal).then(
        (input) => setShown({ shotId, state: { state: 'ready', input } }),
        (error: unknown) => {
          if (!isAbort(error)) setShown({ shotId, state: { state: 'failed', error } })
        },
      )
    }, restMilliseconds)
    return () => {
      clearTimeout(timer)
      leaving.abort()
    }
  }, [geometry, view])
  return shown !== null && shown.shotId === geometry?.shot.id ? shown.state : { state: 'compiling' }
}

async function compile(shotId: string, signal: AbortSignal): Promise<ModelInput> {
  const compiled = await compileShotSpec(shotId, { signal })
  signal.throwIfAborted()
  const { samples, momentRange } = await pluckerPicturesOf(compiled.spec, signal)
  signal.throwIfAborted()
  return { compiled, samples, momentRange }
}
