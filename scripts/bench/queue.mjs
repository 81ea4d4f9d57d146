import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { loadSource } from './load-source.mjs'
import { inFolder } from './studio.mjs'

/** Jobs that are timed. */
const timed = 50
/** Jobs that wait behind them. */
const lengths = [0, 1000]

/**
 * What the machine's queue costs a job: takes that are made in no time, so that the time from one to the next is the
 * queue's own. Beside it the time of the least that any such queue does, one line that is flushed to the disk.
 */
export async function measureQueue() {
  const { MachineQueue } = await loadSource('main/jobs/machine-queue.ts')
  const { addJobs } = await loadSource('core/queue/list-edits.ts')
  const flushMilliseconds = await inFolder(async (folder) => median(flushTimes(path.join(folder, 'lines'))))
  const jobs = []
  for (const waiting of lengths) {
    const milliseconds = await inFolder((folder) => timeOfJobs({ MachineQueue, addJobs, folder, waiting }))
    jobs.push({ waiting, milliseconds })
  }
  return { flushMilliseconds, jobs }
}

/** @param {{ MachineQueue: any, addJobs: any, folder: string, waiting: number }} options */
async function timeOfJobs({ MachineQueue, addJobs, folder, waiting }) {
  /** @type {number[]} */
  const starts = []
  let done = () => {}
  const ended = new Promise((resolve) => (done = () => resolve(undefined)))
  const queue = new MachineQueue({
    file: path.join(folder, 'queue.json'),
    lockFile: path.join(folder, 'generation.lock'),
    run: async (/** @type {unknown} */ _job, /** @type {string} */ _takeId, /** @type {any} */ { signal }) => {
      starts.push(performance.now())
      if (starts.length <= timed) return
      done()
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
    },
    isMade: async () => false,
    newTakeId: () => randomUUID(),
    folderIdOf: () => '0123456789abcdef',
    problemsOf: async () => new Map(),
    onChange: () => {},
    onDismiss: () => {},
    onState: () => {},
    onBug: (/** @type {string} */ _where, /** @type {unknown} */ thrown) => {
      throw thrown
    },
  })
  await queue.open()
  await queue.change((/** @type {unknown} */ list) =>
    addJobs(list, Array.from({ length: timed + 1 + waiting }, newJob)),
  )
  await ended
  await queue.close()
  return ((starts.at(-1) ?? 0) - (starts[0] ?? 0)) / timed
}

function newJob() {
  return {
    id: randomUUID(),
    projectFolder: '/home/someone/Documents/Craneshot/Evening at the harbour',
    shotId: 'shot-1',
    filmName: 'Evening at the harbour',
    shotName: 'The boats come in',
    seed: 1,
    move: '',
    recipe: 'b'.repeat(64),
    pack: { id: 'embedded', version: '1.0.0', manifestSha256: 'a'.repeat(64) },
    work: { width: 448, height: 256, sampleFrames: 16, steps: 8, frames: 48 },
    addedAt: Date.now(),
  }
}

/** @param {string} file */
function flushTimes(file) {
  const descriptor = fs.openSync(file, 'a')
  try {
    return Array.from({ length: timed }, () => {
      const start = performance.now()
      fs.writeSync(descriptor, `${'x'.repeat(700)}\n`)
      fs.fdatasyncSync(descriptor)
      return performance.now() - start
    })
  } finally {
    fs.closeSync(descriptor)
  }
}

/** @param {readonly number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
