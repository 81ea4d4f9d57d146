import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { changeShotSettings } from '../../../core/project/edits/shots.ts'
import { player } from '../../../renderer/features/camera/session/player.ts'
import { stageTransport } from '../../../renderer/features/generate/stage-transport.ts'
import { closeFilm, edit, openFilm } from '../../../renderer/state/film-store.ts'
import { selectShot, showWorkspace, workspaceStore } from '../../../renderer/state/workspace-store.ts'
import { fakeWindow, openedProject } from '../state/opened-project.ts'

let leave: () => void

beforeEach(() => {
  ;({ leave } = fakeWindow())
  workspaceStore.setState({ shotFrames: {}, slices: {} })
  openFilm(openedProject())
  selectShot('s1')
})

afterEach(() => {
  for (const transport of [player, stageTransport]) transport.stop()
  closeFilm()
  leave()
})

const shownFrame = (): number => workspaceStore.getState().shotFrames['s1'] ?? 0

describe.each([
  { name: 'Camera', transport: player, workspace: 'camera', other: 'generate' },
  { name: 'Generate', transport: stageTransport, workspace: 'generate', other: 'camera' },
] as const)('the playing of $name', ({ transport, workspace, other }) => {
  beforeEach(() => {
    showWorkspace(workspace)
    transport.play()
    vi.advanceTimersByTime(500)
  })

  it('moves the playhead', () => {
    expect(shownFrame()).toBeGreaterThanOrEqual(5)
    vi.advanceTimersByTime(200)
    expect(shownFrame()).toBeGreaterThanOrEqual(10)
  })

  it.each([
    { to: 'another workspace', go: () => showWorkspace(other) },
    { to: 'another shot', go: () => selectShot('s2') },
    { to: 'another project', go: () => openFilm(openedProject({ id: 'aaaaaaaaaaaaaaaa' })) },
    { to: 'the start window', go: closeFilm },
  ])('ends when the user goes to $to, and does not go on by itself when the user comes back', ({ go }) => {
    const { shotFrames } = workspaceStore.getState()
    go()
    expect(transport.playing).toBe(false)
    vi.advanceTimersByTime(200)
    openFilm(openedProject())
    selectShot('s1')
    showWorkspace(workspace)
    vi.advanceTimersByTime(200)
    expect(workspaceStore.getState().shotFrames).toEqual(shotFrames)
  })

  it('goes on while the film is edited and what is beside it changes', () => {
    edit('board.edit.rename', (film) => changeShotSettings(film, 's1', { name: 'Crane up' }))
    workspaceStore.setState({ cutFrame: 3 })
    expect(transport.playing).toBe(true)
  })
})

it('stays stopped when it is stopped by whoever is told of a frame', () => {
  showWorkspace('generate')
  stageTransport.play()
  const stop = workspaceStore.subscribe(() => stageTransport.stop())
  vi.advanceTimersByTime(100)
  stop()
  const at = shownFrame()
  vi.advanceTimersByTime(500)
  expect(shownFrame()).toBe(at)
  // What waits at most is the saving of where the user is.
  expect(vi.getTimerCount()).toBeLessThanOrEqual(1)
})
