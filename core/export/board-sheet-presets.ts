import type { BoardSheetOptions } from '../contract/board-sheet.ts'

/** How each layout is used most: rows read down an upright page, boards in columns or alone across a wide one. */
export function boardSheetOptions(layout: BoardSheetOptions['layout']): BoardSheetOptions {
  return {
    layout,
    paper: 'a4',
    orientation: layout === 'rows' ? 'portrait' : 'landscape',
    columns: 3,
    arrows: true,
    overhead: true,
  }
}
