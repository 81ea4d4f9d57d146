import type { DecodedPicture } from './picture.ts'

/** Where the pictures of one thing come from: a take's movie, its frame files, a board seen through a path. */
export interface PictureSource {
  /** Names what it shows; two sources with one key show the same. */
  readonly key: string
  /** Pictures that are decoded together have one group. */
  groupOf(index: number): number
  /**
   * Decodes a group and hands over each picture as soon as it is there; the taker closes it.
   * @throws anything when the pictures cannot be had
   */
  load(group: number, deliver: (index: number, picture: DecodedPicture) => void, signal: AbortSignal): Promise<void>
}

export interface PictureRequest {
  readonly source: PictureSource
  readonly index: number
}

type Supplied = { readonly state: 'here'; readonly picture: DecodedPicture } | { readonly state: 'coming' | 'lost' }

interface Group {
  readonly name: string
  readonly pictures: Map<number, DecodedPicture>
  readonly abort: AbortController
  state: 'loading' | 'loaded' | 'lost'
  bytes: number
  lastWanted: number
}

/** Decoders that run at once: two pictures of a dissolve, and one that reads ahead. */
const loadsAtOnce = 3

/**
 * Decoded pictures for all viewers of the window, in bounded memory. Viewers say what they need now and soon; that is
 * decoded in their order and kept, everything else goes when memory is short, longest unwanted first.
 */
export class PictureSupply {
  readonly #limitBytes: number
  readonly #groups = new Map<string, Group>()
  readonly #demands = new Map<object, readonly PictureRequest[]>()
  readonly #listeners = new Set<() => void>()
  #loading = 0
  #turn = 0

  /** @param limitBytes of decoded pictures; what is wanted at the moment is kept even beyond it */
  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes
  }

  /** Bytes of all decoded pictures. */
  get bytes(): number {
    let sum = 0
    for (const group of this.#groups.values()) sum += group.bytes
    return sum
  }

  picture({ source, index }: PictureRequest): Supplied {
    const group = this.#groups.get(groupName(source, source.groupOf(index)))
    const picture = group?.pictures.get(index)
    if (picture !== undefined) return { state: 'here', picture }
    // A group that is loaded and lacks the picture will not get it any more.
    return { state: group === undefined || group.state === 'loading' ? 'coming' : 'lost' }
  }

  /** What a viewer needs from now on, most urgent first; in place of what it said before. */
  demand(viewer: object, requests: readonly PictureRequest[]): void {
    this.#demands.set(viewer, requests)
    this.#pump()
  }

  release(viewer: object): void {
    this.#demands.delete(viewer)
    this.#evict(this.#wanted())
  }

  /** @returns stops listening */
  onArrival(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  #pump(): void {
    const wanted = this.#wanted()
    this.#turn++
    for (const [name, request] of wanted) {
      const known = this.#groups.get(name)
      if (known !== undefined) known.lastWanted = this.#turn
      else if (this.#loading < loadsAtOnce) this.#start(name, request)
    }
    this.#evict(wanted)
  }

  /** The groups that viewers need: first what each needs first, then what each needs second, and so on. */
  #wanted(): Map<string, PictureRequest> {
    const wanted = new Map<string, PictureRequest>()
    const demands = [...this.#demands.values()]
    const longest = Math.max(0, ...demands.map(({ length }) => length))
    for (let rank = 0; rank < longest; rank++) {
      for (const requests of demands) {
        const request = requests[rank]
        if (request === undefined) continue
        const name = groupName(request.source, request.source.groupOf(request.index))
        if (!wanted.has(name)) wanted.set(name, request)
      }
    }
    return wanted
  }

  #start(name: string, { source, index }: PictureRequest): void {
    const group: Group = {
      name,
      pictures: new Map(),
      abort: new AbortController(),
      state: 'loading',
      bytes: 0,
      lastWanted: this.#turn,
    }
    this.#groups.set(name, group)
    this.#loading++
    const deliver = (at: number, picture: DecodedPicture): void => this.#take(group, at, picture)
    const end = (state: 'loaded' | 'lost'): void => {
      this.#loading--
      group.state = state
      this.#tell()
      this.#pump()
    }
    source.load(source.groupOf(index), deliver, group.abort.signal).then(
      () => end('loaded'),
      () => end('lost'),
    )
  }

  #take(group: Group, index: number, picture: DecodedPicture): void {
    if (group.abort.signal.aborted || group.pictures.has(index)) return picture.close()
    group.pictures.set(index, picture)
    group.bytes += picture.bytes
    this.#tell()
  }

  #evict(wanted: ReadonlyMap<string, PictureRequest>): void {
    let bytes = this.bytes
    const unwanted = [...this.#groups.values()]
      .filter(({ name, state }) => !wanted.has(name) && state !== 'loading')
      .sort((a, b) => a.lastWanted - b.lastWanted)
    for (const group of unwanted) {
      if (bytes <= this.#limitBytes && group.state !== 'lost') continue
      bytes -= group.bytes
      this.#drop(group)
    }
  }

  #drop(group: Group): void {
    this.#groups.delete(group.name)
    group.abort.abort()
    for (const picture of group.pictures.values()) picture.close()
    group.pictures.clear()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

function groupName(source: PictureSource, group: number): string {
  return `${source.key}#${group}`
}
