import type { StudioTextKey } from '../../../core/texts/studio/texts.ts'
import { call } from '../../bridge/client.ts'
import type { Command } from '../../state/command.ts'
import { currentProjectId, editsDelivered, filmStore } from '../../state/film-store.ts'
import { takeStore } from '../../state/mirrors.ts'
import { attempt } from '../../state/notices.ts'
import { deliverView } from './deliver-view.ts'
import { deliveredShots } from './planned-export.ts'

/** Why nothing can be exported now, or null. */
export function whyNoExport(): StudioTextKey | null {
  const film = filmStore.getState().open?.history.present
  if (film === undefined || !film.cut.items.some(({ kind }) => kind === 'clip')) return 'deliver.why.empty'
  const { cutMovie, shotMovies, timelines, cameras, depthExr } = deliverView.get().options
  if (!(cutMovie || shotMovies || timelines || cameras || depthExr)) return 'deliver.why.nothing'
  const states = new Set(deliveredShots(film, takeStore.getState().takes).map(({ state }) => state))
  if (states.has('take-gone')) return 'deliver.why.take-gone'
  return states.has('take-short') ? 'deliver.why.take-short' : null
}

/** Asks where to, and queues the export of the film as it is now. */
export async function startExport(): Promise<void> {
  const projectId = currentProjectId()
  await editsDelivered()
  await call('export.start', { projectId, options: deliverView.get().options })
}

/** Why no storyboard can be exported now, or null. */
export function whyNoStoryboard(): StudioTextKey | null {
  const film = filmStore.getState().open?.history.present
  return film === undefined || film.shots.length === 0 ? 'deliver.why.no-shots' : null
}

/** Asks where to, and queues the storyboard of the film as it is now. */
export async function startStoryboard(): Promise<void> {
  const projectId = currentProjectId()
  await editsDelivered()
  await call('export.storyboard', { projectId, options: deliverView.get().sheet })
}

/** What can be done in the Deliver workspace. */
export const deliverCommands: readonly Command[] = [
  {
    id: 'deliver.export',
    title: 'deliver.command.export',
    zone: 'everywhere',
    keys: ['$mod+KeyE'],
    menu: 'file',
    unavailable: whyNoExport,
    run: () => attempt(startExport),
  },
  {
    id: 'deliver.storyboard',
    title: 'deliver.command.storyboard',
    zone: 'everywhere',
    keys: [],
    menu: 'file',
    unavailable: whyNoStoryboard,
    run: () => attempt(startStoryboard),
  },
]
