import { inOrder, type PictureEvent } from './cut-reading.ts'
import { all, one, parseXml, type XmlNode } from './xml-reader.ts'

/** A sound clip, in frames of the record and of its file. */
export interface MltSound {
  track: string
  file: string
  recordIn: number
  recordOut: number
  sourceIn: number
  level: number | null
}

export interface MltReading {
  events: PictureEvent[]
  sounds: MltSound[]
  /** Frames of the whole, sounds included. */
  length: number
  rate: string
  size: string
}

/** What an MLT property of that name says. */
export function propertyOf(node: XmlNode, name: string): string | undefined {
  const found = all(node, 'property').filter(({ attributes }) => attributes['name'] === name)
  if (found.length > 1) throw new Error(`${name} twice`)
  return found[0]?.text
}

function whole(text: string | undefined): number {
  if (text === undefined || !/^\d+$/.test(text)) throw new Error(`${text} is no frame`)
  return Number(text)
}

interface Entry {
  node: XmlNode
  /** What it shows: a producer, or the tractor of a dissolve. */
  of: XmlNode
  at: number
  in: number
  length: number
}

/**
 * What MLT documents share, read by their rules: `in` and `out` are both shown, nothing is named before it is defined,
 * no two playlists share a producer, and no entry reaches beyond its media.
 */
export class MltFile {
  readonly root: XmlNode
  readonly #byId = new Map<string, XmlNode>()
  readonly #usedBy = new Map<string, string>()

  constructor(text: string) {
    this.root = parseXml(text)
    if (this.root.tag !== 'mlt' || this.root.attributes['root'] !== undefined) throw new Error('not found when moved')
    for (const node of this.root.children) this.#define(node)
    if (this.root.attributes['producer'] === undefined) throw new Error('plays nothing')
  }

  #define(node: XmlNode): void {
    const { id } = node.attributes
    for (const { attributes } of [...all(node, 'track'), ...all(node, 'entry')])
      if (!this.#byId.has(attributes['producer'] ?? '')) throw new Error(`${attributes['producer']} is not defined yet`)
    if (id === undefined) return
    if (this.#byId.has(id)) throw new Error(`two ${id}`)
    this.#byId.set(id, node)
  }

  named(id: string | undefined): XmlNode {
    const node = this.#byId.get(id ?? '')
    if (node === undefined) throw new Error(`no ${id}`)
    return node
  }

  profile(): { rate: string; size: string } {
    const { attributes } = one(this.root, 'profile')
    const size = `${attributes['width']}x${attributes['height']}`
    return { rate: `${attributes['frame_rate_num']}/${attributes['frame_rate_den']}`, size }
  }

  length(tractor: XmlNode): number {
    return whole(tractor.attributes['out']) - whole(tractor.attributes['in']) + 1
  }

  entries(playlist: XmlNode): Entry[] {
    let at = 0
    return playlist.children.flatMap((node): Entry[] => {
      if (node.tag === 'blank') at += whole(node.attributes['length'])
      if (node.tag !== 'entry') return []
      const entry = { ...this.cut(node, playlist.attributes['id'] ?? ''), node, at }
      at += entry.length
      return [entry]
    })
  }

  /** The part of a producer or tractor that an entry or a track of `user` takes. */
  cut(node: XmlNode, user: string): { of: XmlNode; in: number; length: number } {
    const of = this.named(node.attributes['producer'])
    const id = of.attributes['id'] ?? ''
    if ((this.#usedBy.get(id) ?? user) !== user) throw new Error(`${id} in two places at once`)
    this.#usedBy.set(id, user)
    const from = whole(node.attributes['in'])
    const length = whole(node.attributes['out']) - from + 1
    const available = of.tag === 'producer' ? whole(propertyOf(of, 'length')) : this.length(of)
    if (length < 1 || from + length > available) throw new Error(`${id} has no frame ${from + length - 1}`)
    return { of, in: from, length }
  }
}

/** Last name of the file that a producer plays; black for a missing one. */
export function fileOf(producer: XmlNode): string {
  const resource = propertyOf(producer, 'resource') ?? ''
  if (resource.includes('\\') || /^\w{2,}:/.test(resource)) throw new Error(`no path: ${resource}`)
  return resource.split('/').at(-1) ?? ''
}

function levelOf(node: XmlNode): number | null {
  const [filter] = all(node, 'filter')
  return filter === undefined ? null : Number(propertyOf(filter, 'level'))
}

/** A Kdenlive document as its own loader takes it: tracks of two playlists, mixes where their clips overlap. */
export function readKdenlive(text: string): MltReading {
  const file = new MltFile(text)
  const main = file.named('maintractor')
  const [firstPlaylist] = all(file.root, 'playlist')
  if (propertyOf(firstPlaylist!, 'kdenlive:docproperties.version') !== '1.04') throw new Error('of no version')
  const bin = new Set(file.entries(firstPlaylist!).map(({ of }) => propertyOf(of, 'kdenlive:id')))
  const reading: MltReading = { events: [], sounds: [], length: file.length(main), ...file.profile() }
  for (const { attributes } of all(main, 'track').slice(1)) {
    const tractor = file.named(attributes['producer'])
    const isSound = propertyOf(tractor, 'kdenlive:audio_track') === '1'
    const lanes = all(tractor, 'track').map((lane) => {
      if (lane.attributes['hide'] !== (isSound ? 'video' : 'audio')) throw new Error('heard and seen at once')
      return file.entries(file.named(lane.attributes['producer']))
    })
    checkMixes(tractor, lanes)
    for (const entry of lanes.flat()) {
      if (!bin.has(propertyOf(entry.of, 'kdenlive:id'))) throw new Error('not in the bin')
      if (isSound) reading.sounds.push(soundOf(propertyOf(tractor, 'kdenlive:track_name') ?? '', entry, entry.node))
      else reading.events.push(eventOf(entry.of, entry))
    }
  }
  return reading
}

/** Every mix must lie exactly over two clips that overlap, from the one playlist to the other, and none may lack one. */
function checkMixes(tractor: XmlNode, [first, second]: Entry[][]): void {
  const overlaps = first!.flatMap((a) =>
    second!.flatMap((b) => {
      const [from, to] = [Math.max(a.at, b.at), Math.min(a.at + a.length, b.at + b.length)]
      return to > from ? [{ from, to, reverse: b.at < a.at ? '1' : '0' }] : []
    }),
  )
  const mixes = all(tractor, 'transition').map((mix) => {
    const { in: from, out } = mix.attributes
    const cut = whole(propertyOf(mix, 'kdenlive:mixcut'))
    const span = { from: whole(from), to: whole(out) + 1 }
    if (cut > span.to - span.from) throw new Error('the cut is outside of its mix')
    return { ...span, reverse: propertyOf(mix, 'reverse')! }
  })
  const told = (list: typeof mixes): string => JSON.stringify(list.toSorted((a, b) => a.from - b.from))
  if (told(overlaps) !== told(mixes)) throw new Error(`mixes ${told(mixes)} over ${told(overlaps)}`)
}

function eventOf(producer: XmlNode, { at, in: mediaIn, length }: Omit<Entry, 'node' | 'of'>): PictureEvent {
  return { file: fileOf(producer), mediaIn, recordIn: at, recordOut: at + length }
}

function soundOf(track: string, { of, at, in: sourceIn, length }: Entry, filtered: XmlNode): MltSound {
  return { track, file: fileOf(of), recordIn: at, recordOut: at + length, sourceIn, level: levelOf(filtered) }
}

/** An MLT document as Shotcut takes it: a playlist for each track, dissolves as tractors between two entries. */
export function readMlt(text: string): MltReading {
  const file = new MltFile(text)
  const main = file.named('main')
  if (propertyOf(main, 'shotcut') !== '1') throw new Error('a clip to Shotcut')
  const reading: MltReading = { events: [], sounds: [], length: file.length(main), ...file.profile() }
  for (const { attributes } of all(main, 'track').slice(1)) {
    const playlist = file.named(attributes['producer'])
    const name = propertyOf(playlist, 'shotcut:name') ?? ''
    const entries = file.entries(playlist)
    if (attributes['hide'] === 'video') reading.sounds.push(...entries.map((entry) => soundOf(name, entry, entry.of)))
    else for (const entry of entries) reading.events.push(...partsOf(file, entry))
  }
  return reading
}

/** What an entry shows: a clip, or two at once. */
function partsOf(file: MltFile, entry: Entry): PictureEvent[] {
  const { of, at, length } = entry
  if (of.tag === 'producer') return [eventOf(of, entry)]
  if (propertyOf(of, 'shotcut:transition') !== 'lumaMix') throw new Error('no dissolve of Shotcut')
  for (const { attributes } of all(of, 'transition'))
    if (attributes['in'] !== '0' || whole(attributes['out']) !== length - 1) throw new Error('dissolves in part')
  return all(of, 'track').map((track) => {
    const half = file.cut(track, of.attributes['id'] ?? '')
    if (half.length !== length) throw new Error('a dissolve of two lengths')
    return eventOf(half.of, { at, in: half.in, length })
  })
}

/**
 * Pictures in the order of time, counted in the media's own timecode. What goes on where it stopped is one event: a clip
 * of Shotcut's lies in pieces beside its dissolves.
 */
export function picturesOf(events: readonly PictureEvent[], starts: ReadonlyMap<string, number>): PictureEvent[] {
  const moved = events.map((event) => ({ ...event, mediaIn: event.mediaIn + (starts.get(event.file) ?? 0) }))
  const joined: PictureEvent[] = []
  for (const event of inOrder({ start: 0, length: 0, events: moved, markers: [] }).events) {
    const before = joined.find(({ file, mediaIn, recordIn, recordOut }) => {
      return file === event.file && recordOut === event.recordIn && mediaIn + recordOut - recordIn === event.mediaIn
    })
    if (before === undefined) joined.push(event)
    else before.recordOut = event.recordOut
  }
  return inOrder({ start: 0, length: 0, events: joined, markers: [] }).events
}
