import { useMemo } from 'react'
import { useWorkspace } from '../../state/workspace-store.ts'
import { ShotCard } from './shot-card.tsx'
import { ShotRow } from './shot-row.tsx'
import styles from './shot-rows.module.css'
import { storyLayout } from './story-layout.ts'
import { groupPlaces, type ShownStory, type StoryRow } from './story-rows.ts'

interface ShotRowsProps {
  readonly row: Extract<StoryRow, { kind: 'shots' }>
  readonly rowIndex: number
  readonly columns: number
  readonly isList: boolean
  readonly story: ShownStory
}

/** A row of cards, or a line of the list. */
export function ShotRows({ row, rowIndex, columns, isList, story }: ShotRowsProps) {
  const current = useWorkspace(({ shotId }) => shotId)
  const captions = storyLayout.use((layout) => layout.captions)
  const groups = useMemo(() => groupPlaces(row.section.shots), [row.section.shots])
  // Where the chosen shot is hidden, the first one that is shown is reached by Tab.
  const stop = current !== null && story.shotIds.includes(current) ? current : story.shotIds[0]
  const hasGroups = row.shots.some(({ group }) => group !== '')
  const numberOf = (shotId: string): number => story.numbers.get(shotId) ?? 0
  if (isList) {
    const [shot] = row.shots
    return (
      <ShotRow
        shot={shot!}
        number={numberOf(shot!.id)}
        tabStop={shot!.id === stop}
        group={groups.get(shot!.id)}
        rowIndex={rowIndex}
      />
    )
  }
  return (
    <ul className={styles['cards']} style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
      {row.shots.map((shot, column) => (
        <ShotCard
          key={shot.id}
          shot={shot}
          number={numberOf(shot.id)}
          tabStop={shot.id === stop}
          captions={captions}
          group={groups.get(shot.id)}
          hasGroups={hasGroups}
          namesGroup={column === 0 || groups.get(shot.id)?.starts === true}
        />
      ))}
    </ul>
  )
}
