/// <reference lib="dom" />
import fs from 'node:fs'
import path from 'node:path'
import { bareApp, inFolder, median, openApp } from './studio.mjs'

/**
 * From the start of the process to the largest paint of the window's content: the studio with the sample open against a
 * window with one button, in turns.
 *
 * @param {{ runs: number }} options
 */
export async function measureWindow({ runs }) {
  return inFolder(async (folder) => {
    const home = path.join(folder, 'home')
    const emptyHome = path.join(folder, 'empty-home')
    const empty = path.join(folder, 'empty')
    fs.mkdirSync(emptyHome)
    fs.mkdirSync(empty)
    fs.writeFileSync(path.join(empty, 'package.json'), '{"name":"empty","main":"main.cjs"}')
    fs.writeFileSync(path.join(empty, 'main.cjs'), bareApp("loadURL('data:text/html,<button>Empty</button>')"))
    // The first start copies the sample and makes what is shown of its pictures; what is measured is every later one.
    await usableAfter({ home })
    const studio = []
    const bare = []
    for (let run = 0; run < runs; run++) {
      studio.push(await usableAfter({ home }))
      bare.push(await usableAfter({ home: emptyHome, folder: empty }))
    }
    return { studioMilliseconds: median(studio), emptyMilliseconds: median(bare), times: median(studio) / median(bare) }
  })
}

/** @param {{ home: string, folder?: string }} options */
async function usableAfter(options) {
  const app = await openApp(options)
  try {
    const control = app.page.locator(options.folder === undefined ? '[role=tab]' : 'button').first()
    await control.waitFor()
    // Closed earlier, the first start would leave its pictures to the next one, and that one to the next.
    await app.page.waitForFunction(() => [...document.images].every((image) => image.complete))
    const paintedAt = await app.page.evaluate(
      () =>
        new Promise((resolve) => {
          const observer = new PerformanceObserver((list) => {
            const last = list.getEntries().at(-1)
            if (last) resolve(performance.timeOrigin + last.startTime)
          })
          observer.observe({ type: 'largest-contentful-paint', buffered: true })
        }),
    )
    return paintedAt - app.startedAt
  } finally {
    await app.close()
  }
}
