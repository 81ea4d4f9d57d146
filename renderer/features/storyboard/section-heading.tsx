import { ChevronRight, Ellipsis } from 'lucide-react'
import { useStore } from 'zustand'
import type { Scene } from '../../../core/project/schema/shot.ts'
import { secondsOf } from '../../../core/timeline/rational.ts'
import { useFilm } from '../../state/film-store.ts'
import { IconButton } from '../../ui/controls/icon-button.tsx'
import { formatDuration } from '../../ui/display/format-duration.ts'
import { TextField } from '../../ui/fields/text-field.tsx'
import { Menu } from '../../ui/menus/menu.tsx'
import { useText } from '../../ui/use-text.ts'
import { renamingStore, startRenaming } from './renaming.ts'
import { renameScene } from './scene-actions.ts'
import { useSceneMenu } from './scene-menu.ts'
import styles from './section-heading.module.css'
import { endRenaming } from './shot-facts.tsx'
import { toggleSection } from './story-layout.ts'
import type { ShownSection } from './story-rows.ts'

/** A scene's name, its shots and length; it opens and closes the scene. */
export function SectionHeading({ section }: { readonly section: ShownSection }) {
  const text = useText()
  const { scene, closed, index, shotCount, durationFrames, continued, shots } = section
  const rate = useFilm((film) => film.rate, null)
  const length = rate === null ? '' : formatDuration(1000 * secondsOf({ value: durationFrames, rate }))
  const count = shots.length === shotCount ? String(shotCount) : `${shots.length}/${shotCount}`
  return (
    <div className={styles['heading']} data-section={index} data-closed={closed || undefined}>
      {scene === null ? (
        <h3 className={styles['title']}>
          <Opener section={section} name={text('story.scene.none')} />
        </h3>
      ) : (
        <SceneTitle section={section} scene={scene} />
      )}
      {continued && <span className={styles['facts']}>{text('story.scene.continued')}</span>}
      <span className={styles['facts']}>
        {text(count === '1' ? 'story.scene.facts-one' : 'story.scene.facts', { count, length })}
      </span>
      <span className={styles['line']} />
      <SectionMenu scene={scene} />
    </div>
  )
}

function SectionMenu({ scene }: { readonly scene: Scene | null }) {
  const text = useText()
  const entries = useSceneMenu(scene?.id ?? null)
  const name = scene?.name ?? text('story.scene.none')
  return (
    <Menu
      align="end"
      trigger={<IconButton size="compact" label={text('story.scene.menu', { name })} icon={<Ellipsis />} />}
      entries={entries}
    />
  )
}

function SceneTitle({ section, scene }: { readonly section: ShownSection; readonly scene: Scene }) {
  const text = useText()
  const renaming = useStore(renamingStore, ({ renamed }) => renamed?.kind === 'scene' && renamed.id === scene.id)
  if (renaming && !section.continued) {
    return (
      <div className={styles['field']}>
        <TextField
          autoFocus
          size="compact"
          label={text('story.scene.name')}
          value={scene.name}
          maxLength={200}
          onCancel={endRenaming}
          onCommit={(name) => {
            renameScene(scene.id, name)
            endRenaming()
          }}
        />
      </div>
    )
  }
  return (
    <h3 className={styles['title']} onDoubleClick={() => startRenaming({ kind: 'scene', id: scene.id })}>
      <Opener section={section} name={scene.name || text('story.scene.unnamed')} />
    </h3>
  )
}

function Opener({ section, name }: { readonly section: ShownSection; readonly name: string }) {
  return (
    <button
      type="button"
      aria-expanded={!section.closed}
      className={styles['opener']}
      onClick={() => toggleSection(section.scene?.id ?? null)}
    >
      <ChevronRight aria-hidden />
      <span className={styles['name']}>{name}</span>
    </button>
  )
}
