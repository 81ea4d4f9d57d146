import { withinDeadline } from './deadline.ts'
import { readExrHeader, type ExrChannel } from './exr-header.ts'
import { extractExrLayer } from './exr-layer.ts'

/** DWAA and DWAB lose precision, and FFmpeg does not decode them for a single channel. */
const lossyCompressions = [8, 9]

/** Names of depth among several channels, the surest first, by the last part of the name. */
const depthNames: readonly RegExp[] = [/^z$/i, /depth/i, /^y$/i, /^v$/i, /^r$/i]

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

function depthChannel(channels: readonly ExrChannel[]): ExrChannel | undefined {
  if (channels.length === 1) return channels[0]
  for (const pattern of depthNames) {
    const found = channels.find(({ name }) => pattern.test(name.split('.').at(-1) ?? '') || pattern.test(name))
    if (found) return found
  }
  return undefined
}
