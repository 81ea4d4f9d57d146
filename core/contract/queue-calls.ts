import { z } from 'zod'

const nothing = z.strictObject({})
const jobIds = z.array(z.uuid()).max(20_000)

function call<Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output) {
  return { input, output }
}

/** Calls about the machine's queue of takes; what comes of them is told by the events `job` and `queue`. */
export const queueCalls = {
  /** No further take begins. `stop` also stops the one that runs, which starts over later. */
  'queue.pause': call(z.strictObject({ stop: z.boolean() }), nothing),
  /** Ends the pause, and lets takes run that waited when the program ended. */
  'queue.resume': call(nothing, nothing),
  /** Puts waiting takes before another waiting one, or at the end. */
  'queue.move': call(z.strictObject({ ids: jobIds, before: z.uuid().nullable() }), nothing),
  /** Takes that failed or were cancelled wait again. */
  'queue.retry': call(z.strictObject({ ids: jobIds }), nothing),
  /** Takes them off the list, waiting or ended. */
  'queue.remove': call(z.strictObject({ ids: jobIds }), nothing),
}
