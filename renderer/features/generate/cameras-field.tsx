import { ChevronDown } from 'lucide-react'
import { Button } from '../../ui/controls/button.tsx'
import { Field } from '../../ui/layout/field.tsx'
import { Menu } from '../../ui/menus/menu.tsx'
import type { MenuEntry } from '../../ui/menus/menu-entry.ts'
import { useText } from '../../ui/use-text.ts'
import { batchCameras, withCameraToggled, type BatchCamera } from './batch-cameras.ts'
import { generateView } from './generate-store.ts'
import styles from './generation-settings.module.css'

/** Which cameras one press of Generate makes takes of. */
export function CamerasField() {
  const text = useText()
  const cameras = generateView.use((view) => view.cameras)
  const [own, ...moves] = batchCameras.map((camera): MenuEntry => ({
    id: camera,
    label: camera === 'own' ? text('batch.own') : text(`batch.move.${camera}`),
    checked: cameras.includes(camera),
    staysOpen: true,
    onSelect: () => generateView.set({ cameras: withCameraToggled(cameras, camera) }),
  }))
  const words = useCamerasWords(cameras)
  return (
    <Field label={text('batch.cameras')} hint={text('batch.cameras-hint')}>
      <Menu
        align="end"
        trigger={
          <Button
            aria-label={`${text('batch.cameras')}: ${words}`}
            className={styles['wide']}
            trailing={<ChevronDown />}
          >
            {words}
          </Button>
        }
        entries={[own!, { kind: 'separator', id: 'moves' }, ...moves]}
      />
    </Field>
  )
}

function useCamerasWords(cameras: readonly BatchCamera[]): string {
  const text = useText()
  const [only] = cameras
  if (cameras.length === 1 && only !== undefined) return only === 'own' ? text('batch.own') : text(`batch.move.${only}`)
  const count = cameras.filter((camera) => camera !== 'own').length
  return text(cameras.includes('own') ? 'batch.own-and' : 'batch.moves', { count })
}
