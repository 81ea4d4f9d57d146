import fs from 'node:fs'

/** Electron marks the place of its fuses in the program with this text, a version byte and a length byte. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const fuseWireVersion = 1

/** Positions on the fuse wire, from Electron's fuse documentation. */
const fuses = { nodeCliInspectArguments: 3, loadBrowserProcessSpecificV8Snapshot: 6 }

const on = '1'.charCodeAt(0)
const off = '0'.charCodeAt(0)

/**
 * Allows `--inspect`, which test drivers start Electron with, and stops it from loading the snapshot that was made
 * for another application.
 *
 * @param {string} program file, changed in place
 */
export function turnFuses(program) {
  const bytes = fs.readFileSync(program)
  const versionAt = bytes.indexOf(sentinel) + sentinel.length
  if (versionAt < sentinel.length || bytes[versionAt] !== fuseWireVersion)
    throw new Error('no known fuses in this program')
  const firstFuse = versionAt + 2
  bytes[firstFuse + fuses.nodeCliInspectArguments] = on
  bytes[firstFuse + fuses.loadBrowserProcessSpecificV8Snapshot] = off
  fs.writeFileSync(program, bytes)
}
