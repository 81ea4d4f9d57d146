import type { OpenedProject, TakeSummary } from '../../../core/contract/studio.ts'
import { TakeWatch } from '../takes/take-watch.ts'
import type { OpenFolder, StudioServices } from './studio-parts.ts'

type Followed = Pick<OpenFolder, 'id' | 'folder'>

interface TakesOptions {
  readonly emit: StudioServices['emit']
  readonly onBug: (where: string, thrown: unknown) => void
}

/** Tells the window of the open project's takes: those that come and go, whoever makes or removes them. */
export class StudioTakes {
  readonly #options: TakesOptions
  #project: Followed | null = null
  /** Takes that appeared while the project's were being listed; null at other times. */
  #duringList: TakeSummary[] | null = null
  #watch: TakeWatch | null = null

  constructor(options: TakesOptions) {
    this.#options = options
  }

  /**
   * Follows a project from now on.
   * @param describe lists the takes that the window is shown first
   * @returns what it gave, with the takes that came meanwhile
   */
  async follow(project: Followed, describe: () => Promise<OpenedProject>): Promise<OpenedProject> {
    this.#project = project
    const more: TakeSummary[] = (this.#duringList = [])
    const opened = await describe().finally(() => (this.#duringList = null))
    const listed = new Set(opened.takes.map(({ id }) => id))
    const takes = [...opened.takes, ...more.filter(({ id }) => !listed.has(id))]
    this.#watchFrom(project, takes)
    return { ...opened, takes }
  }

  /** A take that the studio made. Its job may have been given before the project was closed and opened again. */
  appeared(projectFolder: string, take: TakeSummary): void {
    if (this.#project?.folder !== projectFolder) return
    this.#duringList?.push(take)
    this.#watch?.knows(take.id)
    this.#options.emit({ type: 'take-added', projectId: this.#project.id, take })
  }

  /** A take that the studio has removed. */
  removed(projectId: string, takeId: string): void {
    this.#watch?.forgets(takeId)
    this.#options.emit({ type: 'take-removed', projectId, takeId })
  }

  /** Looks for takes that other programs made or removed, where the system does not tell of them. */
  async look(): Promise<void> {
    await this.#watch?.look()
  }

  /** Follows no project any more. */
  close(): void {
    this.#watch?.close()
    this.#watch = null
    this.#project = null
  }

  #watchFrom({ id: projectId, folder: projectFolder }: Followed, takes: readonly TakeSummary[]): void {
    this.#watch?.close()
    const { emit, onBug } = this.#options
    this.#watch = new TakeWatch(
      {
        projectFolder,
        onAdded: (take) => emit({ type: 'take-added', projectId, take }),
        onRemoved: (takeId) => emit({ type: 'take-removed', projectId, takeId }),
        onBug: (thrown) => onBug('watching takes', thrown),
      },
      takes.map(({ id }) => id),
    )
  }
}
