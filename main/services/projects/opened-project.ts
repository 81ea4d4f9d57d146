import type { StudioError, StudioErrorData } from '../../../core/contract/errors.ts'
import type { OpenedProject } from '../../../core/contract/studio.ts'
import { packHistory } from '../../../core/project/film-history.ts'
import { missingMedia, type OpenedStore } from './project-open.ts'
import { rememberSizes } from './media-sizes.ts'
import { readWorkspace } from './project-workspace.ts'
import { folderIdOf, shortPlace } from './recent-projects.ts'
import { listTakes, takesFolder, type ListedTake } from '../takes/take-index.ts'

/** An open project as the window needs it. @throws StudioError `media.unreadable` when its takes cannot be listed */
export async function describeOpened({
  store,
  recoveredEdits,
  recovery,
  notices,
}: OpenedStore): Promise<OpenedProject> {
  if (store.writable) await rememberSizes(store.folder)
  const [listed, missing, workspace] = await Promise.all([
    listTakes(store.folder),
    missingMedia(store.folder, store.film),
    readWorkspace(store.folder),
  ])
  return {
    id: store.id,
    folderId: folderIdOf(store.folder),
    place: shortPlace(store.folder),
    writable: store.writable,
    readOnlyReason: store.readOnlyReason === null ? null : dataOf(store.readOnlyReason),
    recoveredEdits,
    recovery,
    film: store.film,
    history: packHistory(store.history),
    takes: listed.flatMap(({ take }) => (take === null ? [] : [take])),
    missingMedia: missing,
    workspace,
    notices: [...notices.map(dataOf), ...damagedTakes(store.folder, listed)],
  }
}

/** One notice however many they are: a copy that was cut off may have damaged all of them. */
function damagedTakes(projectFolder: string, listed: readonly ListedTake[]): StudioErrorData[] {
  const damaged = listed.filter(({ problem }) => problem !== null)
  const [first] = damaged
  if (first === undefined) return []
  const details = { folder: takesFolder(projectFolder), count: damaged.length, first: first.id }
  return [{ code: 'project.takes-damaged', details }]
}

function dataOf({ code, details }: StudioError): StudioErrorData {
  return { code, details }
}
