import { soundUrl } from '../../../../core/contract/media-urls.ts'
import { headerBytes, readWavLayout, type WavLayout } from '../../../../core/contract/wav-layout.ts'
import { pcmChannels } from './wav.ts'

/** A sound of the project: its samples are read in pieces, so that two hours of music need no gigabytes. */
interface SoundFile {
  readonly layout: WavLayout
  /** One array for each channel; silence beyond the ends is left out. */
  read(startSample: number, samples: number): Promise<Float32Array<ArrayBuffer>[]>
}

/** The sounds of one project: those of the one before it go. */
const files = new Map<string, Promise<SoundFile | null>>()
let owner = ''

/** @returns null when the file is missing or no sound that the studio wrote */
export function soundFile(projectId: string, media: string): Promise<SoundFile | null> {
  if (projectId !== owner) files.clear()
  owner = projectId
  const known = files.get(media)
  if (known !== undefined) return known
  const opened = openOrForget(projectId, media)
  files.set(media, opened)
  return opened
}

/** What is missing now may be back the next time it is asked for. */
async function openOrForget(projectId: string, media: string): Promise<SoundFile | null> {
  const file = await open(soundUrl(projectId, media)).catch(() => null)
  if (file === null && projectId === owner) files.delete(media)
  return file
}

async function open(url: string): Promise<SoundFile | null> {
  const response = await fetch(url)
  if (!response.ok) return null
  // A blob is kept by the browser, on the disk when it is large.
  const blob = await response.blob()
  const layout = readWavLayout(new DataView(await blob.slice(0, headerBytes).arrayBuffer()))
  if (layout === null) return null
  const frameBytes = layout.channels * layout.bytesPerSample
  const at = (sample: number): number => layout.start + Math.min(layout.frames, Math.max(0, sample)) * frameBytes
  return {
    layout,
    read: async (startSample, samples) => {
      const bytes = await blob.slice(at(startSample), at(startSample + samples)).arrayBuffer()
      return pcmChannels(new DataView(bytes), layout)
    },
  }
}
