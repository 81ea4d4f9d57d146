import { useMemo } from 'react'
import type { CutItem } from '../../../../core/project/schema/cut.ts'
import { useFilm } from '../../../state/film-store.ts'
import { useTakes } from '../../../state/mirrors.ts'
import { chosenTake, cutLayout } from '../../../state/playback/cut-frame.ts'
import { useText } from '../../../ui/use-text.ts'
import { choose, useCutSession } from '../cut-view.ts'
import { CutClipView } from './cut-clip.tsx'
import { CutDissolveView, CutGapView } from './cut-gap.tsx'
import styles from './timeline.module.css'
import { isInSight, useTimeView } from './time-view.ts'

const noItems: readonly CutItem[] = []

/** The one picture track: clips and gaps one after another, dissolves over their cuts. */
export function PictureTrack() {
  const text = useText()
  const view = useTimeView()
  const items = useFilm((film) => film.cut.items, noItems)
  const shots = useFilm((film) => film.shots, null)
  const takes = useTakes((each) => each)
  const selection = useCutSession((session) => session.selection)
  const moving = useCutSession((session) => session.moving)
  const tool = useCutSession((session) => session.tool)
  const shown = useMemo(() => cutLayout(items).filter(({ record }) => isInSight(view, record)), [items, view])
  const byId = useMemo(() => new Map((shots ?? []).map((shot) => [shot.id, shot])), [shots])
  return (
    <ol
      aria-label={text('cut.track.picture')}
      className={styles['pictureTrack']}
      data-tool={tool}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) choose([])
      }}
    >
      {shown.map((placed) => {
        const { item, record } = placed
        const shared = {
          left: record.start * view.pixelsPerFrame,
          width: (record.end - record.start) * view.pixelsPerFrame,
          startFrame: record.start,
          chosen: selection.has(item.id),
        }
        if (item.kind === 'gap') return <CutGapView key={item.id} gap={item} {...shared} />
        if (item.kind === 'dissolve')
          return <CutDissolveView key={item.id} dissolve={item} after={placed.index + 1} {...shared} />
        const shot = byId.get(item.shotId)
        if (shot === undefined) return null
        const take = chosenTake(shot, takes)
        return (
          <CutClipView key={item.id} clip={item} shot={shot} take={take} moving={moving.has(item.id)} {...shared} />
        )
      })}
    </ol>
  )
}
