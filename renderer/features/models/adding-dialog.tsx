import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { StudioError } from '../../../core/contract/errors.ts'
import { errorText } from '../../../core/texts/language.ts'
import { stageText } from '../../../core/texts/stages.ts'
import { stopAdding } from '../../state/added-models.ts'
import { addingProgressStore } from '../../state/mirrors.ts'
import { attempt } from '../../state/notices.ts'
import { Button } from '../../ui/controls/button.tsx'
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx'
import { ProgressBar } from '../../ui/feedback/progress-bar.tsx'
import { WorkDialog } from '../../ui/overlays/work-dialog.tsx'
import { useLanguage, useText } from '../../ui/use-text.ts'
import styles from './adding-dialog.module.css'

interface AddingDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly description: string
  /** CSS pixels. */
  readonly width: number
  /** What is to be chosen. */
  readonly children: ReactNode
  /** Words of the button that adds, and why it cannot be pressed yet. */
  readonly addLabel: string
  readonly disabledReason: string | undefined
  /** @returns whether it was added */
  readonly onAdd: (overwrite: boolean) => Promise<boolean>
  readonly running: boolean
  readonly failure: StudioError | null
  readonly failureTitle: string
  /** Code of the failure that offers to replace what is there. */
  readonly thereCode: string
}

/** A dialog that adds something to the models: closes when that is done, else says how far it is or why it was not. */
export function AddingDialog(props: AddingDialogProps) {
  const { open, onClose, title, description, width, children, addLabel, disabledReason, onAdd, running } = props
  const text = useText()
  const add = (overwrite: boolean): void =>
    attempt(async () => {
      if (await onAdd(overwrite)) onClose()
    })
  return (
    <WorkDialog
      open={open}
      onClose={onClose}
      running={running}
      stopLabel={text('models.cancel')}
      onStop={stopAdding}
      title={title}
      description={description}
      width={width}
      actions={
        <Button variant="primary" icon={<Plus />} disabledReason={disabledReason} onClick={() => add(false)}>
          {addLabel}
        </Button>
      }
    >
      {children}
      {running ? <AddingProgress /> : <Failure {...props} onReplace={() => add(true)} />}
    </WorkDialog>
  )
}

function AddingProgress() {
  const language = useLanguage()
  const progress = useStore(addingProgressStore, (state) => state.progress)
  const stage = progress?.stage ?? 'models.read'
  return <ProgressBar label={stageText(stage, language)} fraction={progress?.fraction ?? null} />
}

interface FailureProps extends Pick<AddingDialogProps, 'failure' | 'failureTitle' | 'thereCode'> {
  readonly onReplace: () => void
}

function Failure({ failure, failureTitle, thereCode, onReplace }: FailureProps) {
  const text = useText()
  const language = useLanguage()
  if (failure === null) return null
  const replace = (
    <Button size="compact" onClick={onReplace}>
      {text('models.replace')}
    </Button>
  )
  return (
    <div className={styles['failure']}>
      <ErrorNotice
        title={failureTitle}
        words={errorText(failure.code, failure.details, language)}
        action={failure.code === thereCode ? replace : undefined}
      />
    </div>
  )
}
