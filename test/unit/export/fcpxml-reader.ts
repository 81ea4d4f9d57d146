import { fileOfUrl, inOrder, type CutReading, type PictureEvent } from './cut-reading.ts'
import { all, one, parseXml, type XmlNode } from './xml-reader.ts'

/** A sound under the spine; times in frames of the sequence, which a sound's end need not fall on. */
export interface LaneEvent {
  lane: number
  file: string
  recordIn: number
  recordOut: number
  mediaIn: number
  gain: string | null
}

const storyTags = ['asset-clip', 'gap', 'transition', 'spine']
/** The order that the DTD wants inside a clip. */
const orderInClip = [['adjust-volume'], storyTags, ['marker']]

interface Asset {
  file: string
  start: number
  end: number
  node: XmlNode
}

/**
 * Reads an FCPXML by Apple's description of it: walks the spine on the sequence's clock, every connected item on the
 * clock of what it hangs on. Throws wherever the program would refuse, move or lose something.
 */
export class FcpxmlFile {
  readonly start: number
  readonly sounds: LaneEvent[] = []
  /** Pictures in lanes above the spine. */
  readonly upper: (PictureEvent & { lane: number })[] = []
  readonly sequence: XmlNode
  readonly formats = new Map<string, XmlNode>()
  readonly assets = new Map<string, Asset>()
  readonly #frame: Seconds
  readonly #effects = new Set<string>()
  readonly #reading: CutReading

  constructor(text: string) {
    const root = parseXml(text)
    if (root.tag !== 'fcpxml' || root.attributes['version'] !== '1.10') throw new Error('version')
    this.sequence = one(root, 'library/event/project/sequence')
    const resources = one(root, 'resources').children
    for (const node of resources) if (node.tag === 'format') this.formats.set(newId(node, this.formats), node)
    this.#frame = seconds(this.#format(this.sequence.attributes['format']).attributes['frameDuration'])
    for (const node of resources) {
      if (node.tag === 'asset') this.assets.set(newId(node, this.formats, this.assets), this.#asset(node))
      if (node.tag === 'effect') this.#effects.add(newId(node, this.formats, this.assets))
    }
    this.start = this.#wholeFrames(this.sequence, 'tcStart')
    this.#reading = { start: this.start, length: 0, events: [], markers: [] }
    this.#reading.length = this.#storyline(one(this.sequence, 'spine'), this.start, 0, this.#reading.events)
    if (this.#wholeFrames(this.sequence, 'duration') !== this.#reading.length) throw new Error('length of the spine')
  }

  /** The spine; lengths and places count from the sequence's start. */
  cut(): CutReading {
    return inOrder(this.#reading)
  }

  /** Reads clips one after another; `origin` is the storyline's own time at its begin, `at` its place on the sequence. */
  #storyline(spine: XmlNode, origin: number, at: number, events: PictureEvent[]): number {
    let now = at
    for (const [index, node] of spine.children.entries()) {
      if (node.tag === 'transition') continue
      if (this.#wholeFrames(node, 'offset') - origin + at !== now) throw new Error(`a hole or overlap at ${now}`)
      const length = this.#wholeFrames(node, 'duration')
      if (length < 1) throw new Error('an empty clip')
      const own = this.#wholeFrames(node, 'start')
      const head = this.#dissolve(spine.children[index - 1], origin - at, now)
      const tail = this.#dissolve(spine.children[index + 1], origin - at, now + length)
      if (node.tag === 'asset-clip') {
        this.#hasMedia(node, own - head.before, length + head.before + tail.after)
        const { file } = this.#assetOf(node)
        const [recordIn, recordOut] = [now - head.before, now + length + tail.after]
        events.push({ file, mediaIn: own - head.before, recordIn, recordOut })
      } else if (node.tag !== 'gap' || head.before + head.after + tail.before + tail.after > 0)
        throw new Error(`${node.tag} in a storyline, or a dissolve at it`)
      this.#inside(node, own, now)
      now += length
    }
    if ([spine.children[0], spine.children.at(-1)].some((node) => node?.tag === 'transition'))
      throw new Error('a dissolve at an end')
    return now - at
  }

  /** Frames of a dissolve on both sides of the cut that it lies over. */
  #dissolve(node: XmlNode | undefined, shift: number, cut: number): { before: number; after: number } {
    if (node?.tag !== 'transition') return { before: 0, after: 0 }
    const length = this.#wholeFrames(node, 'duration')
    const before = cut - (this.#wholeFrames(node, 'offset') - shift)
    if (!this.#effects.has(one(node, 'filter-video').attributes['ref']!)) throw new Error('an effect that is not there')
    // As Final Cut Pro itself writes them: in the middle, the longer half first; one frame on either side.
    if (length > 1 ? before !== Math.ceil(length / 2) : before !== 0 && before !== 1)
      throw new Error(`a dissolve of ${length} frames begins ${before} before its cut`)
    return { before, after: length - before }
  }

  /** What hangs on an item of the spine, whose own time is `own` at frame `at` of the sequence. */
  #inside(node: XmlNode, own: number, at: number): void {
    const groups = node.children.map(({ tag }) => orderInClip.findIndex((tags) => tags.includes(tag)))
    if (groups.includes(-1) || groups.some((group, i) => group < (groups[i - 1] ?? 0)))
      throw new Error(`order inside ${node.tag}: ${node.children.map(({ tag }) => tag).join()}`)
    for (const child of node.children) {
      if (child.tag === 'marker') {
        this.#wholeFrames(child, 'duration')
        const place = this.#wholeFrames(child, 'start') - own + at
        this.#reading.markers.push({ at: place, text: child.attributes['value']! })
      } else if (child.tag !== 'adjust-volume') this.#connected(child, own, at)
    }
  }

  #connected(node: XmlNode, own: number, at: number): void {
    const lane = Number(node.attributes['lane'])
    if (!Number.isInteger(lane) || lane === 0) throw new Error(`lane ${lane}`)
    const recordIn = this.#wholeFrames(node, 'offset') - own + at
    if (node.tag === 'spine') {
      const events: PictureEvent[] = []
      this.#storyline(node, 0, recordIn, events)
      this.upper.push(...events.map((event) => ({ ...event, lane })))
      return
    }
    const { file } = this.#assetOf(node)
    const mediaIn = this.#wholeFrames(node, 'start')
    const length = this.#frames(node.attributes['duration'])
    this.#hasMedia(node, mediaIn, length)
    const gain = all(node, 'adjust-volume')[0]?.attributes['amount'] ?? null
    if (gain !== null && !/^-?\d+(\.\d+)?$/.test(gain)) throw new Error(`level ${gain}`)
    this.sounds.push({ lane, file, recordIn, recordOut: recordIn + length, mediaIn, gain })
  }

  #hasMedia(node: XmlNode, from: number, length: number): void {
    const { start, end } = this.#assetOf(node)
    if (from < start || from + length > end + 1e-6)
      throw new Error(`${node.attributes['name']} reaches beyond its media`)
  }

  #assetOf(node: XmlNode): Asset {
    const asset = this.assets.get(node.attributes['ref']!)
    if (asset === undefined) throw new Error(`no asset ${node.attributes['ref']}`)
    if (node.attributes['format'] !== asset.node.attributes['format']) throw new Error('a format that its file has not')
    return asset
  }

  #asset(node: XmlNode): Asset {
    const source = one(node, 'media-rep').attributes['src']!
    if (!/^(file:\/\/\/|\.\/)[\w%./~-]+$/.test(source)) throw new Error(`media URL ${source}`)
    if (node.attributes['hasVideo'] === '1') this.#format(node.attributes['format'])
    if (/[/\n]/.test(node.attributes['name']!)) throw new Error('a name that is a path')
    const start = this.#wholeFrames(node, 'start')
    return { file: fileOfUrl(source), start, end: start + this.#frames(node.attributes['duration']), node }
  }

  #format(id: string | undefined): XmlNode {
    const format = this.formats.get(id ?? '')
    if (format === undefined) throw new Error(`no format ${id}`)
    return format
  }

  #frames(text: string | undefined): number {
    const time = seconds(text)
    return Number(time.numerator * this.#frame.denominator) / Number(time.denominator * this.#frame.numerator)
  }

  #wholeFrames(node: XmlNode, attribute: string): number {
    const frames = this.#frames(node.attributes[attribute])
    if (!Number.isInteger(frames)) throw new Error(`${node.tag} ${attribute} is between two frames`)
    return frames
  }
}

interface Seconds {
  numerator: bigint
  denominator: bigint
}

/** The DTD's time: a 64-bit numerator, a 32-bit denominator. */
function seconds(text: string | undefined): Seconds {
  const match = /^(-?\d+)(?:\/(\d+))?s$/.exec(text ?? '')
  if (match === null) throw new Error(`no time: ${text}`)
  const [numerator, denominator] = [BigInt(match[1]!), BigInt(match[2] ?? 1)]
  if (BigInt.asIntN(64, numerator) !== numerator || denominator < 1n || denominator >= 1n << 31n)
    throw new Error('size')
  return { numerator, denominator }
}

function newId(node: XmlNode, ...known: ReadonlyMap<string, unknown>[]): string {
  const id = node.attributes['id'] ?? ''
  if (!/^[A-Za-z_][\w.-]*$/.test(id) || known.some((ids) => ids.has(id))) throw new Error(`id ${id}`)
  return id
}
