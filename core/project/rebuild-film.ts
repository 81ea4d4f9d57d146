import { DEFAULT_FOCAL_LENGTH_MM } from '../camera/intrinsics.ts'
import { pathFromMoves } from '../camera/moves.ts'
import type { Take } from '../contract/take.ts'
import { plainShot } from './edits/new-shot.ts'
import type { FilmPatch } from './film-patch.ts'
import { rebuiltSoundTracks, type FoundSound } from './rebuild-sounds.ts'
import type { Board } from './schema/board.ts'
import { emptyFilm, filmSchema, type Film } from './schema/film.ts'
import type { Shot } from './schema/shot.ts'

/** A picture in the project's media. */
export interface FoundPicture {
  /** `media/<sha256>.<ext>` */
  readonly media: string
  /** Pixels after the file's orientation is applied. */
  readonly width: number
  readonly height: number
}

/** What of a take says which shot it was made for. */
export type FoundTake = Pick<Take, 'shot' | 'madeAt' | 'source' | 'files'> & {
  readonly spec: Pick<Take['spec'], 'rate'>
}

/** What is left of a project whose film cannot be read in any file. */
export interface Remains {
  readonly name: string
  /** What edits in the journals changed, the oldest first. */
  readonly patches: readonly FilmPatch[]
  readonly takes: readonly FoundTake[]
  /** Those that are there and can be read. */
  readonly pictures: readonly FoundPicture[]
  readonly sounds: readonly FoundSound[]
}

/**
 * A film from what is left: what the journals' edits say of boards and shots, a shot with its path for each shot that a
 * take was made for, a board and a shot for every other picture, a cut of all of them in the order of their names, and the
 * sounds. Always a whole film; the same for the same remains.
 */
export function rebuildFilm(remains: Remains): Film {
  const start = { ...emptyFilm(remains.name), ...rateOf(remains.takes) }
  const film = [withItems, withTakes, withPictures].reduce((grown, step) => valid(step(grown, remains), grown), start)
  const cut = valid({ ...film, cut: { ...film.cut, items: clipsOf(film.shots) } }, film)
  const soundTracks = rebuiltSoundTracks(remains.patches, remains.sounds, cut.rate)
  return valid({ ...cut, cut: { ...cut.cut, soundTracks } }, cut)
}

/** A step that does not lead to a film is left out, so that a strange journal or take costs no picture. */
function valid(film: Film, before: Film): Film {
  return filmSchema.safeParse(film).data ?? before
}

function rateOf(takes: readonly FoundTake[]): Partial<Film> {
  const newest = takes.toSorted(byTime).at(-1)
  return newest === undefined ? {} : { rate: newest.spec.rate }
}

/** Boards, scenes and shots as the latest edit of each left them, those that were removed left out. */
function withItems(film: Film, { patches }: Remains): Film {
  const boards = latest(patches.map((patch) => patch.boards))
  const scenes = latest(patches.map((patch) => patch.scenes))
  const known = new Set(boards.map(({ id }) => id))
  const places = new Set(scenes.map(({ id }) => id))
  const shots = latest(patches.map((patch) => patch.shots))
    .filter((shot) => shot.boards.every(({ boardId }) => known.has(boardId)))
    .map((shot) => (shot.sceneId === null || places.has(shot.sceneId) ? shot : { ...shot, sceneId: null }))
  const settings = patches.reduce<Partial<Film>>((last, { name, note, format, rate, sensorWidthMm, metresPerUnit }) => {
    const changed = { name, note, format, rate, sensorWidthMm, metresPerUnit }
    return { ...last, ...Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined)) }
  }, {})
  const whole = scenes.filter(({ placements }) => placements.every(({ boardId }) => known.has(boardId)))
  return { ...film, ...settings, boards, scenes: whole, shots }
}

interface ListChange<Item> {
  readonly items: readonly Item[]
  readonly order: readonly string[] | null
}

function latest<Item extends { readonly id: string }>(changes: readonly (ListChange<Item> | undefined)[]): Item[] {
  const found = new Map<string, Item>()
  let order: readonly string[] | null = null
  for (const change of changes) {
    for (const item of change?.items ?? []) found.set(item.id, item)
    order = change?.order ?? order
  }
  const place = new Map((order ?? [...found.keys()]).map((id, index) => [id, index]))
  return [...found.values()]
    .filter(({ id }) => place.has(id))
    .toSorted((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))
}

/** A shot for each that a take was made for and that is not there; the newest take says how it was. */
function withTakes(film: Film, { takes, pictures }: Remains): Film {
  const known = new Set(film.shots.map(({ id }) => id))
  const newest = new Map(takes.toSorted(byTime).flatMap((take) => (take.shot ? [[take.shot.id, take] as const] : [])))
  const sizes = new Map(pictures.map((picture) => [picture.media, picture]))
  let grown = film
  for (const [id, take] of newest) {
    const media = `media/${take.source.picture.file.name}`
    if (known.has(id) || !take.shot) continue
    const { width, height } = sizes.get(media) ?? take.source.picture
    const found = grown.boards.find(({ picture }) => picture.media === media)
    const board = found ?? boardOf({ media, width, height }, String(grown.boards.length + 1), take)
    const boards = found === undefined ? [...grown.boards, board] : grown.boards
    grown = valid({ ...grown, boards, shots: [...grown.shots, shotOf(take, take.shot, board.id)] }, grown)
  }
  return { ...grown, shots: known.size > 0 ? grown.shots : grown.shots.toSorted(byName) }
}

function shotOf(
  { source, files }: FoundTake,
  { id, name, headFrames }: NonNullable<Take['shot']>,
  boardId: string,
): Shot {
  const durationFrames = Math.max(1, files.frames.length - headFrames)
  const shot = plainShot({ id, name, boardId, durationFrames, path: restingPath(durationFrames) })
  const camera = source.camera.kind === 'shot' ? source.camera.camera : null
  if (camera?.source !== 'keys') return shot
  const { path, anchorFrame } = camera
  return { ...shot, anchorFrame, camera: { source: 'keys', path, layers: [] } }
}

/** A board and a shot for each picture that no board shows and no take was only made to look deep with. */
function withPictures(film: Film, { pictures, takes }: Remains): Film {
  const shown = new Set(film.boards.map(({ picture }) => picture.media))
  const depths = new Set(takes.flatMap(({ source }) => ('file' in source.depth ? (source.depth.file?.name ?? []) : [])))
  const rasters = new Set(film.boards.flatMap(({ depth }) => ('raster' in depth ? depth.raster : [])))
  const more = pictures.filter(
    ({ media }) => !shown.has(media) && !rasters.has(media) && !depths.has(media.replace(/^media\//, '')),
  )
  const { numerator, denominator } = film.rate
  const durationFrames = Math.max(2, Math.round((2 * numerator) / denominator))
  return more.reduce((grown, picture) => {
    const number = grown.boards.length + 1
    const board = boardOf(picture, String(number), null)
    const id = `found-${board.id}`.slice(0, 64)
    const name = `SH${String(number * 10).padStart(3, '0')}`
    const shot = plainShot({ id, name, boardId: board.id, durationFrames, path: restingPath(durationFrames) })
    return { ...grown, boards: [...grown.boards, board], shots: [...grown.shots, shot] }
  }, film)
}

function boardOf(picture: FoundPicture, name: string, take: FoundTake | null): Board {
  const camera = take?.source.camera.kind === 'shot' ? take.source.camera.camera : null
  const depth = take?.source.depth
  return {
    id: picture.media.replace(/^media\//, '').slice(0, 12),
    name,
    picture,
    crop: null,
    lens:
      camera?.source === 'keys'
        ? { focalLengthMm: camera.boardFocalLengthMm, origin: 'chosen' }
        : { focalLengthMm: DEFAULT_FOCAL_LENGTH_MM, origin: 'default' },
    depth: depth?.kind === 'ground' ? { origin: 'ground', horizon: depth.horizon } : { origin: 'flat' },
    subjectDistance: null,
    note: '',
  }
}

function clipsOf(shots: readonly Shot[]): Film['cut']['items'] {
  return shots.map(({ id, durationFrames }) => ({
    kind: 'clip',
    id: `clip-${id}`.slice(0, 64),
    shotId: id,
    source: { start: 0, end: durationFrames },
    markers: [],
  }))
}

function restingPath(frames: number) {
  return pathFromMoves([{ name: 'static', amount: 0 }], { frames: Math.max(2, frames), easing: 'linear' })
}

function byTime(a: FoundTake, b: FoundTake): number {
  return (a.madeAt ?? 0) - (b.madeAt ?? 0)
}

function byName(a: Shot, b: Shot): number {
  return a.name === b.name ? (a.id < b.id ? -1 : 1) : a.name < b.name ? -1 : 1
}
