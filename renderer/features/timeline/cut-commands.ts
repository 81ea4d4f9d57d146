import type { StudioTextKey } from '../../../core/texts/studio/texts.ts'
import type { Command } from '../../state/command.ts'
import { currentFilm, filmStore } from '../../state/film-store.ts'
import { attempt } from '../../state/notices.ts'
import { choose, chooseTool, cutSession, cutView } from './cut-view.ts'
import {
  addDissolve,
  chosen,
  clipUnder,
  duplicateChosen,
  insertGap,
  itemUnder,
  markAtPlayhead,
  nudgeChosen,
  playhead,
  removeChosen,
  splitAtPlayhead,
  trimToPlayhead,
} from './editing/cut-edits.ts'
import { nearestEditPoint } from './editing/cut-points.ts'
import { dissolveRoom } from './editing/dissolve.ts'
import { zoomStep } from './editing/time-scale.ts'
import { importSounds } from './sound/import-sounds.ts'
import { askZoom } from './tracks/zoom.ts'
import { toolCommands } from './tool-commands.ts'
import { needsCut, transportCommands } from './transport-commands.ts'

const zone = 'cut' as const

function needsChoice(): StudioTextKey | null {
  if (filmStore.getState().open === null) return 'cut.why.empty'
  const { items, sounds } = chosen(currentFilm())
  const { markerId } = cutSession.getState()
  return items.length + sounds.size > 0 || markerId !== null ? null : 'cut.why.nothing-chosen'
}

function needsChosenClip(): StudioTextKey | null {
  if (filmStore.getState().open === null) return 'cut.why.empty'
  return chosen(currentFilm()).items.some(({ kind }) => kind !== 'dissolve') ? null : 'cut.why.nothing-chosen'
}

function needsClip(): StudioTextKey | null {
  return clipUnder(playhead()) === null ? 'cut.why.no-clip' : null
}

/** Says why no dissolve can be made over the cut nearest to the playhead. */
export function needsRoom(): StudioTextKey | null {
  if (needsCut() !== null) return 'cut.why.empty'
  const film = currentFilm()
  const point = nearestEditPoint(film.cut.items, playhead())
  if (point === null) return 'cut.why.no-cut'
  const { inFrames, outFrames } = dissolveRoom(film, point.after)
  return inFrames + outFrames === 0 ? 'cut.why.no-room' : null
}

const cutting: readonly Command[] = [
  {
    id: 'cut.split',
    title: 'cut.command.split',
    zone,
    keys: ['$mod+KeyK', '$mod+KeyB'],
    menu: 'cut',
    unavailable: needsClip,
    run: splitAtPlayhead,
  },
  {
    id: 'cut.trim-head',
    title: 'cut.command.trim-head',
    zone,
    keys: ['KeyQ'],
    menu: 'cut',
    unavailable: needsClip,
    run: () => trimToPlayhead('head'),
  },
  {
    id: 'cut.trim-tail',
    title: 'cut.command.trim-tail',
    zone,
    keys: ['KeyW'],
    menu: 'cut',
    unavailable: needsClip,
    run: () => trimToPlayhead('tail'),
  },
  {
    id: 'cut.dissolve',
    title: 'cut.command.dissolve',
    zone,
    keys: ['$mod+KeyT'],
    menu: 'cut',
    unavailable: needsRoom,
    run: addDissolve,
  },
  { id: 'cut.gap', title: 'cut.command.gap', zone, keys: ['KeyG'], menu: 'cut', unavailable: needsCut, run: insertGap },
  {
    id: 'cut.delete',
    title: 'cut.command.delete',
    zone,
    keys: ['Delete', 'Shift+Delete'],
    menu: 'cut',
    unavailable: needsChoice,
    run: () => removeChosen('close'),
  },
  {
    id: 'cut.lift',
    title: 'cut.command.lift',
    zone,
    keys: ['Backspace'],
    menu: 'cut',
    unavailable: needsChoice,
    run: () => removeChosen('gap'),
  },
  {
    id: 'cut.duplicate',
    title: 'cut.command.duplicate',
    zone,
    keys: ['$mod+KeyD'],
    menu: 'cut',
    unavailable: needsChosenClip,
    run: duplicateChosen,
  },
]

const arranging: readonly Command[] = [
  {
    id: 'cut.earlier',
    title: 'cut.command.earlier',
    zone,
    keys: ['Alt+ArrowLeft'],
    menu: 'cut',
    unavailable: needsChosenClip,
    run: () => nudgeChosen(-1),
  },
  {
    id: 'cut.later',
    title: 'cut.command.later',
    zone,
    keys: ['Alt+ArrowRight'],
    menu: 'cut',
    unavailable: needsChosenClip,
    run: () => nudgeChosen(1),
  },
  {
    id: 'cut.choose',
    title: 'cut.command.choose',
    zone,
    keys: ['KeyD'],
    menu: null,
    unavailable: needsCut,
    run: () => {
      const under = itemUnder(playhead())
      choose(under === null ? [] : [under.item.id])
    },
  },
  {
    id: 'cut.choose-all',
    title: 'cut.command.choose-all',
    zone,
    keys: ['$mod+KeyA'],
    menu: null,
    unavailable: needsCut,
    run: () => choose(currentFilm().cut.items.map(({ id }) => id)),
  },
  {
    id: 'cut.choose-none',
    title: 'cut.command.choose-none',
    zone,
    keys: ['Escape'],
    menu: null,
    run: () => (cutSession.getState().tool === 'select' ? choose([]) : chooseTool('select')),
  },
  {
    id: 'cut.marker',
    title: 'cut.command.marker',
    zone,
    keys: ['KeyM'],
    menu: 'cut',
    unavailable: needsCut,
    run: markAtPlayhead,
  },
  {
    id: 'cut.sound',
    title: 'cut.command.sound',
    zone,
    keys: [],
    menu: 'cut',
    unavailable: () => (filmStore.getState().open === null ? 'cut.why.empty' : null),
    run: () => attempt(() => importSounds({ from: 'dialog' }, playhead())),
  },
]

const looking: readonly Command[] = [
  {
    id: 'cut.snap',
    title: 'cut.command.snap',
    zone,
    keys: ['KeyS'],
    menu: 'cut',
    checked: () => cutView.get().snapping,
    run: () => cutView.set({ snapping: !cutView.get().snapping }),
  },
  {
    id: 'cut.zoom-in',
    title: 'cut.command.zoom-in',
    zone,
    keys: ['Equal'],
    menu: null,
    repeats: true,
    run: () => askZoom(zoomStep),
  },
  {
    id: 'cut.zoom-out',
    title: 'cut.command.zoom-out',
    zone,
    keys: ['Minus'],
    menu: null,
    repeats: true,
    run: () => askZoom(1 / zoomStep),
  },
  {
    id: 'cut.fit',
    title: 'cut.command.fit',
    zone,
    keys: ['Backslash', 'Shift+KeyZ'],
    menu: 'cut',
    run: () => askZoom('fit'),
  },
]

/** What is needed most stands first: hints have room for a few. */
const first = ['cut.play', 'cut.split', 'cut.trim-head', 'cut.trim-tail', 'cut.delete', 'cut.marker']

/** What can be done in the Edit workspace. */
export const cutCommands: readonly Command[] = [
  ...transportCommands,
  ...cutting,
  ...toolCommands,
  ...arranging,
  ...looking,
].toSorted((a, b) => rank(a) - rank(b))

function rank({ id }: Command): number {
  const place = first.indexOf(id)
  return place < 0 ? first.length : place
}
