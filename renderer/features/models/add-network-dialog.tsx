import { FileInput, Plus } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { depthPresets } from '../../../core/contract/depth-presets.ts'
import { errorText } from '../../../core/texts/language.ts'
import { stageText } from '../../../core/texts/stages.ts'
import { addingNetworkStore, addNetwork, chooseNetwork, stopAdding } from '../../state/added-models.ts'
import { addingProgressStore } from '../../state/mirrors.ts'
import { attempt } from '../../state/notices.ts'
import { Button } from '../../ui/controls/button.tsx'
import { Select } from '../../ui/controls/select.tsx'
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx'
import { ProgressBar } from '../../ui/feedback/progress-bar.tsx'
import { Field } from '../../ui/layout/field.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { useLanguage, useText } from '../../ui/use-text.ts'
import styles from './add-model-dialog.module.css'

interface AddNetworkDialogProps {
  readonly open: boolean
  readonly onClose: () => void
}

/** Takes in a network of the user's own for the depth of every board: its file, and what its answer means. */
export function AddNetworkDialog({ open, onClose }: AddNetworkDialogProps) {
  const text = useText()
  const { file, running } = useStore(addingNetworkStore)
  const [preset, setPreset] = useState('')
  const add = async (overwrite: boolean): Promise<void> => {
    if (await addNetwork({ preset: preset === '' ? null : preset, overwrite })) onClose()
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
      title={text('network.title')}
      description={text('network.lead')}
      width={560}
      actions={
        running ? (
          <Button onClick={stopAdding}>{text('models.cancel')}</Button>
        ) : (
          <Button
            variant="primary"
            icon={<Plus />}
            disabledReason={file === null ? text('network.first') : undefined}
            onClick={() => attempt(() => add(false))}
          >
            {text('network.run')}
          </Button>
        )
      }
    >
      <section className={styles['step']}>
        <NetworkFile />
        <Preset value={preset} onChange={setPreset} />
      </section>
      <Outcome onReplace={() => attempt(() => add(true))} />
    </Dialog>
  )
}

function NetworkFile() {
  const text = useText()
  const { file, running } = useStore(addingNetworkStore)
  return (
    <Field label={text('network.file')} hint={text('network.file.hint')}>
      <span className={styles['chosen']} data-empty={file === null || undefined} title={file ?? undefined}>
        {file ?? text('models.choose.none')}
      </span>
      <Button
        size="compact"
        icon={<FileInput />}
        disabledReason={running ? text('models.running') : undefined}
        onClick={chooseNetwork}
      >
        {text('models.choose.file')}
      </Button>
    </Field>
  )
}

const answerWords = {
  'inverse-depth': 'network.preset.nearness',
  depth: 'network.preset.depth',
  points: 'network.preset.points',
} as const

interface PresetProps {
  /** Empty leaves it to the graph. */
  readonly value: string
  readonly onChange: (preset: string) => void
}

/** What the network was trained with, and what its answer means. */
function Preset({ value, onChange }: PresetProps) {
  const text = useText()
  const known = Object.entries(depthPresets).map(([id, { name, facts }]) => {
    return { value: id, label: text(answerWords[facts.answer], { name }) }
  })
  return (
    <Field label={text('network.preset')} hint={text('network.preset.hint')}>
      <Select
        label={text('network.preset')}
        options={[{ value: '', label: text('network.preset.automatic') }, ...known]}
        value={value}
        onChange={onChange}
      />
    </Field>
  )
}

/** How far it is, or why it was not done. */
function Outcome({ onReplace }: { readonly onReplace: () => void }) {
  const text = useText()
  const language = useLanguage()
  const { running, failure } = useStore(addingNetworkStore)
  const progress = useStore(addingProgressStore, (state) => state.progress)
  const stage = progress?.stage ?? 'models.read'
  if (running) return <ProgressBar label={stageText(stage, language)} fraction={progress?.fraction ?? null} />
  if (failure === null) return null
  const replace = (
    <Button size="compact" onClick={onReplace}>
      {text('models.replace')}
    </Button>
  )
  return (
    <div className={styles['failure']}>
      <ErrorNotice
        title={text('network.failed')}
        words={errorText(failure.code, failure.details, language)}
        action={failure.code === 'weights.depth-there' ? replace : undefined}
      />
    </div>
  )
}
