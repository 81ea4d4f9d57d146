import { useEffect, useMemo, useRef, useState, type CSSProperties } from 'react'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import { useFilm } from '../../state/film-store.ts'
import type { Combine } from '../../state/playback/frame-viewer.ts'
import { PictureCanvas } from '../../ui/display/picture-canvas.tsx'
import { useText } from '../../ui/use-text.ts'
import styles from './compare.module.css'
import { difference, only, wipe, type ShownDifference } from './compare-pictures.ts'
import { blinkStore, comparison, useBlinkSide, useComparison, type CompareMode } from './compare-store.ts'
import stageStyles from './stage.module.css'
import viewStyles from './take-view.module.css'
import { useTakesViewer } from './takes-viewer.ts'
import { WipeDivider } from './wipe-divider.tsx'

interface CompareViewProps {
  readonly shotId: string
  readonly takes: readonly [TakeSummary, TakeSummary]
  /** Their names, in the same order. */
  readonly names: readonly [string, string]
  readonly mode: Exclude<CompareMode, 'side'>
}

/** Two takes in one picture, at the same frame of both. */
export function CompareView({ shotId, takes, names, mode }: CompareViewProps) {
  const aspect = useFilm(({ format }) => format.width / format.height, 16 / 9)
  return (
    <div className={stageStyles['takes']} data-count={1}>
      <figure className={stageStyles['take']}>
        <div className={stageStyles['frame']} style={{ '--aspect': aspect } as CSSProperties}>
          {mode === 'wipe' && <Wipe shotId={shotId} takes={takes} names={names} />}
          {mode === 'blink' && <Blink shotId={shotId} takes={takes} names={names} />}
          {mode === 'difference' && <Difference shotId={shotId} takes={takes} names={names} />}
        </div>
      </figure>
    </div>
  )
}

type Compared = Omit<CompareViewProps, 'mode'>

function Wipe({ shotId, takes, names }: Compared) {
  const text = useText()
  const part = useComparison(({ wipe: at }) => at)
  const combine = useMemo(() => wipe(part), [part])
  return (
    <>
      <Picture shotId={shotId} takes={takes} combine={combine} label={text('compare.wipe-of', pair(names))} />
      <WipeDivider part={part} onChange={(at) => comparison.set({ wipe: at })} />
      <span className={stageStyles['caption']}>{text('compare.side-a', { take: names[0] })}</span>
      <span className={stageStyles['caption']} data-right>
        {text('compare.side-b', { take: names[1] })}
      </span>
    </>
  )
}

function Blink({ shotId, takes, names }: Compared) {
  const text = useText()
  const side = useBlinkSide()
  const rate = useComparison(({ blinkRate }) => blinkRate)
  const combine = useMemo(() => only(side), [side])
  useEffect(() => {
    if (rate === 0) return undefined
    const timer = setInterval(() => blinkStore.setState(({ side: now }) => ({ side: now === 0 ? 1 : 0 })), 1000 / rate)
    return () => clearInterval(timer)
  }, [rate])
  return (
    <>
      <Picture shotId={shotId} takes={takes} combine={combine} label={text('compare.blink-of', pair(names))} />
      <span className={stageStyles['caption']}>
        {side === 0 ? text('compare.side-a', { take: names[0] }) : text('compare.side-b', { take: names[1] })}
      </span>
    </>
  )
}

function Difference({ shotId, takes, names }: Compared) {
  const text = useText()
  const gain = useComparison((chosen) => chosen.gain)
  const [shown, setShown] = useState<ShownDifference | null>(null)
  const asked = useRef(0)
  // Told while the picture is drawn; words follow with the next picture of the screen.
  const combine = useMemo(
    () =>
      difference(gain, (numbers) => {
        cancelAnimationFrame(asked.current)
        asked.current = requestAnimationFrame(() => setShown(numbers))
      }),
    [gain],
  )
  useEffect(() => () => cancelAnimationFrame(asked.current), [])
  const [first, second] = takes
  const scaled = first.size.width !== second.size.width || first.size.height !== second.size.height
  return (
    <>
      <Picture shotId={shotId} takes={takes} combine={combine} label={text('compare.difference-of', pair(names))} />
      <span className={stageStyles['caption']}>
        {text('compare.difference-of', pair(names))} · ×{gain}
      </span>
      {shown !== null && (
        <span className={stageStyles['caption']} data-right>
          {shown.largest === 0 && shown.exact && !scaled
            ? text('compare.identical')
            : text('compare.numbers', { largest: shown.largest, mean: shown.mean.toFixed(2) })}
          {scaled ? ` · ${text('compare.scaled')}` : shown.exact ? '' : ` · ${text('compare.of-movies')}`}
        </span>
      )}
    </>
  )
}

interface PictureProps {
  readonly shotId: string
  readonly takes: readonly [TakeSummary, TakeSummary]
  readonly combine: Combine
  readonly label: string
}

function Picture({ shotId, takes: [first, second], combine, label }: PictureProps) {
  const format = useFilm((film) => film.format, { width: 16, height: 9 })
  const takes = useMemo(() => [first, second], [first, second])
  const height = Math.max(first.size.height, second.size.height)
  const width = Math.round((height * format.width) / format.height)
  const canvas = useTakesViewer({ takes, shotId, combine, size: `${width}x${height}` })
  return (
    <PictureCanvas
      canvas={canvas}
      size={{ width, height }}
      shape={format}
      label={label}
      className={`${viewStyles['canvas']} ${styles['picture']}`}
    />
  )
}

function pair([first, second]: readonly [string, string]): { readonly first: string; readonly second: string } {
  return { first, second }
}
