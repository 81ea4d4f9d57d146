import { AV_LOG_QUIET } from 'node-av/constants'
import { Log } from 'node-av/lib'

// FFmpeg would write its remarks to stderr, which belongs to the command line's progress.
Log.setLevel(AV_LOG_QUIET)

/**
 * Node 20 lacks `Promise.withResolvers`, and node-av's demuxer then yields no packets and no error.
 */
interface Resolvers<Value> {
  readonly promise: Promise<Value>
  resolve(value: Value | PromiseLike<Value>): void
  reject(reason?: unknown): void
}

function withResolvers<Value>(): Resolvers<Value> {
  const resolvers: Partial<{ -readonly [Key in keyof Resolvers<Value>]: Resolvers<Value>[Key] }> = {}
  resolvers.promise = new Promise<Value>((resolve, reject) => {
    resolvers.resolve = resolve
    resolvers.reject = reject
  })
  return resolvers as Resolvers<Value>
}

const promise = Promise as unknown as { withResolvers?: typeof withResolvers }
promise.withResolvers ??= withResolvers
