import { ArrowDownNarrowWide, Crosshair } from 'lucide-react'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import { measureTakes } from '../../state/obedience.ts'
import { IconButton } from '../../ui/controls/icon-button.tsx'
import { Menu } from '../../ui/menus/menu.tsx'
import { useText } from '../../ui/use-text.ts'
import { generateView } from './generate-store.ts'

/** What the order of the shot's takes goes by, and the way to measure those that it does not know yet. */
export function OrderMenu({ takes }: { readonly takes: readonly TakeSummary[] }) {
  const text = useText()
  const order = generateView.use((view) => view.order)
  const unknown = takes.filter(({ obedience }) => obedience === undefined).map(({ id }) => id)
  return (
    <Menu
      align="end"
      trigger={<IconButton size="compact" label={text('obedience.sort')} icon={<ArrowDownNarrowWide />} />}
      entries={[
        ...(['newest', 'obedience'] as const).map((each) => ({
          id: each,
          label: text(`obedience.sort.${each}`),
          checked: order === each,
          onSelect: () => generateView.set({ order: each }),
        })),
        { kind: 'separator' as const, id: 'measuring' },
        {
          id: 'measure',
          label: text('obedience.measure-unknown'),
          icon: <Crosshair />,
          disabledReason: unknown.length === 0 ? text('obedience.all-measured') : undefined,
          onSelect: () => measureTakes(unknown),
        },
      ]}
    />
  )
}
