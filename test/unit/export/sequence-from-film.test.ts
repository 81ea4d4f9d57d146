import { describe, expect, test } from 'vitest'
import type { SequenceMedia } from '../../../core/export/cut-sequence.ts'
import { writeOtio } from '../../../core/export/otio.ts'
import { sequenceFromFilm, soundsBetweenFrames } from '../../../core/export/sequence-from-film.ts'
import { addMarker, addSoundTrack, setSoundClip } from '../../../core/project/edits/cut.ts'
import { aFilm } from '../project/films.ts'
import { readEvents } from './otio-reader.ts'

const marker = { id: 'm', frame: 5, durationFrames: 2, name: 'hand pops', comment: '', color: 'red' as const }
const music = `media/${'e'.repeat(64)}.wav`

function movie(id: string, durationFrames: number): SequenceMedia {
  const picture = { width: 1920, height: 1080 }
  return { id, name: `${id}.mp4`, path: `/out/${id}.mp4`, startFrame: 0, durationFrames, picture, sound: null }
}

/** Shot s1 has a take of 36 frames with 6 frames of head handle; shot s2 has none. */
const takes = new Map([['s1', { takeId: 't1', headFrames: 6, media: movie('s1_t1', 36) }]])

describe('the cut of a film', () => {
  test('counts its sources from the first frame of the take, handles included', () => {
    const sequence = sequenceFromFilm(addMarker(aFilm(), marker, 'c1'), { takes, sounds: new Map() })
    const events = readEvents(writeOtio(sequence, { premiere: false }))
    expect(events).toMatchObject([
      { name: 'Shot s1', recordIn: 0, recordOut: 24, mediaIn: 6, mediaOut: 30, url: 'file:///out/s1_t1.mp4' },
      { name: 'Shot s2', recordIn: 24, recordOut: 48, mediaIn: 6, mediaOut: 30, url: null, mediaLength: 36 },
    ])
    expect(events[0]?.markers).toMatchObject([{ at: 11, length: 2, name: 'hand pops' }])
    expect(sequence.pictureTracks[0]?.items[1]).toEqual({ kind: 'dissolve', inFrames: 3, outFrames: 3 })
    expect(sequence.media.map(({ id }) => id)).toEqual(['s1_t1', 'missing-s2'])
  })

  test('holds sounds at their frames with gaps between, without muted tracks and lost files', () => {
    const clip = { id: 'x', name: 'wind', media: music, durationFrames: 10, gainDb: 0 }
    const lost = { ...clip, id: 'z', media: `media/${'f'.repeat(64)}.wav`, recordStartFrame: 0, sourceStartSample: 0 }
    let film = addSoundTrack(addSoundTrack(aFilm(), 'a1', 'Music'), 'a2', 'Off')
    film = setSoundClip(film, 'a1', lost)
    film = setSoundClip(film, 'a1', { ...clip, recordStartFrame: 12, sourceStartSample: 4000 })
    film = setSoundClip(film, 'a1', { ...clip, id: 'y', recordStartFrame: 30, sourceStartSample: 5001 })
    film = setSoundClip(film, 'a2', { ...clip, recordStartFrame: 0, sourceStartSample: 0 })
    const soundTracks = film.cut.soundTracks.map((track) => ({ ...track, muted: track.id === 'a2' }))
    expect(soundsBetweenFrames(film)).toBe(1)
    const sounds = new Map([
      [music, { ...movie('wind', 999), picture: null, sound: { sampleRate: 48000, channels: 2 } }],
    ])
    const sequence = sequenceFromFilm({ ...film, cut: { ...film.cut, soundTracks } }, { takes, sounds })
    expect(sequence.soundTracks.map(({ name }) => name)).toEqual(['Music'])
    const events = readEvents(writeOtio(sequence, { premiere: false })).filter(({ kind }) => kind === 'Audio')
    // 2000 samples are one frame at 24; 5001 samples lie nearest to frame 3.
    expect(events.map((each) => [each.recordIn, each.recordOut, each.mediaIn, each.mediaOut])).toEqual([
      [12, 22, 2, 12],
      [30, 40, 3, 13],
    ])
  })

  test('lets a clip end with its sound, and adds the levels of clip and track', () => {
    const clip = { id: 'x', name: 'wind', media: music, recordStartFrame: 0, durationFrames: 10, gainDb: -4 }
    let film = addSoundTrack(aFilm(), 'a1', 'Music')
    film = setSoundClip(film, 'a1', { ...clip, sourceStartSample: 8000 })
    film = setSoundClip(film, 'a1', { ...clip, id: 'late', recordStartFrame: 20, sourceStartSample: 48_000 })
    const soundTracks = film.cut.soundTracks.map((track) => ({ ...track, gainDb: 1 }))
    const media = { ...movie('wind', 9), picture: null, sound: { sampleRate: 48000, channels: 2 } }
    const files = { takes, sounds: new Map([[music, media]]) }
    const [track] = sequenceFromFilm({ ...film, cut: { ...film.cut, soundTracks } }, files).soundTracks
    expect(track?.items).toMatchObject([{ source: { start: 4, end: 9 }, gainDb: -3 }])
    expect(track?.items).toHaveLength(1)
  })

  test.each([
    [-24, 24 * 86_400 - 24],
    [24 * 86_400 + 5, 5],
  ])('a start of %d frames is %d on the clock', (startFrame, onClock) => {
    const film = aFilm()
    const cut = { ...film.cut, startFrame }
    expect(sequenceFromFilm({ ...film, cut }, { takes, sounds: new Map() }).startFrame).toBe(onClock)
  })
})
