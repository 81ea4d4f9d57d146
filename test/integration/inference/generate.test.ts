import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { StudioError } from '../../../core/contract/errors.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { framesOf, generateShot, newClient, newContext, writeShot } from './shot.ts'

describe('generate in the inference process', () => {
  const client = newClient()
  afterAll(() => client.close())

  it('writes one raw frame for each film camera and tells what it did', async () => {
    const input = await writeShot(temporaryFolder(), { samples: 3, frames: 5, width: 128 })
    const context = newContext()
    const output = await generateShot(client, input, context)
    const names = ['frame_0000.rgb', 'frame_0001.rgb', 'frame_0002.rgb', 'frame_0003.rgb', 'frame_0004.rgb']
    expect(output.frames).toEqual(names)
    expect(readdirSync(input.framesFolder).sort()).toEqual(names)
    for (const frame of framesOf(input, output)) expect(frame.length).toBe(128 * 64 * 3)
    // The first camera is the board's own; the later ones leave it.
    expect(output.coverage[0]).toBe(1)
    expect(output.coverage[4]).toBeLessThan(0.98)
    expect(output.coverage[4]).toBeGreaterThan(0.5)
    expect(output.runtimeVersion).toBe('1.30.0')
    expect(output.peakMemoryBytes).toBeGreaterThan(30e6)
    expect(Object.keys(output.stageMilliseconds).length).toBe(6)
  })

  it('reports every stage once in order, fractions that never fall, a drawing at once and a small preview for each step', async () => {
    const input = await writeShot(temporaryFolder(), { steps: 3 })
    const context = newContext()
    await generateShot(client, input, context)
    const stages = context.progress.map((one) => one.stage).filter((stage, i, all) => stage !== all[i - 1])
    const words = ['load', 'cache', 'pose', 'denoise', 'complete', 'decode']
    expect(stages).toEqual(words.map((word) => `inference.${word}`))
    const fractions = context.progress.map((one) => one.fraction!)
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
    const previews = context.progress.filter((one) => one.preview)
    const places = previews.map(({ stage, step }) => `${stage} ${step!.done}`)
    expect(places).toEqual(['inference.cache 0', ...[1, 2, 3].map((step) => `inference.denoise ${step}`)])
    for (const { preview } of previews) expect(preview!.rgb).toHaveLength(32 * 32 * 3)
  })

  it('copies the board where the first camera sees it', async () => {
    const input = await writeShot(temporaryFolder())
    const [first] = framesOf(input, await generateShot(client, input))
    expect(first!.equals(readFileSync(input.pictureFile))).toBe(true)
  })

  it('gives the same bytes in two processes, and others for another seed', async () => {
    const other = newClient()
    const inputs = [await writeShot(temporaryFolder()), await writeShot(temporaryFolder())] as const
    const here = framesOf(inputs[0], await generateShot(client, inputs[0]))
    const there = framesOf(inputs[1], await generateShot(other, inputs[1]))
    other.close()
    expect(there).toEqual(here)
    const reseeded = await writeShot(temporaryFolder(), { seed: 2 })
    expect(framesOf(reseeded, await generateShot(client, reseeded))).not.toEqual(here)
  })

  it('keeps the frames at sample times when film frames are put between them', async () => {
    const few = await writeShot(temporaryFolder(), { samples: 3, frames: 3 })
    const many = await writeShot(temporaryFolder(), { samples: 3, frames: 5 })
    const samples = framesOf(few, await generateShot(client, few))
    const film = framesOf(many, await generateShot(client, many))
    expect([film[0], film[2], film[4]]).toEqual(samples)
    expect(film[1]).not.toEqual(film[0])
  })

  it('runs with the cache off on as many frames as samples, and refuses other numbers by name', async () => {
    const input = await writeShot(temporaryFolder(), { cache: 'off' })
    const output = await generateShot(client, input)
    expect(output.frames).toHaveLength(3)
    expect(output.coverage).toEqual([])
    const more = await writeShot(temporaryFolder(), { cache: 'off', frames: 5 })
    const refused = await generateShot(client, more).catch((thrown: unknown) => thrown)
    expect(refused).toBeInstanceOf(StudioError)
    expect(refused).toMatchObject({ code: 'inference.cache-off-frames', details: { frames: 5, samples: 3 } })
  })
})
