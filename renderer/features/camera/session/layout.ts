import { z } from 'zod'
import { workspaceSlice } from '../../../state/workspace-store.ts'

const sizes = z.record(z.string(), z.number())

const schema = z.object({
  /** The large viewport shows the camera's picture, the small one the space. */
  swapped: z.boolean().catch(false),
  modelView: z.boolean().catch(false),
  inspector: z.boolean().catch(true),
  /** Hatches what the board does not cover. */
  coverage: z.boolean().catch(true),
  safeAreas: z.boolean().catch(false),
  /** The outlines of the key before and of the one after, over the camera's picture. */
  ghosts: z.boolean().catch(false),
  /** The board's picture in its own camera's cone. */
  boardPicture: z.boolean().catch(true),
  /** Hatches in the space what the camera sees beside the board. */
  surround: z.boolean().catch(true),
  /** Over the authored path, the one that the take in the cut achieved. */
  achieved: z.boolean().catch(true),
  columns: sizes.optional().catch(undefined),
  views: sizes.optional().catch(undefined),
  rows: sizes.optional().catch(undefined),
})

/** What the Camera workspace looks like: remembered with the project, no part of undo. */
export const cameraLayout = workspaceSlice('camera', schema, {
  swapped: false,
  modelView: false,
  inspector: true,
  coverage: true,
  safeAreas: false,
  ghosts: false,
  boardPicture: true,
  surround: true,
  achieved: true,
})
