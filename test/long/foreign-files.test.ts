import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readNpy, writeNpyFloat32 } from '../../core/camera/formats/npy.ts'
import { parsePoseJson } from '../../core/camera/formats/pose-json.ts'
import { parseRealEstate10k } from '../../core/camera/formats/realestate10k.ts'
import type { Result } from '../../core/contract/result.ts'
import { readProject, writeProject } from '../../core/project/project-file.ts'
import { damaged } from '../support/fuzz/inputs.ts'
import { longRuns } from '../support/long-runs.ts'
import { aFilm } from '../unit/project/films.ts'

const numRuns = longRuns(100_000)

/** One pose at rest, as both kinds of pose file write it. */
const rest = '0 0.5 0.9 0.5 0.5 0 0 1 0 0 0 0 1 0 0 0 0 1 0'
const poseText = `https://example.invalid/clip\n${rest}\n${rest.replace('0', '250000')}\n`
const poseJson = JSON.stringify([rest, rest].map((row) => row.split(' ').slice(1).map(Number)))
const project = writeProject(aFilm())
const array = writeNpyFloat32([2, 3], Float32Array.of(1, 2, 3, 4, 5, 6))

const readers: [string, Uint8Array, (bytes: Uint8Array<ArrayBuffer>) => Result<unknown>][] = [
  ['a pose file', Buffer.from(poseText), (bytes) => parseRealEstate10k(Buffer.from(bytes).toString(), 'f')],
  ['a pose list in JSON', Buffer.from(poseJson), (bytes) => parsePoseJson(Buffer.from(bytes).toString(), 'f')],
  ['a project', Buffer.from(project), (bytes) => readProject(Buffer.from(bytes).toString(), 'f')],
  ['an array', array, (bytes) => readNpy(bytes, 'f')],
]

test.each(readers)('%s with any damage is read or refused by name, never thrown at', (_name, good, read) => {
  const outcomes = { read: 0, refused: 0 }
  const note = (bytes: Uint8Array<ArrayBuffer>) => {
    const result = read(bytes)
    outcomes[result.ok ? 'read' : 'refused'] += 1
    if (!result.ok) expect(result.error.code).toMatch(/^[a-z]+(\.[a-z-]+)+$/)
  }
  fc.assert(fc.property(damaged(good), note), { numRuns })
  expect(outcomes.refused).toBeGreaterThan(numRuns / 10)
})
