import type { ErrorDetails } from '../../../core/contract/errors.ts'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import type { StudioTextKey } from '../../../core/texts/studio/texts.ts'

type Text = (key: StudioTextKey, details?: ErrorDetails) => string

/** `Take 3`: takes of a shot are counted in the order they were made. */
export function takeName(text: Text, takes: readonly TakeSummary[], take: TakeSummary): string {
  const ofShot = takes.filter(({ shotId }) => shotId === take.shotId).toSorted((a, b) => a.madeAt - b.madeAt)
  return text('cut.take', { number: ofShot.findIndex(({ id }) => id === take.id) + 1 })
}
