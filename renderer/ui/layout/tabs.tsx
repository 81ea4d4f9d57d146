import { Tabs as BaseTabs } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import { Tooltip } from '../overlays/tooltip.tsx'
import styles from './tabs.module.css'

interface Tab<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly icon?: ReactNode
  /** Key hint for the tooltip, such as `Ctrl+2`. */
  readonly keys?: string | undefined
  /** A count or a status after the label. */
  readonly trailing?: ReactNode
  /** What the tab shows; left out where the tabs only steer something elsewhere. */
  readonly content?: ReactNode
}

interface TabsProps<Value extends string> {
  /** What is switched; the accessible name of the tab list. */
  readonly label: string
  readonly tabs: readonly Tab<Value>[]
  readonly value: Value
  readonly onChange: (value: Value) => void
  /** `bar` for the workspaces of the window, `panel` for tabs in a panel's header. */
  readonly look?: 'bar' | 'panel' | undefined
  /** What stands after the tabs in their row. */
  readonly actions?: ReactNode
}

/** Tabs, with their content below when it is given. Arrow keys move, Enter or Space chooses. */
export function Tabs<Value extends string>(props: TabsProps<Value>) {
  const { label, tabs, value, onChange, look = 'panel', actions } = props
  const hasContent = tabs.some((tab) => tab.content !== undefined)
  return (
    <BaseTabs.Root
      value={value}
      onValueChange={(next: Value) => onChange(next)}
      className={classNames(styles['root'], hasContent && styles['filled'])}
    >
      <div className={classNames(styles['row'], styles[look])}>
        <BaseTabs.List aria-label={label} className={styles['list']}>
          {tabs.map((tab) => (
            <TabButton key={tab.value} tab={tab} />
          ))}
        </BaseTabs.List>
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </div>
      {tabs.map(
        (tab) =>
          tab.content !== undefined && (
            <BaseTabs.Panel key={tab.value} value={tab.value} className={styles['content']}>
              {tab.content}
            </BaseTabs.Panel>
          ),
      )}
    </BaseTabs.Root>
  )
}

function TabButton({ tab }: { readonly tab: Tab<string> }) {
  const button = (
    <BaseTabs.Tab value={tab.value} className={styles['tab']}>
      {tab.icon}
      {tab.label}
      {tab.trailing}
    </BaseTabs.Tab>
  )
  if (tab.keys === undefined) return button
  return (
    <Tooltip label={tab.label} keys={tab.keys} side="bottom">
      {button}
    </Tooltip>
  )
}
