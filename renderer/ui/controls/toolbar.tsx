import { Toolbar as BaseToolbar } from '@base-ui/react/toolbar'
import type { ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import styles from './toolbar.module.css'
import { ToolbarContext } from './toolbar-context.ts'

interface ToolbarProps {
  /** What the tools are for; the accessible name. */
  readonly label: string
  readonly orientation?: 'horizontal' | 'vertical' | undefined
  readonly className?: string | undefined
  readonly children: ReactNode
}

/**
 * A bar of buttons with one tab stop: arrow keys walk through the buttons, toggles and segments inside. Fields that
 * use the arrow keys themselves keep tab stops of their own.
 */
export function Toolbar({ label, orientation = 'horizontal', className, children }: ToolbarProps) {
  return (
    <ToolbarContext value>
      <BaseToolbar.Root
        aria-label={label}
        orientation={orientation}
        className={classNames(styles['toolbar'], styles[orientation], className)}
      >
        {children}
      </BaseToolbar.Root>
    </ToolbarContext>
  )
}

/** A thin line between groups of tools. */
export function ToolbarSeparator() {
  return <BaseToolbar.Separator className={styles['separator']} />
}

/** Pushes what follows to the far end. */
export function ToolbarSpace() {
  return <span className={styles['space']} />
}
