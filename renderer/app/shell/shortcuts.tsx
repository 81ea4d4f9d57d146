import { Search } from 'lucide-react'
import { useState } from 'react'
import { useText } from '../../ui/use-text.ts'
import { Kbd } from '../../ui/display/kbd.tsx'
import { TextField } from '../../ui/fields/text-field.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { keyHint } from '../../state/key-hint.ts'
import { useCommands } from '../commands/current-commands.ts'
import { KeyPresetSelect } from './key-preset-select.tsx'
import { shortcutList } from './shortcut-list.ts'
import styles from './shortcuts.module.css'

interface ShortcutsProps {
  readonly open: boolean
  readonly onClose: () => void
}

/** Every key, by the panel it belongs to. */
export function Shortcuts({ open, onClose }: ShortcutsProps) {
  const text = useText()
  const table = useCommands()
  const [searched, setSearched] = useState('')
  const found = shortcutList(table, ({ title }) => text(title), searched)
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={text('shell.shortcuts.title')}
      description={text('shell.shortcuts.hint')}
      width={860}
    >
      <div className={styles['tools']}>
        <TextField
          label={text('keys.search')}
          placeholder={text('keys.search')}
          icon={<Search aria-hidden />}
          value={searched}
          onType={setSearched}
          onCommit={setSearched}
        />
        <KeyPresetSelect />
      </div>
      <div className={styles['scroll']} tabIndex={0} role="group" aria-label={text('shell.shortcuts.title')}>
        <div className={styles['zones']}>
          {found.map(({ zone, commands }) => (
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
          ))}
        </div>
        {found.length === 0 && <p className={styles['none']}>{text('keys.none')}</p>}
      </div>
    </Dialog>
  )
}
