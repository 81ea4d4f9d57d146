import { join } from 'node:path'
import { takeMachineLock } from '../../../main/jobs/machine-lock.ts'

/** `node program FOLDER`: takes a lock and gives it back, until it is killed. It says `works` when it has done so once. */
const [folder = ''] = process.argv.slice(2)
const { signal } = new AbortController()

for (let times = 0; ; times++) {
  const release = await takeMachineLock(join(folder, 'queue.json.lock'), { signal, pollMilliseconds: 1 })
  await release()
  if (times === 0) process.stdout.write('works\n')
}
