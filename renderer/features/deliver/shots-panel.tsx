import { useMemo } from 'react'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import { formatTimecode } from '../../../core/timeline/timecode.ts'
import { useFilm } from '../../state/film-store.ts'
import { useTakes } from '../../state/mirrors.ts'
import { takesOfShot } from '../../state/shots.ts'
import { selectShot, showWorkspace } from '../../state/workspace-store.ts'
import { Button } from '../../ui/controls/button.tsx'
import { Badge } from '../../ui/feedback/badge.tsx'
import { StatusLabel } from '../../ui/feedback/status.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { useText } from '../../ui/use-text.ts'
import styles from './deliver.module.css'
import { deliveredShots, type DeliveredShot } from './planned-export.ts'

const tones = { take: 'ok', animatic: 'ready', 'take-gone': 'danger', 'take-short': 'danger' } as const

/** Every shot that leaves, and as what. */
export function ShotsPanel() {
  const text = useText()
  const film = useFilm((each) => each, null)
  const takes = useTakes((each) => each)
  const shots = useMemo(() => (film === null ? [] : deliveredShots(film, takes)), [film, takes])
  if (film === null) return null
  const format = { rate: film.rate, dropFrame: film.cut.dropFrame }
  const heads = ['shot', 'as', 'at', 'frames'] as const
  return (
    <Panel title={text('deliver.shots')} trailing={<Badge>{shots.length}</Badge>}>
      <table className={styles['shots']}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" data-column={head}>
                {text(`deliver.column.${head}`)}
              </th>
            ))}
            <th scope="col">
              <span className={styles['hidden']}>{text('deliver.column.action')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shots.map((delivered) => (
            <tr key={delivered.shot.id}>
              <th scope="row">{delivered.shot.name || text('deliver.unnamed')}</th>
              <td>
                <StatusLabel tone={tones[delivered.state]} label={stateWords(text, delivered, takes)} />
              </td>
              <td data-column="at">{formatTimecode(film.cut.startFrame + delivered.recordStart, format)}</td>
              <td data-column="frames">{delivered.usedFrames}</td>
              <td data-column="action">
                {delivered.state !== 'take' && (
                  <Button
                    variant="ghost"
                    size="compact"
                    onClick={() => {
                      selectShot(delivered.shot.id)
                      showWorkspace('generate')
                    }}
                  >
                    {text('deliver.open')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

function stateWords(
  text: ReturnType<typeof useText>,
  { state, take, shot }: DeliveredShot,
  takes: readonly TakeSummary[],
): string {
  if (take === null || state !== 'take') return text(`deliver.state.${state}`)
  const ofShot = takesOfShot(takes, shot.id).toSorted((a, b) => a.madeAt - b.madeAt)
  return text('deliver.state.take', { number: ofShot.findIndex(({ id }) => id === take.id) + 1 })
}
