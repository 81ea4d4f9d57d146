import { expect, test } from 'vitest'
import { exportPresets, movieExtension, presetOptions } from '../../../core/export/presets.ts'
import { timelineFiles } from '../../../core/export/timeline-files.ts'
import { aMovie, aSequence } from './random-cuts.ts'

const clip = {
  kind: 'clip',
  name: 'a',
  mediaId: 'a',
  source: { start: 0, end: 10 },
  markers: [],
  linkId: null,
} as const
const items = [{ ...clip, gainDb: 0, origin: null }]
const cut = aSequence({ media: [aMovie('a', 'a.mov', 0)], pictureTracks: [{ name: 'V1', items }] })

test.each([
  ['premiere', ['xml', 'otio'], 'file://localhost/films', 'PremierePro_OTIO', 'mov'],
  ['resolve', ['otio', 'xml', 'edl'], 'file://localhost//films', '', 'mov'],
  ['finalcut', ['fcpxml', 'otio'], '', '', 'mov'],
  ['generic', ['otio', 'xml', 'edl'], 'file:///films', '', 'mp4'],
] as const)('%s writes %j', (preset, extensions, url, metadata, movie) => {
  const { files, notes } = timelineFiles(cut, exportPresets[preset])
  expect(files.map(({ extension }) => extension)).toEqual(extensions)
  const xml = files.find(({ extension }) => extension === 'xml')
  expect(/<pathurl>(.*)<\/pathurl>/.exec(xml?.text ?? '')?.[1]).toBe(url === '' ? undefined : `${url}/out/a.mov`)
  const otio = files.find(({ extension }) => extension === 'otio')?.text ?? ''
  expect(otio.includes('PremierePro_OTIO')).toBe(metadata !== '')
  expect(notes).toEqual([])
  expect(movieExtension(presetOptions(preset).movieFormat)).toBe(movie)
})

test.each([
  [{ numerator: 25, denominator: 2 }, ['otio'], ['FCP 7 XML', 'EDL']],
  [{ numerator: 120, denominator: 1 }, ['otio', 'xml'], ['EDL']],
  [{ numerator: 24000, denominator: 1001 }, ['otio', 'xml', 'edl'], []],
  [{ numerator: 16, denominator: 1 }, ['otio', 'xml', 'edl'], []],
])('at %j what cannot tell time is left out and noted', (rate, extensions, formats) => {
  const { files, notes } = timelineFiles({ ...cut, rate }, exportPresets.generic)
  expect(files.map(({ extension }) => extension)).toEqual(extensions)
  expect(notes.map(({ code, details }) => [code, details['format']])).toEqual(
    formats.map((format) => ['export.note.rate', format]),
  )
})

test.each([
  [{ numerator: 48, denominator: 1 }, 48],
  [{ numerator: 25, denominator: 2 }, 12.5],
])('at %j there is no Final Cut Pro project, so no FCPXML', (rate, told) => {
  const { files, notes } = timelineFiles({ ...cut, rate }, exportPresets.finalcut)
  expect(files.map(({ extension }) => extension)).toEqual(['otio'])
  expect(notes).toEqual([{ code: 'export.note.fcpxml-rate', details: { rate: told } }])
})

test('levels and marker colours that a file does not hold are noted', () => {
  const marker = { name: 'm', comment: '', color: 'blue' as const, frames: { start: 1, end: 2 } }
  const sound = { ...aMovie('s', 's.wav', 0), picture: null, sound: { sampleRate: 48_000, channels: 1 } }
  const loud = { ...items[0]!, mediaId: 's', gainDb: 20 }
  const soundTracks = [{ name: 'A1', items: [loud, { ...loud, gainDb: -3 }] }]
  const { notes } = timelineFiles(
    { ...cut, media: [...cut.media, sound], soundTracks, markers: [marker] },
    exportPresets.premiere,
  )
  expect(notes).toEqual([
    { code: 'export.note.marker-colours', details: { count: 1 } },
    { code: 'export.note.loud', details: { count: 1 } },
    { code: 'export.note.gain', details: { count: 2 } },
  ])
})
