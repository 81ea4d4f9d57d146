import { withinDeadline } from './deadline.ts'
import { readExrHeader, type ExrChannel } from './exr-header.ts'
import { extractExrLayer } from './exr-layer.ts'

/** DWAA and DWAB lose precision, and FFmpeg does not decode them for a single channel. */
const lossyCompressions = [8, 9]

/** What renderers call depth: a channel, or the layer that it is in. */
const depthWords = /depth|z[ _-]?buf|^z(?:[ _-]|$)/i
/** Letters of a layer's only values, the surest first. */
const letters = ['z', 'v', 'y', 'r'] as const

/**
 * Renders and depth estimators call an EXR's depth channel `Z`, `V` or `Layer.Depth.Z`: it becomes `Y`, which FFmpeg reads,
 * and the others are put out of the way.
 * @returns a changed copy; null when the file has several parts, lossy compression or no channel that can be depth.
 * @throws RangeError when the file is cut off.
 */
export function withDepthAsLuminance(bytes: Buffer): Buffer | null {
  const header = withinDeadline(() => readExrHeader(bytes))
  const [part] = header.parts
  if (header.isMultiPart || part === undefined) return null
  const depth = depthChannel(part.channels)
  if (!depth || lossyCompressions.includes(part.compression)) return null
  return extractExrLayer(bytes, header, part, (channel) => (channel === depth ? 'Y' : null))
}

/** A channel and what its name says. */
interface NamedChannel {
  readonly channel: ExrChannel
  /** What stands before the last dot; empty without one. */
  readonly layer: string
  readonly letter: string
}

/**
 * A plain Z, then what is called depth, then the Z of any other layer. Only in a file of one layer is it Y, V or R. A
 * layer with X, Y and Z is a vector, as normals and positions are, and none of it is depth.
 */
function depthChannel(channels: readonly ExrChannel[]): ExrChannel | undefined {
  if (channels.length === 1) return channels[0]
  const scalars = withoutVectors(channels.map(named))
  const says = ({ layer }: NamedChannel): boolean => layer.split('.').some((part) => depthWords.test(part))
  const first = (fits: (channel: NamedChannel) => boolean): NamedChannel | undefined => scalars.find(fits)
  const ofLetter = (among: (channel: NamedChannel) => boolean): NamedChannel | undefined =>
    letters.map((wanted) => first((channel) => channel.letter === wanted && among(channel))).find(Boolean)
  const isOneLayer = new Set(channels.map((channel) => named(channel).layer)).size === 1
  const found =
    first(({ layer, letter }) => layer === '' && letter === 'z') ??
    first(({ letter }) => letter.length > 1 && depthWords.test(letter)) ??
    ofLetter(says) ??
    first(({ letter }) => letter === 'z') ??
    (isOneLayer ? ofLetter(() => true) : undefined)
  return found?.channel
}

function named(channel: ExrChannel): NamedChannel {
  const dot = channel.name.lastIndexOf('.')
  const letter = channel.name.slice(dot + 1).toLowerCase()
  return { channel, layer: channel.name.slice(0, Math.max(0, dot)), letter }
}

function withoutVectors(channels: readonly NamedChannel[]): NamedChannel[] {
  const names = new Set(channels.map(({ layer, letter }) => `${layer}.${letter}`))
  const isVector = (layer: string): boolean => ['x', 'y', 'z'].every((letter) => names.has(`${layer}.${letter}`))
  return channels.filter(({ layer }) => !isVector(layer))
}
