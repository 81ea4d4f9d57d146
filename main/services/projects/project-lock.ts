import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile, rm, stat, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { StudioError } from '../../../core/contract/errors.ts'
import { isProcessAlive } from '../../jobs/process-alive.ts'
import { machineName } from '../files/writer-mark.ts'
import { projectFiles } from './project-files.ts'
import { createWhole, temporaryBeside, unwritableFolder } from './project-write.ts'

/** Who has a project open for writing. */
const holderSchema = z.object({
  pid: z.number().int().positive(),
  /** The machine, and on Linux the space that its process numbers count in: containers have their own. */
  host: z.string(),
  /** When the process started, in the system's ticks; null where that cannot be known. */
  start: z.string().nullable(),
  token: z.string(),
})
type Holder = z.infer<typeof holderSchema>

const heartbeatMilliseconds = 5000
/** A holder on another machine is known by its heartbeat alone. */
const silenceMilliseconds = 60_000

/** Locks of this process, which may have several projects open. */
const ownTokens = new Set<string>()

export interface ProjectLock {
  /** False once another program has taken the lock, e.g. after this machine slept. Throws what the system refuses. */
  isHeld(): Promise<boolean>
  release(): Promise<void>
}

/**
 * Makes this process the only one that writes to the project, or says why it cannot be. Never waits.
 * @throws nothing that the system refuses; that is an answer
 */
export async function lockProject(folder: string): Promise<ProjectLock | StudioError> {
  const file = path.join(folder, projectFiles.lock)
  const own: Holder = { pid: process.pid, host: machineName(), start: processStart('self'), token: randomUUID() }
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      if (await createWhole(file, JSON.stringify(own))) return held(file, own)
      const holder = await livingHolder(file)
      if (holder !== null) return heldByOther(folder, holder)
      await removeDead(file, own)
    }
    return heldByOther(folder, null)
  } catch (thrown) {
    return readOnly(folder, thrown)
  }
}

function held(file: string, own: Holder): ProjectLock {
  ownTokens.add(own.token)
  const beat = setInterval(() => void touch(file, own), heartbeatMilliseconds)
  beat.unref()
  const isHeld = async (): Promise<boolean> => {
    const holder = await readHolder(file)
    if (holder !== null) return holder.token === own.token
    // Somebody tidied up the folder.
    return createWhole(file, JSON.stringify(own))
  }
  const release = async (): Promise<void> => {
    clearInterval(beat)
    ownTokens.delete(own.token)
    if ((await readHolder(file))?.token === own.token) await unlink(file).catch(() => undefined)
  }
  return { isHeld, release }
}

function heldByOther(folder: string, holder: Holder | null): StudioError {
  const host = holder?.host.split(' ')[0] ?? ''
  return new StudioError('project.read-only.other-program', { folder, host, process: holder?.pid ?? '' })
}

function readOnly(folder: string, thrown: unknown): StudioError {
  const found = unwritableFolder(folder, thrown)
  if (!(found instanceof StudioError)) throw found
  if (found.code === 'project.save.disk-full')
    return new StudioError('project.read-only.disk-full', { folder }, { cause: thrown })
  const reason = String((thrown as NodeJS.ErrnoException).code)
  return new StudioError('project.read-only.folder', { folder, reason }, { cause: thrown })
}

/** Who holds the lock, null when it is nobody who lives. */
async function livingHolder(file: string): Promise<Holder | null> {
  const holder = await readHolder(file)
  if (holder === null) return (await isSilent(file)) ? null : unknownHolder
  if (holder.host !== machineName()) return (await isSilent(file)) ? null : holder
  if (holder.pid === process.pid) return ownTokens.has(holder.token) ? holder : null
  return isAlive(holder) ? holder : null
}

/** A lock without readable content is being written just now, or damaged; silence decides. */
const unknownHolder: Holder = { pid: 1, host: '', start: null, token: '' }

function isAlive({ pid, start }: Holder): boolean {
  if (!isProcessAlive(pid)) return false
  // The number lives; it may have been given to another process since.
  const found = processStart(String(pid))
  return start === null || found === null || start === found
}

/** True when the file is gone, or nobody has touched it for long, by the clock of the disk that it lies on. */
async function isSilent(file: string): Promise<boolean> {
  const probe = temporaryBeside(file)
  try {
    await writeFile(probe, '')
    const now = await stat(probe)
    const touched = await stat(file).catch(() => null)
    // A touch in the future is one from before that clock was set back.
    return touched === null || Math.abs(now.mtimeMs - touched.mtimeMs) > silenceMilliseconds
  } finally {
    await rm(probe, { force: true })
  }
}

/**
 * Two programs may find the same dead holder, and the slower one would remove what the faster one has put in its place.
 * So only who makes a guard beside the lock looks once more and removes it. A guard says who made it, as the lock does.
 */
async function removeDead(file: string, own: Holder): Promise<void> {
  const guard = `${file}.removing`
  ownTokens.add(own.token)
  try {
    if (await createWhole(guard, JSON.stringify(own))) {
      if ((await livingHolder(file)) === null) await unlink(file).catch(() => undefined)
      await unlink(guard).catch(() => undefined)
    } else if ((await livingHolder(guard)) === null) await unlink(guard).catch(() => undefined)
  } finally {
    ownTokens.delete(own.token)
  }
}

async function readHolder(file: string): Promise<Holder | null> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return null
  }
}

/** Writes the same words once more: so it is the disk's clock that says when, the one that others compare with. */
async function touch(file: string, own: Holder): Promise<void> {
  if ((await readHolder(file))?.token !== own.token) return
  await writeFile(file, JSON.stringify(own), { flag: 'r+' }).catch(() => undefined)
}

/** When a process started, on Linux: field 22 of its stat, counted after the name, which may hold anything. */
function processStart(pid: string): string | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}
