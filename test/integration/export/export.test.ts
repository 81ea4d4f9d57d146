import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseRealEstate10k } from '../../../core/camera/formats/realestate10k.ts'
import { valueOf } from '../../../core/contract/result.ts'
import { runCommandLine } from '../../support/command-line.ts'
import { readEdl } from '../../unit/export/edl-reader.ts'
import { FcpxmlFile } from '../../unit/export/fcpxml-reader.ts'
import { readOtioCut } from '../../unit/export/otio-reader.ts'
import { picturesOf, readKdenlive, readMlt } from '../../unit/export/mlt-reader.ts'
import { XmemlFile } from '../../unit/export/xmeml-reader.ts'
import { cutLength, headFrames, makeProject, makeTake, takeFrames } from './film-project.ts'

const folder = mkdtempSync(join(tmpdir(), 'craneshot-test-'))
const rate = { numerator: 24, denominator: 1 }
let project = ''
let take = ''
beforeAll(async () => {
  take = await makeTake(folder, rate)
  project = makeProject(folder, take, rate)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Answer {
  exitCode: number | null
  json: { files: { kind: string; name: string }[]; notes: { code: string }[]; error: { code: string; message: string } }
}

async function exported(out: string, ...words: string[]): Promise<Answer> {
  return exportedFrom(project, out, ...words)
}

async function exportedFrom(from: string, out: string, ...words: string[]): Promise<Answer> {
  const { exitCode, standardOutput } = await runCommandLine(['export', from, '--out', out, '--json', ...words], {
    folder,
  })
  return { exitCode, json: JSON.parse(standardOutput) }
}

function filesIn(out: string): string[] {
  return readdirSync(join(folder, out), { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, out).length + 1))
    .toSorted()
}

const media = ['SH010', 'SH030', 'shot_002'].flatMap((stem) => [
  `${stem}.camera.json`,
  `${stem}.camera.txt`,
  `${stem}.mp4`,
])
const wholeExport = ['Harbour_Night.edl', 'Harbour_Night.mp4', 'Harbour_Night.otio', 'Harbour_Night.xml'].concat(
  [...media, 'wind.wav'].map((name) => `media/${name}`).toSorted(),
)

test('a project becomes movies, cameras, sounds and timelines, and exactly those', async () => {
  const { exitCode, json } = await exported('all')
  expect(json.error).toBeUndefined()
  expect(exitCode).toBe(0)
  expect(filesIn('all')).toEqual(wholeExport)
  expect(json.files.map(({ name }) => name).toSorted()).toEqual(wholeExport)
  expect(json.notes.map(({ code }) => code)).toEqual([
    'export.note.marker-colours',
    'export.note.gain',
    'export.note.edl-sound',
    'export.note.animatic',
  ])
})

test('the three timelines are one cut, whose media are there under the names they say', () => {
  const text = (name: string): string => readFileSync(join(folder, 'all', name), 'utf8')
  const cut = readOtioCut(text('Harbour_Night.otio'))
  const hour = 86_400
  expect(cut).toEqual({
    start: 36_000,
    length: cutLength,
    events: [
      { file: 'SH010.mp4', mediaIn: hour + 1, recordIn: 0, recordOut: 8 },
      { file: 'shot_002.mp4', mediaIn: hour - 2, recordIn: 4, recordOut: 14 },
      { file: 'SH030.mp4', mediaIn: hour - 2, recordIn: 17, recordOut: 24 },
      { file: 'SH010.mp4', mediaIn: hour - 4, recordIn: 24, recordOut: 30 },
    ],
    markers: [
      { at: 4, text: 'hand pops' },
      { at: 9, text: 'music in' },
    ],
  })
  const xmeml = new XmemlFile(text('Harbour_Night.xml'))
  expect(xmeml.cut()).toEqual(cut)
  const withComment = cut.markers.map((marker) => ({
    ...marker,
    text: marker.text.replace('music in', 'music in: soft'),
  }))
  expect(readEdl(text('Harbour_Night.edl'), 24)).toEqual({ ...cut, markers: withComment })
  const [left, right] = xmeml.sounds()
  expect(left).toMatchObject({ file: 'wind.wav', channel: 1, recordIn: 3, recordOut: 11, sourceIn: 0, sourceOut: 8 })
  expect(left?.level).toBeCloseTo(0.50119, 4)
  expect(right).toMatchObject({ track: 2, channel: 2, recordIn: 3 })
  const urls = [...text('Harbour_Night.xml').matchAll(/<pathurl>(.*)<\/pathurl>/g)].map((match) => match[1]!)
  expect(urls.every((url) => existsSync(new URL(url)))).toBe(true)
})

test('after a change of the film’s rate, takes are exported frame by frame', async () => {
  const faster = makeProject(folder, take, { numerator: 25, denominator: 1 })
  const { exitCode, json } = await exportedFrom(faster, 'faster', '--no-cut')
  expect(json.error).toBeUndefined()
  expect(exitCode).toBe(0)
  const cut = readOtioCut(readFileSync(join(folder, 'faster', 'Harbour_Night.otio'), 'utf8'))
  expect(cut.length).toBe(cutLength)
  const camera = JSON.parse(readFileSync(join(folder, 'faster/media/SH010.camera.json'), 'utf8'))
  expect(camera).toMatchObject({ take: 't1', rate: { numerator: 25, denominator: 1 } })
  expect(camera.frames).toHaveLength(takeFrames)
})

test('for Final Cut Pro an FCPXML holds the same cut, with its sound', async () => {
  const { json } = await exported('finalcut', '--no-cut', '--no-shots', '--no-cameras', '--preset', 'finalcut')
  expect(filesIn('finalcut')).toEqual(['Harbour_Night.fcpxml', 'Harbour_Night.otio', 'media/wind.wav'])
  expect(json.notes.map(({ code }) => code).slice(0, 2)).toEqual([
    'export.note.fcpxml-marker-colours',
    'export.note.fcpxml-gain',
  ])
  const text = (name: string): string => readFileSync(join(folder, 'finalcut', `Harbour_Night.${name}`), 'utf8')
  const file = new FcpxmlFile(text('fcpxml'))
  expect(file.cut()).toEqual(readOtioCut(text('otio')))
  expect(file.sounds).toEqual([{ lane: -1, file: 'wind.wav', recordIn: 3, recordOut: 11, mediaIn: 0, gain: '-6' }])
  const urls = [...text('fcpxml').matchAll(/ src="(.*?)"/g)].map((match) => new URL(match[1]!))
  expect(urls.filter(existsSync)).toEqual(urls.filter(({ pathname }) => pathname.endsWith('/finalcut/media/wind.wav')))
  expect(urls).toHaveLength(4)
})

test('camera files hold one camera for each frame of the movie, the board’s at frame 0', () => {
  const { rows } = valueOf(
    parseRealEstate10k(readFileSync(join(folder, 'all/media/SH030.camera.txt'), 'utf8'), 'SH030'),
  )
  const json = JSON.parse(readFileSync(join(folder, 'all/media/SH030.camera.json'), 'utf8'))
  expect(rows).toHaveLength(takeFrames)
  expect(json.frames).toHaveLength(takeFrames)
  expect(rows[headFrames]?.cameraFromWorld).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0])
  expect(json.frames[headFrames]).toMatchObject({
    frame: 0,
    timecode: '01:00:00:00',
    worldFromCamera: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0],
  })
  expect(json.frames[headFrames].focalLengthMm).toBeCloseTo(24, 4)
  expect(json).toMatchObject({ metresPerUnit: 3, sensor: { widthMm: 24.89 }, take: null, rate })
})

test('a second export refuses to replace anything, or replaces everything', async () => {
  const before = readFileSync(join(folder, 'all/Harbour_Night.otio'), 'utf8')
  writeFileSync(join(folder, 'all', 'my notes.txt'), 'mine')
  const refused = await exported('all')
  expect([refused.exitCode, refused.json.error.code]).toEqual([1, 'export.out.exists'])
  writeFileSync(join(folder, 'all', 'Harbour_Night.otio'), 'old')
  const again = await exported('all', '--overwrite', '--no-cut', '--no-shots')
  expect(again.exitCode).toBe(0)
  expect(readFileSync(join(folder, 'all/Harbour_Night.otio'), 'utf8')).toBe(before)
  expect(filesIn('all')).toEqual([...wholeExport, 'my notes.txt'].toSorted())
})

test('for Resolve a copy of the XML lies beside the media', async () => {
  await exported('resolve', '--no-cut', '--no-shots', '--no-cameras', '--preset', 'resolve')
  const xml = 'Harbour_Night.xml'
  expect(filesIn('resolve')).toEqual(['Harbour_Night.edl', 'Harbour_Night.otio', xml, `media/${xml}`, 'media/wind.wav'])
  const text = (name: string): string => readFileSync(join(folder, 'resolve', name), 'utf8')
  expect(text(`media/${xml}`)).toBe(text(xml))
})

test('for Kdenlive and Shotcut it is the same cut, of media that lie beside the documents', async () => {
  const { json } = await exported('kdenlive', '--no-cut', '--no-cameras', '--preset', 'kdenlive')
  const documents = ['Harbour_Night.kdenlive', 'Harbour_Night.mlt']
  const movies = ['SH010', 'SH030', 'shot_002'].map((stem) => `media/${stem}.mp4`)
  expect(filesIn('kdenlive')).toEqual([...documents, 'Harbour_Night.otio', ...movies, 'media/wind.wav'])
  const [kdenlive, mlt, otio] = [...documents, 'Harbour_Night.otio'].map((name) =>
    readFileSync(join(folder, 'kdenlive', name), 'utf8'),
  )
  const start = 86_400 - headFrames
  const starts = new Map(movies.map((movie) => [movie.slice('media/'.length), start]))
  for (const read of [readKdenlive(kdenlive!), readMlt(mlt!)]) {
    expect(picturesOf(read.events, starts)).toEqual(readOtioCut(otio!).events)
    const level = expect.closeTo(-6, 6)
    expect(read.sounds).toEqual([{ track: 'A1', file: 'wind.wav', recordIn: 3, recordOut: 11, sourceIn: 0, level }])
    expect(read).toMatchObject({ length: cutLength, rate: '24/1', size: '96x54' })
  }
  for (const text of [kdenlive!, mlt!]) {
    const named = new Set([...text.matchAll(/"resource">([^<]*)</g)].map((match) => match[1]!))
    expect([...named].filter((name) => name !== 'black').toSorted()).toEqual([...movies, 'media/wind.wav'])
  }
  expect(json.notes.map(({ code }) => code)).toEqual([
    'export.note.kdenlive-start',
    'export.note.kdenlive-gain',
    'export.note.animatic',
  ])
})

test('timelines without their movies say so', async () => {
  const { json } = await exported('bare', '--no-cut', '--no-shots', '--no-cameras', '--preset', 'premiere')
  expect(filesIn('bare')).toEqual(['Harbour_Night.otio', 'Harbour_Night.xml', 'media/wind.wav'])
  expect(json.notes).toContainEqual(
    expect.objectContaining({ code: 'export.note.movie-missing', details: { count: 3 } }),
  )
})

const broken: [string, string, (folder: string) => void][] = [
  ['a take that is gone', 'export.take-missing', (at) => rmSync(join(at, 'takes/t2'), { recursive: true })],
  ['a take without a frame', 'export.take-damaged', (at) => rmSync(join(at, 'takes/t1/frame_0003.png'))],
  ['a take that is no take', 'export.take-damaged', (at) => writeFileSync(join(at, 'takes/t1/take.json'), '{}')],
  ['a lost sound', 'export.media-missing', (at) => removeMedia(at, '.wav')],
  ['a lost board', 'export.media-missing', (at) => removeMedia(at, '.png')],
  ['a frame that is no picture', 'media.picture.corrupt', (at) => damage(join(at, 'takes/t1/frame_0003.png'))],
]
function removeMedia(at: string, extension: string): void {
  for (const name of readdirSync(join(at, 'media'))) if (name.endsWith(extension)) rmSync(join(at, 'media', name))
}
function damage(file: string): void {
  const bytes = readFileSync(file)
  bytes.fill(0, 60)
  writeFileSync(file, bytes)
}

test.each(broken)('%s is a named error, and nothing is written', async (_, code, breakIt) => {
  const copy = join(folder, 'broken')
  rmSync(copy, { recursive: true, force: true })
  cpSync(project, copy, { recursive: true })
  breakIt(copy)
  const { exitCode, standardOutput } = await runCommandLine(
    ['export', copy, '--out', join(folder, 'never', 'out'), '--json'],
    { folder },
  )
  const { error } = JSON.parse(standardOutput)
  expect([exitCode, error.code]).toEqual([1, code])
  expect(error.message).not.toMatch(/craneshot-export|\{\{/)
  expect(existsSync(join(folder, 'never'))).toBe(false)
})

test.each([
  [['export'], 2, 'command.usage.needed'],
  [['export', 'PROJECT'], 2, 'command.usage.needed'],
  [['export', 'PROJECT', '--out', 'x', '--preset', 'avid'], 2, 'command.usage.choice'],
  [['export', 'PROJECT', '--out', 'x', '--movie', 'gif'], 2, 'command.usage.choice'],
  [['export', 'nowhere', '--out', 'x'], 1, 'project.open.missing'],
  [
    ['export', 'PROJECT', '--out', 'x', '--no-cut', '--no-shots', '--no-timelines', '--no-cameras'],
    1,
    'export.nothing',
  ],
  [['export', 'PROJECT', '--out', 'PROJECT'], 1, 'export.out.inside'],
  [['export', 'PROJECT', '--out', 'board.png'], 1, 'export.out.file'],
])('%j ends with %d and %s', async (words, code, error) => {
  const named = words.map((word) => (word === 'PROJECT' ? project : word))
  const { exitCode, standardOutput } = await runCommandLine([...named, '--json'], { folder })
  expect([exitCode, JSON.parse(standardOutput).error.code]).toEqual([code, error])
  expect(existsSync(join(folder, 'x'))).toBe(false)
})

test('the words of people are Korean when they speak it', async () => {
  const environment = { CRANESHOT_LANG: 'ko' }
  const words = ['export', project, '--out', 'ko', '--no-shots', '--no-cut']
  const { standardOutput } = await runCommandLine(words, { folder, environment })
  expect(standardOutput).toContain('참고: ')
  expect(standardOutput).toMatch(/타임라인 +Harbour_Night\.otio/)
  mkdirSync(join(folder, 'empty'))
  const { standardError } = await runCommandLine(['export', 'empty', '--out', 'y'], { folder, environment })
  expect(standardError).toContain('project.json')
})
