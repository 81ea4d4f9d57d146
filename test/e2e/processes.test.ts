import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { launchStudio, type StudioApp } from '../support/studio-app.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const boards = fileURLToPath(new URL('../../resources/boards', import.meta.url))

/** These tests open a project behind the page's back, so what the page still shows is gone. */
const expectedErrors = /404 \(Not Found\) studio-media:/

test('pictures are decoded in a process of their own, which is started again after it was killed', async () => {
  const studio = await launchStudio({ expectedErrors })
  const { id: projectId } = await studio.value('project.create', { name: 'Two boards' })
  const board = join(temporaryFolder(), 'a.png')
  copyFileSync(join(boards, 'alley.png'), board)
  await studio.answerOpenDialogs([board])
  const imported = await studio.value('pictures.import', {
    projectId,
    source: { from: 'dialog' },
  })
  expect(imported).toMatchObject([{ ok: true, name: 'a.png' }])
  const first = await workerIds(studio, 'Craneshot media')
  expect(first).toHaveLength(1)
  process.kill(first[0]!, 'SIGKILL')
  await expect.poll(() => workerIds(studio, 'Craneshot media')).toEqual([])
  await studio.answerOpenDialogs([join(boards, 'harbour.png')])
  const again = await studio.value('pictures.import', {
    projectId,
    source: { from: 'dialog' },
  })
  expect(again).toMatchObject([{ ok: true, name: 'harbour.png' }])
  const second = await workerIds(studio, 'Craneshot media')
  expect(second).toHaveLength(1)
  expect(second).not.toEqual(first)
})

test('the page shows a project’s picture through studio-media:, in parts too, and can read it from a canvas', async () => {
  const studio = await launchStudio({ expectedErrors })
  const { id: projectId } = await studio.value('project.create', { name: 'Canvas' })
  await studio.answerOpenDialogs([join(boards, 'alley.png')])
  const imported = await studio.value('pictures.import', {
    projectId,
    source: { from: 'dialog' },
  })
  const media = imported[0]?.ok === true ? imported[0].media : ''
  const seen = await studio.page.evaluate(
    async (url) => {
      const whole = await (await fetch(url)).arrayBuffer()
      const part = await fetch(url, { headers: { Range: 'bytes=2-9' } })
      const image = Object.assign(new Image(), { crossOrigin: 'anonymous', src: url })
      await image.decode()
      const canvas = Object.assign(document.createElement('canvas'), { width: 8, height: 8 })
      const context = canvas.getContext('2d')
      context?.drawImage(image, 0, 0)
      return {
        widest: Math.max(image.naturalWidth, image.naturalHeight),
        part: [...new Uint8Array(await part.arrayBuffer())],
        expected: [...new Uint8Array(whole.slice(2, 10))],
        status: part.status,
        pixels: context?.getImageData(0, 0, 8, 8).data.length,
      }
    },
    `studio-media://${projectId}/picture/thumbnail/${media.replace('media/', '')}`,
  )
  expect(seen).toMatchObject({ widest: 320, status: 206, pixels: 256 })
  expect(seen.part).toEqual(seen.expected)
})

test('no process outlives the studio, however it ends', async () => {
  const quit = await launchStudio()
  const afterQuit = await allProcesses(quit)
  await quit.close()
  await expect.poll(() => afterQuit.filter(isRunning)).toEqual([])

  const crashed = await launchStudio({ expectedErrors })
  await crashed.value('project.create', { name: 'Crash' })
  const afterCrash = await allProcesses(crashed)
  expect(afterCrash.length).toBeGreaterThan(1)
  await crashed.kill()
  await expect.poll(() => afterCrash.filter(isRunning)).toEqual([])
})

async function workerIds({ app }: StudioApp, name: string): Promise<number[]> {
  const metrics = await app.evaluate(({ app }) => app.getAppMetrics().map(({ pid, name }) => ({ pid, name })))
  return metrics.filter((process) => process.name === name).map(({ pid }) => pid)
}

async function allProcesses({ app }: StudioApp): Promise<number[]> {
  return app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid))
}

/** A process that has ended but that nobody has waited for is a zombie, not running. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
