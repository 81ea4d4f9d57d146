import type { ComponentType } from 'react'
import { GenerateWorkspace } from '../../features/generate/generate-workspace.tsx'
import { CutWorkspace } from '../../features/timeline/cut-workspace.tsx'
import { BoardWorkspace } from '../../features/storyboard/board-workspace.tsx'
import type { WorkspaceName } from '../../state/workspace-store.ts'
import { Starting } from './starting.tsx'

/** What each workspace shows. */
export const workspaceViews: Readonly<Record<WorkspaceName, ComponentType>> = {
  board: BoardWorkspace,
  camera: Starting,
  generate: GenerateWorkspace,
  cut: CutWorkspace,
  deliver: Starting,
}
