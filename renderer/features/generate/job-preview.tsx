import { useEffect, useRef } from 'react'
import type { JobSnapshot } from '../../../core/contract/jobs.ts'
import type { Preview } from '../../../core/contract/tasks.ts'
import { stageText } from '../../../core/texts/stages.ts'
import { call } from '../../bridge/client.ts'
import { attempt } from '../../state/notices.ts'
import { Button } from '../../ui/controls/button.tsx'
import { formatDuration } from '../../ui/display/format-duration.ts'
import { PictureCanvas } from '../../ui/display/picture-canvas.tsx'
import { ProgressBar } from '../../ui/feedback/progress-bar.tsx'
import { StatusLabel } from '../../ui/feedback/status.tsx'
import { useLanguage, useText } from '../../ui/use-text.ts'
import { useFocusBack } from './focus-back.ts'
import styles from './job-preview.module.css'

/** A running or waiting generation: its latest picture, how far it is, and the way to stop it. */
export function JobPreview({ job }: { readonly job: JobSnapshot }) {
  const text = useText()
  const preview = useLastPreview(job)
  const view = useRef<HTMLDivElement>(null)
  useFocusBack(view)
  const stands = job.waitingFor === 'held' || job.waitingFor === 'paused'
  return (
    <div ref={view} className={styles['job']}>
      <div className={styles['picture']}>
        {preview === null ? (
          <p className={styles['waiting']}>{text(stands ? 'generate.preview.stands' : 'generate.preview.waiting')}</p>
        ) : (
          <PreviewPicture preview={preview} label={text('generate.preview')} />
        )}
      </div>
      <div className={styles['row']}>
        <JobProgress job={job} />
        {stands && <ContinueButton />}
        <Button onClick={() => attempt(() => call('job.cancel', { id: job.id }))}>{text('generate.cancel')}</Button>
      </div>
    </div>
  )
}

/** It goes as soon as it is pressed. */
function ContinueButton() {
  const text = useText()
  const button = useRef<HTMLButtonElement>(null)
  useFocusBack(button)
  return (
    <Button ref={button} variant="primary" onClick={() => attempt(() => call('queue.resume', {}))}>
      {text('queue.continue')}
    </Button>
  )
}

/** A job's stage, steps and time left. */
export function JobProgress({ job }: { readonly job: JobSnapshot }) {
  const text = useText()
  const language = useLanguage()
  const { progress, remainingMilliseconds, state, waitingFor } = job
  // Steps are those of the settings; other stages count something else.
  const step = progress?.stage === 'inference.denoise' ? progress.step : undefined
  const details = [
    step === undefined ? null : text('generate.step', { done: Math.min(step.done + 1, step.total), total: step.total }),
    remainingMilliseconds === null
      ? null
      : text('shell.queue.remaining', { time: formatDuration(remainingMilliseconds) }),
  ].filter((part) => part !== null)
  const waiting = waitingFor === null ? text('shell.queue.starting') : stageText(`queue.${waitingFor}`, language)
  if (waitingFor === 'held' || waitingFor === 'paused') return <StatusLabel tone="waiting" label={waiting} />
  return (
    <ProgressBar
      label={state === 'queued' || progress === null ? waiting : stageText(progress.stage, language)}
      fraction={state === 'queued' ? null : (progress?.fraction ?? null)}
      detail={details.length > 0 ? details.join(' · ') : undefined}
    />
  )
}

/** Reports without a picture leave the last one standing. */
function useLastPreview(job: JobSnapshot): Preview | null {
  const last = useRef<{ id: string; preview: Preview } | null>(null)
  const preview = job.progress?.preview
  if (preview !== undefined) last.current = { id: job.id, preview }
  return last.current?.id === job.id ? last.current.preview : null
}

function PreviewPicture({ preview, label }: { readonly preview: Preview; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { width, height, rgb } = preview
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    const image = new ImageData(width, height)
    for (let pixel = 0; pixel < width * height; pixel++) {
      image.data.set(rgb.subarray(pixel * 3, pixel * 3 + 3), pixel * 4)
      image.data[pixel * 4 + 3] = 255
    }
    context.putImageData(image, 0, 0)
  }, [width, height, rgb])
  return <PictureCanvas canvas={canvas} size={{ width, height }} label={label} className={styles['canvas']} />
}
