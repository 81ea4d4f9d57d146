import { useState } from 'react'
import { ArrowLeftRight, Repeat } from 'lucide-react'
import { MOVE_NAMES, type Move, type MoveName } from '../../../../core/camera/move-names.ts'
import type { Easing } from '../../../../core/camera/path-schema.ts'
import type { ShotGeometry } from '../../../state/board-view/shot-geometry.ts'
import { useFilm } from '../../../state/film-store.ts'
import { Button } from '../../../ui/controls/button.tsx'
import { IconButton } from '../../../ui/controls/icon-button.tsx'
import { Select } from '../../../ui/controls/select.tsx'
import { DragField } from '../../../ui/fields/drag-field.tsx'
import { MoveIcon } from '../../../ui/icons/move-icon.tsx'
import { Field } from '../../../ui/layout/field.tsx'
import { Section } from '../../../ui/layout/section.tsx'
import { Tooltip } from '../../../ui/overlays/tooltip.tsx'
import { useText } from '../../../ui/use-text.ts'
import {
  amountField,
  defaultMove,
  isReversed,
  moveFromShown,
  reversedMove,
  shownAmount,
} from '../model/move-amounts.ts'
import { applyMove, toggleLoop } from '../session/key-actions.ts'
import { useShotPart } from '../session/use-shot.ts'
import styles from './inspector.module.css'

type MoveEasing = Exclude<Easing, 'hold'>
const easings: readonly MoveEasing[] = ['linear', 'ease-in', 'ease-out', 'ease-in-out']

/** Moves in film words. A click on one applies it; its amount and timing can be changed before or after. */
export function MovesSection() {
  const text = useText()
  const [move, setMove] = useState<Move>(() => defaultMove('dolly'))
  const [amounts, setAmounts] = useState<Partial<Record<MoveName, number>>>({})
  const [easing, setEasing] = useState<MoveEasing>('ease-in-out')

  const change = (changed: Move): void => {
    setMove(changed)
    setAmounts((known) => ({ ...known, [changed.name]: changed.amount }))
  }
  const choose = (name: MoveName): void => {
    const chosen = { name, amount: amounts[name] ?? defaultMove(name).amount }
    setMove(chosen)
    applyMove(chosen, easing)
  }
  return (
    <Section title={text('camera.section.moves')}>
      <div className={styles['moves']} role="group" aria-label={text('camera.section.moves')}>
        {MOVE_NAMES.map((name) => (
          <MoveButton
            key={name}
            name={name}
            chosen={move.name === name}
            reversed={isReversed({ name, amount: amounts[name] ?? defaultMove(name).amount })}
            onChoose={() => choose(name)}
          />
        ))}
      </div>
      <p className={styles['hint']}>{text(`camera.move.${move.name}.hint`)}</p>
      <AmountRow move={move} onChange={change} />
      <Field label={text('camera.easing')}>
        <Select
          label={text('camera.easing')}
          value={easing}
          options={easings.map((value) => ({ value, label: text(`camera.easing.${value}`) }))}
          onChange={setEasing}
        />
      </Field>
      <Button className={styles['wide']} icon={<MoveIcon move={move.name} />} onClick={() => applyMove(move, easing)}>
        {text('camera.move.apply', { move: text(`camera.move.${move.name}`) })}
      </Button>
      <p className={styles['hint']}>{text('camera.move.replaces')}</p>
      <LoopButton />
    </Section>
  )
}

/** Whether the shot's path is a loop; null where there is none that could be. */
function loopOf({ shot }: ShotGeometry): 'loop' | 'path' | 'still' | null {
  if (shot.camera.source !== 'keys') return null
  const { keys, loop } = shot.camera.path
  if (loop?.periodFrames === shot.durationFrames) return 'loop'
  return keys.length < 2 && !loop ? 'still' : 'path'
}

function LoopButton() {
  const text = useText()
  const loop = useShotPart(loopOf) ?? null
  if (loop === null) return null
  const word = loop === 'loop' ? 'end' : 'make'
  return (
    <>
      <Button
        className={styles['wide']}
        icon={<Repeat />}
        disabledReason={loop === 'still' ? text('camera.why.static') : undefined}
        onClick={toggleLoop}
      >
        {text(`camera.loop.${word}`)}
      </Button>
      <p className={styles['hint']}>{text(`camera.loop.${word}-hint`)}</p>
    </>
  )
}

interface MoveButtonProps {
  readonly name: MoveName
  readonly chosen: boolean
  readonly reversed: boolean
  readonly onChoose: () => void
}

function MoveButton({ name, chosen, reversed, onChoose }: MoveButtonProps) {
  const text = useText()
  return (
    <Tooltip label={text(`camera.move.${name}.hint`)}>
      <button
        type="button"
        className={styles['move']}
        data-chosen={chosen || undefined}
        data-move={name}
        onClick={onChoose}
      >
        <MoveIcon move={name} reversed={reversed} />
        <span>{text(`camera.move.${name}`)}</span>
      </button>
    </Tooltip>
  )
}

function AmountRow({ move, onChange }: { readonly move: Move; readonly onChange: (move: Move) => void }) {
  const text = useText()
  const metresPerUnit = useFilm((film) => film.metresPerUnit, 3)
  const field = amountField(move.name)
  if (field === null) return null
  return (
    <Field label={text('camera.move.amount')}>
      <DragField
        {...field}
        label={text('camera.move.amount')}
        value={shownAmount(move, metresPerUnit)}
        defaultValue={shownAmount(defaultMove(move.name), metresPerUnit)}
        onCommit={(shown) => onChange(moveFromShown(move.name, shown, metresPerUnit))}
      />
      {move.name !== 'handheld' && (
        <IconButton
          variant="secondary"
          label={text('camera.move.reverse')}
          icon={<ArrowLeftRight />}
          onClick={() => onChange(reversedMove(move))}
        />
      )}
    </Field>
  )
}
