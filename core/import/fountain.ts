import { StudioError } from '../contract/errors.ts'
import type { Result } from '../contract/result.ts'
import { filmLists } from '../project/schema/film.ts'
import { longestName, longestNote, plainText, type Story, type StoryScene, type StoryShot } from './story.ts'
import { fountainElements, type FountainElement } from './fountain-elements.ts'

/** A shot without words lasts so long, and no shot is shorter. */
const leastSeconds = 2
const longestSeconds = 600
/** How fast dialogue is spoken: words of letters a second, and syllables of Hangul, kana and Han. */
const wordsPerSecond = 2.5
const syllablesPerSecond = 5

/**
 * Reads a script in Fountain (fountain.io/syntax). Scenes become scenes; inside a scene each paragraph of action begins
 * a shot, and the dialogue after it belongs to it. A note such as `[[board: 2 s, push in]]` states the shot's length;
 * otherwise it is as long as its dialogue takes to say, at least two seconds.
 * @param name of the file for messages and, without its extension, for a script without a title
 */
export function readFountain(text: string, name: string): Result<Story> {
  if (text.includes('\0')) return { ok: false, error: new StudioError('import.fountain.not-text', { file: name }) }
  const { title, elements } = fountainElements(text)
  const scenes = scenesOf(elements).filter(({ shots }) => shots.length > 0)
  if (scenes.length === 0) return { ok: false, error: new StudioError('import.fountain.no-scenes', { file: name }) }
  const count = scenes.reduce((sum, { shots }) => sum + shots.length, 0)
  const { maxItems: most } = filmLists.shots
  if (count > most || scenes.length > filmLists.scenes.maxItems)
    return { ok: false, error: new StudioError('import.too-large', { file: name, count, most }) }
  const words = plainText(title || name.replace(/\.[^.]+$/, ''), longestName).replaceAll(/\s+/g, ' ')
  return { ok: true, value: { title: words, rate: null, aspect: null, scenes, sounds: 0 } }
}

interface Draft {
  readonly action: string[]
  readonly dialogue: string[]
  readonly notes: string[]
}

function scenesOf(elements: readonly FountainElement[]): StoryScene[] {
  const scenes: { name: string; synopsis: string[]; drafts: Draft[] }[] = []
  for (const element of elements) {
    if (element.kind === 'scene') {
      const number = element.number === '' ? '' : `${element.number} `
      scenes.push({ name: plainText(number + element.text, longestName), synopsis: [], drafts: [] })
      continue
    }
    const scene = scenes.at(-1)
    // What stands before the first heading belongs to no scene: titles, credits, an outline.
    if (scene === undefined) continue
    if (element.kind === 'synopsis') scene.synopsis.push(element.text)
    else addToShot(scene.drafts, element)
  }
  return scenes.map(({ name, synopsis, drafts }) => ({
    name,
    note: plainText(synopsis.join('\n'), longestNote),
    // A scene that only has a heading is still a place in the story.
    shots: (drafts.length === 0 ? [newDraft()] : drafts).map(shotOf),
  }))
}

function newDraft(): Draft {
  return { action: [], dialogue: [], notes: [] }
}

function addToShot(drafts: Draft[], element: Exclude<FountainElement, { kind: 'scene' | 'synopsis' }>): void {
  const last = drafts.at(-1)
  const begins = element.kind === 'action' && (last === undefined || last.action.length > 0 || last.dialogue.length > 0)
  const draft = begins || last === undefined ? newDraft() : last
  if (draft !== last) drafts.push(draft)
  if (element.kind === 'action') draft.action.push(element.text)
  else if (element.kind === 'dialogue') draft.dialogue.push(element.text)
  else draft.notes.push(element.text)
}

function shotOf({ action, dialogue, notes }: Draft): StoryShot {
  return {
    name: '',
    group: '',
    dialogue: plainText(dialogue.join('\n'), longestNote),
    action: plainText(action.join('\n'), longestNote),
    note: plainText(notes.join('\n'), longestNote),
    seconds: statedSeconds(notes) ?? spokenSeconds(dialogue.join('\n')),
    fovYRadians: null,
    picture: null,
  }
}

/** `board: 2 s`, `2.5s`, `3 sec`, `4 seconds` at the start of a note or behind `board:`. */
function statedSeconds(notes: readonly string[]): number | null {
  for (const note of notes) {
    const stated = /^(?:board\s*:)?\s*(\d{1,4}(?:\.\d{1,3})?)\s*s(?:ec(?:ond)?s?)?\b/i.exec(note)?.[1]
    const seconds = Number(stated ?? 0)
    if (seconds > 0 && seconds <= longestSeconds) return seconds
  }
  return null
}

/** Rounded up to half a second. */
function spokenSeconds(dialogue: string): number {
  // The name before a colon and directions in brackets are not said.
  const speeches = dialogue.split('\n').map((speech) => speech.slice(speech.indexOf(':') + 1))
  const said = speeches.join('\n').replaceAll(/\([^()\n]*\)/g, '')
  const syllables = said.match(/[\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/gu)?.length ?? 0
  const words =
    said
      .match(/[\p{L}\p{N}'’]+/gu)
      ?.filter((word) => !/[\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(word)).length ?? 0
  const seconds = words / wordsPerSecond + syllables / syllablesPerSecond
  return Math.min(longestSeconds, Math.max(leastSeconds, Math.ceil(seconds * 2) / 2))
}
