import fs from 'node:fs'
import path from 'node:path'
import { root } from '../root.mjs'

/**
 * On Linux, x264 asks for each buffer of 1.75 MB or more at an address divisible by 2 MB, the size of a huge page. Electron
 * puts its own allocator in the place of the system's, and that one ends the process over anything above 1 MB. These are the
 * x86-64 instructions around the request: compare the size, jump if smaller, load the alignment, call.
 */
const request = { before: [0x48, 0x81, 0xff, 0xff, 0xff, 0x1b, 0x00, 0x7e], jump: 1, load: 0xbf, call: 0xe8 }
const hugePage = [0x00, 0x00, 0x20, 0x00]
/** 64 kB: more than any instruction needs. Huge pages are a matter of speed only, and asked for by another call. */
const modest = [0x00, 0x00, 0x01, 0x00]

/** The addon with FFmpeg that this machine uses. */
export const addonFile = path.join(root, 'node_modules', '@seydx', 'node-av-linux-x64', 'node-av.node')

/**
 * Lets H.264 be encoded inside Electron, by another alignment in the addon's one request for large buffers. Replaces the file
 * whole, so that a program that runs it keeps its own. Does nothing where there is no such file, or when it is done already.
 *
 * @param {string} file
 * @throws {Error} when the addon does not have exactly one such place: another version, to be looked at anew
 */
export function fitEncoderToElectron(file = addonFile) {
  if (!fs.existsSync(file)) return
  const mark = `${file}.fitted`
  if (fs.existsSync(mark) && fs.readFileSync(mark, 'utf8') === markOf(file)) return
  const bytes = fs.readFileSync(file)
  const [place, second] = placesOfRequest(bytes)
  if (place === undefined || second !== undefined)
    throw new Error(`${file}: the place where large buffers are asked for was not found; this addon is another version`)
  bytes.set(modest, place)
  const unfinished = `${file}.unfinished-${process.pid}`
  fs.writeFileSync(unfinished, bytes)
  fs.renameSync(unfinished, file)
  fs.writeFileSync(mark, markOf(file))
}

/**
 * Offsets of the alignment, changed or not.
 *
 * @param {Buffer} bytes
 */
function placesOfRequest(bytes) {
  const before = Buffer.from(request.before)
  const places = []
  for (let at = bytes.indexOf(before); at >= 0; at = bytes.indexOf(before, at + 1)) {
    const load = at + before.length + request.jump
    const alignment = [...bytes.subarray(load + 1, load + 5)].join()
    const known = alignment === hugePage.join() || alignment === modest.join()
    if (bytes[load] === request.load && known && bytes[load + 5] === request.call) places.push(load + 1)
  }
  return places
}

/** @param {string} file */
function markOf(file) {
  const { size, mtimeMs } = fs.statSync(file)
  return `${size} ${mtimeMs}\n`
}
