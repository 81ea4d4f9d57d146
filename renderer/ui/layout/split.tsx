import { createContext, use, useEffect, useRef, type ReactNode } from 'react'
import {
  Group,
  Panel,
  Separator,
  type GroupImperativeHandle,
  type Layout,
  type PanelImperativeHandle,
} from 'react-resizable-panels'
import { useText } from '../use-text.ts'
import { addPane } from './side-panes.ts'
import styles from './split.module.css'

/** Tells the split that a command changed its panes; what only follows a resized window is not stored. */
const ChangedContext = createContext<() => void>(() => undefined)

interface SplitProps {
  readonly id: string
  readonly orientation: 'horizontal' | 'vertical'
  /** Percent of each pane by its id, as `onLayout` gave it. */
  readonly layout?: Layout | undefined
  /** The panes' sizes at rest, to be stored with the workspace. */
  readonly onLayout?: ((layout: Layout) => void) | undefined
  /** {@link SplitPane}s with a {@link Splitter} between each two. */
  readonly children: ReactNode
}

/** Panes side by side (or one above the other) with splitters between them. */
export function Split({ id, orientation, layout, onLayout, children }: SplitProps) {
  const group = useRef<GroupImperativeHandle | null>(null)
  const changed = (): void => {
    if (group.current !== null) onLayout?.(group.current.getLayout())
  }
  return (
    <Group
      id={id}
      orientation={orientation}
      defaultLayout={layout}
      groupRef={group}
      onLayoutChanged={(next, { isUserInteraction }) => {
        if (isUserInteraction) onLayout?.(next)
      }}
      className={styles['split']}
    >
      <ChangedContext value={changed}>{children}</ChangedContext>
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
  /** The edge of the window at which a collapsible pane stands: commands put it away and bring it back. */
  readonly side?: 'left' | 'right' | undefined
  readonly children: ReactNode
}

/** One pane of a Split. */
export function SplitPane(props: SplitPaneProps) {
  const { id, size, minSize = 120, maxSize, collapsible = false, fixed = false, onCollapsedChange, side } = props
  const panel = usePaneCommands(side, size)
  return (
    <Panel
      id={id}
      defaultSize={size}
      minSize={minSize}
      maxSize={maxSize}
      collapsible={collapsible}
      groupResizeBehavior={fixed ? 'preserve-pixel-size' : 'preserve-relative-size'}
      panelRef={panel}
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

function usePaneCommands(side: SplitPaneProps['side'], size: SplitPaneProps['size']) {
  const panel = useRef<PanelImperativeHandle | null>(null)
  const changed = use(ChangedContext)
  useEffect(() => {
    const change = (act: (panel: PanelImperativeHandle) => void): void => {
      if (panel.current === null) return
      act(panel.current)
      changed()
    }
    return addPane({
      side,
      isOpen: () => panel.current?.isCollapsed() === false,
      toggle: () => change((now) => (now.isCollapsed() ? now.expand() : now.collapse())),
      reset: () => {
        if (size !== undefined) change((now) => now.resize(size))
      },
    })
  }, [side, size, changed])
  return panel
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
