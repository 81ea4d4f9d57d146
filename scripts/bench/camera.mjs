/// <reference lib="dom" />
import fs from 'node:fs'
import path from 'node:path'
import { inFolder, median, openApp } from './studio.mjs'

/** Moves of the mouse in one drag. */
const moves = 150
/** More than the drag takes the key back. */
const framesBeforeKey = 30
const idleSeconds = 5
/** What Chromium traces when a page does anything to its picture. */
const redraws = ['FireAnimationFrame', 'Paint', 'DrawFrame', 'UpdateLayer']

/**
 * The camera editor of the sample: a key is dragged with the mouse in the dope sheet while the camera picture shows it,
 * then nobody touches anything.
 */
export async function measureCamera() {
  return inFolder(async (home) => {
    const app = await openApp({ home })
    try {
      const { page } = app
      await page.getByRole('tab', { name: /^Camera/ }).click()
      await page.locator('canvas[data-pictures]').waitFor()
      const session = await page.context().newCDPSession(page)
      const dragged = await dragKey(page, session, await rendererOf(app.pid))
      // Saving, tooltips and fading end first.
      await page.mouse.move(5, 5)
      await page.waitForTimeout(4000)
      const idleRedraws = await countRedraws(page, session)
      return { ...dragged, idleSeconds, idleRedraws }
    } finally {
      await app.close()
    }
  })
}

/**
 * @param {import('playwright').Page} page
 * @param {import('playwright').CDPSession} session
 * @param {number} renderer number of the window's process
 */
async function dragKey(page, session, renderer) {
  const marks = page.getByRole('group', { name: 'Keys' }).getByRole('button', { name: /^Key at frame/ })
  await marks.last().click()
  // Behind the dragged key the camera rests, and its picture stays the same: shown is a frame that the key leads to.
  await page.getByRole('slider', { name: 'Playhead' }).focus()
  for (let frame = 0; frame < framesBeforeKey; frame++) await page.keyboard.press('ArrowLeft')
  const box = await marks.last().boundingBox()
  if (box === null) throw new Error('the dope sheet shows no key')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.evaluate(watchPictures)
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x - 40, y, { steps: 10 })
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const before = { script: await scriptSeconds(session), cpu: cpuSeconds(renderer), pictures: await pictures(page) }
  for (let move = 0; move < moves; move++) {
    // Back and forth over twenty frames, so that every move is another path.
    const swing = 40 + 300 * Math.abs(((move / 30) % 2) - 1)
    await page.mouse.move(x - swing, y)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(null))))
  }
  const after = { script: await scriptSeconds(session), cpu: cpuSeconds(renderer), pictures: await pictures(page) }
  const latencies = await page.evaluate(() => /** @type {any} */ (globalThis).benchLatencies)
  await page.mouse.up()
  const drawn = after.pictures - before.pictures
  return {
    moves,
    pictures: drawn,
    cpuMillisecondsAPicture: ((after.cpu - before.cpu) * 1000) / drawn,
    latencyMilliseconds: median(latencies),
    scriptMillisecondsAMove: ((after.script - before.script) * 1000) / moves,
  }
}

/** Notes how long after the mouse moved a new camera picture is on its canvas. */
function watchPictures() {
  const found = /** @type {HTMLElement} */ (document.querySelector('canvas[data-pictures]'))
  const latencies = /** @type {number[]} */ ([])
  let movedAt = 0
  window.addEventListener('pointermove', (event) => (movedAt ||= event.timeStamp), { capture: true })
  new MutationObserver(() => {
    if (movedAt > 0) latencies.push(performance.now() - movedAt)
    movedAt = 0
  }).observe(found, { attributes: true, attributeFilter: ['data-pictures'] })
  Object.assign(globalThis, { benchLatencies: latencies })
}

/** @param {import('playwright').Page} page */
function pictures(page) {
  return page.locator('canvas[data-pictures]').evaluate((canvas) => Number(canvas.dataset['pictures']))
}

/** @param {import('playwright').CDPSession} session */
async function scriptSeconds(session) {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? NaN
}

/**
 * @param {import('playwright').Page} page
 * @param {import('playwright').CDPSession} session
 */
async function countRedraws(page, session) {
  let count = 0
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of /** @type {{ name?: string }[]} */ (value))
      if (event.name !== undefined && redraws.includes(event.name)) count++
  })
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve))
  const categories = [
    'devtools.timeline',
    'disabled-by-default-devtools.timeline',
    'disabled-by-default-devtools.timeline.frame',
  ]
  await session.send('Tracing.start', { traceConfig: { includedCategories: categories }, transferMode: 'ReportEvents' })
  await page.waitForTimeout(idleSeconds * 1000)
  await session.send('Tracing.end')
  await complete
  return count
}

/**
 * The window's process among the app's: the one whose command line says so. Linux only.
 *
 * @param {number} mainProcess
 */
async function rendererOf(mainProcess) {
  const all = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const parents = new Map(all.map((pid) => [Number(pid), parentOf(pid)]))
  const isOurs = (/** @type {number | undefined} */ pid) => {
    for (let at = pid; at !== undefined && at > 1; at = parents.get(at)) if (at === mainProcess) return true
    return false
  }
  const found = all.find((pid) => isOurs(Number(pid)) && commandOf(pid).includes('--type=renderer'))
  if (found === undefined) throw new Error('the window has no process')
  return Number(found)
}

/** @param {string} pid */
function parentOf(pid) {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  } catch {
    return undefined
  }
}

/** @param {string} pid */
function commandOf(pid) {
  try {
    return fs.readFileSync(path.join('/proc', pid, 'cmdline'), 'utf8')
  } catch {
    return ''
  }
}

/**
 * CPU time of the page's own thread and of its workers; the kernel counts it in hundredths of a second. Threads that
 * only rasterise the page, which a graphics card would do, are left out.
 *
 * @param {number} pid
 */
function cpuSeconds(pid) {
  let hundredths = 0
  for (const thread of fs.readdirSync(`/proc/${pid}/task`)) {
    const [, name = '', fields = ''] =
      /\((.*)\) (.*)/s.exec(fs.readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8')) ?? []
    if (thread !== String(pid) && !name.startsWith('DedicatedWorker')) continue
    const numbers = fields.split(' ')
    hundredths += Number(numbers[11]) + Number(numbers[12])
  }
  return hundredths / 100
}
