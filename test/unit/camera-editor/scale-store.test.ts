import { afterEach, beforeEach, expect, it } from 'vitest'
import { scaleFor, scaleStore } from '../../../renderer/features/camera/timeline/scale-store.ts'
import { closeFilm, openFilm } from '../../../renderer/state/film-store.ts'
import { selectShot, setShotFrame, showWorkspace } from '../../../renderer/state/workspace-store.ts'
import { fakeWindow, openedProject } from '../state/opened-project.ts'

const late = { startFrame: 100, pixelsPerFrame: 20 }
let leave: () => void

beforeEach(() => {
  ;({ leave } = fakeWindow())
  openFilm(openedProject())
  selectShot('s1')
  showWorkspace('camera')
  scaleStore.setState({ zoomed: late })
})

afterEach(() => {
  closeFilm()
  leave()
})

const shown = () => scaleFor(scaleStore.getState().zoomed, { start: 0, end: 48 }, 960)

it('keeps the part of the shot that is looked at while the user stays with the shot', () => {
  setShotFrame('s1', 120)
  showWorkspace('generate')
  showWorkspace('camera')
  selectShot('s1')
  expect(shown()).toEqual(late)
})

it.each([
  { what: 'another shot', go: () => selectShot('s2') },
  { what: 'the same shot of a project that is opened anew', go: () => [closeFilm(), openFilm(openedProject())] },
  { what: 'another project', go: () => openFilm(openedProject({ id: 'aaaaaaaaaaaaaaaa' })) },
])('shows the whole of $what', ({ go }) => {
  go()
  const { startFrame, pixelsPerFrame } = shown()
  expect(startFrame).toBeLessThanOrEqual(0)
  expect(startFrame + 960 / pixelsPerFrame).toBeGreaterThanOrEqual(47)
})
