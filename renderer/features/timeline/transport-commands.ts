import { timecodeBase } from '../../../core/timeline/timecode.ts'
import type { Command } from '../../state/command.ts'
import { currentFilm, filmStore } from '../../state/film-store.ts'
import { selectShot, setShotFrame, showWorkspace } from '../../state/workspace-store.ts'
import { cutTransport } from './cut-transport.ts'
import { cutView, timelineDuration } from './cut-view.ts'
import { clipUnder, playhead } from './editing/cut-edits.ts'
import { cutFrom } from './editing/cut-points.ts'
import { isHeld } from './held-keys.ts'
import { recordingCommand } from './recording/recording-command.ts'
import { isFullScreen, toggleFullScreen } from './programme/full-screen.ts'

/** Why nothing of the cut can be played or edited, or null. */
export const needsCut = () =>
  filmStore.getState().open?.history.present.cut.items.length ? null : ('cut.why.empty' as const)

const zone = 'cut' as const

function step(frames: number): void {
  cutTransport.goTo(playhead() + frames)
}

function goToCut(direction: 1 | -1): void {
  const frame = cutFrom(currentFilm().cut.items, playhead(), direction)
  if (frame !== null) cutTransport.goTo(frame)
}

const oneSecond = (): number => timecodeBase(currentFilm().rate)

/** Opens the shot under the playhead in Camera, at the frame that is shown. */
export function matchFrame(): void {
  const found = clipUnder(playhead())
  if (found === null) return
  cutTransport.stop()
  selectShot(found.clip.shotId)
  setShotFrame(found.clip.shotId, playhead() - found.start + found.clip.source.start)
  showWorkspace('camera')
}

const playing: readonly Command[] = [
  {
    id: 'cut.play',
    title: 'cut.command.play',
    zone,
    keys: ['Space'],
    menu: 'cut',
    unavailable: needsCut,
    run: () => cutTransport.toggle(),
  },
  {
    id: 'cut.backwards',
    title: 'cut.command.backwards',
    zone,
    keys: ['KeyJ'],
    menu: null,
    unavailable: needsCut,
    run: () => cutTransport.shuttle(-1, isHeld('KeyK')),
  },
  { id: 'cut.stop', title: 'cut.command.stop', zone, keys: ['KeyK'], menu: null, run: () => cutTransport.stop() },
  {
    id: 'cut.forwards',
    title: 'cut.command.forwards',
    zone,
    keys: ['KeyL'],
    menu: null,
    unavailable: needsCut,
    run: () => cutTransport.shuttle(1, isHeld('KeyK')),
  },
  {
    id: 'cut.loop',
    title: 'cut.command.loop',
    zone,
    keys: ['$mod+KeyL'],
    menu: 'cut',
    checked: () => cutView.get().loop,
    run: () => cutView.set({ loop: !cutView.get().loop }),
  },
  {
    id: 'cut.full-screen',
    title: 'cut.command.full-screen',
    zone,
    keys: ['Backquote', '$mod+KeyF'],
    menu: 'cut',
    checked: isFullScreen,
    run: toggleFullScreen,
  },
]

const moving: readonly Command[] = [
  {
    id: 'cut.back',
    title: 'cut.command.back',
    zone,
    keys: ['ArrowLeft'],
    menu: null,
    repeats: true,
    run: () => step(-1),
  },
  { id: 'cut.on', title: 'cut.command.on', zone, keys: ['ArrowRight'], menu: null, repeats: true, run: () => step(1) },
  {
    id: 'cut.back-second',
    title: 'cut.command.back-second',
    zone,
    keys: ['Shift+ArrowLeft'],
    menu: null,
    repeats: true,
    unavailable: needsCut,
    run: () => step(-oneSecond()),
  },
  {
    id: 'cut.on-second',
    title: 'cut.command.on-second',
    zone,
    keys: ['Shift+ArrowRight'],
    menu: null,
    repeats: true,
    unavailable: needsCut,
    run: () => step(oneSecond()),
  },
  {
    id: 'cut.previous',
    title: 'cut.command.previous',
    zone,
    keys: ['ArrowUp'],
    menu: null,
    repeats: true,
    unavailable: needsCut,
    run: () => goToCut(-1),
  },
  {
    id: 'cut.next',
    title: 'cut.command.next',
    zone,
    keys: ['ArrowDown'],
    menu: null,
    repeats: true,
    unavailable: needsCut,
    run: () => goToCut(1),
  },
  { id: 'cut.start', title: 'cut.command.start', zone, keys: ['Home'], menu: null, run: () => cutTransport.goTo(0) },
  {
    id: 'cut.end',
    title: 'cut.command.end',
    zone,
    keys: ['End'],
    menu: null,
    unavailable: needsCut,
    run: () => cutTransport.goTo(timelineDuration(currentFilm()) - 1),
  },
  {
    id: 'cut.match',
    title: 'cut.command.match',
    zone,
    keys: ['KeyF'],
    menu: 'cut',
    unavailable: () => (clipUnder(playhead()) === null ? 'cut.why.no-clip' : null),
    run: matchFrame,
  },
]

const range: readonly Command[] = [
  {
    id: 'cut.in',
    title: 'cut.command.in',
    zone,
    keys: ['KeyI'],
    menu: 'cut',
    run: () => {
      const { outFrame } = cutView.get()
      const inFrame = playhead()
      cutView.set({ inFrame, outFrame: outFrame !== null && outFrame <= inFrame ? null : outFrame })
    },
  },
  {
    id: 'cut.out',
    title: 'cut.command.out',
    zone,
    keys: ['KeyO'],
    menu: 'cut',
    run: () => {
      const { inFrame } = cutView.get()
      const outFrame = playhead() + 1
      cutView.set({ outFrame, inFrame: inFrame !== null && inFrame >= outFrame ? null : inFrame })
    },
  },
  {
    id: 'cut.go-in',
    title: 'cut.command.go-in',
    zone,
    keys: ['Shift+KeyI'],
    menu: null,
    run: () => cutTransport.goTo(cutView.get().inFrame ?? 0),
  },
  {
    id: 'cut.go-out',
    title: 'cut.command.go-out',
    zone,
    keys: ['Shift+KeyO'],
    menu: null,
    unavailable: needsCut,
    run: () => cutTransport.goTo((cutView.get().outFrame ?? timelineDuration(currentFilm())) - 1),
  },
  {
    id: 'cut.clear-in',
    title: 'cut.command.clear-in',
    zone,
    keys: ['Alt+KeyI'],
    menu: null,
    run: () => cutView.set({ inFrame: null }),
  },
  {
    id: 'cut.clear-out',
    title: 'cut.command.clear-out',
    zone,
    keys: ['Alt+KeyO'],
    menu: null,
    run: () => cutView.set({ outFrame: null }),
  },
  {
    id: 'cut.clear-range',
    title: 'cut.command.clear-range',
    zone,
    keys: ['Alt+KeyX'],
    menu: 'cut',
    unavailable: () => {
      const { inFrame, outFrame } = cutView.get()
      return inFrame === null && outFrame === null ? 'cut.why.no-range' : null
    },
    run: () => cutView.set({ inFrame: null, outFrame: null }),
  },
]

export const transportCommands: readonly Command[] = [...playing, recordingCommand, ...moving, ...range]
