import type { GenerationSpec } from '../contract/generation.ts'

/** What a shot's frames are made from, as a take remembers it: cameras, board, depth and length. */
export interface MadeFrom {
  /** Of the embedding of the cameras. */
  readonly pluckerSha256: string
  readonly pictureSha256: string
  readonly depthSha256: string
  /** Film frames, handles included. */
  readonly frames: number
}

/** What a take that is made of the spec will be made from. */
export function madeFrom(spec: Pick<GenerationSpec, 'pluckerSha256' | 'picture' | 'depth' | 'filmCameras'>): MadeFrom {
  return {
    pluckerSha256: spec.pluckerSha256,
    pictureSha256: spec.picture.sha256,
    depthSha256: spec.depth.sha256,
    frames: spec.filmCameras.length,
  }
}

/** Whether two takes show the same shot: another seed, other steps are variations of one shot and no change of it. */
export function showsSameShot(a: MadeFrom, b: MadeFrom): boolean {
  return (
    a.pluckerSha256 === b.pluckerSha256 &&
    a.pictureSha256 === b.pictureSha256 &&
    a.depthSha256 === b.depthSha256 &&
    a.frames === b.frames
  )
}
