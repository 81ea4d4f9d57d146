import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { wavFile } from '../integration/media/wav.ts'
import { Person } from '../support/person.ts'
import { filmOnDisk, projectFolder } from '../support/project-on-disk.ts'
import { newProjectWith, pictures, tab } from '../support/story.ts'
import { launchStudio, type StudioApp } from '../support/studio-app.ts'

const rate = 48_000

/** Noise of low pitch: no two stretches of it are alike. */
function noise(seconds: number): Int16Array {
  const held = 16
  let state = 1
  const steps = Array.from({ length: (seconds * rate) / held + 1 }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) / 2 ** 24 - 0.5
  })
  return Int16Array.from({ length: seconds * rate }, (_, index) => {
    const [step, part] = [Math.floor(index / held), (index % held) / held]
    return Math.round(24_000 * (steps[step]! * (1 - part) + steps[step + 1]! * part))
  })
}

/** Chromium hears the file in place of a microphone, once, from when the device is opened. */
function hearing(file: string): string[] {
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${file}%noloop`]
}

/** @param boards two seconds of the cut each */
async function startRecording(studio: StudioApp, boards: number): Promise<Person> {
  const person = new Person(studio)
  await newProjectWith(person, pictures(Array.from({ length: boards }, (_, index) => `board-${index}.png`)))
  await expect.poll(() => filmOnDisk(projectFolder(studio.home, 'Untitled')).cut.items.length).toBe(boards)
  await person.click(tab(studio.page, 'Edit'))
  await person.click(studio.page.getByRole('button', { name: 'Record sound' }))
  return person
}

/** Where in `heard` a stretch of the recording lies, and how alike the two are, −1..1. */
function placeOf(piece: Int16Array, heard: Int16Array): { readonly at: number; readonly alike: number } {
  const likeness = (at: number, step: number): number => {
    let [both, own, other] = [0, 0, 0]
    for (let i = 0; i < piece.length; i += step) {
      const [a, b] = [piece[i]!, heard[at + i] ?? 0]
      both += a * b
      own += a * a
      other += b * b
    }
    return both / Math.sqrt(own * other || 1)
  }
  let best = { at: 0, alike: -1 }
  for (let at = 0; at < heard.length - piece.length; at += 6) {
    const alike = likeness(at, 24)
    if (alike > best.alike) best = { at, alike }
  }
  const near = Array.from({ length: 25 }, (_, index) => best.at - 12 + index).filter((at) => at >= 0)
  return near.map((at) => ({ at, alike: likeness(at, 1) })).reduce((a, b) => (b.alike > a.alike ? b : a))
}

test('what the microphone hears while the cut plays becomes a clip under those frames, in one step', async () => {
  const tone = noise(60)
  const studio = await launchStudio({ words: hearing(wavFile({ channels: 1, bits: 16, rate, samples: [[...tone]] })) })
  const person = await startRecording(studio, 3)
  // It ends with the cut.
  const folder = projectFolder(studio.home, 'Untitled')
  const tracks = async () => {
    await person.press('Control+s')
    return filmOnDisk(folder).cut.soundTracks
  }
  await expect.poll(async () => (await tracks()).length).toBe(1)
  const [clip] = (await tracks())[0]!.clips
  expect(clip).toMatchObject({ name: 'Recording 1', recordStartFrame: 0, gainDb: 0 })
  // What was heard before the first frame is skipped: less than the time between asking for sound and hearing it.
  expect(clip!.sourceStartSample).toBeLessThan(rate)

  const wav = readFileSync(join(folder, clip!.media))
  expect([wav.readUInt32LE(24), wav.readUInt16LE(22), wav.readUInt16LE(34)]).toEqual([rate, 1, 16])
  const recorded = new Int16Array(Uint8Array.from(wav.subarray(44)).buffer)
  // What is still heard while it ends is kept in the file, and not shown.
  const whole = Math.ceil(((recorded.length - clip!.sourceStartSample) / rate) * 24)
  expect(clip!.durationFrames).toBeLessThanOrEqual(whole)
  expect(clip!.durationFrames).toBeGreaterThanOrEqual(48)
  // No sample is lost or doubled between the device and the file. A machine with too much to do makes the device itself
  // drop whole buffers of a hundredth of a second.
  const buffer = rate / 100
  const stretch = 0.2 * rate
  const last = recorded.length - stretch
  const places = [0, last].map((from) => placeOf(recorded.subarray(from, from + stretch), tone))
  expect(Math.min(...places.map(({ alike }) => alike))).toBeGreaterThan(0.95)
  const dropped = (places[1]!.at - places[0]!.at - last) / buffer
  expect(Math.abs(dropped - Math.round(dropped)) * buffer).toBeLessThanOrEqual(2)
  expect(Math.abs(dropped)).toBeLessThan(25)

  await person.press('Control+z')
  await expect.poll(async () => (await tracks()).flatMap(({ clips }) => clips).length).toBe(0)
})

test('a recording that is cancelled leaves nothing, and shuts the microphone; one that runs at the end is kept', async () => {
  const studio = await launchStudio({ words: ['--use-fake-device-for-media-stream'] })
  const { page } = studio
  // Long enough for a slow machine to see it run.
  const person = await startRecording(studio, 12)
  await page.getByRole('meter', { name: 'Microphone level' }).waitFor()
  await stopButton(studio).waitFor()
  expect(await permission(studio, 'microphone')).toBe('granted')
  expect(await permission(studio, 'camera')).toBe('denied')
  expect(await opens(studio, { video: true })).toBe(false)
  expect(await opens(studio, { audio: true, video: true })).toBe(false)
  await person.press('Escape')
  await page.getByRole('region', { name: 'Recording' }).waitFor({ state: 'detached' })
  await expect.poll(() => permission(studio, 'microphone')).toBe('denied')
  expect(await opens(studio, { audio: true })).toBe(false)
  await person.press('Control+s')
  const folder = projectFolder(studio.home, 'Untitled')
  expect(filmOnDisk(folder).cut.soundTracks.flatMap(({ clips }) => clips)).toEqual([])
  expect(readdirSync(join(folder, 'media')).filter((name) => /recording|\.wav$/.test(name))).toEqual([])

  // One that runs when the window is closed is kept.
  await person.click(page.getByRole('button', { name: 'Record sound' }))
  await stopButton(studio).waitFor()
  await page.waitForTimeout(1000)
  expect(await studio.closeWindow()).toBe(0)
  const [kept] = filmOnDisk(folder).cut.soundTracks.flatMap(({ clips }) => clips)
  expect(kept?.durationFrames).toBeGreaterThan(6)
  expect(readdirSync(join(folder, 'media'))).toContain(kept!.media.replace('media/', ''))
})

/** Of the recording; the player has one too. */
function stopButton({ page }: StudioApp) {
  return page.getByRole('region', { name: 'Recording' }).getByRole('button', { name: 'Stop' })
}

async function permission(studio: StudioApp, name: string): Promise<string> {
  return studio.page.evaluate(
    async (asked) => (await navigator.permissions.query({ name: asked as PermissionName })).state,
    name,
  )
}

/** Whether the page gets what it asks of the system. */
async function opens(studio: StudioApp, wanted: MediaStreamConstraints): Promise<boolean> {
  return studio.page.evaluate(
    (constraints) =>
      navigator.mediaDevices.getUserMedia(constraints).then(
        () => true,
        () => false,
      ),
    wanted,
  )
}
