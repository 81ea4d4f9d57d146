import type { TaskContext } from '../../core/contract/tasks.ts'

/** The context of a step that is the part `from`..`to` of a longer task: its progress is told as the whole's. */
export function partOf(context: TaskContext, from: number, to: number): TaskContext {
  return {
    signal: context.signal,
    report: (progress) => {
      const fraction = progress.fraction === null ? null : from + (to - from) * progress.fraction
      context.report({ ...progress, fraction })
    },
  }
}
