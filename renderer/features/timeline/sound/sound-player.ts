import type { FrameRate } from '../../../../core/contract/generation.ts'
import { soundRate } from '../../../../core/contract/media.ts'
import type { Film } from '../../../../core/project/schema/film.ts'
import { soundFile } from './sound-file.ts'
import { soundPieces, type SoundPiece } from './sound-schedule.ts'

/** Sound that plays. */
export interface SoundRun {
  /** Since the first frame was heard; 0 until then. Never goes back. */
  elapsedMilliseconds(): number
  stop(): void
}

/** Read and scheduled this far ahead of what is heard. */
const aheadSamples = 8 * soundRate

/** Time between scheduling and the first sample, so that none of it is late. */
const leadSeconds = 0.06

/** A sound device that has not moved on for so long is taken to have stopped. */
const stalledMilliseconds = 400

let context: AudioContext | null = null

/** Whether a sound of the cut plays at a frame or after it. */
export function isHeardFrom(cut: Film['cut'], rate: FrameRate, frame: number): boolean {
  return soundPieces(cut, rate, frame, 0, Infinity).length > 0
}

/**
 * Plays the sounds of a cut from a frame on at their own speed.
 * @returns null when nothing can be heard from there on, so that no sound device is opened for nothing
 */
export function startSound(projectId: string, cut: Film['cut'], rate: FrameRate, startFrame: number): SoundRun | null {
  if (!isHeardFrom(cut, rate, startFrame)) return null
  context ??= new AudioContext({ sampleRate: soundRate, latencyHint: 'interactive' })
  return new Run(context, projectId, (from, to) => soundPieces(cut, rate, startFrame, from, to))
}

class Run implements SoundRun {
  readonly #context: AudioContext
  readonly #projectId: string
  readonly #pieces: (from: number, to: number) => SoundPiece[]
  readonly #nodes = new Set<AudioBufferSourceNode>()
  readonly #timer: ReturnType<typeof setInterval>
  /** Context time of the first frame; null until the first pieces are read. */
  #startTime: number | null = null
  #scheduledTo = 0
  #stopped = false
  #last = 0
  #movedAt = performance.now()
  /** Wall clock in place of a sound device that does not move. */
  #wallStart: number | null = null

  constructor(audio: AudioContext, projectId: string, pieces: (from: number, to: number) => SoundPiece[]) {
    this.#context = audio
    this.#projectId = projectId
    this.#pieces = pieces
    void audio.resume()
    void this.#readOn()
    this.#timer = setInterval(() => void this.#readOn(), 1000)
  }

  elapsedMilliseconds(): number {
    const now = performance.now()
    if (this.#wallStart !== null) return now - this.#wallStart
    const heard = this.#startTime === null ? 0 : (this.#heardTime(now) - this.#startTime) * 1000
    if (heard > this.#last) {
      this.#last = heard
      this.#movedAt = now
    } else if (now - this.#movedAt > stalledMilliseconds) this.#wallStart = now - this.#last
    return this.#last
  }

  stop(): void {
    this.#stopped = true
    clearInterval(this.#timer)
    for (const node of this.#nodes) node.stop()
    this.#nodes.clear()
  }

  /** Time of the context that comes out of the loudspeaker now. */
  #heardTime(now: number): number {
    const { contextTime = 0, performanceTime = 0 } = this.#context.getOutputTimestamp()
    if (contextTime > 0 && performanceTime > 0) return contextTime + (now - performanceTime) / 1000
    return this.#context.currentTime - (this.#context.outputLatency || this.#context.baseLatency)
  }

  async #readOn(): Promise<void> {
    const from = this.#scheduledTo
    const to = (this.#last * soundRate) / 1000 + aheadSamples
    if (to <= from) return
    this.#scheduledTo = to
    const read = await Promise.all(
      this.#pieces(from, to).map(async (piece) => ({ piece, buffer: await this.#read(piece) })),
    )
    if (this.#stopped) return
    this.#startTime ??= this.#context.currentTime + leadSeconds
    for (const { piece, buffer } of read) if (buffer !== null) this.#schedule(piece, buffer, this.#startTime)
  }

  async #read({ media, sourceStartSample, samples }: SoundPiece): Promise<AudioBuffer | null> {
    const file = await soundFile(this.#projectId, media)
    const channels = (await file?.read(sourceStartSample, samples)) ?? []
    const length = channels[0]?.length ?? 0
    if (file === null || length === 0) return null
    const buffer = new AudioBuffer({ length, numberOfChannels: channels.length, sampleRate: file.layout.sampleRate })
    channels.forEach((channel, index) => buffer.copyToChannel(channel, index))
    return buffer
  }

  #schedule({ afterSamples, gain }: SoundPiece, buffer: AudioBuffer, startTime: number): void {
    const node = new AudioBufferSourceNode(this.#context, { buffer })
    const level = new GainNode(this.#context, { gain })
    node.connect(level).connect(this.#context.destination)
    const at = startTime + afterSamples / soundRate
    const late = Math.max(0, this.#context.currentTime - at)
    if (late >= buffer.duration) return
    node.start(at + late, late)
    this.#nodes.add(node)
    node.addEventListener('ended', () => this.#nodes.delete(node))
  }
}
