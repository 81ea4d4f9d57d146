import type { Locator, Page } from 'playwright'
import { onTestFinished } from 'vitest'
import type { Point, StudioApp } from './studio-app.ts'

/**
 * Somebody at the mouse and the keyboard who counts what they do: a click, a key with its modifiers, a drag, a drop of
 * files and the answer to a dialog of the system are one action each, a double click two, typed text one for each letter.
 */
export class Person {
  readonly studio: StudioApp
  #actions = 0

  constructor(studio: StudioApp) {
    this.studio = studio
    // What the window showed when the test failed, where pictures are kept.
    onTestFinished(async ({ task }) => {
      if (task.result?.state !== 'fail') return
      // A studio that the test has closed shows nothing any more.
      await studio.screenshot(`failed-${task.name.replaceAll(/\W+/g, '-')}`).catch(() => undefined)
    })
  }

  get page(): Page {
    return this.studio.page
  }

  /** Everything done since the start or the last {@link startCounting}. */
  get actions(): number {
    return this.#actions
  }

  startCounting(): void {
    this.#actions = 0
  }

  async click(target: Locator): Promise<void> {
    this.#actions += 1
    await target.click()
  }

  async doubleClick(target: Locator): Promise<void> {
    this.#actions += 2
    await target.dblclick()
  }

  /** @param keys as Playwright names them: `Control+Enter`, `ArrowRight` */
  async press(keys: string): Promise<void> {
    this.#actions += 1
    await this.page.keyboard.press(keys)
  }

  async type(text: string): Promise<void> {
    this.#actions += text.length
    await this.page.keyboard.type(text)
  }

  /** Drags from the middle of the target by so many CSS pixels. */
  async drag(target: Locator, by: Point, options: Parameters<StudioApp['drag']>[2] = {}): Promise<void> {
    this.#actions += 1
    const from = await middleOf(target)
    await this.studio.drag(from, { x: from.x + by.x, y: from.y + by.y }, options)
  }

  async drop(files: readonly string[], target: Locator): Promise<void> {
    this.#actions += 1
    await this.studio.dropFiles(files, await middleOf(target))
  }

  /** Does what opens a dialog of the system and chooses these files or folders in it. */
  async chooseInDialog(paths: readonly string[], open: () => Promise<void>): Promise<void> {
    await this.studio.answerOpenDialogs(paths)
    this.#actions += 1
    await open()
  }
}

export async function middleOf(target: Locator): Promise<Point> {
  const box = await target.boundingBox()
  if (box === null) throw new Error(`not on the screen: ${String(target)}`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
