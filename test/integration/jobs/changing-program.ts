import { join } from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import { setPaused } from '../../../core/queue/list-edits.ts'
import { takeMachineLock } from '../../../main/jobs/machine-lock.ts'
import { QueueFile } from '../../../main/jobs/queue-file.ts'

/** `node program FOLDER`: pauses the queue, then takes the machine's lock, and says of each on a line how it came out. */
const [folder = ''] = process.argv.slice(2)

async function say(work: () => Promise<unknown>): Promise<void> {
  const said = await work().then(
    () => 'done',
    (thrown: unknown) =>
      thrown instanceof StudioError ? `${thrown.code} ${thrown.details['reason']}` : String(thrown),
  )
  process.stdout.write(`${said}\n`)
}

await say(() => new QueueFile(join(folder, 'queue.json')).change((list) => setPaused(list, true)))
await say(() => takeMachineLock(join(folder, 'generation.lock'), { signal: new AbortController().signal }))
