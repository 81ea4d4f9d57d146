import type { Zone } from '../../state/command.ts'
import { useText } from '../../ui/use-text.ts'
import { Kbd } from '../../ui/display/kbd.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { keyHint } from '../../state/key-hint.ts'
import { commandTable } from '../commands/table.ts'
import styles from './shortcuts.module.css'

interface ShortcutsProps {
  readonly open: boolean
  readonly onClose: () => void
}

const zones: readonly Zone[] = ['everywhere', 'boards', 'viewport', 'keys', 'stage', 'takes', 'cut', 'player']

/** Every key, by the panel it belongs to. */
export function Shortcuts({ open, onClose }: ShortcutsProps) {
  const text = useText()
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={text('shell.shortcuts.title')}
      description={text('shell.shortcuts.hint')}
      width={860}
    >
      <div className={styles['scroll']} tabIndex={0} role="group" aria-label={text('shell.shortcuts.title')}>
        <div className={styles['zones']}>
          {zones.map((zone) => {
            const commands = commandTable.filter((command) => command.zone === zone && command.keys.length > 0)
            if (commands.length === 0) return null
            return (
              <section key={zone} className={styles['zone']}>
                <h3 className={styles['title']}>{text(`shell.zone.${zone}`)}</h3>
                <dl className={styles['list']}>
                  {commands.map((command) => (
                    <div key={command.id} className={styles['row']}>
                      <dt>{text(command.title)}</dt>
                      <dd className={styles['keys']}>
                        {command.keys.map((keys) => (
                          <Kbd key={keys} keys={keyHint(keys)} />
                        ))}
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            )
          })}
        </div>
      </div>
    </Dialog>
  )
}
