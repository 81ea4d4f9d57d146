import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SoundRecording } from '../../../main/services/media/record-sound.ts'
import { StudioRecording } from '../../../main/services/studio/studio-recording.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

function aProject(): string {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'media'))
  return folder
}

function filesOf(project: string): string[] {
  return readdirSync(join(project, 'media'))
}

test('pieces become one WAV, named by its content, whichever way they were cut', async () => {
  const project = aProject()
  const samples = Uint8Array.from({ length: 4000 }, (_, index) => index % 251)
  const recording = await SoundRecording.begin(project)
  expect(filesOf(project).every((name) => name.startsWith('.'))).toBe(true)
  // Not waited for: they come while the one before is written.
  await Promise.all([
    recording.append(samples.subarray(0, 1000)),
    recording.append(samples.subarray(1000, 1002)),
    recording.append(samples.subarray(1002)),
  ])
  const { media, durationSamples } = await recording.keep()
  expect(durationSamples).toBe(2000)
  const bytes = readFileSync(join(project, media))
  expect(media).toBe(`media/${createHash('sha256').update(bytes).digest('hex')}.wav`)
  expect(filesOf(project)).toEqual([media.slice('media/'.length)])
  expect(Uint8Array.from(bytes.subarray(44))).toEqual(samples)
  expect(bytes.toString('latin1', 0, 4) + bytes.toString('latin1', 8, 16)).toBe('RIFFWAVEfmt ')
  expect([bytes.readUInt32LE(4), bytes.readUInt16LE(22), bytes.readUInt32LE(24), bytes.readUInt16LE(34)]).toEqual([
    36 + 4000,
    1,
    48_000,
    16,
  ])
  expect([bytes.readUInt32LE(28), bytes.readUInt16LE(32), bytes.readUInt32LE(40)]).toEqual([96_000, 2, 4000])
})

test('nothing stays of a recording that is discarded, or that has no sample', async () => {
  const project = aProject()
  const recording = await SoundRecording.begin(project)
  await recording.append(new Uint8Array(100))
  await recording.discard()
  const empty = await SoundRecording.begin(project)
  await expect(empty.keep()).rejects.toMatchObject({ code: 'recording.empty' })
  expect(filesOf(project)).toEqual([])
})

test('half an hour is the most, and what was recorded until then can be kept', async () => {
  const project = aProject()
  const recording = await SoundRecording.begin(project)
  await recording.append(new Uint8Array(96_000))
  const tooMuch = recording.append(new Uint8Array(30 * 60 * 96_000))
  await expect(tooMuch).rejects.toMatchObject({ code: 'recording.too-long', details: { minutes: 30 } })
  expect((await recording.keep()).durationSamples).toBe(48_000)
})

test('a folder that cannot be written is named', async () => {
  const folder = join(temporaryFolder(), 'gone')
  await expect(SoundRecording.begin(folder)).rejects.toMatchObject({
    code: 'recording.unwritable',
    details: { folder: join(folder, 'media'), reason: 'ENOENT' },
  })
})

test('the microphone is open from the beginning of a recording to its end, whichever that is', async () => {
  const project = aProject()
  const asked: boolean[] = []
  const recording = new StudioRecording({
    allowMicrophone: async (allowed) => {
      asked.push(allowed)
      return true
    },
  })
  const isOpen = (): boolean => asked.at(-1) === true
  const of = { id: 'a', folder: project }
  await recording.begin(of)
  expect(isOpen()).toBe(true)
  await expect(recording.append('b', new Uint8Array(2))).rejects.toMatchObject({ code: 'project.not-open' })
  await recording.append('a', new Uint8Array(2))
  expect((await recording.keep('a')).durationSamples).toBe(1)
  expect(isOpen()).toBe(false)
  await expect(recording.keep('a')).rejects.toMatchObject({ code: 'project.not-open' })

  await recording.begin(of)
  recording.follow('a')
  expect(isOpen()).toBe(true)
  recording.follow(null)
  await expect.poll(isOpen).toBe(false)

  await expect(recording.begin({ id: 'a', folder: join(project, 'gone') })).rejects.toMatchObject({
    code: 'recording.unwritable',
  })
  expect(isOpen()).toBe(false)
  await expect.poll(() => filesOf(project).length).toBe(1)
})

test('a system that keeps the microphone is told as that, and nothing is begun', async () => {
  const project = aProject()
  const recording = new StudioRecording({ allowMicrophone: async (allowed) => !allowed })
  await expect(recording.begin({ id: 'a', folder: project })).rejects.toMatchObject({ code: 'recording.denied' })
  expect(filesOf(project)).toEqual([])
})
