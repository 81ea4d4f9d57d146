import { easingSchema, type CameraKey, type CameraPath } from '../../../../core/camera/path-schema.ts'
import type { ShotGeometry } from '../../../state/board-view/shot-geometry.ts'
import { keyHint } from '../../../state/key-hint.ts'
import type { MenuEntry } from '../../../ui/menus/menu-entry.ts'
import { useText } from '../../../ui/use-text.ts'
import { useCameraSession } from '../session/camera-session.ts'
import { copyKeys, cutKeys, deleteKeys, easeSegments, pasteKeys, selectAllKeys } from '../session/key-actions.ts'
import { useCalmPart, type ChosenInShot } from '../session/use-shot.ts'
import { commonValue } from '../model/key-fields.ts'

/** The menu of the chosen keys: easing of the segments after them, and the usual edits. */
export function useKeyMenu(): readonly MenuEntry[] {
  const text = useText()
  const clipboard = useCameraSession((session) => session.clipboard)
  const common = useCalmPart((shot) => {
    const chosen = chosenOf(shot)
    return chosen.length === 0 ? null : commonValue(chosen, ({ easing }) => easing)
  })
  const noKey =
    useCalmPart(({ selected }) => selected.length === 0) === true ? text('camera.why.no-selection') : undefined
  const constant =
    useCalmPart(({ geometry }) => pathOf(geometry)?.speed) === 'constant' ? text('camera.why.constant') : undefined
  const all = useCalmPart((shot) => chosenOf(shot).length === pathOf(shot.geometry)?.keys.length) === true
  const lastKey = all ? text('camera.why.last-key') : undefined
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
      checked: easing === common,
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

function pathOf({ shot: { camera } }: ShotGeometry): CameraPath | null {
  return camera.source === 'keys' ? camera.path : null
}

function chosenOf({ geometry, selected }: ChosenInShot): readonly CameraKey[] {
  return (pathOf(geometry)?.keys ?? []).filter(({ timeFrames }) => selected.includes(timeFrames))
}
