/** What is typed in one visit of a field, as whoever keeps it sees it. */
export interface DraftVisit {
  /** Runs what makes an edit, in place of the visit's edit before. @returns false when it was refused */
  run(work: () => void): boolean
  /** Takes the visit's edit back. @returns false where that cannot be done */
  takeBack(): boolean
}

/** Whoever keeps what is typed. */
interface DraftOwner {
  newVisit(): DraftVisit
  /** @param commit makes an edit of what is typed now @returns to be called when nothing is typed any more */
  openDraft(commit: () => void): () => void
}

/** Fields by themselves: each commit stands alone, and nobody asks for what is typed. */
const nobody: DraftOwner = {
  newVisit: () => ({
    run: (work) => {
      work()
      return true
    },
    takeBack: () => false,
  }),
  openDraft: () => () => undefined,
}

let owner = nobody

/** Connects all fields of the window, once, with what keeps their edits. */
export function connectDrafts(to: DraftOwner): void {
  owner = to
}

export function draftOwner(): DraftOwner {
  return owner
}
