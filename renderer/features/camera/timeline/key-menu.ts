import { easingSchema } from '../../../../core/camera/path-schema.ts'
import { keyHint } from '../../../state/key-hint.ts'
import type { MenuEntry } from '../../../ui/menus/menu-entry.ts'
import { useText } from '../../../ui/use-text.ts'
import { useCameraSession } from '../session/camera-session.ts'
import {
  chosenKeys,
  copyKeys,
  cutKeys,
  deleteKeys,
  easeSegments,
  pasteKeys,
  selectAllKeys,
} from '../session/key-actions.ts'
import { currentPath } from '../session/current-shot.ts'

/** The menu of the chosen keys: easing of the segments after them, and the usual edits. */
export function useKeyMenu(): readonly MenuEntry[] {
  const text = useText()
  const selected = useCameraSession((session) => session.selected)
  const clipboard = useCameraSession((session) => session.clipboard)
  const path = currentPath()
  const chosen = chosenKeys()
  const easings = new Set(chosen.map(({ easing }) => easing))
  const noKey = selected.length === 0 ? text('camera.why.no-selection') : undefined
  const constant = path?.speed === 'constant' ? text('camera.why.constant') : undefined
  const lastKey = path !== null && chosen.length === path.keys.length ? text('camera.why.last-key') : undefined
  const why = (...reasons: (string | undefined)[]) => {
    const disabledReason = reasons.find((reason) => reason !== undefined)
    return disabledReason === undefined ? {} : { disabledReason }
  }
  return [
    { kind: 'heading', id: 'easing', label: text('camera.easing') },
    ...easingSchema.options.map((easing, index): MenuEntry => ({
      id: easing,
      label: text(`camera.easing.${easing}`),
      keys: String(index + 1),
      checked: easings.size === 1 && easings.has(easing),
      ...why(noKey, constant),
      onSelect: () => easeSegments(easing),
    })),
    { kind: 'separator', id: 'edits' },
    {
      id: 'cut',
      label: text('camera.command.cut-keys'),
      keys: keyHint('$mod+KeyX'),
      ...why(noKey, lastKey),
      onSelect: cutKeys,
    },
    {
      id: 'copy',
      label: text('camera.command.copy-keys'),
      keys: keyHint('$mod+KeyC'),
      ...why(noKey),
      onSelect: copyKeys,
    },
    {
      id: 'paste',
      label: text('camera.command.paste-keys'),
      keys: keyHint('$mod+KeyV'),
      ...why(clipboard.length === 0 ? text('camera.why.clipboard') : undefined),
      onSelect: pasteKeys,
    },
    {
      id: 'delete',
      label: text('camera.command.delete-keys'),
      keys: 'Del',
      danger: true,
      ...why(noKey, lastKey),
      onSelect: deleteKeys,
    },
    { kind: 'separator', id: 'choice' },
    { id: 'all', label: text('camera.command.select-all'), keys: keyHint('$mod+KeyA'), onSelect: selectAllKeys },
  ]
}
