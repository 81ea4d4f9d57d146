import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import type { Take } from '../../../core/contract/take.ts'
import { writeProject } from '../../../core/project/project-file.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { writeBoard } from '../../support/board.ts'
import { oldTake } from '../../support/old-take.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { aFilm, aPath } from '../project/films.ts'

export const quiet: TaskContext = { signal: new AbortController().signal, report: () => undefined }

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** Size of a PNG by its header. */
export async function inspectPng(file: string): Promise<{ width: number; height: number }> {
  const bytes = readFileSync(file)
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') throw new Error(`${file} is no PNG`)
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

/** Puts a picture of that size into a project's media. @returns its name there */
export function putPicture(folder: string, width: number, height: number): string {
  const file = join(folder, 'picture.tmp')
  mkdirSync(join(folder, 'media'), { recursive: true })
  writeBoard(file, width, height)
  const media = `media/${sha256(readFileSync(file))}.png`
  renameSync(file, join(folder, media))
  return media
}

/** A take of three frames made for a shot of the film, with all of its files. */
export function putTake(folder: string, id: string, shot: string, media: string, madeAt: number): void {
  const take = oldTake()
  const own: Take = {
    ...take,
    madeAt,
    shot: { id: shot, name: `Shot ${shot}`, headFrames: 0 },
    source: {
      ...take.source,
      picture: { ...take.source.picture, file: { name: media.slice(6), sha256: media.slice(6, 70) } },
      camera: {
        kind: 'shot',
        camera: { source: 'keys', path: aPath(2), anchorFrame: 1, boardFocalLengthMm: 35 },
      },
    },
  }
  const place = join(folder, 'takes', id)
  mkdirSync(place, { recursive: true })
  const { frames, picture, depth, movie, timeline } = own.files
  for (const name of [...frames.map((frame) => frame.name), picture, depth, movie!, timeline])
    writeFileSync(join(place, name), `${id} ${name}`)
  writeFileSync(join(place, 'take.json'), JSON.stringify(own))
}

/** A saved project: two boards with pictures of their own, a shot each, and a take of the first. */
export function aProject(): { folder: string; film: Film; media: [string, string] } {
  const folder = temporaryFolder()
  const media: [string, string] = [putPicture(folder, 32, 18), putPicture(folder, 16, 16)]
  const film: Film = aFilm()
  const boards = film.boards.map((board, index) => {
    const picture = { media: media[index]!, width: index === 0 ? 32 : 16, height: index === 0 ? 18 : 16 }
    return { ...board, picture }
  })
  putTake(folder, '20260101-000000-000-aaaaaa', 's1', media[0], 1000)
  const whole = { ...film, boards }
  writeFileSync(join(folder, 'project.json'), writeProject(whole))
  return { folder, film: whole, media }
}

/** Every file of a folder with its content; links by their kind. */
export function contentOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()
  return Object.fromEntries(
    names.map((name) => {
      const place = join(folder, name)
      if (lstatSync(place).isSymbolicLink()) return [name, 'link']
      return [name, statSync(place).isFile() ? readFileSync(place, 'latin1') : 'folder']
    }),
  )
}
