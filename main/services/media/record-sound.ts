import { open, rm, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import { soundRate } from '../../../core/contract/media.ts'
import {
  maximumRecordingMinutes,
  maximumRecordingSamples,
  recordedSampleBytes,
  type RecordedSound,
} from '../../../core/contract/recording.ts'
import { renameHeld } from '../files/rename-file.ts'
import { sha256OfFile } from '../files/sha256.ts'
import { projectFiles } from '../projects/project-files.ts'
import { syncFolder, temporaryBeside } from '../projects/project-write.ts'

const headerBytes = 44

/**
 * A sound that comes in piece by piece and becomes media of a project at the end: a 16-bit mono WAV at 48 kHz. Until then
 * it has a hidden name, which the project's next opening sweeps after a crash.
 */
export class SoundRecording {
  readonly #mediaFolder: string
  readonly #temporary: string
  readonly #handle: FileHandle
  #bytes = 0
  /** Pieces are written one after another, in the order they came. */
  #turn: Promise<unknown> = Promise.resolve()

  private constructor(mediaFolder: string, temporary: string, handle: FileHandle) {
    this.#mediaFolder = mediaFolder
    this.#temporary = temporary
    this.#handle = handle
  }

  /** @param projectFolder absolute @throws StudioError `recording.unwritable` */
  static async begin(projectFolder: string): Promise<SoundRecording> {
    const mediaFolder = path.join(projectFolder, projectFiles.media)
    const temporary = temporaryBeside(path.join(mediaFolder, 'recording'))
    const handle = await open(temporary, 'wx').catch((cause: unknown) => {
      throw unwritable(mediaFolder, cause)
    })
    const recording = new SoundRecording(mediaFolder, temporary, handle)
    await recording.#write(wavHeader(0), 0)
    return recording
  }

  /**
   * @param samples 16-bit little-endian
   * @throws StudioError `recording.too-long`, `recording.unwritable`; what came before stays
   */
  async append(samples: Uint8Array): Promise<void> {
    if (this.#bytes + samples.length > maximumRecordingSamples * recordedSampleBytes)
      throw new StudioError('recording.too-long', { minutes: maximumRecordingMinutes })
    const at = headerBytes + this.#bytes
    this.#bytes += samples.length
    await this.#write(samples, at)
  }

  /**
   * Makes it media, named by its content, down to the disk. Nothing stays of one without samples.
   * @throws StudioError `recording.empty`, `recording.unwritable`; nothing stays then
   */
  async keep(): Promise<RecordedSound> {
    try {
      if (this.#bytes === 0) throw new StudioError('recording.empty')
      await this.#write(wavHeader(this.#bytes), 0)
      await this.#handle.sync()
      await this.#handle.close()
      const media = `${projectFiles.media}/${await sha256OfFile(this.#temporary)}.wav`
      await renameHeld(this.#temporary, path.join(path.dirname(this.#mediaFolder), media))
      await syncFolder(this.#mediaFolder)
      return { media, durationSamples: this.#bytes / recordedSampleBytes }
    } catch (thrown) {
      await this.discard()
      throw unwritable(this.#mediaFolder, thrown)
    }
  }

  /** Nothing stays of it. */
  async discard(): Promise<void> {
    await this.#turn.catch(() => undefined)
    await this.#handle.close().catch(() => undefined)
    await rm(this.#temporary, { force: true }).catch(() => undefined)
  }

  async #write(bytes: Uint8Array, at: number): Promise<void> {
    const turn = this.#turn.then(() => this.#handle.write(bytes, 0, bytes.length, at))
    this.#turn = turn.catch(() => undefined)
    await turn.catch((cause: unknown) => {
      throw unwritable(this.#mediaFolder, cause)
    })
  }
}

function unwritable(folder: string, cause: unknown): unknown {
  const reason = (cause as NodeJS.ErrnoException).code
  if (cause instanceof StudioError || reason === undefined) return cause
  return new StudioError('recording.unwritable', { folder, reason }, { cause })
}

/** Header of a 16-bit mono WAV at 48 kHz (Microsoft RIFF, WAVE_FORMAT_PCM). */
function wavHeader(dataBytes: number): Buffer {
  const header = Buffer.alloc(headerBytes)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(headerBytes - 8 + dataBytes, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(soundRate, 24)
  header.writeUInt32LE(soundRate * recordedSampleBytes, 28)
  header.writeUInt16LE(recordedSampleBytes, 32)
  header.writeUInt16LE(8 * recordedSampleBytes, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(dataBytes, 40)
  return header
}
