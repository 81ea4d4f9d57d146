/**
 * Undo as a list of earlier documents. A gesture (a drag, a slider) previews any number of documents and leaves one step,
 * or none when cancelled. Values are immutable, so an entry costs only what an edit changed.
 */
export interface History<Document> {
  /** What the user sees: the preview while a gesture runs, else the document. */
  readonly present: Document
  readonly past: readonly Document[]
  readonly future: readonly Document[]
  /** The document before the running gesture, null when there is none. */
  readonly gestureBase: { readonly document: Document } | null
}

/** Steps that can be undone; older ones are forgotten. */
const maxSteps = 1000

export function newHistory<Document>(document: Document): History<Document> {
  return { present: document, past: [], future: [], gestureBase: null }
}

/** One edit as one step. An edit that changes nothing (the same value) leaves no step. A running gesture is committed. */
export function commitEdit<Document>(history: History<Document>, document: Document): History<Document> {
  const settled = commitGesture(history)
  if (document === settled.present) return settled
  return { present: document, past: [...settled.past, settled.present].slice(-maxSteps), future: [], gestureBase: null }
}

/** Starts a gesture; one that still runs is committed first. */
export function beginGesture<Document>(history: History<Document>): History<Document> {
  const settled = commitGesture(history)
  return { ...settled, gestureBase: { document: settled.present } }
}

/**
 * Shows what the gesture would make. `edit` gets the document from before the gesture, so that previews do not add up.
 * Throws RangeError when no gesture runs.
 */
export function previewGesture<Document>(
  history: History<Document>,
  edit: (base: Document) => Document,
): History<Document> {
  if (history.gestureBase === null) throw new RangeError('no gesture runs')
  return { ...history, present: edit(history.gestureBase.document) }
}

/** Ends the gesture with its last preview as one step. Without a gesture nothing changes. */
export function commitGesture<Document>(history: History<Document>): History<Document> {
  if (history.gestureBase === null) return history
  const base = history.gestureBase.document
  return commitEdit({ ...history, present: base, gestureBase: null }, history.present)
}

/** Ends the gesture as if it had not been. Without a gesture nothing changes. */
export function cancelGesture<Document>(history: History<Document>): History<Document> {
  if (history.gestureBase === null) return history
  return { ...history, present: history.gestureBase.document, gestureBase: null }
}

/** One step back; a running gesture is cancelled instead. At the first document nothing changes. */
export function undo<Document>(history: History<Document>): History<Document> {
  if (history.gestureBase !== null) return cancelGesture(history)
  const earlier = history.past.at(-1)
  if (earlier === undefined) return history
  return {
    ...history,
    present: earlier,
    past: history.past.slice(0, -1),
    future: [history.present, ...history.future],
  }
}

/** One step forward again. During a gesture or at the last document nothing changes. */
export function redo<Document>(history: History<Document>): History<Document> {
  const [later, ...future] = history.future
  if (later === undefined || history.gestureBase !== null) return history
  return { ...history, present: later, past: [...history.past, history.present], future }
}
