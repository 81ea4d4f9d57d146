import { Download } from 'lucide-react'
import { useEffect, useState } from 'react'
import { StudioError } from '../../../../core/contract/errors.ts'
import { errorText } from '../../../../core/texts/language.ts'
import { renderFrame, type BoardView } from '../../../state/board-view/board-frames.ts'
import type { ViewFrame } from '../../../state/board-view/frame-renderer.ts'
import { useFilm } from '../../../state/film-store.ts'
import { attempt, tellFailure } from '../../../state/notices.ts'
import { Button } from '../../../ui/controls/button.tsx'
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx'
import { Spinner } from '../../../ui/feedback/spinner.tsx'
import { Menu } from '../../../ui/menus/menu.tsx'
import { useLanguage, useText } from '../../../ui/use-text.ts'
import { showFrame } from '../session/current-shot.ts'
import { useCalmGeometry } from '../session/use-shot.ts'
import { exportModelInput, type ModelExport } from './export-model-input.ts'
import { frameNumber } from '../model/time-scale.ts'
import styles from './model-view.module.css'
import { PixelCanvas } from './pixel-canvas.tsx'
import { useModelInput, type ModelInput } from './use-compiled-shot.ts'

interface ModelViewProps {
  readonly view: BoardView | null
}

/** Exactly what the model will get: the frames it is conditioned on, and its camera embedding as pictures. */
export function ModelView({ view }: ModelViewProps) {
  const text = useText()
  const language = useLanguage()
  const geometry = useCalmGeometry()
  const shown = useModelInput(geometry, view)
  if (shown.state === 'failed') {
    const { error } = shown
    const words = error instanceof StudioError ? errorText(error.code, error.details, language) : String(error)
    return (
      <div className={styles['message']}>
        <ErrorNotice title={text('camera.model.failed')} words={words} />
      </div>
    )
  }
  if (shown.state === 'compiling' || view === null || geometry === null) {
    return (
      <div className={styles['message']}>
        <Spinner size="large" label={text('camera.model.compiling')} />
      </div>
    )
  }
  return <ModelInputView input={shown.input} view={view} firstFrame={geometry.frames.start} />
}

interface ModelInputViewProps {
  readonly input: ModelInput
  readonly view: BoardView
  readonly firstFrame: number
}

function ModelInputView({ input, view, firstFrame }: ModelInputViewProps) {
  const text = useText()
  const metresPerUnit = useFilm((film) => film.metresPerUnit, 3)
  const { spec } = input.compiled
  const { width, height } = spec.size
  const origin = spec.rayLayout === 'origin-direction'
  return (
    <div className={styles['model']}>
      <header className={styles['header']}>
        <div className={styles['titles']}>
          <h3 className={styles['title']}>{text('camera.model.title')}</h3>
          <p className={styles['summary']}>
            {text('camera.model.summary', {
              samples: spec.sampleCameras.length,
              frames: spec.filmCameras.length,
              width,
              height,
            })}
          </p>
        </div>
        <ExportMenu input={input} />
      </header>
      <p className={styles['digest']}>
        <span>{text('camera.model.digest')}</span>
        <code data-selectable data-digest={spec.pluckerSha256}>
          {spec.pluckerSha256}
        </code>
      </p>
      <p className={styles['rows']}>
        {text('camera.model.rows', {
          direction: text('camera.model.direction'),
          other: text(origin ? 'camera.model.origin' : 'camera.model.moment'),
        })}
        {' · '}
        {text('camera.model.moment-range', { range: (input.momentRange * metresPerUnit).toFixed(2) })}
      </p>
      <ol className={styles['samples']}>
        {spec.sampleCameras.map((_camera, index) => (
          <Sample key={index} index={index} input={input} view={view} firstFrame={firstFrame} origin={origin} />
        ))}
      </ol>
    </div>
  )
}

interface SampleProps extends ModelInputViewProps {
  readonly index: number
  readonly origin: boolean
}

function Sample({ index, input, view, firstFrame, origin }: SampleProps) {
  const text = useText()
  const { spec } = input.compiled
  const frame = useSampleFrame(view, input, index)
  const time = Math.round((firstFrame + spec.sampleTimes[index]!) * 100) / 100
  const label = text('camera.model.sample', { index: index + 1, frame: frameNumber(time) })
  const maps = input.samples[index]!
  const size = { ...spec.size, className: styles['map'] }
  return (
    <li className={styles['sample']}>
      <button type="button" className={styles['sampleLabel']} onClick={() => showFrame(time)}>
        {label}
      </button>
      <PixelCanvas {...size} rgba={frame?.rgba ?? null} label={`${label}: ${text('camera.model.cache')}`} />
      <PixelCanvas {...size} rgba={maps.direction} label={`${label}: ${text('camera.model.direction')}`} />
      <PixelCanvas
        {...size}
        rgba={maps.moment}
        label={`${label}: ${text(origin ? 'camera.model.origin' : 'camera.model.moment')}`}
      />
    </li>
  )
}

function useSampleFrame(view: BoardView, { compiled }: ModelInput, index: number): ViewFrame | null {
  const camera = compiled.spec.sampleCameras[index]!
  const [frame, setFrame] = useState<ViewFrame | null>(null)
  useEffect(() => {
    const leaving = new AbortController()
    const draw = async (): Promise<void> => {
      const drawn = await renderFrame(view, camera, { urgency: 'soon', signal: leaving.signal })
      if (!leaving.signal.aborted) setFrame(drawn)
    }
    draw().catch(tellFailure)
    return () => leaving.abort()
  }, [view, camera])
  return frame
}

function ExportMenu({ input }: { readonly input: ModelInput }) {
  const text = useText()
  const save = (kind: ModelExport) => () => attempt(() => exportModelInput(kind, input.compiled))
  return (
    <Menu
      align="end"
      trigger={
        <Button size="compact" icon={<Download />}>
          {text('camera.model.export')}
        </Button>
      }
      entries={[
        { id: 'npy', label: text('camera.model.export-npy'), onSelect: save('npy') },
        { id: 'txt', label: text('camera.model.export-text'), onSelect: save('txt') },
        { id: 'json', label: text('camera.model.export-json'), onSelect: save('json') },
      ]}
    />
  )
}
