import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { CallInput, CallName, CallOutput } from '../../../core/contract/calls.ts'
import { errorFromFailure } from '../../../core/contract/errors.ts'
import type { StudioEvent } from '../../../core/contract/events.ts'
import type { UnfinishedWork } from '../../../core/texts/studio/dialogs.ts'
import { ProcessClient } from '../../../main/jobs/process-client.ts'
import { MachineQueue } from '../../../main/jobs/machine-queue.ts'
import { JobQueue } from '../../../main/jobs/queue.ts'
import { forkWorker } from '../../../main/jobs/worker-process.ts'
import { places, queueFile } from '../../../main/services/places.ts'
import type { Desktop } from '../../../main/services/studio/studio-parts.ts'
import { createStudio, type Studio } from '../../../main/services/studio/studio.ts'
import { tinyPack } from '../../support/take.ts'

const program = (name: string): string => fileURLToPath(new URL(`../../../out/${name}`, import.meta.url))
const startInference = () => forkWorker(program('inference-worker.mjs'), { silent: true })

/** A system whose dialogs answer what the test set, and that keeps what it was asked to show. */
export class TestDesktop implements Desktop {
  readonly systemLanguage = 'en'
  readonly versions = { electron: '45' }
  files: readonly string[] = []
  folder: string | null = null
  saveFile: string | null = null
  clipboard: Uint8Array | null = null
  losesEdits = true
  stopsWork = true
  /** What was unfinished each time that the user was asked whether to stop it. */
  readonly unfinished: UnfinishedWork[] = []
  trashIsThere = true
  readonly trashed: string[] = []
  readonly revealed: string[] = []
  readonly opened: string[] = []
  microphoneIsThere = true
  /** Whether the window may have the microphone now. */
  microphone = false
  chooseFiles = async (): Promise<readonly string[]> => this.files
  chooseFolder = async (): Promise<string | null> => this.folder
  chooseSaveFile = async (): Promise<string | null> => this.saveFile
  readClipboardPicture = async (): Promise<Uint8Array | null> => this.clipboard
  mayLoseEdits = async (): Promise<boolean> => this.losesEdits
  mayStopWork = async (work: UnfinishedWork): Promise<boolean> => {
    this.unfinished.push(work)
    return this.stopsWork
  }
  trash = async (path: string): Promise<void> => {
    if (!this.trashIsThere) throw new Error('no trash')
    this.trashed.push(path)
  }
  reveal = async (path: string): Promise<void> => {
    this.revealed.push(path)
  }
  allowMicrophone = async (allowed: boolean): Promise<boolean> => {
    this.microphone = allowed && this.microphoneIsThere
    return this.microphone === allowed
  }
  openFile = async (path: string): Promise<void> => {
    this.opened.push(path)
  }
}

/** A studio over the built worker processes and a pack of random weights. */
export class TestStudio {
  readonly desktop = new TestDesktop()
  readonly events: StudioEvent[] = []
  readonly studio: Studio

  constructor(home: string, sampleFolder = join(home, 'no-sample')) {
    const found = places({ environment: { CRANESHOT_HOME: home }, platform: process.platform, homeFolder: home })
    const startMedia = () => forkWorker(program('media-worker.mjs'))
    const media = new ProcessClient({ start: startMedia, diedCode: 'command.media-process-died' })
    const inference = new ProcessClient({ start: startInference, diedCode: 'inference.process-died' })
    const lockFile = join(found.queue, 'generation.lock')
    const installation = { craneshot: '0.1.0', onnxruntime: '1', electron: null, electronIsDownloaded: false }
    this.studio = createStudio(
      {
        installation,
        places: found,
        packs: { embeddedPack: tinyPack, userPacks: found.models },
        media,
        takeMedia: new ProcessClient({ start: startMedia, diedCode: 'command.media-process-died' }),
        exportMedia: new ProcessClient({ start: startMedia, diedCode: 'command.media-process-died' }),
        measureMedia: new ProcessClient({ start: startMedia, diedCode: 'command.media-process-died' }),
        inference,
        depthInference: new ProcessClient({ start: startInference, diedCode: 'inference.process-died' }),
        startProbe: startInference,
        sampleFolder,
        templatesFolder: join(home, 'templates'),
        createQueue: (options) => new JobQueue({ lockFile, ...options }),
        createMachineQueue: (options) => new MachineQueue({ lockFile, file: queueFile(found), ...options }),
      },
      this.desktop,
      (event) => void this.events.push(event),
    )
    onTestFinished(() => this.studio.close())
  }

  /** Asks as the window does: input and answer cross a process. */
  async ask<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
    const answer = await this.studio.answer(name, structuredClone(input))
    if (!answer.ok) throw errorFromFailure(answer.failure)
    return structuredClone(answer.value) as CallOutput<Name>
  }

  /** The next event that fits, unless it has come already. */
  async event<Type extends StudioEvent['type']>(
    type: Type,
    fits: (event: Extract<StudioEvent, { type: Type }>) => boolean = () => true,
  ): Promise<Extract<StudioEvent, { type: Type }>> {
    for (;;) {
      const found = this.events.find((event) => event.type === type && fits(event as never))
      if (found !== undefined) return found as Extract<StudioEvent, { type: Type }>
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
}
