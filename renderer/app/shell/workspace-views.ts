import type { ComponentType } from 'react'
import { CameraWorkspace } from '../../features/camera/camera-workspace.tsx'
import { DeliverWorkspace } from '../../features/deliver/deliver-workspace.tsx'
import { GenerateWorkspace } from '../../features/generate/generate-workspace.tsx'
import { BoardWorkspace } from '../../features/storyboard/board-workspace.tsx'
import { CutWorkspace } from '../../features/timeline/cut-workspace.tsx'
import type { WorkspaceName } from '../../state/workspace-store.ts'

/** What each workspace shows. */
export const workspaceViews: Readonly<Record<WorkspaceName, ComponentType>> = {
  board: BoardWorkspace,
  camera: CameraWorkspace,
  generate: GenerateWorkspace,
  cut: CutWorkspace,
  deliver: DeliverWorkspace,
}
