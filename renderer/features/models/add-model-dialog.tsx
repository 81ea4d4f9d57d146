import { Plus } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { errorText } from '../../../core/texts/language.ts'
import { stageText } from '../../../core/texts/stages.ts'
import { weightFamilies, type Download } from '../../../core/weights/weight-sources.ts'
import { addingStore, addModel, stopAdding } from '../../state/added-models.ts'
import { addingProgressStore } from '../../state/mirrors.ts'
import { attempt } from '../../state/notices.ts'
import { Button } from '../../ui/controls/button.tsx'
import { Checkbox } from '../../ui/controls/checkbox.tsx'
import { SegmentedControl } from '../../ui/controls/segmented-control.tsx'
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx'
import { ProgressBar } from '../../ui/feedback/progress-bar.tsx'
import { Field } from '../../ui/layout/field.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { useLanguage, useText } from '../../ui/use-text.ts'
import styles from './add-model-dialog.module.css'
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
  const { chosen, running } = useStore(addingStore)
  const [wish, setWish] = useState<Wish>({ precision: 'automatic', copy: false })
  const isReady = family.downloads.every(({ option }) => chosen[option] !== undefined)
  const add = async (overwrite: boolean): Promise<void> => {
    const precision = wish.precision === 'automatic' ? null : wish.precision
    if (await addModel({ family: family.family, precision, copy: wish.copy, overwrite })) onClose()
  }
  const close = (): void => {
    if (running) stopAdding()
    onClose()
  }
  return (
    <Dialog
      open={open}
      onClose={close}
      staysOnClickBeside={running}
      title={text('models.title', { name: family.name })}
      description={text('models.lead')}
      width={640}
      actions={
        running ? (
          <Button onClick={stopAdding}>{text('models.cancel')}</Button>
        ) : (
          <Button
            variant="primary"
            icon={<Plus />}
            disabledReason={isReady ? undefined : text('models.choose.first')}
            onClick={() => attempt(() => add(false))}
          >
            {text('models.run')}
          </Button>
        )
      }
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
      <Outcome onReplace={() => attempt(() => add(true))} />
    </Dialog>
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

/** How far it is, or why it was not done. */
function Outcome({ onReplace }: { readonly onReplace: () => void }) {
  const text = useText()
  const language = useLanguage()
  const { running, failure } = useStore(addingStore)
  const progress = useStore(addingProgressStore, (state) => state.progress)
  if (running)
    return (
      <ProgressBar
        label={stageText(progress?.stage ?? 'models.read', language)}
        fraction={progress?.fraction ?? null}
      />
    )
  if (failure === null) return null
  const replace = (
    <Button size="compact" onClick={onReplace}>
      {text('models.replace')}
    </Button>
  )
  return (
    <div className={styles['failure']}>
      <ErrorNotice
        title={text('models.failed')}
        words={errorText(failure.code, failure.details, language)}
        action={failure.code === 'weights.installed' ? replace : undefined}
      />
    </div>
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
