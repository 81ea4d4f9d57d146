import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isAbort } from '../../../core/contract/errors.ts'
import { takeMachineLock, type MachineLockOptions } from '../../../main/jobs/machine-lock.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const patient = (): MachineLockOptions => ({ signal: new AbortController().signal, pollMilliseconds: 5 })

function otherProgram(): ChildProcess {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

/** A lock as the process of that number holds it. */
function lockHeldBy(pid: number): string {
  const file = join(temporaryFolder(), 'queue.lock')
  writeFileSync(file, JSON.stringify({ pid, token: 'theirs' }))
  return file
}

describe('takeMachineLock', () => {
  it('makes its folder, holds the file while it is taken, and leaves nothing behind', async () => {
    const folder = join(temporaryFolder(), 'home')
    const release = await takeMachineLock(join(folder, 'queue.lock'), patient())
    expect(JSON.parse(readFileSync(join(folder, 'queue.lock'), 'utf8'))).toMatchObject({ pid: process.pid })
    await release()
    expect(readdirSync(folder)).toEqual([])
  })

  it('waits for a living process, says so once, and takes over when that process is killed', async () => {
    const other = otherProgram()
    const file = lockHeldBy(other.pid!)
    let waits = 0
    let taken = false
    const taking = takeMachineLock(file, { ...patient(), onWait: () => void waits++ }).then((release) => {
      taken = true
      return release
    })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect([waits, taken]).toEqual([1, false])
    other.kill('SIGKILL')
    await once(other, 'exit')
    const release = await taking
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid })
    await release()
  })

  it('lets in who needs it once, before a queue that has just had a turn takes it again', async () => {
    const file = join(temporaryFolder(), 'generation.lock')
    const queue = { ...patient(), as: 'queue' } as const
    const first = await takeMachineLock(file, queue)
    const order: string[] = []
    const visit = async (): Promise<void> => {
      const release = await takeMachineLock(file, { ...patient(), as: 'guest' })
      order.push('guest')
      await release()
    }
    const guest = visit()
    await new Promise((resolve) => setTimeout(resolve, 50))
    await first()
    for (let turn = 0; turn < 3; turn++) {
      const release = await takeMachineLock(file, queue)
      order.push('queue')
      await release()
    }
    await guest
    expect(order).toEqual(['guest', 'queue', 'queue', 'queue'])
    expect(existsSync(`${file}.waiting`)).toBe(false)
  })

  it('waits for no guest that has been killed', async () => {
    const other = otherProgram()
    const file = join(temporaryFolder(), 'generation.lock')
    writeFileSync(`${file}.waiting`, JSON.stringify({ pid: other.pid, token: 'theirs' }))
    other.kill('SIGKILL')
    await once(other, 'exit')
    await (
      await takeMachineLock(file, { ...patient(), as: 'queue', pollMilliseconds: 600_000 })
    )()
    expect(existsSync(`${file}.waiting`)).toBe(false)
  })

  it('takes over from a living process whose heartbeat has stopped: its number belongs to another program', async () => {
    const file = lockHeldBy(otherProgram().pid!)
    const release = await takeMachineLock(file, { ...patient(), silenceMilliseconds: 50 })
    expect(readFileSync(file, 'utf8')).not.toContain('theirs')
    await release()
  })

  it('takes nobody’s silence for death that has not been looked at: it may have slept with the whole machine', async () => {
    const file = lockHeldBy(otherProgram().pid!)
    let taken = false
    const taking = takeMachineLock(file, { ...patient(), silenceMilliseconds: 600 }).then((release) => {
      taken = true
      return release
    })
    await new Promise((resolve) => setTimeout(resolve, 20))
    // A process that stands still for longer than the silence, as in a sleep, and looks before the other one is heard.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 700)
    for (let looks = 0; looks < 2; looks++) await new Promise((resolve) => setTimeout(resolve, 10))
    expect(taken).toBe(false)
    await (
      await taking
    )()
  })

  it('takes over a lock that was never written to the end, after the silence', async () => {
    const file = join(temporaryFolder(), 'queue.lock')
    writeFileSync(file, '')
    const release = await takeMachineLock(file, { ...patient(), silenceMilliseconds: 50 })
    expect(readFileSync(file, 'utf8')).toContain(String(process.pid))
    await release()
  })

  it('stops waiting when it is cancelled, and leaves the lock to its holder', async () => {
    const file = lockHeldBy(otherProgram().pid!)
    const controller = new AbortController()
    const onWait = (): void => controller.abort()
    const thrown = await takeMachineLock(file, { signal: controller.signal, onWait }).catch((error: unknown) => error)
    expect(isAbort(thrown)).toBe(true)
    expect(readFileSync(file, 'utf8')).toContain('theirs')
  })

  it('names a folder that cannot be written, and what to do', async () => {
    const folder = join(temporaryFolder(), 'home')
    writeFileSync(folder, 'a file in the place of the folder')
    await expect(takeMachineLock(join(folder, 'queue.lock'), patient())).rejects.toMatchObject({
      code: 'jobs.queue-unwritable',
      // Systems name it after the file that is asked for, or after the folder that cannot be made.
      details: { folder, reason: expect.stringMatching(/^(EEXIST|ENOTDIR)$/) as string },
    })
  })

  it.each(['queue.lock', 'queue.lock.stealing'])(
    'waits for what cannot be read in the place of %s, and then names it',
    async (name) => {
      const lock = lockHeldBy(2 ** 30)
      const inTheWay = join(lock, '..', name)
      rmSync(inTheWay, { force: true })
      mkdirSync(inTheWay)
      const controller = new AbortController()
      let waits = 0
      const onWait = (): void => {
        waits++
        setTimeout(() => controller.abort(), 20)
      }
      const stopped = takeMachineLock(lock, { ...patient(), signal: controller.signal, onWait })
      expect(isAbort(await stopped.catch((error: unknown) => error))).toBe(true)
      expect(waits).toBe(1)
      await expect(takeMachineLock(lock, { ...patient(), silenceMilliseconds: 50 })).rejects.toMatchObject({
        code: 'jobs.queue-unreadable',
        details: { file: inTheWay },
      })
    },
  )

  it('gives back a lock that somebody has removed', async () => {
    const file = join(temporaryFolder(), 'queue.lock')
    const release = await takeMachineLock(file, patient())
    rmSync(file)
    await expect(release()).resolves.toBeUndefined()
  })

  it('removes no lock while another process is removing it, until that one has been silent', async () => {
    const file = lockHeldBy(2 ** 30)
    writeFileSync(`${file}.stealing`, 'of a process that was killed')
    let waits = 0
    const onWait = (): void => void waits++
    const release = await takeMachineLock(file, { ...patient(), silenceMilliseconds: 50, onWait })
    expect([waits, readdirSync(join(file, '..'))]).toEqual([1, ['queue.lock']])
    await release()
  })

  it('lets one in at a time when many find the same dead holder', async () => {
    const dead = otherProgram()
    dead.kill('SIGKILL')
    await once(dead, 'exit')
    const file = lockHeldBy(dead.pid!)
    let inside = 0
    let most = 0
    const enter = async (): Promise<void> => {
      const release = await takeMachineLock(file, patient())
      most = Math.max(most, ++inside)
      await new Promise((resolve) => setTimeout(resolve, 3))
      inside--
      await release()
    }
    await Promise.all(Array.from({ length: 12 }, enter))
    expect(most).toBe(1)
  })
})
