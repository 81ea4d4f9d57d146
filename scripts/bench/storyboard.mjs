/// <reference lib="dom" />
import fs from 'node:fs'
import path from 'node:path'
import { writeStory } from './long-story.mjs'
import { inFolder, median, openApp } from './studio.mjs'

const shots = 500
/** The baseline: as many as one window shows. */
const fewShots = 20
const undos = 20
const scrollSeconds = 3

/**
 * A storyboard of 500 shots with pictures of their own beside one of 20, in one run: opening, scrolling, undo, and what
 * the window's memory grows by when the whole of it was in sight.
 */
export async function measureStoryboard() {
  const few = await measureStory(fewShots)
  const many = await measureStory(shots)
  return { shots, fewShots, few, many, ...(await emptyScroll()) }
}

/** @param {number} count */
async function measureStory(count) {
  return inFolder(async (folder) => {
    const home = path.join(folder, 'home')
    const first = await openApp({ home, words: [] })
    await first.page.getByRole('tab').first().waitFor()
    await first.close()
    const projects = path.join(home, 'projects')
    const [name] = fs.readdirSync(projects)
    writeStory(path.join(projects, name ?? ''), count)
    const app = await openApp({ home, words: [] })
    try {
      const { page } = app
      await page.getByRole('tab', { name: /^Board/ }).click()
      await page.locator('[data-shot] img[data-loaded]').first().waitFor()
      const opening = await reopened(page)
      const undo = await undone(page)
      const before = await heapBytes(page)
      const scroll = await scrolled(page)
      return { ...opening, ...undo, ...scroll, grownBytes: (await heapBytes(page)) - before }
    } finally {
      await app.close()
    }
  })
}

/** From the click on a recent project to its first picture. @param {import('playwright').Page} page */
async function reopened(page) {
  const times = []
  for (let run = 0; run < 3; run++) {
    await page.keyboard.press('Control+w')
    // The workspace has lists with buttons of its own.
    await page.locator('[data-shot]').first().waitFor({ state: 'detached' })
    const recent = page.getByRole('list').getByRole('button').first()
    await recent.waitFor()
    times.push(
      await recent.evaluate(
        (button) =>
          new Promise((resolve) => {
            const start = performance.now()
            const look = () => {
              const card = document.querySelector('[data-shot] img[data-loaded]')
              if (card === null) requestAnimationFrame(look)
              else resolve(performance.now() - start)
            }
            ;/** @type {HTMLElement} */ (button).click()
            look()
          }),
      ),
    )
  }
  return { openMilliseconds: median(/** @type {number[]} */ (times)) }
}

/** Time of the page's thread for an undo with all that it draws. @param {import('playwright').Page} page */
async function undone(page) {
  await page.locator('[data-shot] [role=button]').first().click()
  for (let edit = 0; edit < undos; edit++) await page.keyboard.press('Alt+ArrowRight')
  await page.waitForTimeout(1000)
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const before = await taskSeconds(session)
  for (let edit = 0; edit < undos; edit++) {
    await page.keyboard.press('Control+z')
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(null))))
  }
  return { undoMilliseconds: (((await taskSeconds(session)) - before) * 1000) / undos }
}

/** @param {import('playwright').CDPSession} session */
async function taskSeconds(session) {
  const { metrics } = await session.send('Performance.getMetrics')
  const value = (/** @type {string} */ wanted) => metrics.find(({ name }) => name === wanted)?.value ?? NaN
  return value('ScriptDuration') + value('LayoutDuration') + value('RecalcStyleDuration')
}

/** @param {import('playwright').Page} page */
async function scrolled(page) {
  return page.evaluate(scrollThrough, { selector: '[data-zone=boards]', seconds: scrollSeconds })
}

/** The same scrolling of a page that holds nothing but a tall box: what this machine's display can do at best. */
async function emptyScroll() {
  return inFolder(async (home) => {
    const app = await openApp({ home, words: [] })
    try {
      await app.page.getByRole('tab').first().waitFor()
      await app.page.evaluate(() => {
        const box = document.createElement('div')
        box.innerHTML = '<div style="height:40000px;background:linear-gradient(#222,#999)"></div>'
        box.id = 'bench-box'
        box.setAttribute('style', 'position:fixed;inset:0;z-index:99;overflow:auto')
        document.body.replaceChildren(box)
      })
      const { frameMilliseconds } = await app.page.evaluate(scrollThrough, {
        selector: '#bench-box',
        seconds: scrollSeconds,
      })
      return { emptyFrameMilliseconds: frameMilliseconds }
    } finally {
      await app.close()
    }
  })
}

/**
 * Scrolls from end to end and notes the time between frames. Runs in the page.
 *
 * @param {{ selector: string, seconds: number }} options
 * @returns {Promise<{ frameMilliseconds: number, slowestMilliseconds: number, drawnCards: number }>} the median frame,
 *   the slowest of a hundred, and how many cards there were at most
 */
function scrollThrough({ selector, seconds }) {
  return new Promise((resolve) => {
    const element = /** @type {HTMLElement} */ (document.querySelector(selector))
    const times = /** @type {number[]} */ ([])
    let drawnCards = 0
    const start = performance.now()
    const step = (/** @type {number} */ now) => {
      times.push(now)
      drawnCards = Math.max(drawnCards, document.querySelectorAll('[data-shot]').length)
      const part = Math.min(1, (now - start) / (seconds * 1000))
      element.scrollTop = part * (element.scrollHeight - element.clientHeight)
      if (part < 1) {
        requestAnimationFrame(step)
        return
      }
      const gaps = times
        .slice(1)
        .map((time, index) => time - (times[index] ?? time))
        .sort((a, b) => a - b)
      resolve({
        drawnCards,
        frameMilliseconds: gaps[Math.floor(gaps.length / 2)] ?? NaN,
        slowestMilliseconds: gaps[Math.floor(gaps.length * 0.99)] ?? NaN,
      })
    }
    requestAnimationFrame(step)
  })
}

/** What the page's script keeps, after what it can do without is gone. @param {import('playwright').Page} page */
async function heapBytes(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize
}
