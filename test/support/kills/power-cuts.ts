import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { checkProject, LossError } from './check-project.ts'
import { playPowerCut, readRecord } from './power-cut.ts'
import { drawOrders, runProgram } from './run-program.ts'
import type { Activity } from './scenario.ts'

interface PowerCutsInput {
  /** The bundled studio. */
  readonly program: string
  /** An empty folder of its own. */
  readonly folder: string
  readonly activity: Activity
  readonly edits: number
  /** At most so many cuts, spread over the run, each with both fates of names. */
  readonly cuts: number
}

/**
 * Runs the studio once, writes down what it does to the disk and what it flushes, and opens the project as power cuts
 * between any two of its operations may leave it.
 * @returns how many projects were opened
 * @throws LossError with the first cut that loses what was said to be safe
 */
export async function powerCuts({ program, folder, activity, edits, cuts }: PowerCutsInput): Promise<number> {
  const home = join(folder, 'home')
  const made = await runProgram(program, drawOrders({ home }), null)
  const project = made.told.flatMap((one) => (one.tell === 'made' ? [one.folder] : []))[0]
  if (project === undefined) throw new Error(`no project was made: ${JSON.stringify(made.told)}`)
  const file = join(folder, 'record.json')
  const orders = drawOrders({ home, folder: project, activity, seed: 7, record: { file, edits } })
  const { told } = await runProgram(program, orders, null)
  const failed = told.find((one) => one.tell === 'failed')
  if (failed?.tell === 'failed') throw new Error(failed.reason)
  const record = readRecord(file)
  const step = Math.max(1, Math.floor(record.events.length / cuts))
  let opened = 0
  for (let at = record.events.length; at > 0; at -= step) {
    for (const names of ['flushed', 'written'] as const) {
      const image = join(folder, 'image')
      const promised = playPowerCut(record, at, names, image)
      try {
        await checkProject(image, promised)
      } catch (thrown) {
        if (!(thrown instanceof LossError)) throw thrown
        const where = `cut after ${at} of ${record.events.length} (${JSON.stringify(record.events[at - 1]).slice(0, 200)})`
        throw new LossError(`${where}, names ${names}: ${thrown.message}`, { cause: thrown })
      }
      opened += 1
      rmSync(image, { recursive: true })
    }
  }
  return opened
}
