import { Clapperboard, TriangleAlert } from 'lucide-react'
import { memo, useMemo } from 'react'
import type { TakeSummary } from '../../../../core/contract/studio.ts'
import type { CutClip } from '../../../../core/project/schema/cut.ts'
import type { Shot } from '../../../../core/project/schema/shot.ts'
import { takeStore } from '../../../state/mirrors.ts'
import { useIsOutdated } from '../../../state/shot-changes.ts'
import { ContextMenu } from '../../../ui/menus/context-menu.tsx'
import { classNames } from '../../../ui/class-names.ts'
import { useText } from '../../../ui/use-text.ts'
import { clipTrouble } from '../editing/clip-trouble.ts'
import { clipMenu } from '../clip-menu.ts'
import { choose, cutSession, useCutSession } from '../cut-view.ts'
import { frameUnder } from '../editing/time-scale.ts'
import { takeName } from '../take-names.ts'
import { matchFrame } from '../transport-commands.ts'
import { cutTransport } from '../cut-transport.ts'
import { startMove, startTrim } from './clip-drag.ts'
import { FilmStrip } from './film-strip.tsx'
import { startTool } from './tool-drag.ts'
import styles from './clips.module.css'
import { useTimeView } from './time-view.ts'

interface CutClipProps {
  readonly clip: CutClip
  readonly shot: Shot
  /** Null plays the board through the path. */
  readonly take: TakeSummary | null
  readonly left: number
  readonly width: number
  readonly startFrame: number
  readonly chosen: boolean
  /** It is being dragged to another place. */
  readonly moving: boolean
}

/** Narrower clips are a coloured bar; wider ones get a name, then a picture and handles. */
const leastForName = 30
const leastForPicture = 56

export const CutClipView = memo(function CutClipView(props: CutClipProps) {
  const { clip, shot, take, left, width, startFrame, chosen, moving } = props
  const text = useText()
  const view = useTimeView()
  const { pixelsPerFrame } = view
  const tool = useCutSession((session) => session.tool)
  const trouble = clipTrouble(clip, shot, take)
  const name = shot.name || text('cut.unnamed')
  const outdated = useIsOutdated(take)
  const made = take === null ? text('cut.animatic') : takeName(text, takeStore.getState().takes, take)
  const what = outdated ? `${made} · ${text('generate.outdated')}` : made
  const entries = useMemo(() => clipMenu(text, { clip, shot, take }), [text, clip, shot, take])
  return (
    <ContextMenu
      entries={entries}
      onOpen={() => {
        if (!cutSession.getState().selection.has(clip.id)) choose([clip.id])
      }}
    >
      <li
        className={classNames(styles['clip'], chosen && styles['chosen'], moving && styles['moving'])}
        style={{ left, width: Math.max(2, width - 1) }}
        data-clip={clip.id}
        data-kind={take === null ? 'animatic' : 'take'}
        data-trouble={trouble ?? undefined}
        aria-label={text(chosen ? 'cut.clip-chosen' : 'cut.clip', { name, what })}
        onPointerDown={(event) => {
          const pointerFrame = view.contentPixels(event.clientX) / pixelsPerFrame
          if (tool === 'select') startMove(event, { item: clip, grabbedFrame: pointerFrame, pixelsPerFrame })
          else startTool(event, tool, { clip, startFrame, pixelsPerFrame, pointerFrame, text })
        }}
        onDoubleClick={(event) => {
          cutTransport.goTo(frameUnder(view.contentPixels(event.clientX), pixelsPerFrame))
          matchFrame()
        }}
      >
        {width >= leastForName && (
          <span className={styles['clipName']}>
            {trouble !== null && <TriangleAlert aria-hidden />}
            {trouble === null && take === null && width >= leastForPicture && <Clapperboard aria-hidden />}
            <b>{name}</b>
            {width >= 110 && (
              <span className={styles['clipWhat']}>{trouble === null ? what : text(`cut.${trouble}`)}</span>
            )}
          </span>
        )}
        {width >= leastForPicture && <FilmStrip clip={clip} shot={shot} take={take} startFrame={startFrame} />}
        {width >= 14 &&
          tool === 'select' &&
          (['head', 'tail'] as const).map((edge) => (
            <span
              key={edge}
              className={styles['edge']}
              data-edge={edge}
              onPointerDown={(event) => startTrim(event, { clip, startFrame, pixelsPerFrame, edge, text })}
            />
          ))}
      </li>
    </ContextMenu>
  )
})
