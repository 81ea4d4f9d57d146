import { errorFromFailure, type Failure } from '../../../core/contract/errors.ts'

type Failed = { readonly kind: 'failed'; readonly failure: Failure }

/** A worker as functions; the first message starts it, and after it broke the next one starts another. */
export interface WorkerLine<Question, Answer> {
  /** Resolves with the next message of the worker: ask one thing at a time. Rejects with what the worker threw. */
  ask(question: Question): Promise<Exclude<Answer, Failed>>
  /** For what is not answered. */
  tell(message: Question): void
}

/** @param broken told when the worker could not start or died, with all that it held */
export function workerLine<Question, Answer extends { readonly kind: string }>(
  start: () => Worker,
  broken: () => void = () => undefined,
): WorkerLine<Question, Answer> {
  let worker: Worker | null = null
  const running = (): Worker => (worker ??= start())
  return {
    tell: (message) => running().postMessage(message),
    ask: (question) =>
      new Promise((resolve, reject) => {
        const asked = running()
        const once = new AbortController()
        const answered = ({ data }: MessageEvent<Exclude<Answer, Failed> | Failed>): void => {
          once.abort()
          if (isFailed(data)) reject(errorFromFailure(data.failure))
          else resolve(data)
        }
        const failed = ({ message }: ErrorEvent): void => {
          once.abort()
          asked.terminate()
          worker = null
          broken()
          reject(new Error(message || 'a worker of the window could not start'))
        }
        asked.addEventListener('message', answered, { signal: once.signal })
        asked.addEventListener('error', failed, { signal: once.signal })
        asked.postMessage(question)
      }),
  }
}

function isFailed(answer: { readonly kind: string }): answer is Failed {
  return answer.kind === 'failed'
}
