import { tellFailure } from './notices.ts'

const works = new Set<() => Promise<unknown>>()

/**
 * Something that has to come to its end before the project is left, whichever way; its failure is told and keeps nobody.
 * Told again, it is still one thing.
 */
export function beforeLeaving(work: () => Promise<unknown>): void {
  works.add(work)
}

export async function endWorks(): Promise<void> {
  await Promise.all([...works].map((work) => work().catch(tellFailure)))
}
