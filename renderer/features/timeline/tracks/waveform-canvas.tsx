import { useLayoutEffect, useRef } from 'react'
import type { FrameRate } from '../../../../core/contract/generation.ts'
import { soundRate } from '../../../../core/contract/media.ts'
import type { SoundClip } from '../../../../core/project/schema/cut.ts'
import { waveformColumns } from '../sound/waveform.ts'
import { decibels } from '../sound/sound-schedule.ts'
import styles from './clips.module.css'
import { useTimeView } from './time-view.ts'

interface WaveformCanvasProps {
  readonly peaks: Int8Array
  readonly clip: SoundClip
  readonly rate: FrameRate
  readonly pixelsPerFrame: number
}

/** The part of a sound's waveform that is in sight, at its level. */
export function WaveformCanvas({ peaks, clip, rate, pixelsPerFrame }: WaveformCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const view = useTimeView()
  const first = Math.max(0, view.start - clip.recordStartFrame)
  const last = Math.min(clip.durationFrames, view.end - clip.recordStartFrame)
  const width = Math.max(1, Math.ceil((last - first) * pixelsPerFrame))
  const { sourceStartSample, gainDb } = clip
  useLayoutEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (element === null || !context) return
    const dots = window.devicePixelRatio
    const height = element.clientHeight
    element.width = Math.round(width * dots)
    element.height = Math.round(height * dots)
    const samplesPerFrame = (soundRate * rate.denominator) / rate.numerator
    const samplesPerColumn = samplesPerFrame / pixelsPerFrame
    const columns = waveformColumns(peaks, sourceStartSample + first * samplesPerFrame, samplesPerColumn, width)
    const gain = decibels(gainDb)
    context.scale(dots, dots)
    context.fillStyle = getComputedStyle(element).color
    columns.forEach(({ lowest, highest }, column) => {
      const top = ((1 - Math.min(1, highest * gain)) * height) / 2
      const bottom = ((1 - Math.max(-1, lowest * gain)) * height) / 2
      context.fillRect(column, top, 1, Math.max(1, bottom - top))
    })
  }, [peaks, sourceStartSample, gainDb, rate, pixelsPerFrame, first, width])
  return (
    <canvas ref={canvas} aria-hidden className={styles['waveform']} style={{ left: first * pixelsPerFrame, width }} />
  )
}
