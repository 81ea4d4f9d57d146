import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readNpy } from '../../../core/camera/formats/npy.ts'
import { valueOf } from '../../../core/contract/result.ts'
import { expectSuccess, runCommandLine } from '../../support/command-line.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const poses = fileURLToPath(new URL('../../fixtures/poses/0c9b371cc6225682_svd.txt', import.meta.url))
const [width, height] = [576, 320]

/** Values that CameraCtrl's own code computes for this clip: frame, row, column, then moment and direction. */
const reference = [
  [0, 0, 0, 0, 0, 0, -0.669681132, -0.371527433, 0.643035471],
  [0, 160, 288, 0, 0, 0, 0.00181118946, 0.00181118946, 0.999996781],
  [1, 0, 0, 0.0793266743, -0.126417413, 0.0092860274, -0.668300688, -0.372039318, 0.644174695],
  [7, 160, 288, 0.0480484739, 0.586431384, 0.00207346492, 0.007051514, -0.00411337195, 0.999966741],
  [13, 0, 0, 0.597014725, -0.281755656, 0.368311286, -0.603151202, -0.327031493, 0.727501988],
  [13, 319, 575, -0.798315823, 1.97714186, -0.478147149, 0.720046401, 0.423648, 0.549595952],
] as const
const channelSums = [28197.686392, 1265014.271657, -12679.855164, 50278.063683, 8365.904057, 2163508.554169]

test('the file holds CameraCtrl’s embedding, values and sums', async () => {
  const out = join(temporaryFolder(), '임베딩 1.npy')
  const words = ['plucker', '--path', poses, '--size', '576x320', '--pose-size', '1280x720', '--out', out, '--json']
  const result = JSON.parse((await expectSuccess(words)).standardOutput)
  const { shape, data } = valueOf(readNpy(Uint8Array.from(readFileSync(out)), out))
  expect(shape).toEqual([1, 14, 6, height, width])
  expect(data).toBeInstanceOf(Float32Array)
  const value = (frame: number, channel: number, row: number, column: number): number =>
    data[((frame * 6 + channel) * height + row) * width + column]!
  for (const [frame, row, column, ...expected] of reference) {
    expected.forEach((exact, channel) => {
      expect(Math.abs(value(frame, channel, row, column) - exact)).toBeLessThanOrEqual(1e-6)
    })
  }
  const sums = channelSums.map(() => 0)
  data.forEach((one, i) => (sums[Math.floor(i / (width * height)) % 6]! += one))
  sums.forEach((sum, channel) => expect(Math.abs(sum / channelSums[channel]! - 1)).toBeLessThanOrEqual(1e-6))
  const bytes = new Uint8Array(data.buffer)
  expect(result).toMatchObject({ ok: true, shape, sha256: createHash('sha256').update(bytes).digest('hex') })
})

test('a file that is there is kept, unless it may be replaced', async () => {
  const folder = temporaryFolder()
  const out = join(folder, 'rays.npy')
  const words = ['plucker', '--path', poses, '--size', '64x64', '--out', out]
  writeFileSync(out, 'mine')
  const refused = await runCommandLine([...words, '--json'])
  expect(refused.exitCode).toBe(1)
  expect(JSON.parse(refused.standardOutput).error.code).toBe('command.out.exists')
  expect(readFileSync(out, 'utf8')).toBe('mine')
  await expectSuccess([...words, '--overwrite'])
  expect(readFileSync(out).subarray(1, 6).toString()).toBe('NUMPY')
  expect(readdirSync(folder)).toEqual(['rays.npy'])
})

test('poses that cannot be read leave no file', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'poses.txt')
  writeFileSync(path, 'url\n0 1 2 3\n')
  const result = await runCommandLine(['plucker', '--path', path, '--size', '64x64', '--out', join(folder, 'o.npy')])
  expect(result.exitCode).toBe(1)
  expect(result.standardError).toContain(path)
  expect(existsSync(join(folder, 'o.npy'))).toBe(false)
})
