import { StudioError } from '../../core/contract/errors.ts'

/** The named error for a sound that could not be written; named errors, and what is no file's fault, stay themselves. */
export function soundWriteError(file: string, thrown: unknown): unknown {
  const { code } = thrown as NodeJS.ErrnoException
  if (thrown instanceof StudioError || typeof code !== 'string') return thrown
  return new StudioError('media.write', { file, reason: code }, { cause: thrown })
}
