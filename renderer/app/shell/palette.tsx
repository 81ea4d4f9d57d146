import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { useMemo } from 'react'
import type { Command } from '../../state/command.ts'
import { useText } from '../../ui/use-text.ts'
import { Kbd } from '../../ui/display/kbd.tsx'
import { keyHint } from '../../state/key-hint.ts'
import { currentCommands } from '../commands/current-commands.ts'
import styles from './palette.module.css'

interface PaletteProps {
  readonly open: boolean
  readonly onClose: () => void
}

interface Offer {
  readonly command: Command
  readonly label: string
  readonly reason: string | null
}

/** Every command by name. */
export function Palette({ open, onClose }: PaletteProps) {
  const text = useText()
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['backdrop']} />
        <Dialog.Popup className={styles['popup']} aria-label={text('shell.palette.title')}>
          {open && <CommandSearch onClose={onClose} />}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function CommandSearch({ onClose }: { readonly onClose: () => void }) {
  const text = useText()
  const offers = useMemo(() => offersNow(text), [text])
  return (
    <Autocomplete.Root
      items={offers}
      itemToStringValue={({ label }: Offer) => label}
      open
      inline
      autoHighlight="always"
    >
      <div className={styles['search']}>
        <Search aria-hidden />
        <Autocomplete.Input
          className={styles['input']}
          placeholder={text('shell.palette.placeholder')}
          aria-label={text('shell.palette.title')}
        />
      </div>
      <Autocomplete.Empty className={styles['empty']}>{text('shell.palette.none')}</Autocomplete.Empty>
      <Autocomplete.List className={styles['list']}>
        {(offer: Offer) => (
          <Autocomplete.Item
            key={offer.command.id}
            value={offer}
            className={styles['item']}
            disabled={offer.reason !== null}
            onClick={() => {
              onClose()
              offer.command.run()
            }}
          >
            <span className={styles['label']}>{offer.label}</span>
            {offer.reason !== null && <span className={styles['reason']}>{offer.reason}</span>}
            {offer.command.keys[0] !== undefined && <Kbd keys={keyHint(offer.command.keys[0])} />}
          </Autocomplete.Item>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  )
}

/** What can be done now stands first; what several panels have under one name stands once, and does what it can now. */
function offersNow(text: ReturnType<typeof useText>): Offer[] {
  const offers = currentCommands()
    .filter(({ id }) => id !== 'palette.show')
    .map((command) => {
      const reason = command.unavailable?.() ?? null
      return { command, label: text(command.title), reason: reason === null ? null : text(reason) }
    })
  const sorted = [...offers.filter(({ reason }) => reason === null), ...offers.filter(({ reason }) => reason !== null)]
  return sorted.filter(({ label }, index) => sorted.findIndex((other) => other.label === label) === index)
}
