import { BufferSource, Input, MP4, VideoSampleSink } from 'mediabunny'
import type { FrameRate } from '../../../core/contract/generation.ts'
import { movieFramePicture, type DecodedPicture } from './picture.ts'

/** A take's movie, opened: its frames by number, each exactly once. */
export interface TakeMovie {
  /** Decodes frames `first` to before `end` and hands them over in order. */
  frames(
    first: number,
    end: number,
    deliver: (index: number, picture: DecodedPicture) => void,
    signal: AbortSignal,
  ): Promise<void>
}

/**
 * Opens a movie; it goes when nothing holds it any more. Reads the whole file, a few megabytes from the local disk, so that no seek waits for it.
 * @returns null when there is no movie or this system cannot decode it
 */
export async function openTakeMovie(url: string, rate: FrameRate): Promise<TakeMovie | null> {
  const response = await fetch(url).catch(() => null)
  if (response === null || !response.ok) return null
  const input = new Input({ source: new BufferSource(await response.arrayBuffer()), formats: [MP4] })
  try {
    const track = await input.getPrimaryVideoTrack()
    if (track === null || !(await track.canDecode())) return null
    // Hardware decoders stop when a few of their frames are kept; this reads ahead, and keeps more than that.
    const sink = new VideoSampleSink(track, { hardwareAcceleration: 'prefer-software' })
    const start = await track.getFirstTimestamp()
    const framesPerSecond = rate.numerator / rate.denominator
    const middleOf = (index: number): number => start + (index + 0.5) / framesPerSecond
    return {
      frames: async (first, end, deliver, signal) => {
        for await (const sample of sink.samples(middleOf(first), middleOf(end - 1))) {
          const index = Math.round((sample.timestamp - start) * framesPerSecond)
          if (!signal.aborted && index >= first && index < end) deliver(index, movieFramePicture(sample.toVideoFrame()))
          sample.close()
          if (signal.aborted) return
        }
      },
    }
  } catch {
    // A file that is no movie is as good as none: the take's frame files are there.
    return null
  }
}
