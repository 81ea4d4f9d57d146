import type { FrameRate } from '../contract/generation.ts'
import type { Board } from '../project/schema/board.ts'

/** A picture file beside a storyboard, by its plain name, and how much of it is seen. */
export interface StoryLayer {
  readonly file: string
  /** 0..1 */
  readonly opacity: number
}

/** Where a storyboard has a shot's picture. */
export interface StoryPicture {
  /** Lowest first; those that are there are laid over each other. */
  readonly layers: readonly StoryLayer[]
  /** Finished pictures for want of layers, the best first. */
  readonly whole: readonly string[]
}

export interface StoryShot<Picture = StoryPicture | null> {
  /** Empty where it is to get the film's next number. */
  readonly name: string
  readonly group: string
  readonly dialogue: string
  readonly action: string
  readonly note: string
  readonly seconds: number
  /** Vertical field of view of its camera; null where it has none. */
  readonly fovYRadians: number | null
  readonly picture: Picture
}

export interface StoryScene<Picture = StoryPicture | null> {
  readonly name: string
  readonly note: string
  readonly shots: readonly StoryShot<Picture>[]
}

/** What a storyboard or a script of another program says, before its pictures are read. */
export interface Story<Picture = StoryPicture | null> {
  readonly title: string
  readonly rate: FrameRate | null
  /** Width over height; null where it does not say. */
  readonly aspect: number | null
  readonly scenes: readonly StoryScene<Picture>[]
  /** Sounds that it names and that are not taken over. */
  readonly sounds: number
}

/** A picture in the project's media, or the empty card that stands for a missing one. */
export type ImportedStoryPicture = Board['picture'] & { readonly isCard: boolean }

/** A story whose pictures are media of the project. */
export type ImportedStory = Story<ImportedStoryPicture>

/** Limits of a film's texts. */
export const longestName = 200
export const longestNote = 20_000

/** Text of a foreign file as a film's field: control characters gone, line ends plain, cut to the field's length. */
export function plainText(text: string, longest: number): string {
  // A cut may fall inside a letter of two code units.
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .trim()
    .slice(0, longest)
    .replace(/[\uD800-\uDBFF]$/, '')
}
