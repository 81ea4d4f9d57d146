import { useEffect, useState } from 'react'
import type { Zone } from '../../state/command.ts'
import { useStudio } from '../../state/mirrors.ts'
import { useText } from '../../ui/use-text.ts'
import { Kbd } from '../../ui/display/kbd.tsx'
import { keyHint } from '../../state/key-hint.ts'
import { focusedZone } from '../commands/keys.ts'
import { useCommands } from '../commands/current-commands.ts'
import { providerNames } from '../../state/provider-names.ts'
import styles from './status-bar.module.css'

/** As many hints as a narrow window holds. */
const shownHints = 6

/** Where no panel has the focus, the ways to everything else. */
const alwaysHinted: readonly string[] = ['palette.show', 'shortcuts.show', 'generate.shot', 'edit.undo']

/** The keys of the focused panel at the left, what the machine runs on at the right. */
export function StatusBar() {
  const text = useText()
  const zone = useFocusedZone()
  const table = useCommands()
  const providers = useStudio((studio) => studio.providers, null)
  const commands = table.filter(({ id, keys, ...command }) =>
    zone === 'everywhere' ? alwaysHinted.includes(id) : command.zone === zone && keys.length > 0,
  )
  return (
    <footer className={styles['bar']}>
      <span className={styles['zone']}>{text(`shell.zone.${zone}`)}</span>
      <ul className={styles['hints']} aria-label={text('shell.keys-here')}>
        {commands.slice(0, shownHints).map((command) => (
          <li key={command.id} className={styles['hint']}>
            <Kbd keys={keyHint(command.keys[0]!)} />
            {text(command.title)}
          </li>
        ))}
      </ul>
      <span className={styles['provider']}>
        {providers?.chosen
          ? text('shell.provider.known', { provider: providerNames[providers.chosen] })
          : text('shell.provider.pending')}
      </span>
    </footer>
  )
}

function useFocusedZone(): Zone {
  const [zone, setZone] = useState<Zone>('everywhere')
  useEffect(() => {
    const look = (): void => setZone(focusedZone())
    window.addEventListener('focusin', look)
    window.addEventListener('focusout', look)
    return () => {
      window.removeEventListener('focusin', look)
      window.removeEventListener('focusout', look)
    }
  }, [])
  return zone
}
