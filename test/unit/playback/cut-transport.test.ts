import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Cut } from '../../../core/project/schema/cut.ts'
import { cutTransport } from '../../../renderer/features/timeline/cut-transport.ts'
import { changedTrack } from '../../../renderer/features/timeline/sound/sound-edits.ts'
import { cutView } from '../../../renderer/features/timeline/cut-view.ts'
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

describe('a loop that is begun after the last sound', () => {
  /** How often the sound device was asked to play. */
  let resumed = 0

  class SilentContext {
    readonly currentTime = 0
    readonly baseLatency = 0
    readonly outputLatency = 0
    readonly getOutputTimestamp = () => ({})
    readonly resume = async () => void (resumed += 1)
  }

  beforeEach(() => {
    resumed = 0
    vi.stubGlobal('AudioContext', SilentContext)
    vi.stubGlobal('fetch', async () => new Response(null, { status: 404 }))
    cutView.set({ loop: true })
  })

  afterEach(() => vi.unstubAllGlobals())

  it('has its sound from the next pass on', async () => {
    setCutFrame(24)
    cutTransport.play()
    await vi.advanceTimersByTimeAsync(900)
    expect({ resumed, shown: shown() }).toEqual({ resumed: 0, shown: 45 })
    await vi.advanceTimersByTimeAsync(200)
    expect(shown()).toBeLessThan(24)
    expect(resumed).toBe(1)
  })

  it('keeps its pace through the passes when none of them has a sound', async () => {
    cutView.set({ loop: true, inFrame: 24, outFrame: 27 })
    setCutFrame(24)
    cutTransport.play()
    await vi.advanceTimersByTimeAsync(3990)
    // The picture is of 3984 ms, where the frame is number 95 of 24 a second: the third of a pass.
    expect({ resumed, shown: shown() }).toEqual({ resumed: 0, shown: 24 + (95 % 3) })
  })

  it.each([-1, 2])('stays silent at %d times its speed', async (speed) => {
    setCutFrame(24)
    cutTransport.play(speed)
    await vi.advanceTimersByTimeAsync(3000)
    expect(resumed).toBe(0)
    expect(cutTransport.playing).toBe(true)
  })
})
