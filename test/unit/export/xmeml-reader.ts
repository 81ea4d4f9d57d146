import { fileOfUrl, framesOfTimecode, inOrder, type CutReading, type PictureEvent } from './cut-reading.ts'
import { all, numberAt, one, parseXml, type XmlNode } from './xml-reader.ts'

/** A sound clip of one channel, in frames of the record and of its file. */
export interface SoundEvent {
  track: number
  file: string
  channel: number
  recordIn: number
  recordOut: number
  sourceIn: number
  sourceOut: number
  level: number | null
}

/** Reads an xmeml file by Apple's description of it; throws wherever an editor would stumble. */
export class XmemlFile {
  readonly #sequence: XmlNode
  readonly #files = new Map<string, XmlNode>()

  constructor(text: string) {
    const root = parseXml(text)
    if (root.attributes['version'] !== '5') throw new Error('version')
    this.#sequence = one(root, 'sequence')
    this.#collectFiles(root)
    this.#checkLinks()
  }

  cut(): CutReading {
    const sequence = this.#sequence
    one(sequence, 'media/video/format/samplecharacteristics/width')
    const start = this.#timecode(sequence)
    const [track] = all(sequence, 'media/video/track')
    const markers = all(sequence, 'marker').map((marker) => this.#marker(marker, 0))
    const events: PictureEvent[] = []
    for (const [index, item] of (track?.children ?? []).entries()) {
      if (item.tag !== 'clipitem') continue
      const { file, record, cut, source } = this.#clip(item, track!.children, index)
      const mediaIn = this.#timecode(file) + source.start
      events.push({ file: fileName(file), mediaIn, recordIn: record.start, recordOut: record.end })
      markers.push(...all(item, 'marker').map((marker) => this.#marker(marker, cut - source.start)))
    }
    return inOrder({ start, length: numberAt(sequence, 'duration'), events, markers })
  }

  sounds(): SoundEvent[] {
    return all(this.#sequence, 'media/audio/track').flatMap((track, index) =>
      all(track, 'clipitem').map((item) => {
        const { file, record, source } = this.#clip(item, track.children, -1)
        const level = all(item, 'filter/effect/parameter/value')[0]
        return {
          track: index + 1,
          file: fileName(file),
          channel: numberAt(item, 'sourcetrack/trackindex'),
          recordIn: record.start,
          recordOut: record.end,
          sourceIn: source.start,
          sourceOut: source.end,
          level: level === undefined ? null : Number(level.text),
        }
      }),
    )
  }

  /** Ids of the clips that each clip is linked with. */
  links(): Record<string, string[]> {
    const items = clipItems(this.#sequence)
    return Object.fromEntries(
      items.map((item) => [item.attributes['id']!, all(item, 'link/linkclipref').map(({ text }) => text)]),
    )
  }

  #clip(item: XmlNode, siblings: readonly XmlNode[], index: number) {
    const neighbour = (at: number): XmlNode => {
      const found = siblings[at]
      if (found?.tag !== 'transitionitem') throw new Error(`clip ${index} has no dissolve where it says so`)
      return found
    }
    const [start, end] = [numberAt(item, 'start'), numberAt(item, 'end')]
    const record = {
      start: start === -1 ? numberAt(neighbour(index - 1), 'start') : start,
      end: end === -1 ? numberAt(neighbour(index + 1), 'end') : end,
    }
    const source = { start: numberAt(item, 'in'), end: numberAt(item, 'out') }
    if (source.end - source.start !== record.end - record.start) throw new Error('lengths differ')
    const file = this.#files.get(one(item, 'file').attributes['id']!)
    if (file === undefined) throw new Error('a file that is described nowhere')
    if (source.start < 0 || source.end > numberAt(file, 'duration')) throw new Error('outside of its file')
    return { file, record, cut: record.start, source }
  }

  #marker(marker: XmlNode, shift: number): { at: number; text: string } {
    return { at: numberAt(marker, 'in') + shift, text: one(marker, 'name').text }
  }

  /** Frame of the start timecode; its text and number must agree. */
  #timecode(node: XmlNode): number {
    const rate = (path: string): string => `${numberAt(node, `${path}/timebase`)} ${one(node, `${path}/ntsc`).text}`
    if (rate('rate') !== rate('timecode/rate')) throw new Error('two rates')
    const drop = one(node, 'timecode/displayformat').text === 'DF'
    const frame = numberAt(node, 'timecode/frame')
    const told = framesOfTimecode(one(node, 'timecode/string').text, numberAt(node, 'rate/timebase'), drop)
    if (frame !== told) throw new Error(`timecode ${told}, frame ${frame}`)
    return frame
  }

  #collectFiles(node: XmlNode): void {
    for (const child of node.children) {
      if (child.tag === 'file' && child.children.length > 0) {
        if (this.#files.has(child.attributes['id']!)) throw new Error('a file described twice')
        this.#files.set(child.attributes['id']!, child)
      }
      this.#collectFiles(child)
    }
  }

  #checkLinks(): void {
    const ids = clipItems(this.#sequence).map((item) => item.attributes['id']!)
    if (new Set(ids).size !== ids.length) throw new Error('two clips with one id')
    for (const [id, linked] of Object.entries(this.links()))
      if (linked.length > 0 && !linked.includes(id)) throw new Error(`${id} does not link itself`)
  }
}

function clipItems(sequence: XmlNode): XmlNode[] {
  return ['video', 'audio'].flatMap((kind) => all(sequence, `media/${kind}/track/clipitem`))
}

function fileName(file: XmlNode): string {
  const name = one(file, 'name').text
  const url = all(file, 'pathurl')[0]?.text
  if (url !== undefined && fileOfUrl(url) !== name) throw new Error(`${url} is not ${name}`)
  return name
}
