import { memo, useEffect, useRef, useState, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react'
import type { CameraKey } from '../../../../core/camera/path-schema.ts'
import { ContextMenu } from '../../../ui/menus/context-menu.tsx'
import { useText } from '../../../ui/use-text.ts'
import { frameToPixels, pixelsToFrame, type TimeScale, frameNumber } from '../model/time-scale.ts'
import { cameraSession, selectKeys, toggleKey, useCameraSession } from '../session/camera-session.ts'
import { currentGeometry, showFrame } from '../session/current-shot.ts'
import { overwriteKey } from '../session/key-actions.ts'
import { keyMarks, type KeyMark } from '../session/key-marks.ts'
import { useShotPart } from '../session/use-shot.ts'
import { KeyDrag, type DragReadout } from './key-drag.ts'
import { useKeyMenu } from './key-menu.ts'
import styles from './timeline.module.css'

interface KeysLaneProps {
  readonly scale: TimeScale
}

const noKeys: readonly KeyMark[] = []

/** Travel before a press counts as a drag, CSS pixels. */
const dragThreshold = 3

/**
 * The keys as diamonds: choose, drag in time, copy by Shift- or Ctrl-drag, scale about the playhead by Alt-drag, choose
 * several by a box, overwrite one by a Ctrl-click.
 */
export const KeysLane = memo(function KeysLane({ scale }: KeysLaneProps) {
  const text = useText()
  const menu = useKeyMenu()
  const { box, readout, handlers } = useLanePointer(scale)
  return (
    <ContextMenu entries={menu}>
      <div
        className={styles['keys']}
        role="group"
        aria-label={text('camera.keys')}
        {...handlers}
        onContextMenuCapture={(event) => chooseSegment(event, scale)}
      >
        <Diamonds scale={scale} />
        {box !== null && (
          <span
            className={styles['box']}
            style={{ left: Math.min(box.from, box.to), width: Math.abs(box.to - box.from) }}
          />
        )}
        {readout !== null && (
          <output className={styles['readout']} style={{ left: readout.left }}>
            {text(readout.text, readout.details)}
          </output>
        )}
      </div>
    </ContextMenu>
  )
})

/** Apart from the lane, so that a drag draws the keys again and not the lane's menu. */
const Diamonds = memo(function Diamonds({ scale }: KeysLaneProps) {
  const selected = useCameraSession((session) => session.selected)
  const keys = useShotPart(keyMarks) ?? noKeys
  const focusable = keys.find(({ timeFrames }) => selected.includes(timeFrames)) ?? keys[0]
  return keys.map((key, index) => (
    <Diamond
      // By place and not by time: the element of a dragged key stays, and with it the focus.
      key={index}
      timeFrames={key.timeFrames}
      left={frameToPixels(scale, key.timeFrames)}
      easing={key.easing}
      chosen={selected.includes(key.timeFrames)}
      anchored={key.anchored}
      focusable={key === focusable}
    />
  ))
})

interface DiamondProps {
  readonly timeFrames: number
  readonly left: number
  readonly easing: CameraKey['easing']
  readonly chosen: boolean
  readonly anchored: boolean
  readonly focusable: boolean
}

const Diamond = memo(function Diamond({ timeFrames, left, easing, chosen, anchored, focusable }: DiamondProps) {
  const text = useText()
  const hovered = useCameraSession((session) => session.hovered === timeFrames)
  const label = text(anchored ? 'camera.key-anchor' : 'camera.key', { frame: frameNumber(timeFrames) })
  return (
    <button
      type="button"
      className={styles['diamond']}
      style={{ transform: `translateX(${left}px)` }}
      tabIndex={focusable ? 0 : -1}
      aria-pressed={chosen}
      aria-label={`${label}, ${text(`camera.easing.${easing}`)}`}
      title={`${label} · ${text(`camera.easing.${easing}`)}`}
      data-key={timeFrames}
      data-easing={easing}
      data-anchored={anchored || undefined}
      data-hovered={hovered || undefined}
      onKeyDown={(event) => chooseByKey(event, timeFrames)}
    >
      <span className={styles['mark']} />
    </button>
  )
})

function chooseByKey(event: KeyboardEvent, timeFrames: number): void {
  if (event.key !== 'Enter' && event.key !== ' ') return
  event.preventDefault()
  event.stopPropagation()
  if (event.shiftKey) toggleKey(timeFrames)
  else selectKeys([timeFrames])
  showFrame(timeFrames)
}

function keyOf(target: EventTarget | null): number | null {
  const time = target instanceof Element ? target.closest<HTMLElement>('[data-key]')?.dataset['key'] : undefined
  return time === undefined ? null : Number(time)
}

function presentKeys(): readonly KeyMark[] {
  const geometry = currentGeometry()
  return geometry === null ? noKeys : keyMarks(geometry)
}

/** A right click on a key, or on the segment after it, means that key. */
function chooseSegment(event: MouseEvent<HTMLElement>, scale: TimeScale): void {
  const { left } = event.currentTarget.getBoundingClientRect()
  const frame = pixelsToFrame(scale, event.clientX - left)
  const time = keyOf(event.target) ?? presentKeys().findLast(({ timeFrames }) => timeFrames <= frame)?.timeFrames
  if (time !== undefined && !cameraSession.getState().selected.includes(time)) selectKeys([time])
}

interface Press {
  readonly startX: number
  readonly laneLeft: number
  readonly additive: readonly number[]
  readonly drag: KeyDrag | null
  /** What a click without a drag chooses. */
  readonly click: () => void
  moved: boolean
}

interface LaneReadout extends DragReadout {
  readonly left: number
}

function useLanePointer(scale: TimeScale) {
  const press = useRef<Press | null>(null)
  const [box, setBox] = useState<{ readonly from: number; readonly to: number } | null>(null)
  const [readout, setReadout] = useState<LaneReadout | null>(null)
  const clear = (): void => {
    press.current = null
    setBox(null)
    setReadout(null)
  }
  useEffect(() => {
    const escape = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== 'Escape' || press.current === null) return
      event.stopImmediatePropagation()
      press.current.drag?.cancel()
      press.current = null
      setBox(null)
      setReadout(null)
    }
    window.addEventListener('keydown', escape, { capture: true })
    return () => window.removeEventListener('keydown', escape, { capture: true })
  }, [])

  const down = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    press.current = startPress(event)
  }
  const move = (event: PointerEvent<HTMLElement>): void => {
    const present = press.current
    if (present === null) return
    if (!present.moved && Math.abs(event.clientX - present.startX) < dragThreshold) return
    present.moved = true
    if (present.drag !== null) {
      const said = present.drag.move((event.clientX - present.startX) / scale.pixelsPerFrame)
      return setReadout(said === null ? null : { ...said, left: event.clientX - present.laneLeft })
    }
    const [from, to] = [present.startX - present.laneLeft, event.clientX - present.laneLeft]
    setBox({ from, to })
    const [low, high] = [pixelsToFrame(scale, Math.min(from, to)), pixelsToFrame(scale, Math.max(from, to))]
    const inside = presentKeys()
      .map(({ timeFrames }) => timeFrames)
      .filter((time) => time >= low && time <= high)
    selectKeys([...present.additive, ...inside])
  }
  const up = (): void => {
    const present = press.current
    clear()
    if (present === null) return
    if (present.moved) present.drag?.end()
    else present.click()
  }
  return { box, readout, handlers: { onPointerDown: down, onPointerMove: move, onPointerUp: up, onPointerCancel: up } }
}

function startPress(event: PointerEvent<HTMLElement>): Press {
  const { selected } = cameraSession.getState()
  const key = keyOf(event.target)
  const shared = {
    startX: event.clientX,
    laneLeft: event.currentTarget.getBoundingClientRect().left,
    additive: event.shiftKey ? selected : [],
    moved: false,
  }
  if (key === null) return { ...shared, drag: null, click: () => (event.shiftKey ? undefined : selectKeys([])) }
  const control = event.ctrlKey || event.metaKey
  if (event.shiftKey) {
    // A click adds the key or takes it out; a drag copies it with the others.
    if (!selected.includes(key)) selectKeys([...selected, key])
    const click = () => (selected.includes(key) ? toggleKey(key) : undefined)
    return { ...shared, drag: KeyDrag.start(key, 'copy'), click }
  }
  // A key that is not chosen yet is chosen by the press; one of several chosen ones only by a click.
  if (!selected.includes(key)) selectKeys([key])
  const drag = KeyDrag.start(key, control ? 'copy' : event.altKey ? 'scale' : 'move')
  return { ...shared, drag, click: () => (control ? overwriteKey(key) : choose(key)) }
}

function choose(timeFrames: number): void {
  selectKeys([timeFrames])
  showFrame(timeFrames)
}
