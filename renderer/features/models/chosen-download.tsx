import { FileInput, FolderInput } from 'lucide-react'
import { useStore } from 'zustand'
import type { Download } from '../../../core/weights/weight-sources.ts'
import type { StudioTextKey } from '../../../core/texts/studio/texts.ts'
import { addingStore, chooseDownload } from '../../state/added-models.ts'
import { Button } from '../../ui/controls/button.tsx'
import { Field } from '../../ui/layout/field.tsx'
import { useText } from '../../ui/use-text.ts'
import styles from './add-model-dialog.module.css'

interface ChosenDownloadProps {
  readonly family: string
  readonly download: Download
  readonly running: boolean
}

/** What each download is called here, and what to point at. */
const words: Readonly<Record<string, { readonly label: StudioTextKey; readonly hint: StudioTextKey }>> = {
  svd: { label: 'models.choose.svd', hint: 'models.choose.svd.hint' },
  cameractrl: { label: 'models.choose.cameractrl', hint: 'models.choose.cameractrl.hint' },
}

/** Where one of a model's downloads lies: its name, and the button that asks for it. */
export function ChosenDownload({ family, download: { option, isFolder }, running }: ChosenDownloadProps) {
  const text = useText()
  const name = useStore(addingStore, ({ chosen }) => chosen[option])
  const { label, hint } = words[option]!
  return (
    <Field label={text(label)} hint={text(hint)}>
      <span className={styles['chosen']} data-empty={name === undefined || undefined} title={name}>
        {name ?? text('models.choose.none')}
      </span>
      <Button
        size="compact"
        icon={isFolder ? <FolderInput /> : <FileInput />}
        disabledReason={running ? text('models.running') : undefined}
        onClick={() => chooseDownload(family, option)}
      >
        {text(isFolder ? 'models.choose.folder' : 'models.choose.file')}
      </Button>
    </Field>
  )
}
