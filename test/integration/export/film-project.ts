import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FrameRate } from '../../../core/contract/generation.ts'
import { writeProject } from '../../../core/project/project-file.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { writeBoard } from '../../support/board.ts'
import { expectSuccess } from '../../support/command-line.ts'
import { tinyPack } from '../../support/take.ts'
import { aBoard, aFilm, aPath, aShot } from '../../unit/project/films.ts'

/** Frames of the takes, and how many of them lie before their shot's frame 0. */
export const takeFrames = 16
export const headFrames = 4

/** A sound of two channels, half a second: a tone on the left, silence on the right. */
function wave(): Buffer {
  const samples = 24_000
  const bytes = Buffer.alloc(44 + samples * 4)
  bytes.write('RIFF', 0, 'latin1')
  bytes.writeUInt32LE(bytes.length - 8, 4)
  bytes.write('WAVEfmt ', 8, 'latin1')
  bytes.writeUInt32LE(16, 16)
  for (const [at, value] of [
    [20, 1],
    [22, 2],
    [32, 4],
    [34, 16],
  ] as const)
    bytes.writeUInt16LE(value, at)
  bytes.writeUInt32LE(48_000, 24)
  bytes.writeUInt32LE(192_000, 28)
  bytes.write('data', 36, 'latin1')
  bytes.writeUInt32LE(samples * 4, 40)
  for (let i = 0; i < samples; i++) bytes.writeInt16LE(Math.round(9000 * Math.sin((i * Math.PI) / 60)), 44 + i * 4)
  return bytes
}

function intoMedia(project: string, bytes: Buffer, extension: string): string {
  const media = `media/${createHash('sha256').update(bytes).digest('hex')}.${extension}`
  writeFileSync(join(project, media), bytes)
  return media
}

/** Makes one take of random weights, to be copied for every shot that needs one. */
export async function makeTake(folder: string, rate: FrameRate): Promise<string> {
  const take = join(folder, `take-${rate.numerator}`)
  writeBoard(join(folder, 'board.png'))
  const { numerator, denominator } = rate
  const seconds = String((takeFrames * denominator) / numerator)
  const timing = ['--seconds', seconds, '--fps', `${numerator}/${denominator}`, '--frames', '4', '--steps', '1']
  const words = ['--model', tinyPack, '--image', join(folder, 'board.png'), '--move', 'pan:10', '--movie', 'none']
  await expectSuccess(['generate', ...words, ...timing, '--out', take])
  return take
}

/** @param backwards the frames in the other order, so that two shots differ in every frame */
function addTake(project: string, made: string, id: string, shotId: string, backwards: boolean): void {
  const folder = join(project, 'takes', id)
  cpSync(made, folder, { recursive: true })
  const take = JSON.parse(readFileSync(join(folder, 'take.json'), 'utf8'))
  if (backwards) take.files.frames.reverse()
  writeFileSync(join(folder, 'take.json'), JSON.stringify({ ...take, shot: { id: shotId, name: '', headFrames } }))
}

const sound = { id: 'w', name: 'wind.wav', recordStartFrame: 3, durationFrames: 8, sourceStartSample: 0, gainDb: -6 }

/** A film of two shots with takes and one without, trimmed, with a dissolve, a gap, a sound and markers. */
export function filmOf(rate: FrameRate, dropFrame: boolean, picture: string, wind: string): Film {
  const length = { durationFrames: 8, handles: { headFrames: 4, tailFrames: 4 } }
  const camera = { source: 'keys' as const, path: aPath(7), layers: [] }
  const marker = { id: 'm', frame: 5, durationFrames: 1, name: 'hand pops', comment: '', color: 'red' as const }
  const clip = { kind: 'clip' as const, markers: [] }
  return {
    ...aFilm(),
    name: 'Harbour Night',
    format: { width: 96, height: 54 },
    rate,
    boards: [aBoard('b1', { picture: { media: picture, width: 256, height: 256 } })],
    shots: [
      aShot('s1', 'b1', { name: 'SH010', ...length, camera, chosenTakeId: 't1' }),
      aShot('s2', 'b1', { name: '골목', ...length, camera, chosenTakeId: 't2' }),
      aShot('s3', 'b1', { name: 'SH030', ...length, camera }),
    ],
    cut: {
      // Drop-frame passes a minute that lacks numbers.
      startFrame: dropFrame ? 106_084 : 36_000,
      dropFrame,
      items: [
        { ...clip, id: 'c1', shotId: 's1', source: { start: 1, end: 7 }, markers: [marker] },
        { kind: 'dissolve', id: 'd', inFrames: 2, outFrames: 2 },
        { ...clip, id: 'c2', shotId: 's2', source: { start: 0, end: 8 } },
        { kind: 'gap', id: 'g', durationFrames: 3 },
        { ...clip, id: 'c3', shotId: 's3', source: { start: -2, end: 5 } },
        { ...clip, id: 'c4', shotId: 's1', source: { start: -4, end: 2 } },
      ],
      markers: [{ ...marker, id: 'n', frame: 9, name: 'music in', comment: 'soft', color: 'green' }],
      soundTracks: [{ id: 'a', name: 'A1', muted: false, gainDb: 0, clips: [{ ...sound, media: wind }] }],
    },
  }
}

/** Frames of that film's cut. */
export const cutLength = 6 + 8 + 3 + 7 + 6

/** Writes the film as a project with two copies of a take. */
export function makeProject(folder: string, made: string, rate: FrameRate, dropFrame = false): string {
  const project = join(folder, `Project ${rate.numerator}${dropFrame ? ' DF' : ''}`)
  mkdirSync(join(project, 'media'), { recursive: true })
  addTake(project, made, 't1', 's1', false)
  addTake(project, made, 't2', 's2', true)
  const picture = intoMedia(project, readFileSync(join(folder, 'board.png')), 'png')
  const wind = intoMedia(project, wave(), 'wav')
  writeFileSync(join(project, 'project.json'), writeProject(filmOf(rate, dropFrame, picture, wind)))
  return project
}
