/**
 * Undo as a list of earlier documents, each with the name of the edit beside it. A gesture (a drag, a slider) previews any
 * number of documents and leaves one step, or none when cancelled. Values are immutable, so an entry costs only what an
 * edit changed.
 */
export interface History<Document, Label = string> {
  /** What the user sees: the preview while a gesture runs, else the document. */
  readonly present: Document
  /** Oldest first: the document before each edit, and that edit's name. */
  readonly past: readonly Step<Document, Label>[]
  /** Nearest first: the document after each undone edit, and that edit's name. */
  readonly future: readonly Step<Document, Label>[]
  /** The document before the running gesture and the gesture's name, null when there is none. */
  readonly gesture: Step<Document, Label> | null
}

export interface Step<Document, Label> {
  readonly document: Document
  readonly label: Label
}

/** Steps that can be undone; older ones are forgotten. */
export const maxSteps = 1000

export function newHistory<Document, Label = string>(document: Document): History<Document, Label> {
  return { present: document, past: [], future: [], gesture: null }
}

/** One edit as one step. An edit that changes nothing (the same value) leaves no step. A running gesture is committed. */
export function commitEdit<Document, Label>(
  history: History<Document, Label>,
  document: Document,
  label: Label,
): History<Document, Label> {
  const settled = commitGesture(history)
  if (document === settled.present) return settled
  const past = [...settled.past, { document: settled.present, label }].slice(-maxSteps)
  return { present: document, past, future: [], gesture: null }
}

/** Starts a gesture; one that still runs is committed first. */
export function beginGesture<Document, Label>(
  history: History<Document, Label>,
  label: Label,
): History<Document, Label> {
  const settled = commitGesture(history)
  return { ...settled, gesture: { document: settled.present, label } }
}

/**
 * Shows what the gesture would make. `edit` gets the document from before the gesture, so that previews do not add up.
 * Throws RangeError when no gesture runs.
 */
export function previewGesture<Document, Label>(
  history: History<Document, Label>,
  edit: (base: Document) => Document,
): History<Document, Label> {
  if (history.gesture === null) throw new RangeError('no gesture runs')
  return { ...history, present: edit(history.gesture.document) }
}

/** Ends the gesture with its last preview as one step. Without a gesture nothing changes. */
export function commitGesture<Document, Label>(history: History<Document, Label>): History<Document, Label> {
  if (history.gesture === null) return history
  const { document, label } = history.gesture
  return commitEdit({ ...history, present: document, gesture: null }, history.present, label)
}

/** Ends the gesture as if it had not been. Without a gesture nothing changes. */
export function cancelGesture<Document, Label>(history: History<Document, Label>): History<Document, Label> {
  if (history.gesture === null) return history
  return { ...history, present: history.gesture.document, gesture: null }
}

/** One step back; a running gesture is cancelled instead. At the first document nothing changes. */
export function undo<Document, Label>(history: History<Document, Label>): History<Document, Label> {
  if (history.gesture !== null) return cancelGesture(history)
  const step = history.past.at(-1)
  if (step === undefined) return history
  return {
    ...history,
    present: step.document,
    past: history.past.slice(0, -1),
    future: [{ document: history.present, label: step.label }, ...history.future],
  }
}

/** One step forward again. During a gesture or at the last document nothing changes. */
export function redo<Document, Label>(history: History<Document, Label>): History<Document, Label> {
  const [step, ...future] = history.future
  if (step === undefined || history.gesture !== null) return history
  const past = [...history.past, { document: history.present, label: step.label }]
  return { ...history, present: step.document, past, future }
}
