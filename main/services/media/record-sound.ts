import { lstat, open, readdir, rm, type FileHandle } from 'node:fs/promises'
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
import { isAbandoned, writerMarkPattern } from '../files/writer-mark.ts'
import { sha256OfFile } from '../files/sha256.ts'
import { projectFiles } from '../projects/project-files.ts'
import { syncFolder, temporaryBeside } from '../projects/project-write.ts'

const headerBytes = 44

/** What a hidden name of a recording is made of. */
const recordingName = 'recording'
const unfinishedRecording = new RegExp(String.raw`^\.${recordingName}\.${writerMarkPattern}\.tmp$`)

/**
 * A sound that comes in piece by piece and becomes media of a project at the end: a 16-bit mono WAV at 48 kHz. Until then
 * it has a hidden name; after a crash {@link rescueRecordings} makes media of it.
 */
export class SoundRecording {
  readonly #mediaFolder: string
  readonly #temporary: string
  readonly #handle: FileHandle
  /** Of samples that are in the file. */
  #bytes = 0
  /** Why a piece could not be written: what comes after it would lie at another moment. */
  #refusal: unknown = null
  /** Pieces are written one after another, in the order they came; never rejects. */
  #turn: Promise<unknown> = Promise.resolve()

  private constructor(mediaFolder: string, temporary: string, handle: FileHandle) {
    this.#mediaFolder = mediaFolder
    this.#temporary = temporary
    this.#handle = handle
  }

  /** @param projectFolder absolute @throws StudioError `recording.unwritable` */
  static async begin(projectFolder: string): Promise<SoundRecording> {
    const mediaFolder = path.join(projectFolder, projectFiles.media)
    const temporary = temporaryBeside(path.join(mediaFolder, recordingName))
    const handle = await open(temporary, 'wx').catch((cause: unknown) => {
      throw unwritable(mediaFolder, cause)
    })
    const recording = new SoundRecording(mediaFolder, temporary, handle)
    await recording.#write(wavHeader(0), 0)
    return recording
  }

  /**
   * @param samples 16-bit little-endian
   * @throws StudioError `recording.too-long`, `recording.unwritable`; what came before stays, and nothing comes after
   */
  async append(samples: Uint8Array): Promise<void> {
    const turn = this.#turn.then(() => this.#append(samples))
    this.#turn = turn.catch((thrown: unknown) => (this.#refusal ??= thrown))
    await turn
  }

  async #append(samples: Uint8Array): Promise<void> {
    if (this.#refusal !== null) throw this.#refusal
    if (this.#bytes + samples.length > maximumRecordingSamples * recordedSampleBytes)
      throw new StudioError('recording.too-long', { minutes: maximumRecordingMinutes })
    await this.#write(samples, headerBytes + this.#bytes)
    this.#bytes += samples.length
  }

  /**
   * Makes it media, named by its content, down to the disk. Nothing stays of one without samples.
   * @throws StudioError `recording.empty`, `recording.unwritable`; nothing stays then
   */
  async keep(): Promise<RecordedSound> {
    try {
      await this.#turn
      if (this.#bytes === 0) throw this.#refusal ?? new StudioError('recording.empty')
      // A piece that did not fit may have left a part of it.
      await this.#handle.truncate(headerBytes + this.#bytes)
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
    await this.#turn
    await this.#handle.close().catch(() => undefined)
    await rm(this.#temporary, { force: true }).catch(() => undefined)
  }

  async #write(bytes: Uint8Array, at: number): Promise<void> {
    try {
      for (let done = 0; done < bytes.length;)
        done += (await this.#handle.write(bytes, done, bytes.length - done, at + done)).bytesWritten
    } catch (cause) {
      throw unwritable(this.#mediaFolder, cause)
    }
  }
}

/** Shorter ones are no loss. */
const leastRescuedBytes = (soundRate / 2) * recordedSampleBytes

/**
 * Makes media of recordings whose programs were killed: all that had been heard until about half a second before. What
 * cannot be rescued stays as it is.
 * @returns one for each, in no order
 */
export async function rescueRecordings(projectFolder: string): Promise<RecordedSound[]> {
  const mediaFolder = path.join(projectFolder, projectFiles.media)
  const rescued: RecordedSound[] = []
  for (const name of await readdir(mediaFolder).catch(() => [])) {
    const mark = unfinishedRecording.exec(name)?.[1]
    const file = path.join(mediaFolder, name)
    if (mark === undefined || !(await isAbandoned(file, mark))) continue
    const sound = await rescue(mediaFolder, file).catch(() => null)
    if (sound !== null) rescued.push(sound)
  }
  return rescued
}

async function rescue(mediaFolder: string, file: string): Promise<RecordedSound | null> {
  const facts = await lstat(file)
  const samples = Math.floor((facts.size - headerBytes) / recordedSampleBytes)
  const bytes = samples * recordedSampleBytes
  // One that is longer than any recording is somebody else's.
  const isOurs = facts.isFile() && samples <= maximumRecordingSamples
  if (!isOurs || bytes < leastRescuedBytes) return null
  const handle = await open(file, 'r+')
  try {
    await handle.truncate(headerBytes + bytes)
    await handle.write(wavHeader(bytes), 0, headerBytes, 0)
    await handle.sync()
  } finally {
    await handle.close()
  }
  const media = `${projectFiles.media}/${await sha256OfFile(file)}.wav`
  await renameHeld(file, path.join(path.dirname(mediaFolder), media))
  return { media, durationSamples: samples }
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
