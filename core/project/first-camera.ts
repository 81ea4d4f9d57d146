import { StudioError } from '../contract/errors.ts'
import type { Camera } from '../contract/generation.ts'

/** Families whose first frame is the board itself, and whose cameras all count from there. */
const familiesThatBeginWithTheBoard: readonly string[] = ['svd-cameractrl', 'flow-camera']

const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]

/**
 * Refuses a clip that does not begin with the board's camera, for a model that cannot make another.
 * @param family of the pack; unknown where it is not told, which lets everything through
 * @param cameras of the model's samples, at least one
 * @throws StudioError `inference.first-camera`
 */
export function checkFirstCamera(family: string | undefined, cameras: readonly Camera[]): void {
  if (family === undefined || !familiesThatBeginWithTheBoard.includes(family)) return
  const isBoards = cameras[0]!.worldFromCamera.every((value, index) => value === IDENTITY[index])
  if (!isBoards) throw new StudioError('inference.first-camera')
}
