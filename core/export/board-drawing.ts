import type { BoardSheet, BoardSheetEntry } from '../contract/board-sheet.ts'
import { arrowMarks, drawnPart } from './arrows-drawing.ts'
import { boxMark, fittedBox, inks, type Mark, type PageBox } from './page-marks.ts'

/**
 * A board in a box: its picture in the film's shape with the camera's frames over it.
 * @param entry index in the sheet
 * @param beyond what is drawn of frames that leave the board: all of them, with a smaller picture, or what is on it
 */
export function boardMarks(sheet: BoardSheet, entry: number, box: PageBox, beyond: 'all' | 'none'): Mark[] {
  const { picture, frame } = boardPlace(sheet, sheet.entries[entry]!, box, beyond)
  const { arrows } = sheet.entries[entry]!
  return [
    { kind: 'picture', entry, box: picture },
    boxMark(picture, { stroke: inks.rule }),
    ...(arrows === null ? [] : [{ kind: 'clip', box: frame, marks: arrowMarks(arrows, picture, frame) } as const]),
  ]
}

/** Where a board's picture lies in a box, and the frame around all that is drawn of it. */
function boardPlace(
  { aspect }: BoardSheet,
  { arrows }: BoardSheetEntry,
  box: PageBox,
  beyond: 'all' | 'none',
): { readonly picture: PageBox; readonly frame: PageBox } {
  const part = drawnPart(beyond === 'all' ? arrows : null)
  const [across, down] = [part.right - part.left, part.bottom - part.top]
  const frame = fittedBox(box, (across / down) * aspect)
  const [width, height] = [frame.width / across, frame.height / down]
  const picture = { x: frame.x - part.left * width, y: frame.y - part.top * height, width, height }
  // The lines on the picture's own edge are as wide as others.
  return { picture, frame: { x: frame.x - 2, y: frame.y - 2, width: frame.width + 4, height: frame.height + 4 } }
}
