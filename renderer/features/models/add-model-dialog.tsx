import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { weightFamilies, type Download } from '../../../core/weights/weight-sources.ts'
import { addingStore, addModel } from '../../state/added-models.ts'
import { Checkbox } from '../../ui/controls/checkbox.tsx'
import { SegmentedControl } from '../../ui/controls/segmented-control.tsx'
import { Field } from '../../ui/layout/field.tsx'
import { useText } from '../../ui/use-text.ts'
import styles from './add-model-dialog.module.css'
import { AddingDialog } from './adding-dialog.tsx'
import { ChosenDownload } from './chosen-download.tsx'
import { sizeText } from './size-text.ts'

interface AddModelDialogProps {
  readonly open: boolean
  readonly onClose: () => void
}

interface Wish {
  readonly precision: 'automatic' | 'full' | 'half'
  /** Copy the downloads. */
  readonly copy: boolean
}

/** The only kind of model that can be added so far. */
const family = weightFamilies['svd-cameractrl']!

/** Three steps from downloads to a model: what to download, where it is, how it is added. */
export function AddModelDialog({ open, onClose }: AddModelDialogProps) {
  const text = useText()
  const { chosen, running, failure } = useStore(addingStore)
  const [wish, setWish] = useState<Wish>({ precision: 'automatic', copy: false })
  const isReady = family.downloads.every(({ option }) => chosen[option] !== undefined)
  const add = (overwrite: boolean): Promise<boolean> => {
    const precision = wish.precision === 'automatic' ? null : wish.precision
    return addModel({ family: family.family, precision, copy: wish.copy, overwrite })
  }
  return (
    <AddingDialog
      open={open}
      onClose={onClose}
      title={text('models.title', { name: family.name })}
      description={text('models.lead')}
      width={640}
      addLabel={text('models.run')}
      disabledReason={isReady ? undefined : text('models.choose.first')}
      onAdd={add}
      running={running}
      failure={failure}
      failureTitle={text('models.failed')}
      thereCode="weights.installed"
    >
      <Step title={text('models.download')}>
        {family.downloads.map((download) => (
          <DownloadFacts key={download.option} download={download} />
        ))}
        <p className={styles['note']}>{text('models.longer')}</p>
      </Step>
      <Step title={text('models.choose')}>
        {family.downloads.map((download) => (
          <ChosenDownload key={download.option} family={family.family} download={download} running={running} />
        ))}
      </Step>
      <Step title={text('models.how')}>
        <div className={styles['how']} inert={running}>
          <HowToAdd wish={wish} onChange={setWish} />
        </div>
      </Step>
    </AddingDialog>
  )
}

function HowToAdd({ wish, onChange }: { readonly wish: Wish; readonly onChange: (wish: Wish) => void }) {
  const text = useText()
  const segments = (['automatic', 'full', 'half'] as const).map((value) => {
    return { value, label: text(`models.precision.${value}`) }
  })
  return (
    <>
      <Field label={text('models.precision')} hint={text('models.precision.hint')}>
        <SegmentedControl
          label={text('models.precision')}
          segments={segments}
          value={wish.precision}
          onChange={(precision) => onChange({ ...wish, precision })}
        />
      </Field>
      <Field label="" hint={text('models.copy.hint')}>
        <Checkbox label={text('models.copy')} checked={wish.copy} onChange={(copy) => onChange({ ...wish, copy })} />
      </Field>
    </>
  )
}

function Step({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles['step']}>
      <h3 className={styles['heading']}>{title}</h3>
      {children}
    </section>
  )
}

/** One thing to download: its address, the files of it that are needed, its licence. */
function DownloadFacts({ download: { address, files, licence } }: { readonly download: Download }) {
  const text = useText()
  return (
    <div className={styles['download']} data-selectable>
      <p className={styles['address']}>{address}</p>
      <ul className={styles['files']}>
        {files.map(({ name, bytes }) => (
          <li key={name} className={styles['file']}>
            <span>{name}</span>
            <span className={styles['size']}>{sizeText(bytes)}</span>
          </li>
        ))}
      </ul>
      <p className={styles['licence']}>
        {text('models.licence')}: {licence ?? text('models.licence.none')}
      </p>
    </div>
  )
}
