import { realpath, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { PixelSize } from '../../../core/camera/intrinsics.ts'
import { StudioError } from '../../../core/contract/errors.ts'
import type { MadePicture } from '../../../core/contract/media.ts'
import type { PictureLayer } from '../../../core/contract/picture-pages.ts'
import { valueOf } from '../../../core/contract/result.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { readFountain } from '../../../core/import/fountain.ts'
import { readStoryboarder } from '../../../core/import/storyboarder.ts'
import type {
  ImportedStory,
  ImportedStoryPicture,
  Story,
  StoryPicture,
  StoryScene,
  StoryShot,
} from '../../../core/import/story.ts'
import { readWithin } from '../files/read-within.ts'
import { temporaryBeside } from '../projects/project-write.ts'
import { importMade, type ImportTools } from './import-media.ts'

/** A feature film's script has less than a megabyte, its storyboard some. */
const maximumBytes = 64_000_000

export interface StoryImport {
  readonly story: ImportedStory
  /** What was not taken over, in words for the user. */
  readonly notes: readonly StudioError[]
}

/**
 * Reads a `.storyboarder` project with its pictures, or a Fountain script, and takes the pictures into the project's
 * media; a shot without a picture gets an empty card. Pictures are looked for only in `images` beside the file.
 * @param frameOf the format of the film that the story comes into; empty cards have it
 * @throws StudioError `import.*`, `media.*`, `project.import.unwritable`; AbortError
 */
export async function importStory(
  file: string,
  frameOf: (story: Story) => PixelSize,
  tools: ImportTools,
  context: TaskContext,
): Promise<StoryImport> {
  const story = readStory(await readWithin(file, maximumBytes), path.basename(file))
  const pictures = new StoryPictures(path.join(path.dirname(file), 'images'), frameOf(story), tools, context)
  const total = story.scenes.reduce((sum, { shots }) => sum + shots.length, 0)
  let done = 0
  const scenes: StoryScene<ImportedStoryPicture>[] = []
  for (const scene of story.scenes) {
    const shots: StoryShot<ImportedStoryPicture>[] = []
    for (const shot of scene.shots) {
      context.signal.throwIfAborted()
      shots.push({ ...shot, picture: await pictures.take(shot.picture) })
      done += 1
      context.report({ stage: 'media.pages', fraction: done / total, step: { done, total } })
    }
    scenes.push({ ...scene, shots })
  }
  return { story: { ...story, scenes }, notes: notesOf(story, pictures.missing, path.basename(file)) }
}

function readStory(bytes: Buffer, name: string): Story {
  const text = textOf(bytes)
  if (text === null) throw new StudioError('import.fountain.not-text', { file: name })
  return valueOf(/\.storyboarder$/i.test(name) ? readStoryboarder(text, name) : readFountain(text, name))
}

/** UTF-8, or UTF-16 with its mark; null for anything else. */
function textOf(bytes: Buffer): string | null {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function notesOf({ sounds }: Story, missing: number, file: string): StudioError[] {
  return [
    ...(missing > 0 ? [new StudioError('import.storyboarder.no-picture', { file, count: missing })] : []),
    ...(sounds > 0 ? [new StudioError('import.storyboarder.sound', { file, count: sounds })] : []),
  ]
}

/** Makes pictures of a storyboard's layers, one after another. */
class StoryPictures {
  readonly #folder: string
  readonly #frame: PixelSize
  readonly #tools: ImportTools
  readonly #context: TaskContext
  #card: ImportedStoryPicture | null = null
  /** Boards whose pictures are not there or damaged. */
  missing = 0

  constructor(folder: string, frame: PixelSize, tools: ImportTools, context: TaskContext) {
    this.#folder = folder
    this.#frame = frame
    this.#tools = tools
    this.#context = context
  }

  async take(picture: StoryPicture | null): Promise<ImportedStoryPicture> {
    const layers = picture === null ? [] : await this.#layersOf(picture)
    const made = layers.length === 0 ? null : await this.#make(layers).catch(nothingIfDamaged)
    if (made !== null) return made
    if (picture !== null) this.missing += 1
    this.#card ??= await this.#make([])
    return this.#card
  }

  async #layersOf({ layers, whole }: StoryPicture): Promise<PictureLayer[]> {
    const found: PictureLayer[] = []
    for (const { file, opacity } of layers) {
      const inside = await this.#inside(file)
      if (inside !== null) found.push({ file: inside, opacity })
    }
    for (const file of found.length > 0 ? [] : whole) {
      const inside = await this.#inside(file)
      if (inside !== null) return [{ file: inside, opacity: 1 }]
    }
    return found
  }

  /** The file of that plain name in the images folder itself; null for a link, a path, and what is not there. */
  async #inside(name: string): Promise<string | null> {
    if (name === '' || name.length > 255 || /[/\\\0]/.test(name) || name === '.' || name === '..') return null
    try {
      const folder = await realpath(this.#folder)
      const file = path.join(folder, name)
      return (await realpath(file)) === file && (await stat(file)).isFile() ? file : null
    } catch {
      return null
    }
  }

  async #make(layers: readonly PictureLayer[]): Promise<ImportedStoryPicture> {
    const outFile = temporaryBeside(path.join(this.#tools.workFolder, 'board.png'))
    try {
      const { width, height } = this.#frame
      const input = { layers, whenEmpty: 'card', width, height, outFile }
      const size = await this.#tools.media.run<MadePicture>('compose-picture', input, this.#context)
      return { media: await importMade(outFile, 'png', this.#tools), ...size, isCard: layers.length === 0 }
    } finally {
      await rm(outFile, { force: true }).catch(() => undefined)
    }
  }
}

/** One damaged picture of a storyboard is not worth all the others. */
function nothingIfDamaged(thrown: unknown): null {
  if (thrown instanceof StudioError && thrown.code.startsWith('media.picture.')) return null
  throw thrown
}
