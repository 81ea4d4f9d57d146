import { onTestFinished } from 'vitest'
import { failureFrom, type StudioError } from '../../../core/contract/errors.ts'
import type { GenerationSpec } from '../../../core/contract/generation.ts'
import type { PackSummary } from '../../../core/contract/studio.ts'
import { compileShot, type ShotToCompile } from '../../../core/project/compile-shot.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import * as store from '../../../renderer/state/film-store.ts'
import { jobStore, studioStore, takeStore, type StudioStart } from '../../../renderer/state/mirrors.ts'
import { noticeStore } from '../../../renderer/state/notices.ts'
import { queuedCameras } from '../../../renderer/features/generate/camera-of-job.ts'
import { compilingStore } from '../../../renderer/features/generate/generate-store.ts'

const size = { width: 64, height: 64 }
const raster = { ...size, sha256: 'd'.repeat(64) }
const valueBytes = { picture: 3, depth: 4 }

const pack: PackSummary = {
  id: 'embedded',
  version: '1',
  name: 'Model',
  origin: 'embedded',
  family: 'craneshot-embedded',
  manifestSha256: 'c'.repeat(64),
  rayLayout: 'moment-direction',
  steps: { draft: 1, standard: 4, fine: 8 },
  sizes: [size],
  frames: { min: 4, max: 16, default: 8 },
  trainedRange: { maxRotationDegrees: 30, maxTranslation: 1, minFovXDegrees: 30, maxFovXDegrees: 90 },
  memory: { baseBytes: 1, perPixelFrameBytes: 1 },
  estimatesDepth: false,
  licence: 'none',
}

/** What was asked of main to be queued. */
interface Started {
  readonly projectId: string
  readonly requests: readonly { readonly shotId: string; readonly move?: string; readonly spec: GenerationSpec }[]
}

/** The side of main, as far as shots are compiled and queued, and the worker that compiles. */
export class Main {
  readonly started: Started[] = []
  /** Specs that were compiled. */
  compiled = 0
  #isHeld = false
  #held: (() => void)[] = []
  /** Why boards cannot be prepared; null while they can. */
  refuse: StudioError | null = null
  /** Called when a board is asked for that {@link hold} holds back. */
  onHeld: () => void = () => undefined

  /** From now on boards are prepared only when they are released. */
  hold(): void {
    this.#isHeld = true
  }

  release(): void {
    this.#isHeld = false
    for (const go of this.#held.splice(0)) go()
  }

  async call(name: string, input: unknown): Promise<unknown> {
    if (name === 'board.prepare') {
      if (this.#isHeld) await new Promise<void>((resolve) => (this.#held.push(resolve), this.onHeld()))
      if (this.refuse !== null) throw this.refuse
      return { size, deliveryBox: { x: 0, y: 0, ...size }, picture: raster, depth: raster }
    }
    if (name !== 'generation.start') return {}
    const started = input as Started
    this.started.push(started)
    return started.requests.map((_, index) => `job ${this.started.length}.${index}`)
  }
}

let current: Main | null = null

/** The window starts one and keeps it. */
class CompileWorker extends EventTarget {
  postMessage({ shot }: { readonly shot: ShotToCompile }): void {
    if (current !== null) current.compiled += 1
    const answer = (data: unknown) => this.dispatchEvent(new MessageEvent('message', { data }))
    compileShot(shot).then(
      (spec) => answer({ kind: 'spec', spec }),
      (thrown: unknown) => answer({ kind: 'failed', failure: failureFrom(thrown) }),
    )
  }
}

/** The window's stores around a main of the test's own; without a film yet. */
export function windowWithMain(): Main {
  const main = new Main()
  current = main
  const before = { fetch: globalThis.fetch, Worker: (globalThis as { Worker?: unknown }).Worker }
  const call = async (name: string, input: unknown) =>
    main.call(name, input).then(
      (value) => ({ ok: true, value }),
      (thrown: unknown) => ({ ok: false, failure: failureFrom(thrown) }),
    )
  Object.assign(globalThis, {
    window: { studio: { call } },
    Worker: CompileWorker,
    fetch: async (url: string) =>
      new Response(
        new Uint8Array(size.width * size.height * valueBytes[url.includes('/picture/') ? 'picture' : 'depth']),
      ),
  })
  noticeStore.setState([], true)
  studioStore.setState({ studio: { packs: [pack] } as unknown as StudioStart })
  onTestFinished(() => {
    store.closeFilm()
    studioStore.setState({ studio: null })
    jobStore.setState({ jobs: [] })
    takeStore.setState({ takes: [] })
    compilingStore.setState({ shotIds: [] })
    queuedCameras.setState({ ofJob: {} })
    Object.assign(globalThis, before)
    delete (globalThis as { window?: unknown }).window
  })
  return main
}

let openings = 0

/** Shows a film as another opening of a project, with which no board is shared. @returns the project's id */
export function openProject(film: Film): string {
  openings += 1
  const id = `project ${openings}`
  store.openFilm({
    id,
    folderId: id,
    place: '~/film',
    writable: true,
    readOnlyReason: null,
    recoveredEdits: 0,
    recovery: null,
    film,
    history: { past: [], future: [] },
    takes: [],
    missingMedia: [],
    notices: [],
    workspace: null,
  })
  return id
}
