/// <reference lib="dom" />
import { inFolder, median, openApp } from './studio.mjs'

/**
 * From Generate to the first picture in progress, with the model warm: the sample's shot without a take, as it is set.
 * The first generation, which loads the model, is not counted.
 *
 * @param {{ runs: number }} options
 */
export async function measurePreview({ runs }) {
  return inFolder(async (home) => {
    const app = await openApp({ home })
    try {
      const { page } = app
      await page.getByRole('tab', { name: /^Generate/ }).click()
      await page.getByRole('option', { name: /^040/ }).click()
      const milliseconds = []
      for (let run = 0; run <= runs; run++) {
        const waited = await firstPreview(page)
        if (run > 0) milliseconds.push(waited)
        await page.keyboard.press('Control+Period')
        await page.getByRole('img', { name: 'Picture in progress' }).waitFor({ state: 'detached' })
      }
      return { previewMilliseconds: median(milliseconds) }
    } finally {
      await app.close()
    }
  })
}

/** @param {import('playwright').Page} page */
async function firstPreview(page) {
  const waited = page.evaluate(
    () =>
      new Promise((resolve) => {
        let pressedAt = 0
        window.addEventListener('keydown', ({ timeStamp }) => (pressedAt ||= timeStamp), { capture: true })
        const look = () => {
          const shown = document.querySelector('canvas[aria-label="Picture in progress"]')
          if (shown !== null && pressedAt > 0) resolve(performance.now() - pressedAt)
          else requestAnimationFrame(look)
        }
        look()
      }),
  )
  await page.keyboard.press('Control+Enter')
  return /** @type {Promise<number>} */ (waited)
}
