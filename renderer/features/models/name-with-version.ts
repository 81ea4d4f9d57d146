import type { InstalledModel } from '../../../core/contract/model-calls.ts'

/** What a list calls a model; of a damaged one nobody knows the version. */
export function nameWithVersion({ name, version }: Pick<InstalledModel, 'name' | 'version'>): string {
  return version === null ? name : `${name} ${version}`
}
