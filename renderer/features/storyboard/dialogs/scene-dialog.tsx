import { useState } from 'react'
import { storySections } from '../../../../core/project/story-sections.ts'
import { currentFilm } from '../../../state/film-store.ts'
import { Button } from '../../../ui/controls/button.tsx'
import { Select } from '../../../ui/controls/select.tsx'
import { Field } from '../../../ui/layout/field.tsx'
import { Dialog } from '../../../ui/overlays/dialog.tsx'
import { useText } from '../../../ui/use-text.ts'
import { assignSelected, makeScene, selectedSceneId } from '../scene-actions.ts'
import { selectedShotIds } from '../selection.ts'

const none = 'none '
const fresh = 'new '

/** The scene that the chosen shots go to. */
export function SceneDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useText()
  const [shotIds] = useState(selectedShotIds)
  const [target, setTarget] = useState(() => selectedSceneId() ?? none)
  const scenes = storySections(currentFilm()).flatMap(({ scene, continued }) =>
    scene === null || continued ? [] : [{ value: scene.id, label: scene.name || text('story.scene.unnamed') }],
  )
  const count = shotIds.length
  const assign = (): void => {
    onClose()
    if (target === fresh) makeScene(shotIds)
    else assignSelected(target === none ? null : target)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={text(count === 1 ? 'story.assign.title-one' : 'story.assign.title', { count })}
      width={400}
      actions={
        <>
          <Button onClick={onClose}>{text('controls.cancel')}</Button>
          <Button variant="primary" onClick={assign}>
            {text('story.assign.do')}
          </Button>
        </>
      }
    >
      <Field label={text('story.scene')}>
        <Select
          label={text('story.scene')}
          value={target}
          options={[
            ...scenes,
            { value: fresh, label: text('story.assign.new') },
            { value: none, label: text('story.scene.none') },
          ]}
          onChange={setTarget}
        />
      </Field>
    </Dialog>
  )
}
