import type { CallInput } from '../../core/contract/calls.ts'
import type { OpenedProject } from '../../core/contract/studio.ts'
import { errorFromFailure, StudioError, type Failure } from '../../core/contract/errors.ts'
import { leaveEvent } from '../../core/contract/events.ts'
import { call, listen } from '../bridge/client.ts'
import { commitDrafts } from './drafts.ts'
import { closeFilm, currentProjectId, editsDelivered, filmStore, openFilm, setSaveState } from './film-store.ts'
import { endWorks } from './leaving.ts'
import { jobStore, measuringStore, queueStore, receive, studioStore, takeStore } from './mirrors.ts'
import { tellDone, tellFailure, tellWarning } from './notices.ts'
import { followPaintedBoards } from './painted-boards.ts'
import { closeSafety, offerRepair, openSafety, wasDamaged } from './project-safety.ts'
import { followShotChanges } from './shot-changes.ts'
import { closeWorkspace, openWorkspace, saveNow, selectShot, workspaceStore } from './workspace-store.ts'

let endStart: () => void = () => undefined
const start = new Promise<void>((resolve) => (endStart = resolve))

/** Resolves when the project that the start opens is shown, or none is: before that, no film is open yet. */
export function started(): Promise<void> {
  return start
}

/** Connects the window to main and shows the project that main opened. */
export async function startStudio(): Promise<void> {
  listen((event) => receive(event, filmStore.getState().open?.projectId ?? null))
  window.addEventListener(leaveEvent, (event) => {
    event.preventDefault()
    void leaveProject().finally((event as CustomEvent<() => void>).detail)
  })
  // A page that is loaded again, which only a developer does, is not asked.
  window.addEventListener('pagehide', () => void saveNow())
  followShotChanges()
  followPaintedBoards()
  const failure = await showStart().finally(endStart)
  if (failure !== null) await offerRepair(errorFromFailure(failure)).catch(tellFailure)
}

/** @returns why the project that was open last is not shown */
async function showStart(): Promise<Failure | null> {
  const { project, projectFailure, jobs, queue, ...studio } = await call('app.start', {})
  studioStore.setState({ studio })
  jobStore.setState({ jobs })
  queueStore.setState(queue)
  if (project !== null) showProject(project)
  return projectFailure
}

export async function createProject(name: string): Promise<void> {
  await leaveProject()
  showProject(await call('project.create', { name }))
}

/** @returns false when the user closed the dialog */
export async function openProject(source: CallInput<'project.open'>): Promise<boolean> {
  await leaveProject()
  let project: OpenedProject | null
  try {
    project = await call('project.open', source)
  } catch (thrown) {
    await offerRepair(thrown)
    return false
  }
  if (project !== null) showProject(project)
  return project !== null
}

/** Repairs the project that could not be opened, and opens it. */
export async function repairProject(): Promise<void> {
  await leaveProject()
  const { project } = await call('repair.run', {})
  showProject(project)
  tellDone('recovery.repaired')
}

/** Asks for an archive and opens the project that it holds. @returns false when the user closed the dialog */
export async function openArchive(): Promise<boolean> {
  await leaveProject()
  const project = await call('archive.open', {})
  if (project !== null) showProject(project)
  return project !== null
}

/** Asks for a place and writes the project into one file. */
export async function archiveProject(onlyCutTakes: boolean): Promise<void> {
  await leaveProject()
  const written = await call('archive.write', { projectId: currentProjectId(), onlyCutTakes })
  if (written === null) return
  tellDone('recovery.archive.done', { name: written.name, megabytes: Math.ceil(written.bytes / 1e6) })
}

export async function saveProject(): Promise<void> {
  commitDrafts()
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
  closeSafety()
  takeStore.setState({ takes: [] })
  measuringStore.setState({ takeIds: [] })
}

export async function changeSettings(change: CallInput<'settings.change'>): Promise<void> {
  const settings = await call('settings.change', change)
  studioStore.setState(({ studio }) => ({ studio: studio && { ...studio, settings } }))
}

/** Asks for the program that boards are painted in. */
export async function choosePaintProgram(): Promise<void> {
  const settings = await call('paint.chooseProgram', {})
  if (settings !== null) studioStore.setState(({ studio }) => ({ studio: studio && { ...studio, settings } }))
}

/** Everything the window still holds of the open project goes to main first. What main refuses keeps nobody here. */
async function leaveProject(): Promise<void> {
  if (filmStore.getState().open === null) return
  commitDrafts()
  await endWorks()
  await Promise.allSettled([saveNow(), editsDelivered()])
}

function showProject(project: OpenedProject): void {
  openWorkspace(project.id, project.workspace)
  takeStore.setState({ takes: project.takes })
  measuringStore.setState({ takeIds: [] })
  openFilm(project)
  openSafety(project)
  const { shotId } = workspaceStore.getState()
  const { shots } = project.film
  if (!shots.some(({ id }) => id === shotId)) selectShot(shots[0]?.id ?? null)
  if (project.recovery !== null) tellDone(wasDamaged(project.recovery) ? 'recovery.toast' : 'recovery.toast-migrated')
  // What the recovery says is shown until it has been seen.
  const told = new Set(project.recovery?.problems.map(({ code }) => code))
  for (const { code, details } of project.notices) if (!told.has(code)) tellWarning(new StudioError(code, details))
}
