import { Captions, Funnel, ImagePlus, LayoutGrid, List, Search, SquarePlus, X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import { keyHint } from '../../state/key-hint.ts'
import { importPictures } from '../../state/import-pictures.ts'
import { attempt } from '../../state/notices.ts'
import { Button } from '../../ui/controls/button.tsx'
import { IconButton } from '../../ui/controls/icon-button.tsx'
import { SegmentedControl } from '../../ui/controls/segmented-control.tsx'
import { Slider } from '../../ui/controls/slider.tsx'
import { ToggleButton } from '../../ui/controls/toggle-button.tsx'
import { TextField } from '../../ui/fields/text-field.tsx'
import { Menu } from '../../ui/menus/menu.tsx'
import { useText } from '../../ui/use-text.ts'
import { chooseFoundShot } from './selection.ts'
import { clearFilter, filterStore, setFilter } from './shown-story.ts'
import { addEmptyShot } from './story-actions.ts'
import { isFiltering, storyStates } from './story-filter.ts'
import { focusStory } from './story-focus.ts'
import { cardWidths, storyLayout } from './story-layout.ts'
import styles from './story-toolbar.module.css'

/** Search and filter at the left, how the storyboard is shown at the right. */
export function StoryToolbar({ shown, total }: { readonly shown: number; readonly total: number }) {
  const text = useText()
  const filter = useStore(filterStore, (state) => state.filter)
  return (
    <div className={styles['bar']}>
      <div className={styles['search']} data-story-search onKeyDownCapture={leaveSearch}>
        <TextField
          label={text('story.search')}
          placeholder={text('story.search')}
          size="compact"
          icon={<Search aria-hidden />}
          value={filter.words}
          maxLength={200}
          onType={(words) => setFilter({ words })}
          onCommit={(words) => setFilter({ words })}
        />
      </div>
      <StateFilter />
      {isFiltering(filter) && (
        <>
          <span role="status" className={styles['found']}>
            {text('story.found', { shown, total })}
          </span>
          <IconButton size="compact" label={text('story.filter.clear')} icon={<X />} keys="Esc" onClick={clearFilter} />
        </>
      )}
      <span className={styles['space']} />
      <LayoutControls />
      <IconButton
        size="compact"
        label={text('story.new')}
        icon={<SquarePlus />}
        keys={keyHint('KeyN')}
        onClick={() => attempt(() => addEmptyShot('after'))}
      />
      <Button size="compact" icon={<ImagePlus />} onClick={() => attempt(() => importPictures({ from: 'dialog' }))}>
        {text('board.command.import')}
      </Button>
    </div>
  )
}

/** Enter and the arrow go on to what was found, Esc shows all shots again. */
function leaveSearch({ key, nativeEvent }: KeyboardEvent): void {
  if (nativeEvent.isComposing || (key !== 'Enter' && key !== 'Escape' && key !== 'ArrowDown')) return
  if (key === 'Escape') clearFilter()
  // After the field has done with the key.
  queueMicrotask(() => {
    chooseFoundShot()
    focusStory()
  })
}

function StateFilter() {
  const text = useText()
  const { states } = useStore(filterStore, (state) => state.filter)
  return (
    <Menu
      trigger={
        <Button size="compact" variant={states.size > 0 ? 'secondary' : 'ghost'} icon={<Funnel />}>
          {states.size > 0 ? text('story.filter.count', { count: states.size }) : text('story.filter')}
        </Button>
      }
      entries={storyStates.map((state) => ({
        id: state,
        label: text(`story.state.${state}`),
        checked: states.has(state),
        onSelect: () => {
          const changed = new Set(states)
          if (!changed.delete(state)) changed.add(state)
          setFilter({ states: changed })
        },
      }))}
    />
  )
}

function LayoutControls() {
  const text = useText()
  const { layout, cardWidth, captions } = storyLayout.use((state) => state)
  const setWidth = (width: number): void => storyLayout.set({ cardWidth: width })
  return (
    <>
      {layout === 'grid' && (
        <>
          <div className={styles['zoom']}>
            <Slider
              label={text('board.card-size')}
              value={cardWidth}
              {...cardWidths}
              onCommit={setWidth}
              onPreview={setWidth}
            />
          </div>
          <ToggleButton
            size="compact"
            label={text('story.captions')}
            icon={<Captions />}
            keys={keyHint('KeyC')}
            pressed={captions}
            onPressedChange={(pressed) => storyLayout.set({ captions: pressed })}
          />
        </>
      )}
      <SegmentedControl
        size="compact"
        label={text('story.layout')}
        value={layout}
        segments={[
          { value: 'grid', label: text('story.grid'), icon: <LayoutGrid />, iconOnly: true },
          { value: 'list', label: text('story.list'), icon: <List />, iconOnly: true },
        ]}
        onChange={(next) => storyLayout.set({ layout: next })}
      />
    </>
  )
}
