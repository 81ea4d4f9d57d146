import { framesOfTimecode, inOrder, type CutReading, type PictureEvent } from './cut-reading.ts'

interface Line {
  number: string
  reel: string
  kind: 'C' | 'D'
  frames: number
  source: [number, number]
  record: [number, number]
}

const column = String.raw`(\d\d:\d\d:\d\d[:;]\d\d)`
const pattern = new RegExp(
  `^(\\d{3})  ([A-Z0-9_]{1,8}) +V {5}(C|D) {4}(\\d{3}|   ) ${Array(4).fill(column).join(' ')}$`,
)

/** Reads a CMX3600 list by its columns; `base` is the rate's whole frames a second, which the list does not tell. */
export function readEdl(text: string, base: number): CutReading {
  if (/[^\x20-\x7e\r\n]/.test(text) || /[^\r]\n|\r[^\n]/.test(text)) throw new Error('not ASCII lines')
  const [title, mode, ...lines] = text.split('\r\n')
  if (!/^TITLE: .{0,70}$/.test(title ?? '')) throw new Error(`title: ${title}`)
  const drop = mode === 'FCM: DROP FRAME'
  if (!drop && mode !== 'FCM: NON-DROP FRAME') throw new Error(`mode: ${mode}`)
  return new EdlReading(base, drop).read(lines)
}

class EdlReading {
  readonly #base: number
  readonly #drop: boolean
  readonly #events: (PictureEvent & { reel: string })[] = []
  readonly #markers: { at: number; text: string }[] = []
  readonly #filesOfReels = new Map<string, string>()
  #lines: Line[] = []
  #names: { from?: string; to?: string } = {}
  #start: number | null = null
  #end = 0
  #number = 0

  constructor(base: number, drop: boolean) {
    this.#base = base
    this.#drop = drop
  }

  read(lines: readonly string[]): CutReading {
    for (const line of lines) this.#readLine(line)
    const start = this.#start ?? 0
    const fromStart = (frame: number): number => frame - start
    const events = this.#events.filter(({ reel }) => reel !== 'BL')
    return inOrder({
      start,
      length: this.#end - start,
      events: events.map(({ file, mediaIn, recordIn, recordOut }) => {
        return { file, mediaIn, recordIn: fromStart(recordIn), recordOut: fromStart(recordOut) }
      }),
      markers: this.#markers.map(({ at, text }) => ({ at: fromStart(at), text })),
    })
  }

  #readLine(line: string): void {
    const event = pattern.exec(line)
    const marker = new RegExp(`^\\* LOC: ${column} ([A-Z]+) *(.*)$`).exec(line)
    const from = /^\* FROM CLIP NAME: (.*)$/.exec(line)
    const to = /^\* TO CLIP NAME: (.*)$/.exec(line)
    if (event !== null) this.#lines.push(this.#event(event))
    else if (marker !== null) this.#markers.push({ at: this.#frames(marker[1]!), text: marker[3]! })
    else if (from !== null) this.#names.from = from[1]!
    else if (to !== null) this.#names.to = to[1]!
    else if (line === '') this.#finish()
    else throw new Error(`not understood: ${line}`)
  }

  #event(match: RegExpExecArray): Line {
    const times = match.slice(5, 9).map((text) => this.#frames(text)) as [number, number, number, number]
    const frames = match[4]!.trim() === '' ? 0 : Number(match[4])
    const kind = match[3] as 'C' | 'D'
    if (kind === 'C' && frames !== 0) throw new Error('a cut of several frames')
    return {
      number: match[1]!,
      reel: match[2]!,
      kind,
      frames,
      source: [times[0], times[1]],
      record: [times[2], times[3]],
    }
  }

  #frames(text: string): number {
    return framesOfTimecode(text, this.#base, this.#drop)
  }

  /** A blank line ends an event. */
  #finish(): void {
    const [first, second] = this.#lines
    if (first === undefined) return
    this.#number += 1
    if (this.#lines.some(({ number }) => Number(number) !== this.#number)) throw new Error(`number ${first.number}`)
    this.#start ??= first.record[0]
    if (second === undefined) this.#add(first, first.reel === 'BL' ? '' : this.#names.from)
    else this.#dissolve(first, second)
    this.#lines = []
    this.#names = {}
  }

  #dissolve(outgoing: Line, incoming: Line): void {
    const empty = outgoing.source[0] === outgoing.source[1] && outgoing.record[0] === outgoing.record[1]
    if (!empty || incoming.kind !== 'D' || this.#lines.length !== 2) throw new Error('not the two lines of a dissolve')
    if (outgoing.record[0] !== incoming.record[0]) throw new Error('the two begin apart')
    const last = this.#events.at(-1)
    const continues =
      last?.reel === outgoing.reel &&
      last.recordOut === outgoing.record[0] &&
      last.mediaIn + last.recordOut - last.recordIn === outgoing.source[0]
    const end = outgoing.record[0] + incoming.frames
    if (continues) last.recordOut = end
    else if (this.#events.some(({ recordOut }) => recordOut > outgoing.record[0]))
      throw new Error('another shot goes out')
    else this.#add({ ...outgoing, record: [outgoing.record[0], end], source: outgoing.source }, this.#names.from, true)
    this.#add(incoming, this.#names.to)
  }

  #add({ reel, source, record }: Line, file: string | undefined, isTail = false): void {
    if (file === undefined) throw new Error('no clip name')
    if (!isTail && source[1] - source[0] !== record[1] - record[0]) throw new Error('lengths differ')
    if (!isTail && record[1] <= record[0]) throw new Error('an event of no length')
    const known = this.#filesOfReels.get(reel) ?? file
    if (known !== file) throw new Error(`reel ${reel} names ${known} and ${file}`)
    this.#filesOfReels.set(reel, file)
    this.#events.push({ reel, file, mediaIn: source[0], recordIn: record[0], recordOut: record[1] })
    this.#end = Math.max(this.#end, record[1])
  }
}
