import { memo } from 'react'
import { useStore } from 'zustand'
import { classNames } from '../../ui/class-names.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { useFilm } from '../../state/film-store.ts'
import { showWorkspace, useWorkspace } from '../../state/workspace-store.ts'
import { useText } from '../../ui/use-text.ts'
import { pressShot, dragStore } from './drag/story-drag.ts'
import groupStyles from './group-bar.module.css'
import { GroupName } from './group-bar.tsx'
import { useIsSelected } from './selection.ts'
import { clickShot, ShotFace } from './shot-face.tsx'
import { ShotLength, ShotName, ShotState, ShotTakes } from './shot-facts.tsx'
import styles from './shot-row.module.css'
import { ShotThumbnail } from './shot-thumbnail.tsx'
import type { GroupPlace } from './story-rows.ts'

interface ShotRowProps {
  readonly shot: Shot
  /** Its place in the storyboard, from 1. */
  readonly number: number
  readonly tabStop: boolean
  readonly group: GroupPlace | undefined
  /** Its place among the rows of the table, from 1. */
  readonly rowIndex: number
}

/** One shot in a line of the list. */
export const ShotRow = memo(function ShotRow({ shot, number, tabStop, group, rowIndex }: ShotRowProps) {
  const current = useWorkspace(({ shotId }) => shotId)
  const selected = useIsSelected(shot.id, current)
  const dragged = useStore(dragStore, ({ drag }) => drag?.shotIds.includes(shot.id) === true)
  const scene = useFilm((film) => film.scenes.find(({ id }) => id === shot.sceneId)?.name ?? '', '')
  return (
    // The face is the button of the keyboard; a row is clicked anywhere.
    <div
      role="row"
      aria-rowindex={rowIndex}
      className={classNames(styles['columns'], styles['row'])}
      data-shot={shot.id}
      data-selected={selected || undefined}
      data-dragging={dragged || undefined}
      onClick={(event) => {
        if (isPlain(event.target)) clickShot(event, shot.id)
      }}
      onDoubleClick={(event) => {
        if (isPlain(event.target)) showWorkspace('camera')
      }}
      onPointerDown={(event) => {
        if (event.button === 0 && isPlain(event.target)) pressShot(event, shot.id)
      }}
    >
      {group !== undefined && <span className={groupStyles['mark']} data-colour={group.colour} />}
      <span role="cell" className={styles['number']}>
        {number}
      </span>
      <div role="cell" className={styles['picture']}>
        <ShotFace shotId={shot.id} name={shot.name} number={number} selected={selected} tabStop={tabStop}>
          <ShotThumbnail shot={shot} />
        </ShotFace>
      </div>
      <div role="cell" className={styles['name']}>
        <ShotName shot={shot} />
        {group !== undefined && <GroupName name={group.name} sceneId={shot.sceneId} />}
      </div>
      <span role="cell" className={styles['scene']} title={scene}>
        {scene}
      </span>
      <span role="cell">
        <ShotLength shot={shot} />
      </span>
      <Words words={shot.dialogue} />
      <Words words={shot.action} />
      <Words words={shot.note} />
      <span role="cell">
        <ShotState shot={shot} />
      </span>
      <span role="cell" className={styles['takes']}>
        <ShotTakes shot={shot} />
      </span>
    </div>
  )
})

/** Whether a press there is meant for the row: the face and what is typed into look after themselves. */
function isPlain(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[role=button], input, button') === null
}

function Words({ words }: { readonly words: string }) {
  return (
    <span role="cell" className={styles['words']} title={words === '' ? undefined : words}>
      {words}
    </span>
  )
}

const columns = [
  'number',
  'picture',
  'name',
  'scene',
  'duration',
  'dialogue',
  'action',
  'note',
  'status',
  'takes',
] as const

/** What the columns of the list are. */
export function ListHeader() {
  const text = useText()
  return (
    <div role="rowgroup" className={styles['header']}>
      <div role="row" aria-rowindex={1} className={styles['columns']}>
        {columns.map((column) => (
          <span key={column} role="columnheader">
            {text(`story.column.${column}`)}
          </span>
        ))}
      </div>
    </div>
  )
}
