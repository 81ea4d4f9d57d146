import { Ban, Check, Columns2, Crosshair, FolderOpen, RotateCw, Trash2 } from 'lucide-react'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { call } from '../../bridge/client.ts'
import { currentProjectId } from '../../state/film-store.ts'
import { attempt } from '../../state/notices.ts'
import { measureTakes } from '../../state/obedience.ts'
import type { MenuEntry } from '../../ui/menus/menu-entry.ts'
import { useText } from '../../ui/use-text.ts'
import { removeTake, toggleChosen, toggleRejected } from './generate-actions.ts'
import { stageTake } from './generate-store.ts'
import { makeAgain } from './take-recipe-store.ts'

interface MenuTake {
  readonly shot: Shot
  readonly take: TakeSummary
  /** The cut shows it. */
  readonly inCut: boolean
  readonly staged: boolean
  /** All takes that may be beside it. */
  readonly ids: readonly string[]
}

/** What can be done with a take. */
export function useTakeMenu({ shot, take, inCut, staged, ids }: MenuTake): MenuEntry[] {
  const text = useText()
  const rejected = shot.takeMarks.some(({ takeId, rejected: is }) => takeId === take.id && is)
  return [
    {
      id: 'choose',
      label: text('generate.choose'),
      icon: <Check />,
      keys: 'Enter',
      checked: inCut && shot.chosenTakeId === take.id,
      onSelect: () => toggleChosen(shot, take.id),
    },
    {
      id: 'reject',
      label: text('generate.reject'),
      icon: <Ban />,
      keys: 'X',
      checked: rejected,
      onSelect: () => toggleRejected(shot, take.id),
    },
    {
      id: 'compare',
      label: text('generate.compare'),
      icon: <Columns2 />,
      checked: staged,
      onSelect: () => stageTake(take.id, 'beside', ids),
    },
    {
      id: 'measure',
      label: text('obedience.measure'),
      icon: <Crosshair />,
      onSelect: () => measureTakes([take.id]),
    },
    {
      id: 'again',
      label: text('recipe.again'),
      icon: <RotateCw />,
      onSelect: () => attempt(() => makeAgain(take)),
    },
    { kind: 'separator' as const, id: 'files' },
    {
      id: 'reveal',
      label: text('generate.reveal'),
      icon: <FolderOpen />,
      onSelect: () => attempt(() => call('take.reveal', { projectId: currentProjectId(), takeId: take.id })),
    },
    {
      id: 'remove',
      label: text('generate.remove'),
      icon: <Trash2 />,
      danger: true,
      onSelect: () => attempt(() => removeTake(take.id)),
    },
  ]
}
