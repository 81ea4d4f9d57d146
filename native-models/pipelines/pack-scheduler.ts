import { StudioError } from '../../core/contract/errors.ts'
import type { PackManifest } from '../../core/contract/pack.ts'
import type { Pack } from '../packs/loader.ts'

type Scheduler = PackManifest['scheduler']

/**
 * The scheduler of a pack whose family runs one kind alone.
 * @throws StudioError `inference.pack-manifest` for another kind
 */
export function schedulerOf<Kind extends Scheduler['kind']>(
  { folder, manifest }: Pick<Pack, 'folder' | 'manifest'>,
  kind: Kind,
): Extract<Scheduler, { readonly kind: Kind }> {
  const { family, scheduler } = manifest
  if (isOfKind(scheduler, kind)) return scheduler
  const reason = `scheduler.kind: the family ${family} runs ${kind}, not ${scheduler.kind}`
  throw new StudioError('inference.pack-manifest', { folder, reason })
}

function isOfKind<Kind extends Scheduler['kind']>(
  scheduler: Scheduler,
  kind: Kind,
): scheduler is Extract<Scheduler, { readonly kind: Kind }> {
  return scheduler.kind === kind
}
