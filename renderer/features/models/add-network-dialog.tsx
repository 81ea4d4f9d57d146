import { FileInput } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { depthPresets } from '../../../core/contract/depth-presets.ts'
import { addingNetworkStore, addNetwork, chooseNetwork } from '../../state/added-models.ts'
import { Button } from '../../ui/controls/button.tsx'
import { Select } from '../../ui/controls/select.tsx'
import { Field } from '../../ui/layout/field.tsx'
import { useText } from '../../ui/use-text.ts'
import styles from './add-model-dialog.module.css'
import { AddingDialog } from './adding-dialog.tsx'

interface AddNetworkDialogProps {
  readonly open: boolean
  readonly onClose: () => void
}

/** Takes in a network of the user's own for the depth of every board: its file, and what its answer means. */
export function AddNetworkDialog({ open, onClose }: AddNetworkDialogProps) {
  const text = useText()
  const { file, running, failure } = useStore(addingNetworkStore)
  const [preset, setPreset] = useState('')
  return (
    <AddingDialog
      open={open}
      onClose={onClose}
      title={text('network.title')}
      description={text('network.lead')}
      width={560}
      addLabel={text('network.run')}
      disabledReason={file === null ? text('network.first') : undefined}
      onAdd={(overwrite) => addNetwork({ preset: preset === '' ? null : preset, overwrite })}
      running={running}
      failure={failure}
      failureTitle={text('network.failed')}
      thereCode="weights.depth-there"
    >
      <section className={styles['step']}>
        <NetworkFile />
        <Preset value={preset} onChange={setPreset} />
      </section>
    </AddingDialog>
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
