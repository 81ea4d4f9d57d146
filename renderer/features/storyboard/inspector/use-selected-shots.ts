import { useMemo } from 'react'
import type { Shot } from '../../../../core/project/schema/shot.ts'
import { useFilm } from '../../../state/film-store.ts'
import { useSelection } from '../selection.ts'

const noShots: readonly Shot[] = []

/** The shots chosen on the Board in its order, but those that its filter hides. */
export function useSelectedShots(): readonly Shot[] {
  const chosen = useSelection()
  const shots = useFilm((film): readonly Shot[] => film.shots, noShots)
  return useMemo(() => shots.filter(({ id }) => chosen.has(id)), [shots, chosen])
}
