/**
 * `npm run bench`: how fast the product is on this machine, as ratios within one run. Other programs slow some parts
 * more than others, so run it on a quiet machine. The window's parts open the studio, on a display or a virtual one.
 *
 * usage: npm run -s bench -- [--json] [--quick] [--only plucker,cache,networks,svd,clip,queue,window,camera,preview,playback,storyboard]
 *   [--pack FOLDER]
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { measureCache } from './bench/cache.mjs'
import { measureClip } from './bench/clip.mjs'
import { measureNetworks } from './bench/networks.mjs'
import { measureConvolutionPeak } from './bench/peak.mjs'
import { measurePlucker } from './bench/plucker.mjs'
import { measureQueue } from './bench/queue.mjs'
import { reportLines } from './bench/report.mjs'
import { measureCamera } from './bench/camera.mjs'
import { measurePlayback } from './bench/playback.mjs'
import { measurePreview } from './bench/preview.mjs'
import { studioLines } from './bench/report-studio.mjs'
import { measureStoryboard } from './bench/storyboard.mjs'
import { measureSvd } from './bench/svd.mjs'
import { measureTorch } from './bench/torch.mjs'
import { measureWindow } from './bench/window.mjs'
import { hasDisplay, startVirtualDisplay } from './display.mjs'
import { root } from './root.mjs'

const embeddedPack = path.join(root, 'native-models', 'packs', 'embedded')
const testPack = path.join(root, 'test', 'fixtures', 'tiny-pack')

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    only: {
      type: 'string',
      default: 'plucker,cache,networks,svd,clip,queue,window,camera,preview,playback,storyboard',
    },
    pack: { type: 'string' },
  },
})
const wanted = new Set(values.only.split(','))
const runs = values.quick ? 1 : 5
const threads = os.availableParallelism()
const clip = values.quick
  ? { width: 64, height: 64, frames: 2, steps: 1 }
  : { width: 256, height: 256, frames: 16, steps: 8 }
const pack = values.pack ?? (fs.existsSync(path.join(embeddedPack, 'pack.json')) ? embeddedPack : testPack)

/** @type {import('./bench/report.mjs').Measures} */
const measures = {
  machine: { processor: os.cpus()[0]?.model ?? '', threads, loadAverage: os.loadavg()[0] ?? 0 },
  clip,
  isTestPack: path.resolve(pack) === testPack,
}
if (wanted.has('plucker')) measures.plucker = await measurePlucker({ runs })
if (wanted.has('cache')) measures.cache = await measureCache({ runs: runs * 4 })
if (wanted.has('networks')) {
  const before = await measureConvolutionPeak({ runs, threads })
  measures.networks = await measureNetworks(pack, clip, { runs, threads })
  measures.peakOperationsPerSecond = Math.max(before, await measureConvolutionPeak({ runs, threads }))
  // Other networks than the embedded model's have nothing to be compared with.
  if (path.resolve(pack) === embeddedPack) measures.torch = measureTorch(clip, { runs, threads })
}
if (wanted.has('svd')) {
  const before = await measureConvolutionPeak({ runs, threads })
  const svd = await measureSvd({ runs, threads, quick: values.quick })
  measures.svd = svd && { cases: svd, peak: Math.max(before, await measureConvolutionPeak({ runs, threads })) }
}
if (wanted.has('clip')) measures.whole = measureClip(pack, clip, threads)
if (wanted.has('queue')) measures.queue = await measureQueue()

/** @type {import('./bench/report-studio.mjs').StudioMeasures} */
const studio = {}
const windowParts = ['window', 'camera', 'preview', 'playback', 'storyboard'].filter((part) => wanted.has(part))
if (windowParts.length > 0) {
  const { prepareElectron } = await import('./electron/run.mjs')
  await prepareElectron()
  const display = hasDisplay() ? null : await startVirtualDisplay({ width: 1600, height: 1000 })
  if (display) process.env['DISPLAY'] = display.display
  if (wanted.has('window')) studio.window = await measureWindow({ runs })
  if (wanted.has('camera')) studio.camera = await measureCamera()
  if (wanted.has('preview')) studio.preview = await measurePreview({ runs: Math.min(3, runs) })
  if (wanted.has('playback')) studio.playback = await measurePlayback()
  if (wanted.has('storyboard')) studio.storyboard = await measureStoryboard()
  display?.end()
}

const lines = [...reportLines(measures), ...studioLines(studio)]
console.log(values.json ? JSON.stringify({ ...measures, ...studio }, null, 2) : lines.join('\n'))
