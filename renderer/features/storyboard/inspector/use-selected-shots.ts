import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { Shot } from '../../../../core/project/schema/shot.ts'
import { useFilm } from '../../../state/film-store.ts'
import { useWorkspace } from '../../../state/workspace-store.ts'
import { selectionStore } from '../selection.ts'

const noShots: readonly Shot[] = []

/** The shots chosen on the Board in its order; the one that all workspaces share is among them. */
export function useSelectedShots(): readonly Shot[] {
  const shotId = useWorkspace((workspace) => workspace.shotId)
  const chosen = useStore(selectionStore, ({ shotIds }) => shotIds)
  const shots = useFilm((film): readonly Shot[] => film.shots, noShots)
  return useMemo(() => {
    if (shotId === null) return noShots
    const ids = chosen.has(shotId) ? chosen : new Set([shotId])
    return shots.filter(({ id }) => ids.has(id))
  }, [shots, chosen, shotId])
}
