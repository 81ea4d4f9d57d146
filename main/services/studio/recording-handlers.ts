import type { CallHandlers } from '../../../core/contract/calls.ts'
import type { StudioProjects } from './studio-projects.ts'
import type { StudioRecording } from './studio-recording.ts'

type Handlers = CallHandlers<undefined>
type RecordingHandlers = Pick<Handlers, Extract<keyof Handlers, `recording.${string}`>>

/** The calls of a recording: begin, piece after piece, and one of two ends. */
export function recordingHandlers(projects: StudioProjects, recording: StudioRecording): RecordingHandlers {
  return {
    'recording.begin': async ({ projectId }) => {
      await recording.begin(projects.writable(projectId))
      return {}
    },
    'recording.append': async ({ projectId, samples }) => {
      await recording.append(projectId, samples)
      return {}
    },
    'recording.keep': ({ projectId }) => recording.keep(projectId),
    'recording.discard': async () => {
      await recording.discard()
      return {}
    },
  }
}
