/**
 * @typedef {{
 *   machine: { processor: string, threads: number, loadAverage: number },
 *   clip: import('./networks.mjs').Clip,
 *   isTestPack: boolean,
 *   plucker?: Awaited<ReturnType<typeof import('./plucker.mjs').measurePlucker>>,
 *   cache?: Awaited<ReturnType<typeof import('./cache.mjs').measureCache>>,
 *   networks?: import('./networks.mjs').NetworkMeasure[],
 *   peakOperationsPerSecond?: number,
 *   torch?: ReturnType<typeof import('./torch.mjs').measureTorch>,
 *   svd?: { cases: NonNullable<Awaited<ReturnType<typeof import('./svd.mjs').measureSvd>>>, peak: number } | null,
 *   whole?: ReturnType<typeof import('./clip.mjs').measureClip>,
 *   queue?: Awaited<ReturnType<typeof import('./queue.mjs').measureQueue>>,
 * }} Measures
 */

/** Frames a second that a live preview needs. */
const previewRate = 30

/**
 * What was measured, as lines of text: every number beside what it is compared with.
 *
 * @param {Measures} measures
 */
export function reportLines(measures) {
  const { processor, threads, loadAverage } = measures.machine
  return [
    `${processor}, ${threads} threads, load ${loadAverage.toFixed(1)} at the start`,
    ...pluckerLines(measures),
    ...cacheLines(measures),
    ...networkLines(measures),
    ...torchLines(measures),
    ...svdLines(measures),
    ...clipLines(measures),
    ...queueLines(measures),
  ]
}

/** @param {Measures} measures */
function pluckerLines({ plucker }) {
  if (!plucker) return []
  const { frames, width, height, milliseconds, timesACopy, bytes } = plucker
  return [
    '',
    `camera embedding, ${frames} frames of ${width}×${height}`,
    row('time', `${milliseconds.toFixed(0)} ms`),
    row('against a plain copy', `${timesACopy.toFixed(1)} × as long (${(bytes / 1e6).toFixed(0)} MB)`),
  ]
}

/** @param {Measures} measures */
function cacheLines({ cache }) {
  if (!cache) return []
  const rate = cache.framesPerSecond
  return [
    '',
    `cache, ${cache.width}×${cache.height}, holes filled, one thread`,
    row('frames a second', rate.toFixed(0)),
    row('against a live preview', `${(rate / previewRate).toFixed(1)} × its ${previewRate} frames a second`),
    row('mesh and texture, once', `${cache.buildMilliseconds.toFixed(0)} ms, ${frameTimes(cache)} frames`),
  ]
}

/** @param {NonNullable<Measures['cache']>} cache */
function frameTimes({ buildMilliseconds, framesPerSecond }) {
  return ((buildMilliseconds * framesPerSecond) / 1000).toFixed(1)
}

/** @param {Measures} measures */
function networkLines({ networks, peakOperationsPerSecond, clip, isTestPack }) {
  if (!networks || !peakOperationsPerSecond) return []
  const total = totals(networks)
  const share = (/** @type {number} */ operations, /** @type {number} */ milliseconds) =>
    percent((operations * 1000) / milliseconds / peakOperationsPerSecond)
  return [
    '',
    `networks alone, ${clipText(clip)}${isTestPack ? ' (the tiny test pack: not the product)' : ''}`,
    row('convolution peak here', `${(peakOperationsPerSecond / 1e9).toFixed(0)} GFLOP/s`),
    ...networks.map(({ name, calls, milliseconds, operations }) =>
      row(
        `${name} × ${calls}`,
        `${seconds(calls * milliseconds)}, ${percent((calls * milliseconds) / total.milliseconds)} of the time, ` +
          `${share(operations, milliseconds)} of the peak`,
      ),
    ),
    row(
      'all',
      `${seconds(total.milliseconds)}, ${(total.operations / 1e9).toFixed(0)} GFLOP, ` +
        `${share(total.operations, total.milliseconds)} of the peak`,
    ),
  ]
}

/** @param {Measures} measures */
function torchLines({ networks, torch }) {
  if (!networks || torch === undefined) return []
  if (torch === null) return ['', row('against PyTorch', 'not measured: python3 has no torch here')]
  const torchTotal = networks.reduce((sum, { name, calls }) => sum + calls * (torch.milliseconds[name] ?? 0), 0)
  const times = torchTotal / totals(networks).milliseconds
  return [
    '',
    row('against PyTorch', `${times.toFixed(2)} × as fast (PyTorch ${torch.version}: ${seconds(torchTotal)})`),
  ]
}

/** @param {Measures} measures */
function svdLines({ svd }) {
  if (svd === undefined) return []
  const title = 'Stable Video Diffusion + CameraCtrl, random weights'
  if (svd === null)
    return ['', title, row('against PyTorch', 'not measured: python3 has no torch, diffusers or onnx here')]
  return svd.cases.flatMap(({ layout, width, height, frames, torchVersion, networks }) => [
    '',
    `${title}, ${layout} size, ${frames} frames of ${width}×${height}, PyTorch ${torchVersion}`,
    ...networks.map(({ name, milliseconds, torchMilliseconds, operations, difference }) =>
      row(
        name,
        `${seconds(milliseconds)}, ${(torchMilliseconds / milliseconds).toFixed(2)} × as fast as PyTorch, ` +
          `${percent((operations * 1000) / milliseconds / svd.peak)} of the peak, ` +
          `same answer within ${difference.toExponential(0)}`,
      ),
    ),
  ])
}

/** @param {Measures} measures */
function clipLines({ whole, clip, networks, peakOperationsPerSecond }) {
  if (!whole) return []
  const { milliseconds, stageMilliseconds, peakMemoryBytes } = whole
  const inStages = Object.values(stageMilliseconds).reduce((sum, value) => sum + value, 0)
  const parts = Object.entries({ ...stageMilliseconds, 'files and start': milliseconds - inStages })
  const peakTime = networks && peakOperationsPerSecond ? totals(networks).operations / peakOperationsPerSecond : null
  return [
    '',
    `a clip from the command line, ${clipText(clip)}`,
    row('whole', seconds(milliseconds)),
    ...parts.map(([name, value]) => row(`  ${name}`, `${seconds(value)}, ${percent(value / milliseconds)}`)),
    row('inference process', `${(peakMemoryBytes / 1e9).toFixed(2)} GB at most`),
    ...(peakTime === null ? [] : [row('share of the peak', percent((peakTime * 1000) / milliseconds))]),
  ]
}

/** @param {Measures} measures */
function queueLines({ queue }) {
  if (!queue) return []
  const { flushMilliseconds, jobs } = queue
  return [
    '',
    'the queue of takes, of jobs that take no time',
    row('a flushed line', `${flushMilliseconds.toFixed(1)} ms`),
    ...jobs.map(({ waiting, milliseconds }) =>
      row(
        `a job while ${waiting} wait`,
        `${milliseconds.toFixed(1)} ms, ${(milliseconds / flushMilliseconds).toFixed(1)} × a flushed line`,
      ),
    ),
  ]
}

/** @param {import('./networks.mjs').NetworkMeasure[]} networks */
function totals(networks) {
  return {
    milliseconds: networks.reduce((sum, { calls, milliseconds }) => sum + calls * milliseconds, 0),
    operations: networks.reduce((sum, { calls, operations }) => sum + calls * operations, 0),
  }
}

/** @param {import('./networks.mjs').Clip} clip */
function clipText({ width, height, frames, steps }) {
  return `${frames} frames of ${width}×${height}, ${steps} steps`
}

/**
 * @param {string} name
 * @param {string} value
 */
function row(name, value) {
  return `  ${name.padEnd(26)}${value}`
}

/** @param {number} milliseconds */
function seconds(milliseconds) {
  if (milliseconds < 100) return `${milliseconds.toFixed(1)} ms`
  return `${(milliseconds / 1000).toFixed(2)} s`
}

/** @param {number} part */
function percent(part) {
  return `${(part * 100).toFixed(0)} %`
}
