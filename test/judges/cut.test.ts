import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { cutLength, makeProject, makeTake } from '../integration/export/film-project.ts'
import { expectSuccess } from '../support/command-line.ts'
import { askJudge, judgesPython, noPython } from '../support/judge.ts'

const folder = mkdtempSync(join(tmpdir(), 'craneshot-judges-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const rates = [
  { rate: { numerator: 24, denominator: 1 }, dropFrame: false, hour: 86_400 },
  { rate: { numerator: 24000, denominator: 1001 }, dropFrame: false, hour: 86_400 },
  { rate: { numerator: 25, denominator: 1 }, dropFrame: false, hour: 90_000 },
  { rate: { numerator: 30000, denominator: 1001 }, dropFrame: true, hour: 107_892 },
]

/** Takes start 4 frames before their hour; in drop-frame the last of them before it is 00:59:59;29. */
function movieStart(base: number, dropFrame: boolean): string {
  return `00:59:59${dropFrame ? ';' : ':'}${base - 4}`
}

test.for(rates)('the exported timelines are one cut to other readers at $rate', async (example, { skip }) => {
  skip(judgesPython === '', noPython)
  const { rate, dropFrame, hour } = example
  const project = makeProject(folder, await makeTake(folder, rate), rate, dropFrame)
  const out = join(folder, `out ${rate.numerator}`)
  await expectSuccess(['export', project, '--out', out, '--preset', 'resolve', '--no-cut', '--no-shots'])
  const finalcut = ['--preset', 'finalcut', '--no-cut', '--no-shots', '--no-cameras', '--overwrite']
  await expectSuccess(['export', project, '--out', out, ...finalcut])
  const kdenlive = ['--preset', 'kdenlive', '--movie', 'prores', '--no-cut', '--no-shots']
  await expectSuccess(['export', project, '--out', `${out} kdenlive`, ...kdenlive])
  const documents = ['kdenlive', 'mlt'].map((extension) => join(`${out} kdenlive`, `Harbour_Night.${extension}`))
  const extensions = ['otio', 'xml', 'edl', 'fcpxml']
  const files = extensions.map((extension) => join(out, `Harbour_Night.${extension}`)).concat(documents)
  const [otio, xmeml, edl] = files
  const base = Math.round(rate.numerator / rate.denominator)

  const names = ['SH010.mov', 'shot_002.mov', 'SH030.mov']
  const starts = names.map((name) => `${name}=${movieStart(base, dropFrame)}`).join(',')
  const words = ['--agree', '--rate', `${rate.numerator}/${rate.denominator}`, '--start', starts, ...files]
  const { agree, cuts } = askJudge('timeline_events.py', words) as Judgement
  expect(agree, JSON.stringify(cuts, null, 1)).toBe(true)
  expect(cuts[otio!]).toEqual({
    start: dropFrame ? 106_084 : 36_000,
    length: cutLength,
    events: [
      ['SH010.mov', 0, 24, 30],
      ['SH010.mov', 5, 0, 8],
      ['SH030.mov', 2, 17, 24],
      ['shot_002.mov', 2, 4, 14],
    ],
    markers: [
      [4, 'hand pops'],
      [9, 'music in: soft'],
    ],
  })

  const shifted = join(folder, 'shifted.kdenlive')
  writeFileSync(shifted, readFileSync(documents[0]!, 'utf8').replace('in="2" out="11"', 'in="3" out="12"'))
  expect((askJudge('timeline_events.py', [documents[0]!, documents[1]!]) as Judgement).agree).toBe(true)
  expect((askJudge('timeline_events.py', [shifted, documents[1]!]) as Judgement).agree).toBe(false)

  for (const file of [otio!, xmeml!, edl!]) {
    const read = askJudge('read_cut.py', [file, String(rate.numerator / rate.denominator)]) as LibraryReading
    if (file !== edl) expect(read.start).toBe(dropFrame ? 106_084 : 36_000)
    expect(shownPictures(read), file).toEqual([
      ['SH010.mov', hour + 1, 0, 8],
      ['shot_002.mov', hour - 2, 4, 14],
      ['SH030.mov', hour - 2, 17, 24],
      ['SH010.mov', hour - 4, 24, 30],
    ])
    // A stereo sound is one clip to OTIO, one for each channel to xmeml, and not in an edit list.
    const sounds = read.sounds.map((track) => track.filter(({ kind }) => kind === 'Clip'))
    const sound = [expect.objectContaining({ name: 'wind.wav', source: 0, at: 3, length: 8 })]
    expect(sounds, file).toEqual(file === otio ? [sound] : file === xmeml ? [sound, sound] : [])
  }
})

/** File, first frame in the media's timecode, and record frames of each clip, with what lies under its dissolves. */
function shownPictures({ items }: LibraryReading): (string | number)[][] {
  return items.flatMap(({ kind, name, source, at, length }, index) => {
    const head = items[index - 1]?.in ?? 0
    const tail = items[index + 1]?.out ?? 0
    return kind === 'Clip' ? [[name, source - head, at - head, at + length + tail]] : []
  })
}

test('the reader notices a source one frame late and a timecode that drop-frame has not', ({ skip }) => {
  skip(judgesPython === '', noPython)
  const list = (source: string, record: string): string => {
    const event = `001  SH010    V     C        01:00:00;01 ${source} 00:59:59;28 ${record}`
    const file = join(folder, `${source} ${record}.edl`)
    writeFileSync(file, `TITLE: x\r\nFCM: DROP FRAME\r\n\r\n${event}\r\n* FROM CLIP NAME: a.mov\r\n\r\n`)
    return file
  }
  const files = [
    list('01:00:00;05', '01:00:00;02'),
    list('01:00:00;06', '01:00:00;02'),
    list('01:00:00;05', '00:01:00;00'),
  ]
  const words = ['--rate', '30000/1001', '--start', 'a.mov=01:00:00;00', ...files]
  const { agree, cuts } = askJudge('timeline_events.py', words) as Judgement
  expect(agree).toBe(false)
  expect(cuts[files[0]!]).toMatchObject({ events: [['a.mov', 1, 0, 4]] })
  expect(cuts[files[1]!]).toEqual({ fault: expect.stringContaining('differ in length') })
  expect(cuts[files[2]!]).toEqual({ fault: expect.stringContaining('drop-frame has no') })
})

test('the reader notices a hole in an FCPXML’s spine, a clip beyond its file, and a time between frames', ({
  skip,
}) => {
  skip(judgesPython === '', noPython)
  const document = (offset: string, start: string): string => {
    const clip = `<asset-clip ref="r2" offset="${offset}" start="${start}" duration="4/24s"/>`
    const asset = '<asset id="r2" start="86400/24s" duration="8/24s"><media-rep src="file:///a.mov"/></asset>'
    const sequence = `<sequence format="r1" tcStart="24/24s" duration="4/24s"><spine>${clip}</spine></sequence>`
    const project = `<library><event><project>${sequence}</project></event></library>`
    const file = join(folder, `${offset} ${start}.fcpxml`.replaceAll('/', '_'))
    const resources = `<resources><format id="r1" frameDuration="1/24s"/>${asset}</resources>`
    writeFileSync(file, `<fcpxml version="1.10">${resources}${project}</fcpxml>`)
    return file
  }
  const right = document('24/24s', '86401/24s')
  const wrong = [document('25/24s', '86401/24s'), document('24/24s', '86405/24s'), document('24/24s', '172803/48s')]
  const { agree, cuts } = askJudge('timeline_events.py', [right, ...wrong]) as Judgement
  expect(agree).toBe(false)
  expect(cuts[right]).toEqual({ start: 24, length: 4, events: [['a.mov', 1, 0, 4]], markers: [] })
  const faults = ['a hole or an overlap', 'reaches beyond its media', 'not a whole frame']
  expect(wrong.map((file) => cuts[file])).toEqual(faults.map((fault) => ({ fault: expect.stringContaining(fault) })))
})

interface Judgement {
  agree: boolean
  cuts: Record<string, unknown>
}

interface LibraryItem {
  kind: string
  name: string
  source: number
  at: number
  length: number
  /** Of a transition. */
  in?: number
  out?: number
}

interface LibraryReading {
  start: number | null
  items: LibraryItem[]
  sounds: LibraryItem[][]
}
