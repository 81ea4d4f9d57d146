import { filmStore } from './film-store.ts'
import { workspaceStore, type WorkspaceName } from './workspace-store.ts'

/** Where the user works: what plays, or is recorded, belongs to one such place. */
export interface WorkPlace {
  /** Null while no project is open. */
  readonly projectId: string | null
  readonly workspace: WorkspaceName
  readonly shotId: string | null
}

export function workPlace(): WorkPlace {
  const { workspace, shotId } = workspaceStore.getState()
  return { projectId: filmStore.getState().open?.projectId ?? null, workspace, shotId }
}

/** Whether the user still, or again, works there. */
export function worksAt(place: WorkPlace): boolean {
  const now = workPlace()
  return now.projectId === place.projectId && now.workspace === place.workspace && now.shotId === place.shotId
}

/**
 * Tells each time that the user goes to another project, workspace or shot, or closes the project.
 * @returns stops telling
 */
export function onWorkPlaceLeft(left: (now: WorkPlace, before: WorkPlace) => void): () => void {
  let place = workPlace()
  const look = (): void => {
    if (worksAt(place)) return
    const before = place
    place = workPlace()
    left(place, before)
  }
  const stops = [workspaceStore.subscribe(look), filmStore.subscribe(look)]
  return () => stops.forEach((stop) => stop())
}
