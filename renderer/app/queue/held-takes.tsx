import { useEffect, useRef } from 'react'
import { useJobs, useStudio } from '../../state/mirrors.ts'
import { useToast } from '../../ui/feedback/toaster.tsx'
import { useText } from '../../ui/use-text.ts'
import { continueQueue } from './queue-bar.tsx'

const toastId = 'queue.held'

/**
 * Says once at the start that takes wait since last time, with the way to go on. Nothing asks for an answer: who came to
 * look at a film closes it, and the queue keeps them.
 */
export function HeldTakes() {
  const text = useText()
  const { show, close } = useToast()
  const held = useJobs((jobs) => jobs.filter(({ waitingFor }) => waitingFor === 'held').length)
  const interrupted = useJobs((jobs) =>
    jobs.some(({ waitingFor, interruptions }) => waitingFor === 'held' && interruptions > 0),
  )
  // Before main has answered, jobs and language come one by one.
  const started = useStudio(() => true, false)
  const told = useRef(false)
  useEffect(() => {
    if (held === 0 && told.current) close(toastId)
    if (!started || held === 0 || told.current) return
    told.current = true
    show({
      id: toastId,
      tone: 'warn',
      title: text(held === 1 ? 'queue.held-one' : 'queue.held', { count: held }),
      words: text(interrupted ? 'queue.held.interrupted' : 'queue.held.teaching'),
      action: { label: text('queue.continue'), onSelect: continueQueue },
    })
  }, [started, held, interrupted, text, show, close])
  return null
}
