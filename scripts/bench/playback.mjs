/// <reference lib="dom" />
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { digitGrey, makeNumberedFilm, numberedFilm } from './numbered-film.mjs'
import { bareApp, inFolder, openApp } from './studio.mjs'

const frames = numberedFilm.shots * numberedFilm.framesAShot

/**
 * None: both windows are drawn as a user's would be. Without a card Chromium then puts a window together by the
 * processor and changes only what has changed; an emulated card draws all of the window again for each frame.
 *
 * @type {readonly string[]}
 */
const words = []

/** Plays a cut of numbered frames in the Edit workspace, and the same cut as one movie in a bare `<video>`. */
export async function measurePlayback() {
  return inFolder(async (folder) => {
    const home = path.join(folder, 'home')
    // The first start brings the sample, which becomes the film to play.
    const first = await openApp({ home, words })
    await first.page.getByRole('tab').first().waitFor()
    await first.close()
    const projects = path.join(home, 'projects')
    const [name] = fs.readdirSync(projects)
    const movie = path.join(folder, 'cut.mp4')
    await makeNumberedFilm(path.join(projects, name ?? ''), movie)
    const video = await playVideo(folder, movie)
    const studio = await playStudio(home)
    return { shots: numberedFilm.shots, frames, videoDropped: frames - video, ...studio }
  })
}

/** @param {string} home */
async function playStudio(home) {
  const app = await openApp({ home, words })
  try {
    const { page } = app
    await page.getByRole('tab', { name: /^Edit/ }).click()
    const canvas = page.locator('canvas[data-shown-frame]')
    await canvas.waitFor()
    // Keys belong to what has the focus: the tab that was clicked would take them for itself.
    await page.locator('section', { has: canvas }).focus()
    const shown = await playOnce(page, false)
    const checked = await playOnce(page, true)
    return {
      studioDropped: frames - new Set(shown.map(({ frame }) => frame)).size,
      checkedFrames: checked.length,
      wrongFrames: checked.filter(({ frame, seen }) => frame !== seen).length,
    }
  } finally {
    await app.close()
  }
}

/**
 * Reading pictures back takes time that playing needs, so that counting and looking are two passes.
 *
 * @param {import('playwright').Page} page
 * @param {boolean} looks reads the number out of the pictures
 * @returns {Promise<{ frame: number, seen: number | null }[]>} frames as they came onto the canvas
 */
async function playOnce(page, looks) {
  await page.keyboard.press('Home')
  // It stands before it plays, so that no change tells of it.
  await page.locator('canvas[data-shown-frame="0"]').waitFor()
  const played = page.evaluate(
    ({ looks, last, grey }) =>
      new Promise((resolve) => {
        const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector('canvas[data-shown-frame]'))
        const small = Object.assign(document.createElement('canvas'), { width: 32, height: 18 })
        const context = /** @type {CanvasRenderingContext2D} */ (small.getContext('2d', { willReadFrequently: true }))
        const read = () => {
          context.drawImage(canvas, 0, 0, 32, 18)
          const digits = [0, 1, 2].map((place) => {
            const [value = 0] = context.getImageData(place * 32 * grey.part + 1, 1, 1, 1).data
            return Math.round((value - grey.first) / grey.step)
          })
          return Number(digits.join(''))
        }
        const found = /** @type {{ frame: number, seen: number | null }[]} */ ([])
        const note = () => {
          const frame = Number(canvas.dataset['shownFrame'])
          found.push({ frame, seen: looks ? read() : null })
          return frame
        }
        const observer = new MutationObserver(() => {
          if (note() < last) return
          observer.disconnect()
          resolve(found)
        })
        note()
        observer.observe(canvas, { attributes: true, attributeFilter: ['data-shown-frame'] })
      }),
    { looks, last: frames - 1, grey: digitGrey },
  )
  await page.keyboard.press('Space')
  return /** @type {Promise<{ frame: number, seen: number | null }[]>} */ (played)
}

/**
 * @param {string} folder
 * @param {string} movie
 * @returns frames that were presented
 */
async function playVideo(folder, movie) {
  const [home, bare] = [path.join(folder, 'bare-home'), path.join(folder, 'bare')]
  fs.mkdirSync(home)
  fs.mkdirSync(bare)
  fs.writeFileSync(path.join(bare, 'package.json'), '{"name":"bare","main":"main.cjs"}')
  fs.writeFileSync(
    path.join(bare, 'index.html'),
    `<video muted src="${pathToFileURL(movie).href}" width="997"></video>`,
  )
  fs.writeFileSync(path.join(bare, 'main.cjs'), bareApp("loadFile('index.html')"))
  const app = await openApp({ home, folder: bare, words })
  try {
    return await app.page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const video = /** @type {HTMLVideoElement} */ (document.querySelector('video'))
          let presented = 0
          const count = (/** @type {number} */ _now, /** @type {VideoFrameCallbackMetadata} */ { presentedFrames }) => {
            presented = presentedFrames
            video.requestVideoFrameCallback(count)
          }
          video.requestVideoFrameCallback(count)
          video.addEventListener('ended', () => resolve(presented))
          video.addEventListener('error', () => reject(new Error(video.error?.message)))
          video.play().catch(reject)
        }),
    )
  } finally {
    await app.close()
  }
}
