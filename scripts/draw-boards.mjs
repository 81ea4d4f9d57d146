import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { drawAlley, drawAlleyDepth } from './draw-boards/alley/draw.mjs'
import { drawHarbour } from './draw-boards/harbour/draw.mjs'
import { root } from './root.mjs'

/** Draws the bundled storyboards anew: `node scripts/draw-boards.mjs [harbour] [alley]`. Same bytes every time. */
const folder = path.join(root, 'resources', 'boards')
const wanted = process.argv.length > 2 ? process.argv.slice(2) : ['harbour', 'alley']
mkdirSync(folder, { recursive: true })

if (wanted.includes('alley')) {
  writeFileSync(path.join(folder, 'alley.png'), drawAlley())
  writeFileSync(path.join(folder, 'alley.depth.npy'), drawAlleyDepth())
}
if (wanted.includes('harbour')) {
  const { png, npy } = await drawHarbour()
  writeFileSync(path.join(folder, 'harbour.png'), png)
  writeFileSync(path.join(folder, 'harbour.depth.npy'), npy)
}
