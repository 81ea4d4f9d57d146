import { createStore } from 'zustand/vanilla'

/**
 * What the user has made and the film does not have yet: text or a number that is being typed, turns of a wheel. Each is
 * known by what makes an edit of it as it is now.
 */
const drafts = new Set<() => void>()

/** Whether there is a draft. */
export const draftStore = createStore<{ readonly isOpen: boolean }>(() => ({ isOpen: false }))

/**
 * @param commit makes an edit of what the draft has become since the last time; it may be called often
 * @returns to be called when the draft has ended
 */
export function openDraft(commit: () => void): () => void {
  drafts.add(commit)
  draftStore.setState({ isOpen: true })
  return () => {
    drafts.delete(commit)
    draftStore.setState({ isOpen: drafts.size > 0 })
  }
}

/** Makes edits of all drafts; whoever types goes on with it. */
export function commitDrafts(): void {
  for (const commit of drafts) commit()
}
