import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ExportOptions } from '../../../core/contract/export-options.ts'
import { presetOptions } from '../../../core/export/presets.ts'
import type { CutItem } from '../../../core/project/schema/cut.ts'
import { emptyFilm, filmSchema } from '../../../core/project/schema/film.ts'
import { formatTimecode, parseTimecode } from '../../../core/timeline/timecode.ts'
import { filmRates, rateName, withDropFrame, withRate } from '../../../renderer/features/deliver/film-settings.ts'
import { deliveredShots, plannedBytes, plannedFiles } from '../../../renderer/features/deliver/planned-export.ts'
import { formatBytes } from '../../../renderer/ui/display/format-bytes.ts'
import { filmOfShots, takeOf } from '../playback/films.ts'

const base = filmOfShots([
  { id: 'a', durationFrames: 24, takeId: 'ta' },
  { id: 'b', durationFrames: 48, headFrames: 4, tailFrames: 8 },
  { id: 'c', durationFrames: 10, takeId: 'tc' },
  { id: 'd', durationFrames: 10, takeId: 'td' },
])
const clip = (id: string, shotId: string, start: number, end: number): CutItem => {
  return { kind: 'clip', id, shotId, source: { start, end }, markers: [] }
}
const items = [
  clip('1', 'b', 0, 48),
  clip('2', 'a', 0, 24),
  clip('3', 'b', 10, 20),
  clip('4', 'c', 0, 10),
  clip('5', 'd', 0, 10),
]
const film = { ...base, name: '부둣가 night', cut: { ...base.cut, items } }
const takes = [takeOf('ta', 'a', { frames: 24, headFrames: 0 }), takeOf('td', 'd', { frames: 8, headFrames: 0 })]

describe('what leaves', () => {
  test('is each shot of the cut once, in the order it is seen, with its state', () => {
    const shots = deliveredShots(film, takes)
    expect(shots.map((each) => [each.shot.id, each.state, each.frames, each.recordStart, each.usedFrames])).toEqual([
      ['b', 'animatic', 60, 0, 58],
      ['a', 'take', 24, 48, 24],
      ['c', 'take-gone', 10, 82, 10],
      ['d', 'take-short', 8, 92, 10],
    ])
  })

  test('makes the files that an export of the preset writes', () => {
    const shots = deliveredShots(film, takes)
    const names = (options: Partial<ExportOptions>) =>
      plannedFiles(film, shots, { ...presetOptions('premiere'), ...options }).map(({ name }) => name)
    expect(names({ shotMovies: false, cameras: false })).toEqual(['night.xml', 'night.otio', 'night.mov'])
    expect(names({ timelines: false, cutMovie: false, cameras: false, movieFormat: 'mp4-h264' })).toEqual(
      ['b', 'a', 'c', 'd'].map((id) => `media/${id}.mp4`),
    )
    expect(names({ timelines: false, cutMovie: false, shotMovies: false }).slice(0, 2)).toEqual([
      'media/b.camera.txt',
      'media/b.camera.json',
    ])
    expect(names({ preset: 'resolve', cutMovie: false, shotMovies: false, cameras: false })).toEqual([
      'night.otio',
      'night.xml',
      'media/night.xml',
      'night.edl',
    ])
    expect(names({ ...presetOptions('kdenlive'), shotMovies: false, cameras: false })).toEqual([
      'night.kdenlive',
      'night.mlt',
      'night.otio',
      'night.mp4',
    ])
    const finalcut = { preset: 'finalcut', cutMovie: false, shotMovies: false, cameras: false } as const
    expect(names(finalcut)).toEqual(['night.fcpxml', 'night.otio'])
    const fast = { ...film, rate: { numerator: 48, denominator: 1 } }
    const options = { ...presetOptions('finalcut'), ...finalcut }
    expect(plannedFiles(fast, shots, options).map(({ name }) => name)).toEqual(['night.otio'])
  })

  test('has the depth of each frame of shots with a take where it is asked for', () => {
    const options = {
      ...presetOptions('generic'),
      timelines: false,
      cutMovie: false,
      shotMovies: false,
      cameras: false,
    }
    expect(plannedFiles(film, deliveredShots(film, takes), options)).toEqual([])
    const files = plannedFiles(film, deliveredShots(film, takes), { ...options, depthExr: true })
    expect(files.every(({ kind }) => kind === 'depth')).toBe(true)
    expect(files).toHaveLength(24 + 8)
    expect(files[0]!.name).toBe('media/a_depth/a_depth.0000.exr')
    expect(files.at(-1)!.name).toBe('media/d_depth/d_depth.0007.exr')
    const withoutCache = [takeOf('ta', 'a', { frames: 24, headFrames: 0, cache: 'off' }), takes[1]!]
    expect(plannedFiles(film, deliveredShots(film, withoutCache), { ...options, depthExr: true })).toHaveLength(8)
    // Uncompressed they would have four bytes a pixel.
    const pixels = film.format.width * film.format.height * (24 + 8)
    const bytes = plannedBytes(film, deliveredShots(film, takes), { ...options, depthExr: true })
    expect(bytes / pixels).toBeGreaterThan(0.5)
    expect(bytes / pixels).toBeLessThan(4)
  })

  test('is as large as ProRes writes frames, and is said in two digits', () => {
    const shots = deliveredShots(film, takes)
    const options = { ...presetOptions('premiere'), shotMovies: false }
    const second = plannedBytes(film, shots, options) * (24 / 102)
    // Apple states 176 Mbit/s for 1920×1080 at 24 frames a second.
    expect((second * 8) / 176e6).toBeGreaterThan(0.9)
    expect((second * 8) / 176e6).toBeLessThan(1.1)
    expect(plannedBytes(film, shots, { ...options, cutMovie: false })).toBe(0)
    const sound = {
      id: 's',
      name: 'Sea',
      media: 'media/sea.wav',
      recordStartFrame: 90,
      sourceStartSample: 0,
      gainDb: 0,
    }
    const withSound = (durationFrames: number, muted: boolean) => {
      const track = { id: 't', name: 'A1', muted, gainDb: 0, clips: [{ ...sound, durationFrames }] }
      return plannedBytes({ ...film, cut: { ...film.cut, soundTracks: [track] } }, shots, options)
    }
    const asPictures = [withSound(12, false), withSound(114, true)]
    expect(asPictures).toEqual([plannedBytes(film, shots, options), plannedBytes(film, shots, options)])
    expect(withSound(114, false)).toBeCloseTo(2 * plannedBytes(film, shots, options), 3)
    expect([900, 12_345, 999_400, 4_560_000, 123_456_789, 9.87e9].map(formatBytes)).toEqual([
      '0.9 kB',
      '12 kB',
      '1.0 MB',
      '4.6 MB',
      '120 MB',
      '9.9 GB',
    ])
  })
})

describe('the film’s settings', () => {
  test('keep the start timecode at another rate', () => {
    const anyRate = fc.constantFrom(...filmRates.map(({ rate }) => rate))
    fc.assert(
      fc.property(anyRate, anyRate, fc.boolean(), fc.nat(23), fc.nat(59), (from, to, drops, hours, minutes) => {
        const started = withDropFrame({ ...emptyFilm('Film'), rate: from }, drops)
        const { dropFrame } = started.cut
        const says = `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}:10${dropFrame ? ';' : ':'}00`
        const parsed = parseTimecode(says, { rate: from, dropFrame })
        if (!parsed.ok) throw parsed.error
        const changed = withRate({ ...started, cut: { ...started.cut, startFrame: parsed.value } }, to)
        expect(filmSchema.safeParse(changed).success).toBe(true)
        const now = formatTimecode(changed.cut.startFrame, { rate: to, dropFrame: changed.cut.dropFrame })
        // Rates below ten frames a second print one digit of frames.
        expect(now.replace(';', ':').replace(/:0$/, ':00')).toBe(says.replace(';', ':'))
      }),
    )
  })

  test('fall back to the first hour where a rate lacks the timecode', () => {
    const at29 = { ...emptyFilm('Film'), rate: { numerator: 30, denominator: 1 } }
    const late = { ...at29, cut: { ...at29.cut, startFrame: 29 } }
    expect(withRate(late, { numerator: 24, denominator: 1 }).cut.startFrame).toBe(86_400)
    expect(withDropFrame(late, true)).toBe(late)
  })

  test('name every rate of the list, and any other by its number', () => {
    for (const { name, rate } of filmRates) expect(rateName(rate)).toBe(name)
    expect(rateName({ numerator: 48, denominator: 2 })).toBe('24')
    expect(rateName({ numerator: 15, denominator: 2 })).toBe('7.5')
  })
})
