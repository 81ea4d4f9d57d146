import { FileUp } from 'lucide-react'
import { memo } from 'react'
import { setBoardDepth } from '../../../../core/project/edits/boards.ts'
import { errorFromFailure } from '../../../../core/contract/errors.ts'
import type { Board } from '../../../../core/project/schema/board.ts'
import { call } from '../../../bridge/client.ts'
import { currentProjectId, edit, editsDelivered, filmStore } from '../../../state/film-store.ts'
import { estimateDepth, useDepthJob } from '../../../state/board-depth.ts'
import { importFrom } from '../../../state/imports.ts'
import { attempt } from '../../../state/notices.ts'
import { Button } from '../../../ui/controls/button.tsx'
import { SegmentedControl } from '../../../ui/controls/segmented-control.tsx'
import { DragField } from '../../../ui/fields/drag-field.tsx'
import { Field } from '../../../ui/layout/field.tsx'
import { Section } from '../../../ui/layout/section.tsx'
import { useText } from '../../../ui/use-text.ts'
import { showFrame } from '../session/current-shot.ts'
import { useShotPart } from '../session/use-shot.ts'
import { EstimateAgain, RunningEstimate } from './depth-estimate.tsx'
import styles from './inspector.module.css'
import { RasterShape } from './raster-shape.tsx'

type DepthKind = 'automatic' | 'flat' | 'ground' | 'file'

/** A horizon a little above the middle suits most boards. */
const firstHorizon = 0.45

interface DepthSectionProps {
  readonly board: Board
  /** Of the shot: there the board is seen as it is. */
  readonly anchorFrame: number
}

/** Where the board's depth comes from. */
export const DepthSection = memo(function DepthSection({ board, anchorFrame }: DepthSectionProps) {
  const text = useText()
  const pack = useShotPart(({ pack }) => pack)
  const job = useDepthJob(board.id)
  const kind = kindOf(board)
  const missing = pack?.estimatesDepth === true ? undefined : text('depth.automatic-missing')
  const choose = (chosen: DepthKind): void => {
    if (chosen === 'file') return attempt(() => importDepth(board.id))
    if (chosen === 'automatic') {
      if (pack !== null) attempt(() => estimateDepth([board.id], pack.id))
      return
    }
    const depth: Board['depth'] = chosen === 'ground' ? { origin: 'ground', horizon: firstHorizon } : { origin: 'flat' }
    edit('camera.edit.depth', (film) => setBoardDepth(film, board.id, depth, null))
    // The horizon is drawn in the board's own view.
    if (chosen === 'ground') showFrame(anchorFrame)
  }
  return (
    <Section title={text('camera.section.depth')}>
      <SegmentedControl
        fill
        label={text('camera.field.depth')}
        value={kind}
        segments={(['automatic', 'flat', 'ground', 'file'] as const).map((value) => ({
          value,
          label: text(`camera.depth.${value}`),
          ...(value === 'automatic' && kind !== 'automatic' && missing !== undefined
            ? { disabledReason: missing }
            : {}),
        }))}
        onChange={choose}
      />
      {job !== null && <RunningEstimate job={job} />}
      <p className={styles['hint']}>
        {board.depth.origin === 'estimated'
          ? text('depth.automatic-by', { network: board.depth.packId })
          : text(`camera.depth.${board.depth.origin}-hint`)}
      </p>
      {board.depth.origin === 'ground' && (
        <Field label={text('camera.field.horizon')}>
          <DragField
            label={text('camera.field.horizon')}
            unit="percent"
            value={board.depth.horizon * 100}
            min={2}
            max={98}
            step={1}
            precision={1}
            defaultValue={firstHorizon * 100}
            onCommit={(percent) => {
              edit('camera.edit.depth', (film) =>
                setBoardDepth(film, board.id, { origin: 'ground', horizon: percent / 100 }, null),
              )
            }}
          />
        </Field>
      )}
      {'raster' in board.depth && <RasterShape boardId={board.id} depth={board.depth} />}
      {kind === 'automatic' && job === null && pack !== null && (
        <EstimateAgain boardId={board.id} packId={pack.id} disabledReason={missing} />
      )}
      {kind === 'file' && (
        <Button className={styles['wide']} icon={<FileUp />} onClick={() => attempt(() => importDepth(board.id))}>
          {text('camera.depth.replace-file')}
        </Button>
      )}
    </Section>
  )
})

function kindOf({ depth }: Board): DepthKind {
  if (depth.origin === 'estimated') return 'automatic'
  return depth.origin
}

/** @throws StudioError why the file cannot be a depth of the board */
async function importDepth(boardId: string): Promise<void> {
  await editsDelivered()
  const projectId = currentProjectId()
  const [imported] = await importFrom('depth', { from: 'dialog' }, (source) =>
    call('depth.import', { projectId, boardId, source }),
  )
  if (imported === undefined) return
  if (!imported.ok) throw errorFromFailure(imported.failure)
  // Where another project was opened meanwhile, the raster lies in its own and the film stays as it is.
  if (filmStore.getState().open?.projectId !== projectId) return
  edit('camera.edit.depth', (film) =>
    setBoardDepth(film, boardId, { origin: 'file', raster: imported.media }, imported.medianDepth),
  )
}
