import type { CallInput } from '../../core/contract/calls.ts'
import type { OpenedProject, Settings } from '../../core/contract/studio.ts'
import { errorFromFailure, StudioError } from '../../core/contract/errors.ts'
import { call, listen } from '../bridge/client.ts'
import { closeFilm, currentProjectId, editsDelivered, filmStore, openFilm, setSaveState } from './film-store.ts'
import { jobStore, receive, studioStore, takeStore } from './mirrors.ts'
import { tellDone, tellFailure, tellWarning } from './notices.ts'
import { followShotChanges } from './shot-changes.ts'
import { closeWorkspace, openWorkspace, saveNow, selectShot, workspaceStore } from './workspace-store.ts'

/** Connects the window to main and shows the project that main opened. */
export async function startStudio(): Promise<void> {
  listen((event) => receive(event, filmStore.getState().open?.projectId ?? null))
  window.addEventListener('pagehide', saveNow)
  followShotChanges()
  const { project, projectFailure, jobs, ...studio } = await call('app.start', {})
  studioStore.setState({ studio })
  jobStore.setState({ jobs })
  if (project !== null) showProject(project)
  if (projectFailure !== null) tellFailure(errorFromFailure(projectFailure))
}

export async function createProject(name: string): Promise<void> {
  await leaveProject()
  showProject(await call('project.create', { name }))
}

/** @returns false when the user closed the dialog */
export async function openProject(source: CallInput<'project.open'>): Promise<boolean> {
  await leaveProject()
  const project = await call('project.open', source)
  if (project !== null) showProject(project)
  return project !== null
}

export async function saveProject(): Promise<void> {
  await editsDelivered()
  const projectId = currentProjectId()
  setSaveState(projectId, await call('project.save', { projectId }))
}

/** @returns false when the user closed the dialog */
export async function saveProjectCopy(): Promise<boolean> {
  await leaveProject()
  const project = await call('project.saveCopy', { projectId: currentProjectId() })
  if (project !== null) showProject(project)
  return project !== null
}

export async function closeProject(): Promise<void> {
  await leaveProject()
  await call('project.close', { projectId: currentProjectId() })
  closeWorkspace()
  closeFilm()
  takeStore.setState({ takes: [] })
}

export async function changeSettings(change: Partial<Settings>): Promise<void> {
  const settings = await call('settings.change', change)
  studioStore.setState(({ studio }) => ({ studio: studio && { ...studio, settings } }))
}

/** Everything the window still holds of the open project goes to main first. What main refuses keeps nobody here. */
async function leaveProject(): Promise<void> {
  if (filmStore.getState().open === null) return
  saveNow()
  await editsDelivered().catch(() => undefined)
}

function showProject(project: OpenedProject): void {
  openWorkspace(project.id, project.workspace)
  takeStore.setState({ takes: project.takes })
  openFilm(project)
  const { shotId } = workspaceStore.getState()
  const { shots } = project.film
  if (!shots.some(({ id }) => id === shotId)) selectShot(shots[0]?.id ?? null)
  for (const { code, details } of project.notices) tellWarning(new StudioError(code, details))
  const { recoveredEdits: edits } = project
  if (edits > 0) tellDone(edits === 1 ? 'shell.recovered-one' : 'shell.recovered', { edits })
}
