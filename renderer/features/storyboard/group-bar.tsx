import { useStore } from 'zustand'
import { TextField } from '../../ui/fields/text-field.tsx'
import { useText } from '../../ui/use-text.ts'
import styles from './group-bar.module.css'
import { renamingStore, startRenaming } from './renaming.ts'
import { setGroupName } from './scene-actions.ts'
import { endRenaming } from './shot-facts.tsx'
import type { GroupPlace } from './story-rows.ts'

interface GroupBarProps {
  readonly group: GroupPlace | undefined
  readonly sceneId: string | null
  readonly named: boolean
}

/** The bracket over the cards of a group: a coloured bar with the group's name at its start. */
export function GroupBar({ group, sceneId, named }: GroupBarProps) {
  if (group === undefined) return <div className={styles['bar']} />
  const { name, colour, starts, ends } = group
  return (
    <div className={styles['bar']} data-colour={colour} data-starts={starts || undefined} data-ends={ends || undefined}>
      {named && <GroupName name={name} sceneId={sceneId} />}
    </div>
  )
}

/** A double click types another name. */
export function GroupName({ name, sceneId }: { readonly name: string; readonly sceneId: string | null }) {
  const text = useText()
  const renaming = useStore(
    renamingStore,
    ({ renamed }) => renamed?.kind === 'group' && renamed.sceneId === sceneId && renamed.name === name,
  )
  const label = text('story.group.name')
  if (!renaming) {
    return (
      <span
        className={styles['name']}
        title={text('story.group.title', { name })}
        onDoubleClick={() => startRenaming({ kind: 'group', sceneId, name })}
      >
        {name}
      </span>
    )
  }
  return (
    <span className={styles['field']}>
      <TextField
        autoFocus
        size="compact"
        label={label}
        value={name}
        maxLength={200}
        onCancel={endRenaming}
        onCommit={(next) => {
          setGroupName(sceneId, name, next)
          endRenaming()
        }}
      />
    </span>
  )
}
