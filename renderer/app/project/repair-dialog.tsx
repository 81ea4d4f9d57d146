import { Wrench } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { errorText } from '../../../core/texts/language.ts'
import { call } from '../../bridge/client.ts'
import { taskStore } from '../../state/mirrors.ts'
import { attempt } from '../../state/notices.ts'
import { declineRepair, safetyStore, type FailedOpening } from '../../state/project-safety.ts'
import { repairProject } from '../../state/projects.ts'
import { Button } from '../../ui/controls/button.tsx'
import { ProgressBar } from '../../ui/feedback/progress-bar.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { useLanguage, useText } from '../../ui/use-text.ts'
import { useIsLasting } from '../shell/use-is-lasting.ts'
import styles from './project-dialogs.module.css'

/** Offers to repair a project that could not be opened: why, what would be done, what comes of it. */
export function RepairDialog() {
  const failed = useStore(safetyStore, (state) => state.failed)
  // A folder that is no project is looked through in a moment, and the user is told that instead.
  const lasting = useIsLasting(failed !== null && failed.report === null)
  if (failed === null || (failed.report === null && !lasting)) return null
  return <Offer failed={failed} />
}

function Offer({ failed: { error, report } }: { readonly failed: FailedOpening }) {
  const text = useText()
  const language = useLanguage()
  const [repairing, setRepairing] = useState(false)
  const running = useStore(taskStore, ({ task }) => task)
  const close = (): void => {
    if (running !== null) attempt(() => call('task.cancel', {}))
    declineRepair()
  }
  const repair = async (): Promise<void> => {
    setRepairing(true)
    await repairProject().finally(() => setRepairing(false))
  }
  const working = report === null || repairing
  return (
    <Dialog
      open
      onClose={close}
      staysOnClickBeside
      title={text('recovery.repair')}
      description={errorText(error.code, error.details, language)}
      width={560}
      actions={
        <>
          <Button onClick={close}>{text('recovery.repair.later')}</Button>
          {!working && (
            <Button variant="primary" icon={<Wrench />} onClick={() => attempt(repair)}>
              {text('recovery.repair.run')}
            </Button>
          )}
        </>
      }
    >
      {working ? (
        <ProgressBar label={text('recovery.repair.looking')} fraction={running?.fraction ?? null} />
      ) : (
        <Findings report={report} />
      )}
    </Dialog>
  )
}

function Findings({ report }: { readonly report: NonNullable<FailedOpening['report']> }) {
  const text = useText()
  const language = useLanguage()
  const { shots, boards } = report.film
  return (
    <div className={styles['recovery']}>
      <p className={styles['lead']}>{text('recovery.repair.lead')}</p>
      <ul className={styles['facts']} data-selectable>
        {report.findings.map(({ words }) => (
          <li key={JSON.stringify(words)}>{errorText(words.code, words.details, language)}</li>
        ))}
      </ul>
      <p className={styles['outcome']}>{text('recovery.repair.leads-to', { shots, boards })}</p>
    </div>
  )
}
