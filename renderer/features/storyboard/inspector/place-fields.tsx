import { useState } from 'react'
import { groupShots, ungroupShots } from '../../../../core/project/edits/groups.ts'
import { assignToScene, newScene } from '../../../../core/project/edits/scenes.ts'
import { commonFact } from '../../../../core/project/edits/shot-facts.ts'
import type { Scene, Shot } from '../../../../core/project/schema/shot.ts'
import { edit, useFilm } from '../../../state/film-store.ts'
import { newId } from '../../../state/shots.ts'
import { Select } from '../../../ui/controls/select.tsx'
import { TextField } from '../../../ui/fields/text-field.tsx'
import { Field } from '../../../ui/layout/field.tsx'
import { useText } from '../../../ui/use-text.ts'

interface ShotsProps {
  /** At least one. */
  readonly shots: readonly Shot[]
}

const noScenes: readonly Scene[] = []

/** Entries of the list that are no scene; an id has neither of these signs. */
const [none, fresh, several] = ['(none)', '(new)', '(several)'] as const

/** Where shots belong: their scene, and the group in it. */
export function PlaceFields({ shots }: ShotsProps) {
  return (
    <>
      <SceneField shots={shots} />
      <GroupField shots={shots} />
    </>
  )
}

function SceneField({ shots }: ShotsProps) {
  const text = useText()
  const scenes = useFilm((film): readonly Scene[] => film.scenes, noScenes)
  const [naming, setNaming] = useState(false)
  const ids = shots.map(({ id }) => id)
  const sameScene = shots.every(({ sceneId }) => sceneId === shots[0]!.sceneId)
  const choose = (value: string): void => {
    if (value === fresh) setNaming(true)
    else if (value !== several)
      edit('shot.edit.scene', (film) => assignToScene(film, ids, value === none ? null : value))
  }
  const create = (name: string): void => {
    setNaming(false)
    const scene = { id: newId(), name, note: '', placements: [] }
    if (name.trim() !== '') edit('shot.edit.scene', (film) => newScene(film, scene, ids))
  }
  return (
    <Field label={text('shot.scene')}>
      {naming ? (
        <TextField
          autoFocus
          label={text('shot.scene.name')}
          value=""
          maxLength={200}
          onCommit={create}
          onCancel={() => setNaming(false)}
        />
      ) : (
        <Select
          label={text('shot.scene')}
          value={sameScene ? (shots[0]!.sceneId ?? none) : several}
          options={[
            ...(sameScene ? [] : [{ value: several, label: text('shot.several-values') }]),
            { value: none, label: text('shot.scene.none') },
            ...scenes.map(({ id, name }) => ({ value: id, label: name || text('shot.scene.unnamed') })),
            { value: fresh, label: text('shot.scene.new') },
          ]}
          onChange={choose}
        />
      )}
    </Field>
  )
}

function GroupField({ shots }: ShotsProps) {
  const text = useText()
  const ids = shots.map(({ id }) => id)
  const common = commonFact(shots, ({ group }) => group)
  const areOfOneScene = shots.every(({ sceneId }) => sceneId === shots[0]!.sceneId)
  return (
    <Field label={text('shot.group')} hint={areOfOneScene ? undefined : text('story.group.one-scene')}>
      <TextField
        readOnly={!areOfOneScene}
        label={text('shot.group')}
        value={common ?? ''}
        placeholder={text(common === null ? 'shot.several-values' : 'shot.group.none')}
        maxLength={200}
        onCommit={(typed) => {
          const group = typed.trim()
          edit('shot.edit.group', (film) => (group === '' ? ungroupShots(film, ids) : groupShots(film, ids, group)))
        }}
      />
    </Field>
  )
}
