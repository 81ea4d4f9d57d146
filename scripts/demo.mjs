/**
 * `npm run demo`: two shots from the bundled boards, made with the product's own command line. Needs no display.
 */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { root } from './root.mjs'

const outputFolder = path.join(root, 'demo-output')
const boards = path.join(root, 'resources', 'boards')
const shots = [
  {
    title: 'a rendered harbour with its depth, the camera in orbit',
    board: path.join(boards, 'harbour.png'),
    options: ['--depth', path.join(boards, 'harbour.depth.npy'), '--move', 'orbit:8'],
    folder: 'harbour',
  },
  {
    title: 'a drawn alley with its depth, the camera on a dolly',
    board: path.join(boards, 'alley.png'),
    options: ['--depth', path.join(boards, 'alley.depth.npy'), '--move', 'dolly:0.25'],
    folder: 'alley',
  },
]

/**
 * @param {typeof shots[number]} shot
 * @returns {number} the command line's exit code
 */
function generate(shot) {
  const out = path.join(outputFolder, shot.folder)
  const words = ['generate', '--image', shot.board, ...shot.options, '--out', out, '--overwrite']
  console.log(
    `\n${shot.title}:\n  craneshot ${words.map((word) => (path.isAbsolute(word) ? path.relative(root, word) : word)).join(' ')}`,
  )
  const result = spawnSync(process.execPath, [path.join(root, 'scripts', 'craneshot.mjs'), ...words], {
    stdio: 'inherit',
  })
  return result.status ?? 1
}

/** @param {string} folder */
function describe(folder) {
  const names = fs.readdirSync(folder).toSorted()
  const frames = names.filter((name) => /^frame_\d+\.png$/.test(name))
  console.log(`\n${path.relative(process.cwd(), folder) || folder}`)
  console.log(`  ${frames.length} frames: ${frames[0]} … ${frames.at(-1)}`)
  for (const name of ['clip.mp4', 'cut.otio', 'take.json']) {
    if (!names.includes(name)) throw new Error(`${name} was not written`)
    console.log(`  ${name}`)
  }
}

for (const shot of shots) {
  const exitCode = generate(shot)
  if (exitCode !== 0) process.exit(exitCode)
}
console.log('\nWritten:')
for (const shot of shots) describe(path.join(outputFolder, shot.folder))
