import { failureFrom } from '../../../core/contract/errors.ts'
import type { FrameAnswer, FrameRequest } from './frame-messages.ts'
import { FrameRenderer } from './frame-renderer.ts'

const renderers = new Map<number, FrameRenderer>()

addEventListener('message', ({ data }: MessageEvent<FrameRequest>) => {
  if (data.kind === 'drop') {
    renderers.delete(data.board)
    return
  }
  try {
    const { answer, transfer } = answerTo(data)
    postMessage(answer, { transfer })
  } catch (thrown) {
    postMessage({ kind: 'failed', failure: failureFrom(thrown) } satisfies FrameAnswer)
  }
})

function answerTo(request: Exclude<FrameRequest, { kind: 'drop' }>): {
  readonly answer: FrameAnswer
  readonly transfer: Transferable[]
} {
  if (request.kind === 'load') {
    const renderer = new FrameRenderer(request.pixels)
    renderers.set(request.board, renderer)
    // Copied, not transferred: the worker goes on drawing these triangles.
    return { answer: { kind: 'loaded', mesh: renderer.mesh }, transfer: [] }
  }
  const renderer = renderers.get(request.board)
  if (renderer === undefined) throw new Error(`board ${request.board} is not loaded`)
  if (request.kind === 'coverage') {
    return { answer: { kind: 'coverage', parts: renderer.coverage(request.cameras) }, transfer: [] }
  }
  const frame = request.kind === 'draft' ? renderer.draft(request.camera) : renderer.render(request.camera)
  return { answer: { kind: 'frame', frame }, transfer: [frame.rgba.buffer, frame.coverage.buffer] }
}
