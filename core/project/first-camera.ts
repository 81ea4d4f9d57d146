import { StudioError } from '../contract/errors.ts'
import type { GenerationSpec } from '../contract/generation.ts'

/** Families whose first frame is the board itself, and whose cameras all count from there. */
const familiesThatBeginWithTheBoard: readonly string[] = ['svd-cameractrl', 'flow-camera']

/** Rounding of a lens between two keys that have the same one. */
const lensTolerance = 1e-6

const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]

type FirstCamera = Pick<GenerationSpec, 'sampleCameras' | 'boardIntrinsics'>

/**
 * Refuses a clip that does not begin with the board's camera, its lens included, for a model that cannot make another: what
 * it is told of its first frame would not be what it is shown.
 * @param family of the pack; unknown where it is not told, which lets everything through
 * @param spec with at least one sample camera; the board's lens counts in the same pixels
 * @throws StudioError `inference.first-camera`
 */
export function checkFirstCamera(family: string | undefined, spec: FirstCamera): void {
  checkFirstPose(family, spec)
  if (!beginsWithTheBoard(family)) return
  const { intrinsics } = spec.sampleCameras[0]!
  const hasItsLens = intrinsics.every((value, index) => {
    const boards = spec.boardIntrinsics[index]!
    return Math.abs(value - boards) <= lensTolerance * Math.abs(boards)
  })
  if (!hasItsLens) throw new StudioError('inference.first-camera')
}

/**
 * What {@link checkFirstCamera} asks of the pose alone. Takes that were made with another lens than the board's can be made
 * again.
 * @throws StudioError `inference.first-camera`
 */
export function checkFirstPose(
  family: string | undefined,
  { sampleCameras }: Pick<FirstCamera, 'sampleCameras'>,
): void {
  if (!beginsWithTheBoard(family)) return
  const standsThere = sampleCameras[0]!.worldFromCamera.every((value, index) => value === IDENTITY[index])
  if (!standsThere) throw new StudioError('inference.first-camera')
}

function beginsWithTheBoard(family: string | undefined): boolean {
  return family !== undefined && familiesThatBeginWithTheBoard.includes(family)
}
