import { ChevronRight } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { useFilm } from '../../state/film-store.ts'
import { useTakes } from '../../state/mirrors.ts'
import { bytesOf, type SizedGroup } from '../../state/take-disk.ts'
import { Checkbox } from '../../ui/controls/checkbox.tsx'
import { IconButton } from '../../ui/controls/icon-button.tsx'
import { formatBytes } from '../../ui/display/format-bytes.ts'
import { useText } from '../../ui/use-text.ts'
import styles from './takes-dialog.module.css'
import { useTimes } from './use-times.ts'

interface TakeGroupRowProps {
  readonly sized: SizedGroup
  readonly ticked: ReadonlySet<string>
  readonly onTick: (ticked: ReadonlySet<string>) => void
}

/** Takes that may go for one reason: ticked all at once, or one by one. */
export function TakeGroupRow({ sized: { group, takes }, ticked, onTick }: TakeGroupRowProps) {
  const text = useText()
  const [open, setOpen] = useState(false)
  const nameOf = useTakeNames()
  const name = text(`disk.${group}`)
  const ids = takes.map(({ take }) => take.id)
  const chosen = ids.filter((id) => ticked.has(id)).length
  const tick = (changed: readonly string[], on: boolean): void => {
    const rest = [...ticked].filter((id) => !changed.includes(id))
    onTick(new Set(on ? [...rest, ...changed] : rest))
  }
  return (
    <li>
      <div className={styles['group']}>
        <IconButton
          size="compact"
          label={text('disk.show', { group: name })}
          icon={<ChevronRight />}
          aria-expanded={open}
          className={styles['chevron']}
          disabledReason={ids.length === 0 ? takesText(0, text) : undefined}
          onClick={() => setOpen(!open)}
        />
        <span className={styles['name']}>
          <Checkbox
            label={name}
            checked={chosen > 0 && chosen === ids.length}
            mixed={chosen > 0 && chosen < ids.length}
            disabledReason={ids.length === 0 ? takesText(0, text) : undefined}
            onChange={() => tick(ids, chosen < ids.length)}
          />
        </span>
        <span className={styles['count']}>{takesText(ids.length, text)}</span>
        <span className={styles['size']}>{ids.length === 0 ? '–' : formatBytes(bytesOf(takes))}</span>
      </div>
      {open && (
        <ul className={styles['takes']}>
          {takes.map(({ take, bytes }) => (
            <li key={take.id} className={styles['group']}>
              <span className={styles['name']}>
                <Checkbox label={nameOf(take)} checked={ticked.has(take.id)} onChange={(on) => tick([take.id], on)} />
              </span>
              <span className={styles['size']}>{formatBytes(bytes)}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

/** What a take is called elsewhere in the window; one of a shot that is gone goes by its time. */
function useTakeNames(): (take: TakeSummary) => string {
  const text = useText()
  const time = useTimes()
  const shots = useFilm<Film['shots']>((film) => film.shots, [])
  const all = useTakes((takes) => takes)
  const numbers = useMemo(() => {
    const counts = new Map<string, number>()
    return new Map(
      all
        .toSorted((a, b) => a.madeAt - b.madeAt)
        .map(({ id, shotId }) => {
          const number = (counts.get(shotId ?? '') ?? 0) + 1
          counts.set(shotId ?? '', number)
          return [id, number]
        }),
    )
  }, [all])
  return ({ id, shotId, seed, madeAt }) => {
    const shot = shots.find((each) => each.id === shotId)
    return shot === undefined
      ? text('disk.take-of-none', { when: time(madeAt), seed })
      : text('disk.take', { shot: shot.name, number: numbers.get(id) ?? 0, seed })
  }
}

export function takesText(count: number, text: ReturnType<typeof useText>): string {
  return count === 1 ? text('disk.takes-one') : text('disk.takes', { count })
}
