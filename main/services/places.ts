import { readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** Where the app keeps things. The only module that knows; the app and the command line share it. */
export interface Places {
  readonly home: string
  readonly settings: string
  readonly queue: string
  readonly models: string
  /** What models cost on this machine. */
  readonly measured: string
  readonly logs: string
  /** What can be made again. */
  readonly cache: string
  /** New projects, unless the user chooses another place. */
  readonly projects: string
}

/** What places depend on: `process.env`, `process.platform` and the user's home folder. */
export interface PlacesInput {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly homeFolder: string
  /** The text of a file; null when there is none. */
  readonly readText?: (file: string) => string | null
}

/**
 * `CRANESHOT_HOME` moves everything; otherwise it lies in the platform's folder for users' application data, the one
 * that Electron uses too. Nothing is created here.
 */
export function places(
  input: PlacesInput = { environment: process.env, platform: process.platform, homeFolder: os.homedir() },
): Places {
  const chosen = input.environment['CRANESHOT_HOME']
  const home = chosen ? path.resolve(chosen) : path.join(applicationData(input), 'Craneshot')
  return {
    home,
    settings: path.join(home, 'settings'),
    queue: path.join(home, 'queue'),
    models: path.join(home, 'models'),
    measured: path.join(home, 'measured'),
    logs: path.join(home, 'logs'),
    cache: path.join(home, 'cache'),
    projects: chosen ? path.join(home, 'projects') : path.join(documents(input), 'Craneshot'),
  }
}

/** The list of the machine's queue. */
export function queueFile({ queue }: Pick<Places, 'queue'>): string {
  return path.join(queue, 'queue.json')
}

/** Held by the one program that generates. */
export function generationLock({ queue }: Pick<Places, 'queue'>): string {
  return path.join(queue, 'generation.lock')
}

function applicationData({ environment, platform, homeFolder }: PlacesInput): string {
  if (platform === 'win32') return environment['APPDATA'] || path.join(homeFolder, 'AppData', 'Roaming')
  if (platform === 'darwin') return path.join(homeFolder, 'Library', 'Application Support')
  return configurationFolder({ environment, homeFolder })
}

function configurationFolder({ environment, homeFolder }: Pick<PlacesInput, 'environment' | 'homeFolder'>): string {
  // XDG says that a relative value must be ignored.
  const configured = environment['XDG_CONFIG_HOME']
  return configured && path.isAbsolute(configured) ? configured : path.join(homeFolder, '.config')
}

/** The user's folder for documents. Linux desktops name it in the user's language, in a file of shell assignments. */
function documents(input: PlacesInput): string {
  const { homeFolder, platform, readText = textOf } = input
  const usual = path.join(homeFolder, 'Documents')
  if (platform === 'win32' || platform === 'darwin') return usual
  const text = readText(path.join(configurationFolder(input), 'user-dirs.dirs')) ?? ''
  const named = /^[ \t]*XDG_DOCUMENTS_DIR="(\$HOME\/)?([^"$]+)"/m.exec(text)
  const folder = named?.[1] === undefined ? named?.[2] : path.join(homeFolder, named[2] ?? '')
  // Without the folder's own entry the home folder itself is named.
  return folder && path.isAbsolute(folder) && path.resolve(folder) !== path.resolve(homeFolder) ? folder : usual
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
