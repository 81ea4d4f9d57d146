import fs from 'node:fs'
import promises from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

/** What a program does to a disk, one call of the system's. */
export interface FileOperation {
  readonly name: string
  /** The file or folder, absolute; of a rename, link or copy the source. */
  readonly path: string
  /** Of a rename, link or copy the target. */
  readonly to: string | null
}

/** Runs an operation, and whatever is to happen around it. */
export type Around = (operation: FileOperation, run: () => unknown) => unknown

type Call = (this: unknown, ...words: unknown[]) => unknown

const namedCalls = ['writeFile', 'appendFile', 'rename', 'link', 'unlink', 'rm', 'rmdir', 'mkdir', 'copyFile'] as const
const synchronousCalls = ['renameSync', 'rmSync', 'writeFileSync', 'mkdirSync'] as const
const handleCalls = ['writeFile', 'appendFile', 'write', 'sync', 'datasync'] as const

/**
 * Puts `around` between this program and every call that changes a disk or flushes it, for all modules. What other
 * processes write is not seen. There is no way back: a program of its own is the place for it.
 */
export async function watchFileOperations(around: Around): Promise<void> {
  const paths = new WeakMap<object, string>()
  const open = promises.open.bind(promises)
  const probe = await open(process.execPath, 'r')
  const handles = Object.getPrototypeOf(probe) as Record<string, Call>
  await probe.close()
  promises.open = (async (path: string, flags?: string, mode?: number) => {
    const run = (): Promise<promises.FileHandle> => open(path, flags, mode)
    // Reading changes nothing; a folder is opened that way to be flushed.
    const handle = await (flags === undefined || flags === 'r' ? run() : around({ name: 'open', path, to: null }, run))
    paths.set(handle as object, path)
    return handle
  }) as typeof promises.open
  for (const name of handleCalls) {
    const call = handles[name]!
    handles[name] = function (...words) {
      return around({ name, path: paths.get(this as object) ?? '', to: null }, () => call.apply(this, words))
    }
  }
  for (const name of namedCalls) watchNamed(promises as unknown as Record<string, Call>, name, around)
  for (const name of synchronousCalls) watchNamed(fs as unknown as Record<string, Call>, name, around)
  // Named imports of modules that are loaded already follow.
  syncBuiltinESMExports()
}

function watchNamed(library: Record<string, Call>, name: string, around: Around): void {
  const call = library[name]!
  library[name] = (...words) => {
    // A flush through an open handle is counted by the handle's own call.
    if (typeof words[0] !== 'string') return call.apply(library, words)
    const two = /^(rename|link|copyFile)/.test(name)
    return around({ name, path: words[0], to: two ? String(words[1]) : null }, () => call.apply(library, words))
  }
}
