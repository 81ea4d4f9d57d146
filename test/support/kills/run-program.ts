import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { tinyPack } from '../take.ts'
import { outFolder } from './bundle-studio.ts'
import type { Activity, Orders, Told } from './scenario.ts'

/** When the parent ends a program. */
export interface Moment {
  readonly after: 'start' | 'open'
  readonly milliseconds: number
}

export interface Run {
  readonly told: readonly Told[]
  /** Null when the program ended by itself. */
  readonly signal: string | null
  readonly endedAtMilliseconds: number
}

/** How long each activity takes here and now, and how many operations on the disk: the moments lie between. */
export type Usual = Readonly<
  Record<Activity, { openMilliseconds: number; milliseconds: number; operations: number; exportedFiles: number }>
>

/** Orders with what all have. */
export function drawOrders(orders: Pick<Orders, 'home'> & Partial<Orders>): Orders {
  mkdirSync(orders.home, { recursive: true })
  return {
    outFolder,
    pack: tinyPack,
    folder: null,
    exportFolder: join(orders.home, '내보내기'),
    activity: 'save',
    seed: 1,
    killAt: null,
    record: null,
    ...orders,
  }
}

/** Runs the studio until it ends, or until `enough` of what it tells. */
export async function runProgram(
  program: string,
  orders: Orders,
  moment: Moment | null,
  enough: (text: string) => boolean = () => false,
): Promise<Run> {
  const child = spawn(process.execPath, [program, JSON.stringify(orders)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const kill = (): boolean => child.kill('SIGKILL')
  let timer = moment?.after === 'start' ? setTimeout(kill, moment.milliseconds) : undefined
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part
    if (enough(text)) kill()
    if (moment?.after === 'open' && timer === undefined && text.includes('"open"'))
      timer = setTimeout(kill, moment.milliseconds)
  })
  const exited = new Promise<number>((resolve) => child.once('exit', () => resolve(Date.now())))
  const signal = await new Promise<string | null>((resolve) => child.once('close', (_code, by) => resolve(by)))
  clearTimeout(timer)
  // The last line may be cut off.
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n')
  const told = lines.filter(Boolean).map((line) => JSON.parse(line) as Told)
  return { told, signal, endedAtMilliseconds: await exited }
}

/** Runs each activity to its end once. */
export async function measureUsual(program: string, home: string, chosen: readonly Activity[]): Promise<Usual> {
  const made = await runProgram(program, drawOrders({ home }), null)
  const folder = made.told.flatMap((one) => (one.tell === 'made' ? [one.folder] : []))[0]
  if (folder === undefined) throw new Error(`no project was made: ${JSON.stringify(made.told)}`)
  const usual: Partial<Record<Activity, Usual[Activity]>> = {}
  for (const activity of chosen) {
    const start = Date.now()
    const killAt = { operation: Number.MAX_SAFE_INTEGER, moment: 'after' } as const
    const orders = drawOrders({ home, folder, activity, killAt })
    const { told, endedAtMilliseconds } = await runProgram(program, orders, null, (text) => text.includes('"did"'))
    const [first] = told.flatMap((one) => (one.tell === 'begin' ? [one.atMilliseconds] : []))
    const [operations] = told.flatMap((one) => (one.tell === 'did' ? [one.operations] : []))
    if (first === undefined || operations === undefined) throw new Error(`${activity}: ${JSON.stringify(told.at(-1))}`)
    // A save takes a moment; it is the many that follow that are worth killing.
    const times = activity === 'save' ? 4 : 1
    const milliseconds = (endedAtMilliseconds - first) * times
    usual[activity] = {
      openMilliseconds: first - start,
      milliseconds,
      operations: operations * times,
      exportedFiles: filesIn(orders.exportFolder).length,
    }
  }
  return usual as Usual
}

/** Files in a folder and below, those in hidden folders left out. */
export function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  const files = readdirSync(folder, { withFileTypes: true, recursive: true })
  return files.flatMap((entry) => (entry.isFile() && !/[\\/]\./.test(entry.parentPath) ? [entry.name] : []))
}
