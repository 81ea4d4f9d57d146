import { failureFrom } from '../../../core/contract/errors.ts'
import { compileShot } from '../../../core/project/compile-shot.ts'
import type { CompileAnswer, CompileRequest } from './compile-messages.ts'
import { pluckerNpyBytes, pluckerPictures } from './plucker-pictures.ts'

addEventListener('message', ({ data }: MessageEvent<CompileRequest>) => {
  answerTo(data).then(
    ({ answer, transfer }) => postMessage(answer, { transfer }),
    (thrown: unknown) => postMessage({ kind: 'failed', failure: failureFrom(thrown) } satisfies CompileAnswer),
  )
})

async function answerTo(request: CompileRequest): Promise<{
  readonly answer: CompileAnswer
  readonly transfer: Transferable[]
}> {
  if (request.kind === 'compile') {
    return { answer: { kind: 'spec', spec: await compileShot(request.shot) }, transfer: [] }
  }
  if (request.kind === 'npy') {
    const bytes = pluckerNpyBytes(request.spec)
    return { answer: { kind: 'npy', bytes }, transfer: [bytes.buffer] }
  }
  const { samples, momentRange } = pluckerPictures(request.spec)
  const transfer = samples.flatMap(({ direction, moment }) => [direction.buffer, moment.buffer])
  return { answer: { kind: 'pictures', samples, momentRange }, transfer }
}
