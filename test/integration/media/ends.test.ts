import { fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { ProcessClient } from '../../../main/jobs/process-client.ts'
import { forkWorker } from '../../../main/jobs/worker-process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { fixture, mediaProgram, whole } from './media-worker.ts'

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}

/** A black grey picture of 10000×10000: 100 kB in its file, some hundred megabytes when it is decoded. */
function largePicture(): string {
  const side = 10_000
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const data = deflateSync(new Uint8Array(side * (side + 1)), { level: 1 })
  const file = join(temporaryFolder(), 'large.png')
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  writeFileSync(
    file,
    Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]),
  )
  return file
}

const decoding = (file: string) => ({
  file,
  crop: whole,
  width: 48,
  height: 32,
  outFile: join(temporaryFolder(), 'raw'),
})

test('a picture that takes more memory than allowed ends as a named error, and the next one is read', async () => {
  const environment = { CRANESHOT_MEDIA_MEMORY_BYTES: '300000000' }
  const start = () => forkWorker(mediaProgram, { environment })
  const client = new ProcessClient({ start, diedCode: 'command.media-process-died' })
  onTestFinished(() => client.close())
  const context = { signal: new AbortController().signal, report: () => undefined }
  await expect(client.run('decode-picture', decoding(largePicture()), context)).rejects.toMatchObject({
    code: 'media.memory',
    details: { gigabytes: 4 },
  })
  const next = client.run('decode-picture', decoding(fixture('plain.png')), context)
  expect(await next).toEqual({ width: 48, height: 32 })
})

test('without its parent a worker ends, even while a decoder is at work', async () => {
  const worker = fork(mediaProgram, [], { serialization: 'advanced', execArgv: [] })
  onTestFinished(() => void worker.kill('SIGKILL'))
  worker.send({ id: 1, task: 'list-codecs', input: {} })
  await once(worker, 'message')
  worker.send({ id: 2, task: 'decode-picture', input: decoding(largePicture()) })
  worker.disconnect()
  const [code, signal] = (await once(worker, 'exit')) as [number | null, string | null]
  expect([code, signal]).toEqual([null, 'SIGKILL'])
})
