import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../core/contract/errors.ts'
import { settingsSchema, type Settings } from '../../core/contract/studio.ts'
import { writeWhole } from './projects/project-write.ts'

const defaults: Settings = { language: null, provider: null, reducedMotion: false, keys: 'studio', paintProgram: null }

/** The user's settings on this machine. What cannot be read of them is as at the first start. */
export class SettingsFile {
  readonly #folder: string
  readonly #file: string
  #settings: Settings
  #writing: Promise<unknown> = Promise.resolve()

  constructor(folder: string) {
    this.#folder = folder
    this.#file = path.join(folder, 'settings.json')
    this.#settings = readSettings(this.#file)
  }

  get settings(): Settings {
    return this.#settings
  }

  /** @throws StudioError `settings.unwritable`; the settings have changed until the program ends */
  async change(change: { readonly [Field in keyof Settings]?: Settings[Field] | undefined }): Promise<Settings> {
    this.#settings = settingsSchema.parse({ ...this.#settings, ...change })
    this.#writing = this.#writing.then(() => this.#write()).catch((thrown: unknown) => thrown)
    const failure = await this.#writing
    if (failure instanceof Error) throw failure
    return this.#settings
  }

  async #write(): Promise<void> {
    try {
      await mkdir(this.#folder, { recursive: true })
      await writeWhole(this.#file, `${JSON.stringify(this.#settings, null, 2)}\n`)
    } catch (thrown) {
      const reason = (thrown as NodeJS.ErrnoException).code ?? String(thrown)
      throw new StudioError('settings.unwritable', { folder: this.#folder, reason }, { cause: thrown })
    }
  }
}

/** Each field by itself: one that another version wrote differently costs no other. */
function readSettings(file: string): Settings {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return defaults
  }
  if (typeof json !== 'object' || json === null) return defaults
  const found = Object.entries(json).filter(([field, value]) => {
    const schema = Object.hasOwn(settingsSchema.shape, field) && settingsSchema.shape[field as keyof Settings]
    return schema && schema.safeParse(value).success
  })
  return settingsSchema.parse({ ...defaults, ...Object.fromEntries(found) })
}
