/**
 * `npm run bench`: how fast the product is on this machine, as ratios within one run. Other programs slow some parts
 * more than others, so run it on a quiet machine.
 *
 * usage: npm run -s bench -- [--json] [--quick] [--only plucker,cache,networks,clip] [--pack FOLDER]
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
import { reportLines } from './bench/report.mjs'
import { measureTorch } from './bench/torch.mjs'
import { root } from './root.mjs'

const embeddedPack = path.join(root, 'native-models', 'packs', 'embedded')
const testPack = path.join(root, 'test', 'fixtures', 'tiny-pack')

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: 'plucker,cache,networks,clip' },
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
if (wanted.has('clip')) measures.whole = measureClip(pack, clip, threads)

console.log(values.json ? JSON.stringify(measures, null, 2) : reportLines(measures).join('\n'))
