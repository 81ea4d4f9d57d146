import type { CutSequence, SequenceClip, SequenceMedia } from './cut-sequence.ts'
import { plainLine, withoutHalfPairs } from './plain-text.ts'
import { element, xmlText, type XmlElement } from './xml.ts'

export interface MltOptions {
  /** Absolute folder that the document will lie in: media below it are named relative to it. Empty for none. */
  readonly folder: string
}

/** Loudest level of the volume filter: it holds louder ones there. */
export const loudestMltGainDb = 20

/** `<property name="name">value</property>`, the form in which MLT keeps everything but times and ids. */
export function property(name: string, value: string | number): XmlElement {
  return element('property', value, { name })
}

export function properties(values: Readonly<Record<string, string | number>>): XmlElement[] {
  return Object.entries(values).map(([name, value]) => property(name, value))
}

/**
 * An MLT XML document of version 7. It names no root, so that readers find relative paths beside the document
 * wherever it has moved; an empty one would mean their working folder.
 */
export function mltDocument(sequence: CutSequence, producer: string, content: readonly XmlElement[]): string {
  const root = element('mlt', [profile(sequence), ...content], { LC_NUMERIC: 'C', version: '7.0.0', producer })
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlText(root)}`
}

/** Every time of the document is a whole frame of this rate. */
function profile({ name, rate, width, height }: CutSequence): XmlElement {
  const shared = greatestCommonDivisor(width, height)
  return element('profile', [], {
    description: plainLine(name),
    width: String(width),
    height: String(height),
    progressive: '1',
    sample_aspect_num: '1',
    sample_aspect_den: '1',
    display_aspect_num: String(width / shared),
    display_aspect_den: String(height / shared),
    frame_rate_num: String(rate.numerator),
    frame_rate_den: String(rate.denominator),
    colorspace: '709',
  })
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}

/** First and last frame, both shown: 48 frames from 12 are 12 to 59. */
export function inclusive({
  start,
  end,
}: {
  readonly start: number
  readonly end: number
}): Record<'in' | 'out', string> {
  return { in: String(start), out: String(Math.max(start, end - 1)) }
}

/** A producer of the whole media. Without a file it is black, so that its place stays. */
export function mediaProducer(
  id: string,
  media: SequenceMedia,
  { folder }: MltOptions,
  service: 'avformat' | 'avformat-novalidate',
  more: readonly XmlElement[],
): XmlElement {
  const { path, durationFrames } = media
  const source =
    path === null
      ? { resource: 'black', mlt_service: 'color', mlt_image_format: 'rgb' }
      : { resource: resourcePath(path, folder), mlt_service: service, seekable: 1 }
  const held = properties({ length: durationFrames, eof: 'pause', ...source })
  return element('producer', [...held, ...more], { id, ...inclusive({ start: 0, end: durationFrames }) })
}

/** What lies under everything: silent black. */
export function blackProducer(id: string, durationFrames: number): XmlElement {
  const content = properties({
    length: Math.max(1, durationFrames),
    eof: 'continue',
    resource: 'black',
    mlt_service: 'color',
    mlt_image_format: 'rgba',
    aspect_ratio: 1,
    'set.test_audio': 0,
  })
  return element('producer', content, { id, ...inclusive({ start: 0, end: durationFrames }) })
}

export function blank(frames: number): XmlElement[] {
  return frames === 0 ? [] : [element('blank', [], { length: String(frames) })]
}

/** A sound's level; `names` are the properties by which a program knows the filter for its own. None for 0 dB. */
export function volumeFilter(
  id: string,
  { gainDb }: SequenceClip,
  names: Readonly<Record<string, string>>,
): XmlElement[] {
  if (gainDb === 0) return []
  const level = Number(Math.min(loudestMltGainDb, gainDb).toFixed(6))
  const content = properties({ window: 75, max_gain: '20dB', level, mlt_service: 'volume', ...names })
  return [element('filter', content, { id })]
}

/** MLT takes paths, not URLs, with `/` on every system. */
function resourcePath(path: string, folder: string): string {
  const isWindows = /^(?:[A-Za-z]:[\\/]|\\\\)/.test(path)
  const slashed = (text: string): string => (isWindows ? text.replaceAll('\\', '/') : text)
  const below = folder === '' ? '' : `${slashed(folder).replace(/\/+$/, '')}/`
  const resource = withoutHalfPairs(slashed(path))
  return below !== '' && resource.startsWith(below) ? resource.slice(below.length) : resource
}
