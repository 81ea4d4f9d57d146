import { StudioError } from '../../../core/contract/errors.ts'
import type { RecordedSound } from '../../../core/contract/recording.ts'
import { SoundRecording } from '../media/record-sound.ts'
import type { Desktop, OpenFolder } from './studio-parts.ts'

/** The one recording under way. The microphone is open to the window from its beginning to its end, and never else. */
export class StudioRecording {
  readonly #desktop: Pick<Desktop, 'allowMicrophone'>
  #recording: { readonly projectId: string; readonly sound: SoundRecording } | null = null

  constructor(desktop: Pick<Desktop, 'allowMicrophone'>) {
    this.#desktop = desktop
  }

  /**
   * Lets the window have the microphone, and takes its samples from now on; another recording is discarded.
   * @throws StudioError `recording.denied`, `recording.unwritable`
   */
  async begin({ id, folder }: Pick<OpenFolder, 'id' | 'folder'>): Promise<void> {
    await this.discard()
    if (!(await this.#desktop.allowMicrophone(true))) throw new StudioError('recording.denied')
    try {
      this.#recording = { projectId: id, sound: await SoundRecording.begin(folder) }
    } catch (thrown) {
      await this.#desktop.allowMicrophone(false)
      throw thrown
    }
  }

  /** @throws StudioError `project.not-open` when nothing is recorded there, `recording.*` */
  async append(projectId: string, samples: Uint8Array): Promise<void> {
    await this.#of(projectId).append(samples)
  }

  /** Shuts the microphone and makes what was recorded media of its project. @throws as {@link append} */
  async keep(projectId: string): Promise<RecordedSound> {
    const sound = this.#of(projectId)
    this.#recording = null
    await this.#desktop.allowMicrophone(false)
    return sound.keep()
  }

  /** Shuts the microphone; nothing stays of what was recorded. Does nothing when nothing is. */
  async discard(): Promise<void> {
    const sound = this.#recording?.sound
    this.#recording = null
    await this.#desktop.allowMicrophone(false)
    await sound?.discard()
  }

  /** Discards what is recorded for a project that is not the open one any more. */
  follow(openId: string | null): void {
    if (this.#recording !== null && this.#recording.projectId !== openId) void this.discard()
  }

  #of(projectId: string): SoundRecording {
    if (this.#recording?.projectId !== projectId) throw new StudioError('project.not-open')
    return this.#recording.sound
  }
}
