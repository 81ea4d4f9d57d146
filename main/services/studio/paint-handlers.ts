import path from 'node:path'
import type { CallHandlers } from '../../../core/contract/calls.ts'
import type { SettingsFile } from '../settings.ts'
import type { StudioPaint } from './studio-paint.ts'
import type { StudioServices } from './studio-parts.ts'
import type { StudioProjects } from './studio-projects.ts'

interface PaintParts {
  readonly services: StudioServices
  readonly settings: SettingsFile
  readonly projects: StudioProjects
  readonly paint: StudioPaint
}

/** Boards in the paint program, and which program that is. */
export function paintHandlers({
  services,
  settings,
  projects,
  paint,
}: PaintParts): Pick<CallHandlers<undefined>, 'paint.open' | 'paint.chooseProgram'> {
  return {
    'paint.open': async ({ projectId, boardId }) => {
      await paint.open(projects.writable(projectId), boardId)
      return {}
    },
    'paint.chooseProgram': async () => {
      const { desktop } = services
      const language = services.settings().language ?? desktop.systemLanguage
      const [program] = await desktop.chooseFiles('program', language)
      return program === undefined ? null : settings.change({ paintProgram: path.normalize(program) })
    },
  }
}
