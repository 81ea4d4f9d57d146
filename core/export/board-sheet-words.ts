import type { BoardSheetEntry } from '../contract/board-sheet.ts'
import type { Camera } from '../contract/generation.ts'
import type { Film } from '../project/schema/film.ts'
import type { BoardUse, Shot } from '../project/schema/shot.ts'
import { boardSheetText } from '../texts/board-sheet.ts'
import type { Language } from '../texts/language.ts'
import { formatTimecode } from '../timeline/timecode.ts'
import { cameraChange, cameraMoves, type CameraMove } from './camera-words.ts'

/** What is said of a board on a storyboard's page; what does not change over the shot stands with its first board only. */
export function boardSheetWords(
  film: Film,
  shot: Shot,
  use: BoardUse,
  cameras: readonly Camera[],
  language: Language,
): Pick<BoardSheetEntry, 'heading' | 'scene' | 'duration' | 'camera' | 'texts'> {
  const name = shot.name || boardSheetText('unnamed', language, { number: film.shots.indexOf(shot) + 1 })
  if (use.role !== 'start') {
    const heading = boardSheetText(`role.${use.role}`, language, { shot: name, frame: use.frame })
    return { heading, scene: '', duration: '', camera: '', texts: [] }
  }
  return {
    heading: name,
    scene: sceneWords(film, shot, language),
    duration: durationWords(film, shot.durationFrames, language),
    camera: cameraWords(film, cameras, language),
    texts: (['dialogue', 'action', 'note'] as const).flatMap((kind) => {
      const text = shot[kind].trim()
      return text === '' ? [] : [{ label: boardSheetText(kind, language), text }]
    }),
  }
}

/** How many shots, and how long they are together. */
export function filmWords(film: Film, language: Language): string {
  const { rate, shots, cut } = film
  const frames = shots.reduce((sum, { durationFrames }) => sum + durationFrames, 0)
  const duration = formatTimecode(frames, { rate, dropFrame: cut.dropFrame })
  return boardSheetText(shots.length === 1 ? 'shots.one' : 'shots', language, { count: shots.length, duration })
}

function sceneWords({ scenes }: Film, { sceneId, group }: Shot, language: Language): string {
  const scene = scenes.find(({ id }) => id === sceneId)?.name ?? ''
  return scene === '' || group === '' ? scene + group : boardSheetText('scene', language, { scene, group })
}

function durationWords({ rate, cut }: Film, frames: number, language: Language): string {
  const timecode = formatTimecode(frames, { rate, dropFrame: cut.dropFrame })
  return boardSheetText(frames === 1 ? 'duration.one' : 'duration', language, { frames, timecode })
}

/** The moves from the first frame to the last, the largest words of a film crew first. */
function cameraWords({ metresPerUnit }: Film, cameras: readonly Camera[], language: Language): string {
  const [first] = cameras
  if (first === undefined) return ''
  const movesTo = (camera: Camera): CameraMove[] => cameraMoves(cameraChange(first, camera), metresPerUnit)
  const moves = movesTo(cameras[cameras.length - 1]!)
  if (moves.length > 0) return moves.map((move) => moveWords(move, language)).join(' · ')
  return boardSheetText(cameras.some((camera) => movesTo(camera).length > 0) ? 'returns' : 'still', language)
}

function moveWords({ kind, amount }: CameraMove, language: Language): string {
  const isBack = kind === 'zoom' ? amount < 1 : amount < 0
  const words = boardSheetText(`${kind}.${isBack ? 'back' : 'on'}`, language, {
    amount: amountWords(kind, Math.abs(amount)),
  })
  // A line ends between moves, not inside of one.
  return words.replaceAll(' ', '\u00a0')
}

function amountWords(kind: CameraMove['kind'], amount: number): string {
  if (kind === 'zoom') return `× ${Number(amount.toPrecision(2))}`
  if (kind === 'pan' || kind === 'tilt' || kind === 'roll')
    return `${amount < 10 ? Number(amount.toFixed(1)) : Math.round(amount)}°`
  return amount < 10 ? `${Number(amount.toPrecision(2))} m` : `${Math.round(amount)} m`
}
