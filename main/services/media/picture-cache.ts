import { peakSamples, pictureSizes, type PictureSize } from '../../../core/contract/media-urls.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import type { ProcessClient } from '../../jobs/process-client.ts'
import { MediaCache } from './media-cache.ts'

const quiet: TaskContext = { signal: new AbortController().signal, report: () => undefined }

/** What the window shows of pictures and sounds, made on demand and kept by the content that it was made from. */
export class PictureCache {
  readonly #media: ProcessClient
  readonly #cache: MediaCache

  constructor(media: ProcessClient, folder: string) {
    this.#media = media
    this.#cache = new MediaCache(folder)
  }

  /**
   * A picture at a size for display, as JPEG. @param sha256 of the picture's file
   * @throws StudioError `media.*`
   */
  get(file: string, sha256: string, size: PictureSize): Promise<string> {
    const { width: maxWidth, height: maxHeight } = pictureSizes[size]
    return this.#cache.get(`${size}-${sha256}.jpg`, async (outFile) => {
      await this.#media.run('make-picture', { file, maxWidth, maxHeight, format: 'jpeg', outFile }, quiet)
    })
  }

  /** What a sound's waveform is drawn from. @param sha256 of the WAV's file */
  peaks(wavFile: string, sha256: string): Promise<string> {
    return this.#cache.get(`${sha256}.peaks`, async (outFile) => {
      await this.#media.run('sound-peaks', { wavFile, samplesPerPeak: peakSamples, outFile }, quiet)
    })
  }
}
