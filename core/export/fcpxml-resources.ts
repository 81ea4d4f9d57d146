import type { CutSequence, SequenceMedia } from './cut-sequence.ts'
import { finalCutRateName, frameTime } from './fcpxml-time.ts'
import { mediaUrl } from './media-url.ts'
import { plainLine } from './plain-text.ts'
import { element, type XmlElement } from './xml.ts'

/** What a sequence refers to: formats, files and the dissolve, each with an id of its own. */
export interface FcpxmlResources {
  readonly elements: readonly XmlElement[]
  readonly sequenceFormat: string
  /** Ids by media: of the asset, and of the format of its picture. */
  readonly assets: ReadonlyMap<string, { readonly id: string; readonly format: string | null }>
  /** Null when the sequence has no dissolve. */
  readonly dissolve: string | null
}

interface PictureSize {
  readonly width: number
  readonly height: number
}

/** Sizes for which the program has formats of its own at every rate of a project. */
const namedSizes: Readonly<Record<string, string>> = {
  '1280×720': '720p',
  '1920×1080': '1080p',
  '3840×2160': '3840x2160p',
}

/** Every format, file and effect of the sequence; media that no clip shows are listed too. */
export function fcpxmlResources(sequence: CutSequence): FcpxmlResources {
  const elements: XmlElement[] = []
  const formats = new Map<string, string>()
  const nextId = (): string => `r${elements.length + 1}`
  const formatOf = (size: PictureSize): string => {
    const key = `${size.width}×${size.height}`
    const id = formats.get(key) ?? nextId()
    if (!formats.has(key)) elements.push(formatElement(id, size, sequence))
    formats.set(key, id)
    return id
  }
  const sequenceFormat = formatOf(sequence)
  const assets = new Map<string, { id: string; format: string | null }>()
  for (const media of sequence.media) {
    const format = media.picture === null ? null : formatOf(media.picture)
    const id = nextId()
    assets.set(media.id, { id, format })
    elements.push(assetElement(id, media, format, sequence))
  }
  if (!hasDissolve(sequence)) return { elements, sequenceFormat, assets, dissolve: null }
  const dissolve = nextId()
  const uid = 'FxPlug:4731E73A-8DAC-4113-9A30-AE85B1761265'
  elements.push(element('effect', [], { id: dissolve, name: 'Cross Dissolve', uid }))
  return { elements, sequenceFormat, assets, dissolve }
}

/** A name on one line. The program takes `/` in a name for the end of a folder's. */
export function fcpxmlName(name: string): string {
  return plainLine(name).replaceAll('/', '-')
}

function hasDissolve({ pictureTracks }: CutSequence): boolean {
  return pictureTracks.some(({ items }) =>
    items.some((item) => item.kind === 'dissolve' && item.inFrames + item.outFrames > 0),
  )
}

/** Sizes of the user's own have no name, as in the program's files. */
function formatElement(id: string, { width, height }: PictureSize, { rate }: CutSequence): XmlElement {
  const [size, rateName] = [namedSizes[`${width}×${height}`], finalCutRateName(rate)]
  return element('format', [], {
    id,
    ...(size === undefined || rateName === null ? {} : { name: `FFVideoFormat${size}${rateName}` }),
    frameDuration: frameTime(1, rate),
    width: String(width),
    height: String(height),
    colorSpace: '1-1-1 (Rec. 709)',
  })
}

/** The whole file, from its own start timecode. */
function assetElement(id: string, media: SequenceMedia, format: string | null, sequence: CutSequence): XmlElement {
  const { sound } = media
  const name = fcpxmlName(media.name)
  // The format cannot leave a file unnamed: where there is none yet, it is looked for under its name beside the document.
  const src = media.path === null ? mediaUrl(`./${name}`) : mediaUrl(media.path)
  return element('asset', [element('media-rep', [], { kind: 'original-media', src })], {
    id,
    name,
    start: frameTime(media.startFrame, sequence.rate),
    duration: assetDuration(media, sequence),
    ...(format === null ? {} : { hasVideo: '1', format, videoSources: '1' }),
    ...(sound === null
      ? {}
      : {
          hasAudio: '1',
          audioSources: '1',
          audioChannels: String(sound.channels),
          audioRate: String(sound.sampleRate),
        }),
  })
}

function assetDuration({ picture, sound, durationFrames }: SequenceMedia, { rate }: CutSequence): string {
  if (picture !== null || sound?.durationSamples === undefined) return frameTime(durationFrames, rate)
  return frameTime(sound.durationSamples, { numerator: sound.sampleRate, denominator: 1 })
}
