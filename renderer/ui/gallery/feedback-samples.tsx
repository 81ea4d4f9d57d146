import { Images, ImagePlus } from 'lucide-react'
import { Button } from '../controls/button.tsx'
import { Badge } from '../feedback/badge.tsx'
import { EmptyState } from '../feedback/empty-state.tsx'
import { ErrorNotice } from '../feedback/error-notice.tsx'
import { ProgressBar } from '../feedback/progress-bar.tsx'
import { Spinner } from '../feedback/spinner.tsx'
import { StatusDot, StatusLabel } from '../feedback/status.tsx'
import styles from './gallery.module.css'
import { Group, Row } from './group.tsx'
import { useWords } from './words.ts'

export function FeedbackSamples() {
  const w = useWords()
  return (
    <Group title={w.feedback}>
      <div className={styles['box']}>
        <EmptyState
          icon={<Images />}
          title={w.emptyTitle}
          teaching={w.emptyTeaching}
          action={
            <Button variant="primary" icon={<ImagePlus />}>
              {w.add}
            </Button>
          }
          hint={w.emptyHint}
        />
      </div>
      <ErrorNotice
        title={w.errorTitle}
        words={w.errorWords}
        action={<Button size="compact">{w.chooseOther}</Button>}
        report="report"
      />
      <ErrorNotice tone="warn" title={w.memoryTitle} words={w.memoryWords} />
      <ProgressBar label={w.denoising} fraction={0.48} detail={w.step} />
      <ProgressBar label={w.loading} fraction={null} />
      <ProgressBar label={w.finished} fraction={1} />
      <StatusSamples />
    </Group>
  )
}

function StatusSamples() {
  const w = useWords()
  return (
    <>
      <Row>
        <StatusLabel tone="none" label={w.noPath} />
        <StatusLabel tone="ready" label={w.path} />
        <StatusLabel tone="waiting" label={w.queued} />
        <StatusLabel tone="running" label={w.running} />
        <StatusLabel tone="ok" label={w.chosen} />
        <StatusLabel tone="warn" label={w.drifting} />
        <StatusLabel tone="danger" label={w.failed} />
        <StatusDot tone="ok" label={w.chosen} />
        <Spinner label={w.loading} />
      </Row>
      <Row>
        <Badge>35 mm</Badge>
        <Badge tone="accent">2.39</Badge>
        <Badge tone="ok">41 dB</Badge>
        <Badge tone="warn">12 %</Badge>
        <Badge tone="danger">3</Badge>
        <Badge tone="running">2</Badge>
      </Row>
    </>
  )
}
