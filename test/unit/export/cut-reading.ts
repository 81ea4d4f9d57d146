/**
 * What a reader found in a timeline file, the same for every format. Clips are told with the frames they show under
 * dissolves, so two that overlap are dissolved; the place of the cut under a dissolve, which is no part of the picture,
 * is left out. No reader shares code with a writer.
 */
export interface CutReading {
  /** Timecode of the first frame, in frames. */
  start: number
  /** Frames from the start to the end of the picture. */
  length: number
  events: PictureEvent[]
  markers: { at: number; text: string }[]
}

export interface PictureEvent {
  file: string
  /** In frames of the media's timecode. */
  mediaIn: number
  /** From the start. */
  recordIn: number
  recordOut: number
}

/** Frames since midnight; throws at numbers that drop-frame skips and at fields beyond their end. */
export function framesOfTimecode(text: string, base: number, drop: boolean): number {
  const match = /^(\d\d):(\d\d):(\d\d)([:;])(\d\d)$/.exec(text)
  if (match === null) throw new Error(`no timecode: ${text}`)
  const [hour, minute, second, frame] = [match[1], match[2], match[3], match[5]].map(Number) as [
    number,
    number,
    number,
    number,
  ]
  if ((match[4] === ';') !== drop) throw new Error(`${text} against drop-frame ${drop}`)
  if (hour > 23 || minute > 59 || second > 59 || frame >= base) throw new Error(`beyond its end: ${text}`)
  const counted = ((hour * 60 + minute) * 60 + second) * base + frame
  if (!drop) return counted
  const skipped = base / 15
  if (second === 0 && frame < skipped && minute % 10 !== 0) throw new Error(`skipped by drop-frame: ${text}`)
  const minutes = hour * 60 + minute
  return counted - skipped * (minutes - Math.floor(minutes / 10))
}

/** Last name of a URL's path, decoded. */
export function fileOfUrl(url: string): string {
  return decodeURIComponent(url.split('/').at(-1) ?? '')
}

/** Events and markers in the order of time, so that readings can be compared. */
export function inOrder(reading: CutReading): CutReading {
  const events = reading.events.toSorted((a, b) => a.recordIn - b.recordIn || a.recordOut - b.recordOut)
  const markers = reading.markers.toSorted((a, b) => a.at - b.at || (a.text < b.text ? -1 : 1))
  return { ...reading, events, markers }
}
