import { Layers } from 'lucide-react'
import { memo } from 'react'
import { useStore } from 'zustand'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { useProjectJobs } from '../../state/mirrors.ts'
import { useWorkspace } from '../../state/workspace-store.ts'
import { ProgressBar } from '../../ui/feedback/progress-bar.tsx'
import { useText } from '../../ui/use-text.ts'
import { dragStore } from './drag/story-drag.ts'
import { GroupBar } from './group-bar.tsx'
import { useIsSelected } from './selection.ts'
import styles from './shot-card.module.css'
import { ShotFace } from './shot-face.tsx'
import { ShotLength, ShotName, ShotState } from './shot-facts.tsx'
import { ShotThumbnail } from './shot-thumbnail.tsx'
import type { GroupPlace } from './story-rows.ts'

interface ShotCardProps {
  readonly shot: Shot
  /** Its place in the storyboard, from 1. */
  readonly number: number
  readonly tabStop: boolean
  readonly captions: boolean
  /** Undefined outside of a group. */
  readonly group: GroupPlace | undefined
  /** Whether a shot of the same row has a bracket, for which all leave room. */
  readonly hasGroups: boolean
  /** Whether the bracket's name is printed here: at its start in each row. */
  readonly namesGroup: boolean
}

/** One shot: its board, name, length, and how far it is. Double click opens its camera. */
export const ShotCard = memo(function ShotCard(props: ShotCardProps) {
  const { shot, number, tabStop, captions, group, hasGroups, namesGroup } = props
  const current = useWorkspace(({ shotId }) => shotId)
  const selected = useIsSelected(shot.id, current)
  const dragged = useStore(dragStore, ({ drag }) => drag?.shotIds.includes(shot.id) === true)
  return (
    <li className={styles['cell']}>
      {hasGroups && <GroupBar group={group} sceneId={shot.sceneId} named={namesGroup} />}
      <div
        className={styles['card']}
        data-shot={shot.id}
        data-selected={selected || undefined}
        data-dragging={dragged || undefined}
      >
        <ShotFace shotId={shot.id} name={shot.name} number={number} selected={selected} tabStop={tabStop}>
          <CardPicture shot={shot} number={number} />
        </ShotFace>
        <div className={styles['row']}>
          <ShotName shot={shot} />
          <ShotLength shot={shot} />
        </div>
        {captions && <Caption shot={shot} />}
        <div className={styles['state']}>
          <ShotState shot={shot} />
        </div>
      </div>
    </li>
  )
})

function CardPicture({ shot, number }: { readonly shot: Shot; readonly number: number }) {
  const text = useText()
  const fraction = useProjectJobs((jobs) => {
    const job = jobs.find(({ subject, state }) => isRunningFor(shot.id, subject, state))
    return job === undefined ? null : (job.progress?.fraction ?? 0)
  })
  return (
    <ShotThumbnail shot={shot}>
      <span className={styles['number']}>{number}</span>
      {shot.boards.length > 1 && (
        <span aria-hidden className={styles['boards']} title={text('story.boards', { count: shot.boards.length })}>
          <Layers aria-hidden />
          {shot.boards.length}
        </span>
      )}
      {fraction !== null && (
        <span className={styles['progress']}>
          <ProgressBar bare label={text('shell.status.generating')} fraction={fraction} />
        </span>
      )}
    </ShotThumbnail>
  )
}

function isRunningFor(shotId: string, subject: { kind: string; shotId?: string | null }, state: string): boolean {
  return state === 'running' && subject.kind === 'generate' && subject.shotId === shotId
}

/** What is said, in quotation marks of the language, and what happens. */
function Caption({ shot }: { readonly shot: Shot }) {
  const text = useText()
  const { dialogue, action } = shot
  return (
    <div className={styles['caption']}>
      <span className={styles['dialogue']}>{dialogue !== '' && text('story.quoted', { words: dialogue })}</span>
      <span className={styles['action']}>{action}</span>
    </div>
  )
}
