import type { CameraPath } from '../../camera/path-schema.ts'
import type { Shot } from '../schema/shot.ts'

/** What a new shot cannot do without. */
export interface NewShot {
  readonly id: string
  readonly name: string
  readonly boardId: string
  readonly durationFrames: number
  readonly path: CameraPath
}

/** A shot of one board with that path, and nothing else set. */
export function plainShot({ id, name, boardId, durationFrames, path }: NewShot): Shot {
  return {
    id,
    name,
    note: '',
    dialogue: '',
    action: '',
    sceneId: null,
    group: '',
    boards: [{ boardId, frame: 0, role: 'start' }],
    durationFrames,
    handles: { headFrames: 0, tailFrames: 0 },
    anchorFrame: 0,
    camera: { source: 'keys', path, layers: [] },
    subjects: [],
    prompt: '',
    generation: { packId: null, seed: 1, steps: null, sampleFrames: null, cache: 'on' },
    chosenTakeId: null,
    takeMarks: [],
  }
}
