import { createStore } from 'zustand/vanilla'
import { StudioError } from '../../../../core/contract/errors.ts'
import {
  maximumRecordingMinutes,
  maximumRecordingSamples,
  type RecordedSound,
} from '../../../../core/contract/recording.ts'
import { soundRate } from '../../../../core/contract/media.ts'
import type { FrameRange } from '../../../../core/timeline/range.ts'
import { studioText } from '../../../../core/texts/studio/texts.ts'
import { call } from '../../../bridge/client.ts'
import { currentFilm, currentProjectId, edit, filmStore } from '../../../state/film-store.ts'
import { beforeLeaving } from '../../../state/leaving.ts'
import { currentLanguage } from '../../../state/language.ts'
import { attempt, tellFailure, tellWarning } from '../../../state/notices.ts'
import { newId } from '../../../state/shots.ts'
import { cutTransport } from '../cut-transport.ts'
import { choose } from '../cut-view.ts'
import { withRecording } from '../sound/sound-edits.ts'
import { GapFiller } from './fill-gaps.ts'
import { openMicrophone, type HeardPiece, type Microphone } from './microphone.ts'
import { meterPart, pcm16, peakOf, recordingPlace } from './recording-place.ts'

/** What a recording does now. `level` is a place on the meter, 0..1. */
export type RecordingState =
  | { readonly phase: 'idle' | 'opening' | 'saving' }
  | { readonly phase: 'counting'; readonly left: number; readonly level: number }
  | { readonly phase: 'recording'; readonly seconds: number; readonly level: number }

export const recordingStore = createStore<RecordingState>(() => ({ phase: 'idle' }))

const countFrom = 3
const countMilliseconds = 1000
/** Samples go to main in pieces of about this length. */
const pieceSamples = soundRate / 2
/** What may still come once a recording is being ended: what the filler holds, and what is heard until then. */
const marginSamples = 2 * soundRate
/** The meter moves as often as a display shows it, about. */
const meterSamples = soundRate / 24

/** The recording under way; null when there is none. */
let take: RecordingTake | null = null

/** Starts with the count-in; a second press ends the recording and keeps it, one during the count-in ends it all. */
export function toggleRecording(): void {
  if (take === null) attempt(record)
  else if (recordingStore.getState().phase === 'recording') attempt(stopRecording)
  else attempt(cancelRecording)
}

/** Ends the recording and keeps it, as a clip under the frames that it was made to. */
export async function stopRecording(): Promise<void> {
  if (recordingStore.getState().phase === 'recording') await take?.keep()
}

/** Ends the recording or its count-in; nothing stays of it. */
export async function cancelRecording(): Promise<void> {
  if (recordingStore.getState().phase !== 'saving') await take?.discard()
}

/** A recording is kept, or waited for where it is being kept; a count-in ends. */
async function endRecording(): Promise<void> {
  const isBegun = /recording|saving/.test(recordingStore.getState().phase)
  await (isBegun ? take?.keep() : take?.discard())
}

async function record(): Promise<void> {
  cutTransport.stop()
  const started = new RecordingTake(currentProjectId())
  take = started
  beforeLeaving(endRecording)
  recordingStore.setState({ phase: 'opening' }, true)
  try {
    await started.run()
  } catch (thrown) {
    await started.discard()
    throw thrown
  }
}

class RecordingTake {
  readonly #projectId: string
  #microphone: Microphone | null = null
  #isOver = false
  #kept: Promise<void> = Promise.resolve()
  #frames: FrameRange | null = null
  #playedAt: number | null = null
  #recordedAt: number | null = null
  #stoppedAt = 0
  readonly #filler = new GapFiller((samples) => this.#record(samples))
  /** Loudest since the meter moved, and in how many samples. */
  #loudest = { peak: 0, samples: 0 }
  #samples = 0
  #waiting: Uint8Array[] = []
  #sent: Promise<unknown> = Promise.resolve()
  #isCutShort = false
  #unsubscribe = (): void => undefined

  constructor(projectId: string) {
    this.#projectId = projectId
  }

  async run(): Promise<void> {
    await call('recording.begin', { projectId: this.#projectId })
    const microphone = await openMicrophone(
      (piece) => this.#hear(piece),
      () => this.#lose(),
    )
    // It may have been cancelled while it opened.
    if (this.#isOver) return microphone.close()
    this.#microphone = microphone
    for (let left = countFrom; left > 0 && !this.#isOver; left--) {
      recordingStore.setState({ phase: 'counting', left, level: 0 }, true)
      await new Promise((resolve) => setTimeout(resolve, countMilliseconds))
    }
    if (!this.#isOver) this.#play()
  }

  #play(): void {
    recordingStore.setState({ phase: 'recording', seconds: 0, level: 0 }, true)
    this.#frames = cutTransport.playOnce()
    this.#unsubscribe = cutTransport.store.subscribe(({ speed }) => {
      if (speed !== 1) attempt(() => this.keep())
    })
  }

  #hear(piece: HeardPiece): void {
    this.#showLevel(piece.samples)
    if (this.#frames === null) return
    if (recordingStore.getState().phase === 'recording')
      this.#playedAt = cutTransport.heardAtMilliseconds ?? this.#playedAt
    this.#recordedAt ??= piece.heardAtMilliseconds
    this.#filler.add(piece)
  }

  #showLevel(samples: Float32Array): void {
    const { peak, samples: before } = this.#loudest
    this.#loudest = { peak: Math.max(peak, peakOf(samples)), samples: before + samples.length }
    if (this.#loudest.samples < meterSamples) return
    const level = meterPart(this.#loudest.peak)
    this.#loudest = { peak: 0, samples: 0 }
    const state = recordingStore.getState()
    if (state.phase === 'counting') recordingStore.setState({ ...state, level }, true)
    if (state.phase !== 'recording') return
    const seconds = this.#playedAt === null ? 0 : (performance.now() - this.#playedAt) / 1000
    recordingStore.setState({ phase: 'recording', seconds: Math.max(0, seconds), level }, true)
  }

  #record(samples: Float32Array): void {
    this.#samples += samples.length
    this.#waiting.push(pcm16(samples))
    if (this.#waiting.length * samples.length >= pieceSamples) this.#send()
    const isLong = this.#samples + marginSamples > maximumRecordingSamples
    if (isLong && recordingStore.getState().phase === 'recording') {
      tellWarning(new StudioError('recording.too-long', { minutes: maximumRecordingMinutes }))
      attempt(() => this.keep())
    }
  }

  #lose(): void {
    if (this.#isOver) return
    tellWarning(new StudioError('recording.device-gone'))
    attempt(() => (this.#frames === null ? this.discard() : this.keep()))
  }

  #send(): void {
    const samples = new Uint8Array(this.#waiting.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const piece of this.#waiting) {
      samples.set(piece, at)
      at += piece.length
    }
    this.#waiting = []
    if (samples.length === 0) return
    this.#sent = this.#sent.then(() => call('recording.append', { projectId: this.#projectId, samples }))
    this.#sent.catch((thrown: unknown) => this.#cutShort(thrown))
  }

  /** Main takes no more: what it has is kept at once, before anybody says on what nobody hears. */
  #cutShort(thrown: unknown): void {
    if (this.#isCutShort) return
    this.#isCutShort = true
    const isFull = thrown instanceof StudioError && thrown.code === 'recording.unwritable'
    if (isFull) tellWarning(new StudioError('recording.cut-short', thrown.details))
    else tellFailure(thrown)
    attempt(() => this.keep())
  }

  /** Resolves when it is kept, whoever asked for that first. */
  keep(): Promise<void> {
    if (this.#isOver) return this.#kept
    this.#isOver = true
    this.#kept = this.#keep()
    return this.#kept
  }

  async #keep(): Promise<void> {
    this.#stoppedAt = performance.now()
    this.#unsubscribe()
    recordingStore.setState({ phase: 'saving' }, true)
    cutTransport.stop()
    try {
      await this.#microphone?.flush()
      this.#microphone?.close()
      this.#filler.end()
      this.#send()
      await this.#sent.catch((thrown: unknown) => this.#cutShort(thrown))
      const sound = await call('recording.keep', { projectId: this.#projectId })
      this.#place(sound)
    } finally {
      this.#microphone?.close()
      this.#end()
      await call('recording.discard', {})
    }
  }

  async discard(): Promise<void> {
    this.#isOver = true
    this.#unsubscribe()
    this.#microphone?.close()
    this.#end()
    cutTransport.stop()
    if (this.#frames !== null) cutTransport.goTo(this.#frames.start)
    await call('recording.discard', {})
  }

  #end(): void {
    if (take === this) take = null
    recordingStore.setState({ phase: 'idle' }, true)
  }

  #place({ media, durationSamples }: RecordedSound): void {
    // Where another project was opened meanwhile, the sound lies in the one before.
    if (filmStore.getState().open?.projectId !== this.#projectId) return
    const [frames, playedAt, recordedAt] = [this.#frames, this.#playedAt, this.#recordedAt]
    const film = currentFilm()
    const place =
      frames === null || playedAt === null || recordedAt === null
        ? null
        : recordingPlace({
            frames,
            playedAt,
            stoppedAt: this.#stoppedAt,
            recordedAt,
            durationSamples,
            rate: film.rate,
          })
    if (place === null) throw new StudioError('recording.empty')
    const language = currentLanguage()
    const number = film.cut.soundTracks.reduce((sum, { clips }) => sum + clips.length, 0) + 1
    const name = studioText('cut.recording.name', language, { number })
    const clip = { ...place, name, media, gainDb: 0 }
    const clipId = newId()
    const trackName = studioText('cut.track.sound', language)
    const changed = withRecording(film, { ...clip, id: clipId }, { newId, trackName })
    if (changed === null) throw new StudioError('recording.no-room')
    edit('cut.edit.record', () => changed)
    choose([clipId])
  }
}
