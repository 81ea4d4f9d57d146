import { useEffect, useState } from 'react'
import type { CallOutput } from '../../../core/contract/calls.ts'
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

/** What a take was made from, and which takes have the same pixels; null until it is read. */
export function useRecipe(take: TakeSummary): FoundRecipe | null {
  const projectId = useOpenFilm((open) => open?.projectId ?? '')
  const others = useTakes((takes) => likely(takes, take).join())
  const [found, setFound] = useState<{ readonly of: string; readonly recipe: FoundRecipe } | null>(null)
  const { id } = take
  const key = `${projectId}/${id}/${others}`
  useEffect(() => {
    let wanted = true
    call('take.recipe', { projectId, takeId: id, others: others === '' ? [] : others.split(',') })
      .then((recipe) => wanted && setFound({ of: key, recipe }))
      .catch(tellFailure)
    return () => {
      wanted = false
    }
  }, [projectId, id, others, key])
  return found?.of.startsWith(`${projectId}/${id}/`) === true ? found.recipe : null
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
