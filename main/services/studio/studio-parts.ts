import type { StudioEvent } from '../../../core/contract/events.ts'
import type { Settings } from '../../../core/contract/studio.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import type { Language } from '../../../core/texts/language.ts'
import type { UnfinishedWork } from '../../../core/texts/studio/dialogs.ts'
import type { ProcessClient } from '../../jobs/process-client.ts'
import type { MachineQueue, MachineQueueOptions } from '../../jobs/machine-queue.ts'
import type { JobQueue, JobQueueOptions } from '../../jobs/queue.ts'
import type { StartWorker } from '../../jobs/worker-process.ts'
import type { Installation } from '../installation.ts'
import type { PackPlaces } from '../models/models.ts'
import type { Places } from '../places.ts'

/** What a dialog that opens files is for; it decides title and file kinds. */
export type FileKind = 'pictures' | 'sounds' | 'depth' | 'program' | 'archive' | 'checkpoint' | 'onnx'
/** What a dialog that chooses a folder is for. */
export type FolderKind = 'open-project' | 'copy-project' | 'export' | 'relink' | 'weights'
/** Small files that the window makes. */
export type SavedFileKind = 'npy' | 'json' | 'txt' | 'png' | 'craneshot'

/** What the studio needs of the system it runs in: Electron gives it to the app, a test its own. Paths are absolute. */
export interface Desktop {
  readonly systemLanguage: Language
  readonly versions: { readonly electron: string }
  /** Empty when the dialog was closed. */
  chooseFiles(kind: FileKind, language: Language): Promise<readonly string[]>
  /** Null when the dialog was closed. `near` is where it starts. */
  chooseFolder(kind: FolderKind, language: Language, near: string): Promise<string | null>
  /** Null when the dialog was closed. */
  chooseSaveFile(suggestedName: string, kind: SavedFileKind, language: Language): Promise<string | null>
  /** The picture in the clipboard as PNG; null when there is none. */
  readClipboardPicture(): Promise<Uint8Array | null>
  /** Asks whether edits that cannot be saved may be lost. @param reason why they cannot, in words */
  mayLoseEdits(reason: string, language: Language): Promise<boolean>
  /** Asks whether work that has not ended may be stopped, and what it made so far lost. */
  mayStopWork(work: UnfinishedWork, language: Language): Promise<boolean>
  /** Moves a file or folder to the system's trash. Rejects where there is none. */
  trash(path: string): Promise<void>
  /**
   * Lets the window have the microphone, or not any more.
   * @returns false when the system, or its user, does not let the app have it
   */
  allowMicrophone(allowed: boolean): Promise<boolean>
  /** Shows a file or folder in the system's file manager. */
  reveal(path: string): Promise<void>
  /** Opens a file in the program that the system has for it. Rejects where there is none. */
  openFile(path: string): Promise<void>
}

/** What the studio is put together from; processes start when they are first needed. */
export interface StudioParts {
  readonly installation: Installation
  readonly places: Places
  readonly packs: PackPlaces
  readonly media: ProcessClient
  /** A take has hours behind it: whatever else is cancelled and has to be killed must not end its process. */
  readonly takeMedia: ProcessClient
  /** Movies take long: they have a process of their own, so that thumbnails and boards never wait for them. */
  readonly exportMedia: ProcessClient
  /** Measuring takes has a process of its own too, which gives way to all others. */
  readonly measureMedia: ProcessClient
  readonly inference: ProcessClient
  /** The depth of boards has a process of its own, so that it never waits for a generation. */
  readonly depthInference: ProcessClient
  readonly startProbe: StartWorker
  /** The bundled sample project, `resources/sample`. */
  readonly sampleFolder: string
  /** Graphs without weights, a folder for each family. */
  readonly templatesFolder: string
  /** Makes a queue for this program's own jobs: exports, depth. */
  readonly createQueue: (options: Omit<JobQueueOptions, 'lockFile'>) => JobQueue
  /** Opens the queue of takes that all programs of the app on this machine share. */
  readonly createMachineQueue: (options: Omit<MachineQueueOptions, 'lockFile' | 'file'>) => MachineQueue
}

/** The open project, as generation, takes, boards and exports need it. */
export interface OpenFolder {
  readonly id: string
  /** Absolute; holds `media/` and `takes/`. */
  readonly folder: string
  readonly writable: boolean
  /** As it is now, all operations of the window so far included. */
  readonly film: Film
}

/** What every part of the studio's services is given. */
export interface StudioServices extends StudioParts {
  readonly desktop: Desktop
  readonly queue: JobQueue
  /** Derived files that can be made again, of bounded size. */
  readonly cacheFolder: string
  readonly settings: () => Settings
  readonly emit: (event: StudioEvent) => void
}
