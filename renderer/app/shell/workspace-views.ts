import type { ComponentType } from 'react'
import type { WorkspaceName } from '../../state/workspace-store.ts'
import { Starting } from './starting.tsx'

/** What each workspace shows. */
export const workspaceViews: Readonly<Record<WorkspaceName, ComponentType>> = {
  board: Starting,
  camera: Starting,
  generate: Starting,
  cut: Starting,
  deliver: Starting,
}
