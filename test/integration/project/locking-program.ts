import { StudioError } from '../../../core/contract/errors.ts'
import { lockProject } from '../../../main/services/projects/project-lock.ts'

/** `node program FOLDER`: takes a project's lock and gives it back, over and over until it is killed. */
const [folder = ''] = process.argv.slice(2)
for (;;) {
  const lock = await lockProject(folder)
  process.stdout.write(lock instanceof StudioError ? `refused ${lock.code}\n` : 'held\n')
  if (lock instanceof StudioError) break
  await lock.release()
}
