import fs from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/**
 * Runs `work` while no other process holds `file`. A lock whose process has ended counts as free.
 *
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  await fs.mkdir(path.dirname(file), { recursive: true })
  while (!(await take(file))) {
    if (await isAbandoned(file)) await fs.rm(file, { force: true })
    else await delay(50)
  }
  try {
    return await work()
  } finally {
    await fs.rm(file, { force: true })
  }
}

/**
 * Links a finished file into place, so that nobody can read a lock before its owner's id is in it.
 *
 * @param {string} file
 */
async function take(file) {
  const own = `${file}.${process.pid}`
  await fs.writeFile(own, String(process.pid))
  try {
    await fs.link(own, file)
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  } finally {
    await fs.rm(own, { force: true })
  }
}

/** @param {string} file */
async function isAbandoned(file) {
  const holder = Number(await fs.readFile(file, 'utf8').catch(() => ''))
  if (holder === 0) return false
  try {
    process.kill(holder, 0)
    return false
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH'
  }
}
