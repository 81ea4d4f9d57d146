import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFiles } from '../../../main/services/projects/project-files.ts'
import type { Promised } from './check-project.ts'
import type { DiskRecord, Entries, Identity } from './disk-recorder.ts'
import type { Told } from './scenario.ts'

/**
 * What a disk may hold of names that nobody has flushed when the power goes: nothing of them, or all. File systems may
 * write the new name of a file before its content, so with all of them a file that was not flushed is there and empty.
 */
export type Names = 'flushed' | 'written'

export function readRecord(file: string): DiskRecord {
  return JSON.parse(readFileSync(file, 'utf8')) as DiskRecord
}

/**
 * Makes the folder as a power cut after the first `events` of a record may leave it: of files only what was flushed.
 * @param folder not there yet
 * @returns what had been told by then
 */
export function playPowerCut(record: DiskRecord, events: number, names: Names, folder: string): Promised {
  const told: Told[] = []
  const contents = new Map(Object.entries(record.before.contents))
  const entries = new Map<Identity, Entries>(Object.entries(record.before.tree))
  for (const event of record.events.slice(0, events)) {
    if (event.kind === 'told') told.push(event.told)
    else if (event.kind === 'file-flushed') contents.set(event.file, event.content)
    else if (event.kind === 'folder-flushed') {
      if (names === 'flushed') entries.set(event.folder, event.entries)
    } else if (names === 'written') for (const [place, found] of Object.entries(event.tree)) entries.set(place, found)
  }
  const write = (place: string, identity: Identity): void => {
    mkdirSync(place)
    for (const [name, inner] of Object.entries(entries.get(identity) ?? {})) {
      // The next start is on a machine that was off: the lock's process is gone, and its heartbeat long silent.
      if (name === projectFiles.lock) continue
      const content = record.contents[contents.get(inner) ?? '']
      if (inner.startsWith('folder')) write(join(place, name), inner)
      else writeFileSync(join(place, name), Buffer.from(content ?? '', 'base64'))
    }
  }
  write(folder, record.root)
  return promisedBy(told)
}

function promisedBy(told: readonly Told[]): Promised {
  const states = told.flatMap((one) =>
    one.tell === 'open' || one.tell === 'begin' ? [{ state: one.state, atMilliseconds: 0 }] : [],
  )
  return {
    states: states.length === 0 ? null : states,
    safe: Math.max(0, ...told.flatMap((one) => (one.tell === 'done' ? [one.edit + 1] : []))),
    takes: told.flatMap((one) => (one.tell === 'take' ? [one.id] : [])),
    media: told.flatMap((one) => (one.tell === 'media' ? [one.media] : [])),
    // How old an edit is says nothing here: the cuts lie between events, not in time.
    endedAtMilliseconds: 0,
  }
}
