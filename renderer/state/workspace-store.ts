import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { z } from 'zod'
import { call } from '../bridge/client.ts'

export const workspaceNames = ['board', 'camera', 'generate', 'cut', 'deliver'] as const
export type WorkspaceName = (typeof workspaceNames)[number]

const frame = z.number().int().min(-1e6).max(1e9)

/** What the window remembers of a project beside the film: saved with it, but no part of undo. */
const workspaceSchema = z.object({
  workspace: z.enum(workspaceNames).catch('board'),
  /** The shot that Camera and Generate work on. */
  shotId: z.string().nullable().catch(null),
  /** Frame of each shot that its viewports show. */
  shotFrames: z.record(z.string(), frame).catch({}),
  /** Frame of the cut, from its start. */
  cutFrame: frame.catch(0),
  /** State of features' own, each read with its own schema. */
  slices: z.record(z.string(), z.unknown()).catch({}),
})
export type Workspace = z.infer<typeof workspaceSchema>

const initial: Workspace = { workspace: 'board', shotId: null, shotFrames: {}, cutFrame: 0, slices: {} }

export const workspaceStore = createStore<Workspace>(() => initial)

/** @param saved what main kept; whatever of it cannot be read falls back to the default */
export function openWorkspace(projectId: string, saved: unknown): void {
  const parsed = workspaceSchema.safeParse(saved)
  workspaceStore.setState(parsed.success ? parsed.data : initial, true)
  owner = projectId
}

export function closeWorkspace(): void {
  void saveNow()
  owner = null
}

export function showWorkspace(workspace: WorkspaceName): void {
  workspaceStore.setState({ workspace })
}

export function selectShot(shotId: string | null): void {
  workspaceStore.setState({ shotId })
}

/** The playhead of a shot, in its frames: 0 is its first without the head handle. */
export function setShotFrame(shotId: string, shown: number): void {
  workspaceStore.setState(({ shotFrames }) => ({ shotFrames: { ...shotFrames, [shotId]: shown } }))
}

export function setCutFrame(cutFrame: number): void {
  workspaceStore.setState({ cutFrame })
}

export function useWorkspace<Value>(select: (workspace: Workspace) => Value): Value {
  return useStore(workspaceStore, select)
}

/** A feature's own part of the workspace: read with its schema, `fallback` when there is none or it cannot be read. */
export function workspaceSlice<Value extends object>(name: string, schema: z.ZodType<Value>, fallback: Value) {
  let seen: unknown
  let value = fallback
  const read = ({ slices }: Workspace): Value => {
    const saved = slices[name]
    if (saved === seen) return value
    seen = saved
    const parsed = schema.safeParse(saved)
    value = parsed.success ? parsed.data : fallback
    return value
  }
  return {
    get: (): Value => read(workspaceStore.getState()),
    set: (change: Partial<Value>): void =>
      workspaceStore.setState((state) => ({ slices: { ...state.slices, [name]: { ...read(state), ...change } } })),
    use: <Part>(select: (value: Value) => Part): Part => useStore(workspaceStore, (state) => select(read(state))),
  }
}

let owner: string | null = null
let timer: ReturnType<typeof setTimeout> | undefined

/** Long enough that playing and scrubbing cause no traffic. */
const saveDelayMilliseconds = 800

workspaceStore.subscribe(() => {
  clearTimeout(timer)
  timer = setTimeout(() => void saveNow(), saveDelayMilliseconds)
})

/** Saves at once: before the window goes. Resolves when main has it, or has refused it. */
export async function saveNow(): Promise<void> {
  clearTimeout(timer)
  if (owner === null) return
  // Losing where one was is not worth an error.
  await call('workspace.save', { projectId: owner, workspace: workspaceStore.getState() }).catch(() => undefined)
}
