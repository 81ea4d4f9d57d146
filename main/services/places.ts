import os from 'node:os'
import path from 'node:path'

/** Where the app keeps what is not a project. The only module that knows; the app and the command line share it. */
export interface Places {
  readonly home: string
  readonly settings: string
  readonly queue: string
  readonly models: string
  readonly logs: string
}

/** What places depend on: `process.env`, `process.platform` and the user's home folder. */
export interface PlacesInput {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly homeFolder: string
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
    logs: path.join(home, 'logs'),
  }
}

function applicationData({ environment, platform, homeFolder }: PlacesInput): string {
  if (platform === 'win32') return environment['APPDATA'] || path.join(homeFolder, 'AppData', 'Roaming')
  if (platform === 'darwin') return path.join(homeFolder, 'Library', 'Application Support')
  // XDG says that a relative value must be ignored.
  const configured = environment['XDG_CONFIG_HOME']
  return configured && path.isAbsolute(configured) ? configured : path.join(homeFolder, '.config')
}
