import { LoadedNetworks } from './packs/loaded-networks.ts'
import type { FamilyComponents } from './packs/loader.ts'
import { families } from './pipelines/families.ts'

/** What each family's packs must have. */
export const familyComponents: FamilyComponents = Object.fromEntries(
  Object.entries(families).map(([name, family]) => [name, family.components]),
)

/** Between two takes of somebody who looks at the first; memory is not held through a lunch break. */
const IDLE_MILLISECONDS = 5 * 60 * 1000

/** The networks of this process, kept from one task to the next. */
export const keptNetworks = new LoadedNetworks(IDLE_MILLISECONDS)
