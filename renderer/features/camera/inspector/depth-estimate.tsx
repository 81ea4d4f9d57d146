import { RefreshCw, X } from 'lucide-react'
import type { JobSnapshot } from '../../../../core/contract/jobs.ts'
import { call } from '../../../bridge/client.ts'
import { estimateDepth } from '../../../state/board-depth.ts'
import { attempt } from '../../../state/notices.ts'
import { Button } from '../../../ui/controls/button.tsx'
import { IconButton } from '../../../ui/controls/icon-button.tsx'
import { ProgressBar } from '../../../ui/feedback/progress-bar.tsx'
import { useText } from '../../../ui/use-text.ts'
import styles from './inspector.module.css'

/** How far the board's estimate is, and the way to stop it. */
export function RunningEstimate({ job }: { readonly job: JobSnapshot }) {
  const text = useText()
  return (
    <div className={styles['estimate']}>
      <ProgressBar label={text('depth.estimating')} fraction={job.progress?.fraction ?? null} />
      <IconButton
        label={text('depth.cancel')}
        icon={<X />}
        onClick={() => attempt(() => call('job.cancel', { id: job.id }))}
      />
    </div>
  )
}

interface EstimateAgainProps {
  readonly boardId: string
  readonly packId: string
  /** Why it cannot be estimated. */
  readonly disabledReason: string | undefined
}

/** Estimates the depth anew: after another lens or crop, or with another model. */
export function EstimateAgain({ boardId, packId, disabledReason }: EstimateAgainProps) {
  const text = useText()
  return (
    <Button
      className={styles['wide']}
      icon={<RefreshCw />}
      disabledReason={disabledReason}
      onClick={() => attempt(() => estimateDepth([boardId], packId))}
    >
      {text('depth.again')}
    </Button>
  )
}
