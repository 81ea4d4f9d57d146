import { camerasFromPath, camerasFromPoses } from '../../../core/camera/cameras.ts'
import { parseRealEstate10k } from '../../../core/camera/formats/realestate10k.ts'
import { parseMove } from '../../../core/camera/move-names.ts'
import { pathFromMoves } from '../../../core/camera/moves.ts'
import { expandPlucker, pluckerSha256 } from '../../../core/camera/plucker.ts'
import { resamplePoses } from '../../../core/camera/resample.ts'
import { valueOf } from '../../../core/contract/result.ts'

const SIZE = { width: 144, height: 80 }
const MOVES = 'orbit:75+dolly-zoom:1.3+tilt:12+roll:200+handheld:0.8'

/** Everything between a path or a pose file and its digest, in whichever program runs this. */
export async function digests(poseFileText: string): Promise<{ fromMoves: string; fromPoses: string }> {
  const path = pathFromMoves(valueOf(parseMove(MOVES)), { frames: 16, seed: 5, easing: 'ease-in-out' })
  const timesInFrames = Array.from({ length: 25 }, (_, i) => (i * 15) / 24)
  const moved = camerasFromPath(path, { size: SIZE, timesInFrames })
  const rows = resamplePoses(valueOf(parseRealEstate10k(poseFileText, 'poses.txt')).rows, 19)
  const posed = camerasFromPoses(rows, { size: SIZE, subjectDistance: 1.7 })
  return {
    fromMoves: await pluckerSha256(expandPlucker(moved.cameras, SIZE, 'moment-direction')),
    fromPoses: await pluckerSha256(expandPlucker(posed.cameras, SIZE, 'origin-direction')),
  }
}
