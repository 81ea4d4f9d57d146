import { maximumRelief } from '../../../../core/contract/depth-operation.ts'
import { setBoardDepth } from '../../../../core/project/edits/boards.ts'
import type { Board } from '../../../../core/project/schema/board.ts'
import { edit } from '../../../state/film-store.ts'
import { SegmentedControl } from '../../../ui/controls/segmented-control.tsx'
import { DragField } from '../../../ui/fields/drag-field.tsx'
import { Field } from '../../../ui/layout/field.tsx'
import { useText } from '../../../ui/use-text.ts'

type RasterDepth = Extract<Board['depth'], { readonly raster: string }>

/** Passes of sharpening that the window offers; others come from elsewhere and are shown as they are. */
const edgeChoices = [0, 2, 4] as const

/** How a board's depth raster is used: the strength of its relief, and how its edges follow the picture's. */
export function RasterShape({ boardId, depth }: { readonly boardId: string; readonly depth: RasterDepth }) {
  const text = useText()
  const { relief = 1, sharpening = 0 } = depth
  const isOffered = edgeChoices.some((passes) => passes === sharpening)
  const choices = isOffered ? edgeChoices : [...edgeChoices, sharpening]
  return (
    <>
      <Field label={text('depth.relief')}>
        <DragField
          label={text('depth.relief')}
          unit="percent"
          value={relief * 100}
          min={0}
          max={maximumRelief * 100}
          step={5}
          defaultValue={100}
          onCommit={(percent) => {
            const changed = { ...depth, relief: percent / 100 }
            edit('depth.edit.relief', (film) => setBoardDepth(film, boardId, changed, null))
          }}
        />
      </Field>
      <Field label={text('depth.edges')}>
        <SegmentedControl
          fill
          label={text('depth.edges')}
          value={String(sharpening)}
          segments={choices.map((passes) => ({
            value: String(passes),
            label:
              passes === 0 || passes === 2 || passes === 4
                ? text(`depth.edges-${passes}`)
                : text('depth.edges-other', { passes }),
          }))}
          onChange={(passes) => {
            const changed = { ...depth, sharpening: Number(passes) }
            edit('depth.edit.sharpening', (film) => setBoardDepth(film, boardId, changed, null))
          }}
        />
      </Field>
    </>
  )
}
