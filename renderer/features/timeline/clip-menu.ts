import type { ErrorDetails } from '../../../core/contract/errors.ts'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import type { CutClip } from '../../../core/project/schema/cut.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import type { StudioTextKey } from '../../../core/texts/studio/texts.ts'
import { call } from '../../bridge/client.ts'
import { keyHint } from '../../state/key-hint.ts'
import { currentProjectId } from '../../state/film-store.ts'
import { takeStore } from '../../state/mirrors.ts'
import { attempt } from '../../state/notices.ts'
import { takesOfShot } from '../../state/shots.ts'
import { selectShot, showWorkspace, type WorkspaceName } from '../../state/workspace-store.ts'
import type { MenuEntry } from '../../ui/menus/menu-entry.ts'
import { cutTransport } from './cut-transport.ts'
import {
  chooseTakeOfShot,
  duplicateChosen,
  removeChosen,
  shotEndsWithClip,
  showWholeShot,
} from './editing/cut-edits.ts'
import { takeName } from './take-names.ts'

interface ClipMenuInput {
  readonly clip: CutClip
  readonly shot: Shot
  readonly take: TakeSummary | null
}

function openShot(shotId: string, workspace: WorkspaceName): void {
  cutTransport.stop()
  selectShot(shotId)
  showWorkspace(workspace)
}

/** What can be done with one clip. */
export function clipMenu(
  text: (key: StudioTextKey, details?: ErrorDetails) => string,
  { clip, shot, take }: ClipMenuInput,
): MenuEntry[] {
  const { source } = clip
  const isWhole = source.start === 0 && source.end === shot.durationFrames
  return [
    { kind: 'submenu', id: 'takes', label: text('cut.menu.takes'), entries: takeEntries(text, shot) },
    { kind: 'separator', id: 'a' },
    { id: 'camera', label: text('cut.menu.camera'), onSelect: () => openShot(shot.id, 'camera') },
    { id: 'generate', label: text('cut.menu.generate'), onSelect: () => openShot(shot.id, 'generate') },
    {
      id: 'reveal',
      label: text('cut.menu.reveal'),
      disabledReason: take === null ? text('cut.why.no-take') : undefined,
      onSelect: () => {
        const projectId = currentProjectId()
        if (take !== null) attempt(() => call('take.reveal', { projectId, takeId: take.id }))
      },
    },
    { kind: 'separator', id: 'b' },
    {
      id: 'whole',
      label: text('cut.menu.whole'),
      disabledReason: isWhole ? text('cut.why.whole') : undefined,
      onSelect: () => showWholeShot(clip.id),
    },
    {
      id: 'length',
      label: text('cut.menu.shot-length', { frames: Math.max(1, source.end) }),
      disabledReason: source.end === shot.durationFrames ? text('cut.why.same-end') : undefined,
      onSelect: () => shotEndsWithClip(clip),
    },
    { kind: 'separator', id: 'c' },
    { id: 'duplicate', label: text('cut.command.duplicate'), keys: keyHint('$mod+KeyD'), onSelect: duplicateChosen },
    { id: 'lift', label: text('cut.command.lift'), keys: 'Backspace', onSelect: () => removeChosen('gap') },
    {
      id: 'delete',
      label: text('cut.command.delete'),
      keys: 'Del',
      danger: true,
      onSelect: () => removeChosen('close'),
    },
  ]
}

/** The takes of the shot, newest first, and none of them. */
function takeEntries(text: (key: StudioTextKey, details?: ErrorDetails) => string, shot: Shot): MenuEntry[] {
  const { takes } = takeStore.getState()
  const marks = new Map(shot.takeMarks.map((mark) => [mark.takeId, mark]))
  const ofShot = takesOfShot(takes, shot.id).toSorted((a, b) => b.madeAt - a.madeAt)
  return [
    ...ofShot.map((take): MenuEntry => {
      const mark = marks.get(take.id)
      const stars = mark === undefined || mark.stars === 0 ? '' : `  ${'★'.repeat(mark.stars)}`
      return {
        id: take.id,
        label: `${takeName(text, takes, take)}${stars}${mark?.rejected === true ? `  ${text('cut.rejected')}` : ''}`,
        checked: take.id === shot.chosenTakeId,
        onSelect: () => chooseTakeOfShot(shot.id, take.id),
      }
    }),
    ...(ofShot.length > 0 ? [{ kind: 'separator' as const, id: 'none-line' }] : []),
    {
      id: 'none',
      label: text('cut.menu.no-take'),
      checked: shot.chosenTakeId === null,
      onSelect: () => chooseTakeOfShot(shot.id, null),
    },
  ]
}
