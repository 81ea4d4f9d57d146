import type { JobSnapshot } from '../../../core/contract/jobs.ts'
import { useJobs } from '../../state/mirrors.ts'
import { formatDuration } from '../../ui/display/format-duration.ts'
import { Button } from '../../ui/controls/button.tsx'
import { StatusLabel } from '../../ui/feedback/status.tsx'
import { useText } from '../../ui/use-text.ts'
import { keyHint } from '../../state/key-hint.ts'
import { showDialog } from '../shell/shell-store.ts'

/** What the machine works on, how much waits, how long it takes; a click shows the queue. */
export function QueuePill() {
  const text = useText()
  const running = useJobs((jobs) => jobs.find(({ state }) => state === 'running') ?? null)
  const waiting = useJobs((jobs) => jobs.filter(({ state }) => state === 'queued').length)
  const failed = useJobs((jobs) => jobs.filter(({ state }) => state === 'failed').length)
  const stands = useJobs((jobs) => jobs.some(({ waitingFor }) => waitingFor === 'held' || waitingFor === 'paused'))
  const words = [
    running === null ? null : runningWords(running, text),
    running === null && stands ? text('queue.paused') : null,
    waiting > 0 ? text('shell.queue.waiting', { count: waiting }) : null,
    failed > 0 ? text('shell.queue.failed', { count: failed }) : null,
  ].filter((part) => part !== null)
  const idleTone = waiting > 0 ? (stands ? 'warn' : 'waiting') : failed > 0 ? 'danger' : 'none'
  const tone = running !== null ? 'running' : idleTone
  return (
    <Button
      variant="ghost"
      size="compact"
      hint={text('shell.queue.show')}
      keys={keyHint('$mod+KeyJ')}
      onClick={() => showDialog('queue')}
    >
      <StatusLabel tone={tone} label={words.length > 0 ? words.join(' · ') : text('shell.queue.idle')} />
    </Button>
  )
}

const runningKeys = {
  generate: 'shell.queue.running',
  export: 'shell.queue.exporting',
  depth: 'depth.job-running',
} as const satisfies Record<JobSnapshot['subject']['kind'], string>

function runningWords(job: JobSnapshot, text: ReturnType<typeof useText>): string {
  const fraction = job.progress?.fraction ?? null
  const percent =
    fraction === null
      ? text('shell.queue.starting')
      : text(runningKeys[job.subject.kind], { percent: Math.round(fraction * 100) })
  if (job.remainingMilliseconds === null) return percent
  return `${percent} · ${text('shell.queue.remaining', { time: formatDuration(job.remainingMilliseconds) })}`
}
