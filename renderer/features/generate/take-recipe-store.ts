import { useEffect, useState } from 'react'
import type { CallOutput } from '../../../core/contract/calls.ts'
import { StudioError } from '../../../core/contract/errors.ts'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import { call } from '../../bridge/client.ts'
import { currentProjectId, useOpenFilm } from '../../state/film-store.ts'
import { useTakes } from '../../state/mirrors.ts'
import { tellDone, tellFailure } from '../../state/notices.ts'
import { rememberCameras } from './camera-of-job.ts'

type FoundRecipe = CallOutput<'take.recipe'>

/** Takes whose pixels are compared with one take's at most. */
const mostCompared = 20

/** Queues a take of the take's own recipe, whatever the shot is by now. */
export async function makeAgain({ id, seed, pluckerSha256 }: TakeSummary): Promise<void> {
  const jobIds = await call('take.again', { projectId: currentProjectId(), takeId: id, seeds: [seed] })
  rememberCameras(jobIds, [pluckerSha256])
  tellDone('recipe.queued')
}

/** Why a recipe cannot be read is said in its place; what is no error of the user's is told besides. */
export type RecipeAnswer =
  { readonly state: 'read'; readonly found: FoundRecipe } | { readonly state: 'failed'; readonly error: unknown }

/** What a take was made from, and which of the others have the same pixels. Never rejects. */
export async function readRecipe(projectId: string, takeId: string, others: readonly string[]): Promise<RecipeAnswer> {
  try {
    return { state: 'read', found: await call('take.recipe', { projectId, takeId, others: [...others] }) }
  } catch (error) {
    if (!(error instanceof StudioError)) tellFailure(error)
    return { state: 'failed', error }
  }
}

/** The same for a view; null until it is read. While it is read anew the answer from before stays. */
export function useRecipe(take: TakeSummary): { readonly answer: RecipeAnswer | null; readonly readAgain: () => void } {
  const projectId = useOpenFilm((open) => open?.projectId ?? '')
  const others = useTakes((takes) => likely(takes, take).join())
  const [attempt, setAttempt] = useState(0)
  const [answered, setAnswered] = useState<{ readonly of: string; readonly answer: RecipeAnswer } | null>(null)
  const { id } = take
  const of = `${projectId}/${id}`
  useEffect(() => {
    let wanted = true
    void readRecipe(projectId, id, others === '' ? [] : others.split(',')).then(
      (answer) => wanted && setAnswered({ of, answer }),
    )
    return () => {
      wanted = false
    }
  }, [projectId, id, others, of, attempt])
  return { answer: answered?.of === of ? answered.answer : null, readAgain: () => setAttempt((count) => count + 1) }
}

/** Takes of the same recipe, as far as a summary tells. */
function likely(takes: readonly TakeSummary[], take: TakeSummary): string[] {
  return takes
    .filter(
      (other) =>
        other.id !== take.id &&
        other.seed === take.seed &&
        other.steps === take.steps &&
        other.pluckerSha256 === take.pluckerSha256 &&
        other.frames === take.frames,
    )
    .slice(-mostCompared)
    .map(({ id }) => id)
}
