import { studioText } from '../../core/texts/studio/texts.ts'
import type { Board } from '../../core/project/schema/board.ts'
import { useStudioLanguage } from './language.ts'
import { useIsMissing } from './project-safety.ts'

/** What is said in the place of a board whose picture is not in the project; null when it is there. */
export function useMissingWords(board: Pick<Board, 'name' | 'picture'> | null): string | null {
  const language = useStudioLanguage()
  const missing = useIsMissing(board?.picture.media ?? null)
  if (!missing || board === null) return null
  return studioText('recovery.missing.board', language, {
    name: board.name || studioText('controls.picture', language),
  })
}
