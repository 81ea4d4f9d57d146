import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { forkWorker } from '../../../main/jobs/worker-process.ts'
import { createParts } from '../../../main/services/composition.ts'
import { noDesktop } from '../../../main/services/projects/make-sample.ts'
import type { Desktop } from '../../../main/services/studio/studio-parts.ts'
import { createStudio } from '../../../main/services/studio/studio.ts'
import { watchFileOperations } from './file-operations.ts'
import { DiskRecorder } from './disk-recorder.ts'
import { openFolder, Session, setUp } from './session.ts'
import type { Orders, Told } from './scenario.ts'

/**
 * `node program ORDERS`: the studio without a window, which edits a project and does what else it is told until it is
 * killed. Lines of JSON say what it has begun and what it was told to be safe.
 */
const orders = JSON.parse(process.argv[2] ?? '') as Orders
process.env['CRANESHOT_HOME'] = orders.home
const recorder = orders.record === null ? null : new DiskRecorder(orders.record.file)

/** Written at once: nothing that was told stays in a buffer when the program is killed. */
function tell(told: Told): void {
  writeSync(1, `${JSON.stringify(told)}\n`)
  recorder?.told(told)
}

function fail(thrown: unknown): never {
  tell({ tell: 'failed', reason: thrown instanceof Error ? (thrown.stack ?? thrown.message) : JSON.stringify(thrown) })
  process.exit(1)
}

const die = (): void => void process.kill(process.pid, 'SIGKILL')
let operations = 0
if (orders.killAt !== null) {
  const { operation, moment } = orders.killAt
  await watchFileOperations((_, run) => {
    operations += 1
    if (operations !== operation) return run()
    if (moment === 'before') die()
    const running = run()
    if (moment === 'during') die()
    return running instanceof Promise ? running.finally(die) : die()
  })
}

const worker = (name: string) => () => forkWorker(join(orders.outFolder, name), { silent: true })
const desktop: Desktop = {
  ...noDesktop,
  chooseFolder: async (kind) => (kind === 'export' ? orders.exportFolder : orders.folder),
  mayLoseEdits: async () => fail(new Error('edits could not be saved')),
}
const parts = createParts({
  bundleFolder: orders.outFolder,
  startMedia: worker('media-worker.mjs'),
  startInference: worker('inference-worker.mjs'),
  startProbe: worker('inference-worker.mjs'),
})
const packs = { ...parts.packs, embeddedPack: orders.pack }
const studio = createStudio({ ...parts, packs }, desktop, (event) => session?.heard(event))
let session: Session | null = null

async function run(): Promise<void> {
  if (orders.folder === null) {
    tell({ tell: 'made', folder: await setUp(studio, parts.places.projects) })
    await studio.close()
    process.exit(0)
  }
  const { film, projectId, history } = await openFolder(studio)
  if (recorder !== null) await recorder.start(orders.folder)
  session = new Session({ studio, projectId, history, orders, tell, fail, operations: () => operations })
  tell({ tell: 'open', state: session.state })
  if (film.shots.length === 0) fail(new Error('the shot is gone'))
  const doing = session.doing(orders.activity)
  await (orders.record === null ? session.editForever() : session.editTimes(orders.record.edits))
  await doing
  if (recorder === null) return
  await recorder.end()
  process.exit(0)
}

// The project may be closed by then: what comes next is the kill.
await run().catch(fail)
await delay(60_000)
