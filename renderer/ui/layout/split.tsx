import type { ReactNode, Ref } from 'react'
import {
  Group,
  Panel,
  Separator,
  type GroupImperativeHandle,
  type Layout,
  type PanelImperativeHandle,
} from 'react-resizable-panels'
import { useText } from '../use-text.ts'
import styles from './split.module.css'

interface SplitProps {
  readonly id: string
  readonly orientation: 'horizontal' | 'vertical'
  /** Percent of each pane by its id, as `onLayout` gave it. */
  readonly layout?: Layout | undefined
  /** The panes' sizes at rest, to be stored with the workspace. */
  readonly onLayout?: ((layout: Layout) => void) | undefined
  readonly groupRef?: Ref<GroupImperativeHandle | null> | undefined
  /** {@link SplitPane}s with a {@link Splitter} between each two. */
  readonly children: ReactNode
}

/** Panes side by side (or one above the other) with splitters between them. */
export function Split({ id, orientation, layout, onLayout, groupRef, children }: SplitProps) {
  return (
    <Group
      id={id}
      orientation={orientation}
      defaultLayout={layout}
      groupRef={groupRef}
      onLayoutChanged={(next, { isUserInteraction }) => {
        if (isUserInteraction) onLayout?.(next)
      }}
      className={styles['split']}
    >
      {children}
    </Group>
  )
}

interface SplitPaneProps {
  readonly id: string
  /** CSS pixels, or a percentage such as `'30%'`. */
  readonly size?: number | string | undefined
  readonly minSize?: number | string | undefined
  readonly maxSize?: number | string | undefined
  /** Goes away when it is dragged below half its smallest size. */
  readonly collapsible?: boolean | undefined
  /** Keeps its pixels when the window is resized; at least one pane of a split must not. */
  readonly fixed?: boolean | undefined
  /** Told when it was closed or opened by dragging. */
  readonly onCollapsedChange?: ((collapsed: boolean) => void) | undefined
  readonly paneRef?: Ref<PanelImperativeHandle | null> | undefined
  readonly children: ReactNode
}

/** One pane of a Split. */
export function SplitPane(props: SplitPaneProps) {
  const { id, size, minSize = 120, maxSize, collapsible = false, fixed = false, onCollapsedChange, paneRef } = props
  return (
    <Panel
      id={id}
      defaultSize={size}
      minSize={minSize}
      maxSize={maxSize}
      collapsible={collapsible}
      groupResizeBehavior={fixed ? 'preserve-pixel-size' : 'preserve-relative-size'}
      panelRef={paneRef}
      onResize={(now, _id, before) => {
        const collapsed = now.inPixels === 0
        if (before !== undefined && collapsed !== (before.inPixels === 0)) onCollapsedChange?.(collapsed)
      }}
      className={styles['pane']}
    >
      {props.children}
    </Panel>
  )
}

interface SplitterProps {
  /** What it divides, such as `Shots and viewport`; `Resize` unless told. */
  readonly label?: string | undefined
}

/** The bar between two panes: drag it, move it by arrow keys, double click it for the first sizes. */
export function Splitter({ label }: SplitterProps) {
  const text = useText()
  return <Separator aria-label={label ?? text('controls.resize')} className={styles['splitter']} />
}
