import type { CallHandlers } from '../../../core/contract/calls.ts'
import type { safetyCalls } from '../../../core/contract/safety-calls.ts'
import type { Language } from '../../../core/texts/language.ts'
import { listSnapshots } from '../projects/project-snapshots.ts'
import { readSnapshot } from '../projects/restore-snapshot.ts'
import type { StudioServices } from './studio-parts.ts'
import type { StudioProjects } from './studio-projects.ts'
import type { StudioSafety } from './studio-safety.ts'

interface SafetyParts {
  readonly services: StudioServices
  readonly projects: StudioProjects
  readonly safety: StudioSafety
}

/** A function for each call that keeps a project from being lost. */
export function safetyHandlers({
  services,
  projects,
  safety,
}: SafetyParts): Pick<CallHandlers<undefined>, keyof typeof safetyCalls> {
  const { desktop, settings, places } = services
  const language = (): Language => settings().language ?? desktop.systemLanguage
  return {
    'snapshot.keep': async ({ projectId, reason }) => {
      const store = projects.store(projectId)
      return (await store.keepSnapshot(reason)) !== null
    },
    'snapshot.list': ({ projectId }) => listSnapshots(projects.store(projectId).folder),
    'snapshot.read': ({ projectId, name }) => readSnapshot(projects.store(projectId).folder, name),
    'repair.look': () => safety.look(),
    'repair.run': () => safety.repair(),
    'media.relink': async ({ projectId }) => {
      projects.writable(projectId)
      const searched = await desktop.chooseFolder('relink', language(), places.projects)
      return searched === null ? null : safety.relink(projectId, searched)
    },
    'archive.write': ({ projectId, onlyCutTakes }) => safety.archive(projectId, onlyCutTakes, language()),
    'archive.open': () => safety.openArchive(language()),
    'task.cancel': async () => {
      safety.cancel()
      return {}
    },
  }
}
