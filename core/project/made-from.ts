import type { GenerationSpec } from '../contract/generation.ts'
import type { PixelBox } from '../framing/framing.ts'

/** What a shot's frames are made from, as a take remembers it. */
export interface MadeFrom {
  /** Of the embedding of the cameras. */
  readonly pluckerSha256: string
  readonly pictureSha256: string
  readonly depthSha256: string
  /** Film frames, handles included. */
  readonly frames: number
  /** The lens that the board is taken to have: fx, fy, cx, cy in pixels of the model size. */
  readonly boardIntrinsics: number[]
  /** The part of the model's frame that is delivered, in pixels of the model size. */
  readonly deliveredPart: PixelBox
  readonly cache: 'on' | 'off'
  readonly pack: { readonly id: string }
}

/** What of a spec says what a take is made from. */
type SpecParts = Pick<
  GenerationSpec,
  'pluckerSha256' | 'picture' | 'depth' | 'boardIntrinsics' | 'size' | 'delivery' | 'cache' | 'pack'
>

/**
 * What a take that is made of the spec is made from.
 * @param frames film frames that the spec has cameras for
 * @param deliveredPart where a take says it beside its spec, as those without a `delivery` do
 */
export function madeFrom(
  spec: SpecParts,
  frames: number,
  deliveredPart: PixelBox = { x: 0, y: 0, ...spec.size },
): MadeFrom {
  return {
    pluckerSha256: spec.pluckerSha256,
    pictureSha256: spec.picture.sha256,
    depthSha256: spec.depth.sha256,
    frames,
    boardIntrinsics: [...spec.boardIntrinsics],
    deliveredPart: spec.delivery?.box ?? deliveredPart,
    cache: spec.cache,
    pack: { id: spec.pack.id },
  }
}

/** Whether a take of another camera shows what that camera would show of the shot now: all but the camera is compared. */
export function showsSameScene(a: MadeFrom, b: MadeFrom): boolean {
  return showsSameShot(a, { ...b, pluckerSha256: a.pluckerSha256 })
}

/**
 * Whether two takes show the same shot. Another seed, other steps, and with them another number of delivered pixels, are
 * variations of one shot and no change of it; so is another version of the same pack.
 */
export function showsSameShot(a: MadeFrom, b: MadeFrom): boolean {
  return (
    a.pluckerSha256 === b.pluckerSha256 &&
    a.pictureSha256 === b.pictureSha256 &&
    a.depthSha256 === b.depthSha256 &&
    a.frames === b.frames &&
    a.boardIntrinsics.every((value, index) => value === b.boardIntrinsics[index]) &&
    sameBox(a.deliveredPart, b.deliveredPart) &&
    a.cache === b.cache &&
    a.pack.id === b.pack.id
  )
}

function sameBox(a: PixelBox, b: PixelBox): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
}
