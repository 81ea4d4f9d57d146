import { createStore } from 'zustand/vanilla'
import type { CallInput } from '../../core/contract/calls.ts'
import { abortError } from '../../core/contract/errors.ts'
import type { ImportSource } from '../../core/contract/import-calls.ts'
import { call } from '../bridge/client.ts'
import { filmStore } from './film-store.ts'
import { importPartStore } from './mirrors.ts'
import { keepSnapshot } from './project-safety.ts'

export type ImportKind = CallInput<'files.choose'>['kind']

/** Files on their way into the project; `done` of them have arrived. */
export interface ImportRun {
  readonly kind: ImportKind
  readonly done: number
  readonly total: number
}

/** Imports that run, each by the controller that ends it. */
export const importStore = createStore<{ readonly runs: ReadonlyMap<AbortController, ImportRun> }>(() => ({
  runs: new Map(),
}))

/**
 * Imports the files of a source one after another, as main does it: so the count is true, large pictures never meet in
 * memory, and a cancel ends it between two files.
 * @param importOne imports a source of one file
 * @returns what became of each; empty when the dialog was closed
 * @throws AbortError when the import was cancelled, or another project opened between two files; whatever `importOne` throws
 */
export async function importFrom<Result>(
  kind: ImportKind,
  source: ImportSource,
  importOne: (source: ImportSource) => Promise<readonly Result[]>,
): Promise<Result[]> {
  const openId = (): string | undefined => filmStore.getState().open?.projectId
  const meant = openId()
  const sources = await eachFile(kind, source)
  const controller = new AbortController()
  const { signal } = controller
  const canceled = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(abortError()), { once: true })
  })
  canceled.catch(() => undefined)
  if (sources.length > 1) await keepSnapshot('import')
  const results: Result[] = []
  try {
    for (const [done, one] of sources.entries()) {
      if (openId() !== meant) throw abortError()
      importPartStore.setState({ part: null })
      setRun(controller, { kind, done, total: sources.length })
      results.push(...(await Promise.race([importOne(one), canceled])))
    }
    return results
  } finally {
    setRun(controller, null)
  }
}

/** @throws AbortError where the project is open no more: what was meant for it goes into no other */
export function assertOpen(projectId: string): void {
  if (filmStore.getState().open?.projectId !== projectId) throw abortError()
}

/** Ends every import that runs: nothing of it comes into the film. */
export function cancelImports(): void {
  for (const controller of importStore.getState().runs.keys()) controller.abort()
  call('files.cancelImport', {}).catch(() => undefined)
}

async function eachFile(kind: ImportKind, source: ImportSource): Promise<ImportSource[]> {
  if (source.from === 'clipboard') return [source]
  const files = source.from === 'dialog' ? await call('files.choose', { kind }) : source.files
  return files.map((id) => ({ from: 'dropped', files: [id] }))
}

function setRun(controller: AbortController, run: ImportRun | null): void {
  importStore.setState(({ runs }) => {
    const changed = new Map(runs)
    if (run === null) changed.delete(controller)
    else changed.set(controller, run)
    return { runs: changed }
  })
}
