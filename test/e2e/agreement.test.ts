import { createHash } from 'node:crypto'
import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import { expect, test } from 'vitest'
import { BoardCache } from '../../core/cache/board-cache.ts'
import { frameTo8Bit } from '../../core/cache/condition.ts'
import { readNpy } from '../../core/camera/formats/npy.ts'
import { valueOf } from '../../core/contract/result.ts'
import { takeSchema, type Take } from '../../core/contract/take.ts'
import { cameraText } from '../../core/export/camera-files.ts'
import { expectSuccess } from '../support/command-line.ts'
import { Person } from '../support/person.ts'
import { filmOnDisk, projectFolder, takesOnDisk, type TakeOnDisk } from '../support/project-on-disk.ts'
import { chooseDraft, newProjectWith, pictures, shorten, tab, takeCards } from '../support/story.ts'
import { launchStudio } from '../support/studio-app.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { canvasPixels, decibels } from './canvas.ts'

test('window, inference process and command line agree on poses, digest and pixels to the last bit', async () => {
  const studio = await launchStudio()
  const person = new Person(studio)
  const { page } = studio
  await newProjectWith(person, pictures(['a.png']))
  await shorten(person)
  await person.click(tab(page, 'Camera'))
  await person.click(page.getByRole('group', { name: 'Moves' }).getByRole('button', { name: 'Orbit', exact: true }))
  // A floor and a wall: parallax, and places that the board does not cover.
  await person.click(page.getByRole('group', { name: 'Depth' }).getByRole('button', { name: 'Ground' }))

  const shown = await modelInput(person)
  const through = await throughFrames(person)

  await person.click(tab(page, 'Generate'))
  await chooseDraft(person)
  await person.press('Control+Enter')
  await expect.poll(() => takeCards(page).count(), { timeout: 300_000 }).toBe(1)
  await studio.close()
  const folder = projectFolder(studio.home, 'Untitled')
  const made = takesOnDisk(folder)[0]!
  const { spec } = made.take

  // The inference process has compared this digest with its own expansion of the same poses.
  expect(spec.pluckerSha256).toBe(shown.digest)
  expect(shown.embeddingSha256).toBe(shown.digest)
  expect(shown.cameraText).toBe(cameraTextOf(made.take, filmOnDisk(folder).metresPerUnit))

  const expected = await cacheFrames(made)
  const quality = expected.map((rgb, frame) => decibels(rgb, through[frame]!))
  expect(quality).toHaveLength(8)
  expect(Math.min(...quality)).toBeGreaterThanOrEqual(40)
  // Nothing is rounded or scaled in between.
  expect(quality).toEqual(quality.map(() => Infinity))

  const rendered = await renderByCommandLine(folder)
  expect(rendered.spec).toEqual(spec)
  expect(rendered.files.frames).toEqual(made.take.files.frames)
})

interface ModelInput {
  /** As the Model view shows it. */
  readonly digest: string
  /** Of the numbers in the exported embedding. */
  readonly embeddingSha256: string
  readonly cameraText: string
}

/** What the Model view says and exports. */
async function modelInput(person: Person): Promise<ModelInput> {
  const { page } = person
  const toggle = page.getByRole('button', { name: 'Model view' })
  await person.click(toggle)
  const digest = await page.getByText(/^[0-9a-f]{64}$/).innerText()
  const folder = temporaryFolder()
  const save = async (entry: RegExp, name: string): Promise<Buffer> => {
    const file = join(folder, name)
    await person.studio.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, file)
    await person.click(page.getByRole('button', { name: 'Export' }))
    await person.click(page.getByRole('menuitem', { name: entry }))
    await page
      .getByText(/was saved\.$/)
      .first()
      .waitFor()
    await expect.poll(() => readFileSync(file).length).toBeGreaterThan(0)
    return readFileSync(file)
  }
  const npy = await save(/\.npy/, 'plucker.npy')
  const { data } = valueOf(readNpy(new Uint8Array(npy), 'plucker.npy'))
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  const embeddingSha256 = createHash('sha256').update(bytes).digest('hex')
  const cameraText = (await save(/\.txt/, 'camera.txt')).toString('utf8')
  await person.click(toggle)
  return { digest, embeddingSha256, cameraText }
}

/** The camera picture of every frame, read from its canvas. */
async function throughFrames(person: Person): Promise<Uint8Array[]> {
  const { page } = person
  const canvas = page.getByRole('img', { name: 'Through the camera' })
  const frames: Uint8Array[] = []
  await page.getByRole('slider', { name: 'Playhead' }).focus()
  for (let frame = 0; frame < 8; frame++) {
    const before = frames.at(-1)
    await page.getByText(`Frame ${frame + 1} of 8`).waitFor()
    await expect
      .poll(async () => {
        const { rgba } = await canvasPixels(canvas)
        frames[frame] = rgba
        return before === undefined || Buffer.compare(before, rgba) !== 0
      })
      .toBe(true)
    await person.press('ArrowRight')
  }
  return frames
}

/** The frames that the model was given, drawn here from the take's own picture, depth and cameras. */
async function cacheFrames({ folder, take }: TakeOnDisk): Promise<Uint8Array[]> {
  const image = new Transformer(readFileSync(join(folder, take.files.picture)))
  const { width, height } = await image.metadata()
  const picture = { width, height, rgb: new Uint8Array(await image.rawPixels()) }
  expect(picture.rgb).toHaveLength(width * height * 3)
  const depth = valueOf(readNpy(new Uint8Array(readFileSync(join(folder, take.files.depth))), 'depth.npy'))
  const raster = { width: depth.shape[1]!, height: depth.shape[0]!, values: new Float32Array(depth.data) }
  const cache = new BoardCache(picture, raster, take.spec.boardIntrinsics, take.spec.size)
  return take.spec.filmCameras.map((camera) => frameTo8Bit(cache.render(camera)).slice())
}

function cameraTextOf({ spec }: Take, metresPerUnit: number): string {
  return cameraText({
    shotName: 'SH010',
    takeId: null,
    cameras: spec.filmCameras,
    deliveryBox: spec.delivery!.box,
    width: 1920,
    height: 1080,
    rate: spec.rate,
    dropFrame: false,
    startFrame: 0,
    headFrames: 0,
    sensorWidthMm: 24.89,
    metresPerUnit,
  })
}

/** The same shot by `craneshot render`, in plain Node on a copy of the project. */
async function renderByCommandLine(folder: string): Promise<Take> {
  const work = temporaryFolder()
  const [copy, out] = [join(work, 'copy'), join(work, 'take')]
  cpSync(folder, copy, { recursive: true })
  await expectSuccess(['render', copy, '--shot', 'SH010', '--out', out])
  return takeSchema.parse(JSON.parse(readFileSync(join(out, 'take.json'), 'utf8')))
}
