import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Cut } from '../../../core/project/schema/cut.ts'
import { cutTransport } from '../../../renderer/features/timeline/cut-transport.ts'
import { changedTrack } from '../../../renderer/features/timeline/sound/sound-edits.ts'
import { closeFilm, edit, openFilm, undo } from '../../../renderer/state/film-store.ts'
import { setCutFrame, workspaceStore } from '../../../renderer/state/workspace-store.ts'
import { aFilm } from '../project/films.ts'
import { fakeWindow, openedProject } from '../state/opened-project.ts'

/** Two seconds of pictures; the only sound ends in the first one. */
function cutWithEarlySound(): Cut {
  const sound = { recordStartFrame: 0, durationFrames: 12, sourceStartSample: 0, gainDb: 0 }
  const clip = { ...sound, id: 'sound', media: `media/${'b'.repeat(64)}.wav`, name: 'Sea' }
  const track = { id: 'a1', name: 'A1', muted: false, gainDb: 0, clips: [clip] }
  return { ...aFilm().cut, soundTracks: [track] }
}

const mute = () => edit('cut.edit.mute', (film) => changedTrack(film, 'a1', { muted: true }))
const shown = () => workspaceStore.getState().cutFrame

let leave: () => void

beforeEach(() => {
  ;({ leave } = fakeWindow())
  workspaceStore.setState({ cutFrame: 0, slices: {} })
  openFilm(openedProject({ film: { ...aFilm(), cut: cutWithEarlySound() } }))
})

afterEach(() => {
  cutTransport.stop()
  closeFilm()
  leave()
})

describe('playing that something is timed by', () => {
  it.each([
    { what: 'muted', change: [mute] },
    { what: 'muted, and that undone', change: [mute, undo] },
  ])('was begun when it was begun, though a track is $what', ({ change }) => {
    setCutFrame(20)
    expect(cutTransport.playOnce()).toEqual({ start: 20, end: 48 })
    const begun = performance.now()
    vi.advanceTimersByTime(500)
    expect(cutTransport.heardAtMilliseconds).toBe(begun)
    for (const step of change) {
      step()
      vi.advanceTimersByTime(250)
    }
    vi.advanceTimersByTime(500 - 250 * change.length)
    expect(cutTransport.playing).toBe(true)
    expect(cutTransport.heardAtMilliseconds).toBe(begun)
    expect(shown()).toBeGreaterThanOrEqual(43)
    vi.advanceTimersByTime(500)
    expect(cutTransport.playing).toBe(false)
    expect(shown()).toBe(47)
  })
})
