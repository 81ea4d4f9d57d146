import type { TakeSummary } from '../../../../core/contract/studio.ts'
import type { CutClip } from '../../../../core/project/schema/cut.ts'
import type { Shot } from '../../../../core/project/schema/shot.ts'
import { takeIndexOf } from '../../../state/playback/cut-frame.ts'

/** Why a clip cannot leave as it is: its take is not there any more, or lacks frames that the clip shows. */
type ClipTrouble = 'take-gone' | 'take-short'

/** @param take the chosen one, null when none is chosen or it is gone */
export function clipTrouble(clip: CutClip, shot: Shot, take: TakeSummary | null): ClipTrouble | null {
  if (take === null) return shot.chosenTakeId === null ? null : 'take-gone'
  const ends = [clip.source.start, clip.source.end - 1]
  return ends.every((frame) => takeIndexOf(take, frame) !== null) ? null : 'take-short'
}
