import { embeddedComponents } from './embedded-networks.ts'
import { generateEmbedded } from './embedded.ts'
import { flowComponents, generateFlow } from './flow-camera.ts'
import type { Pipeline } from './pipeline.ts'
import { generateSvd } from './svd-cameractrl.ts'
import { svdComponents } from './svd-networks.ts'

export interface Family {
  /** The components that a pack of this family must have. */
  readonly components: readonly string[]
  readonly generate: Pipeline
}

/** Every family this program can run, by the name that packs carry. */
export const families: Readonly<Record<string, Family>> = {
  'craneshot-embedded': { components: embeddedComponents, generate: generateEmbedded },
  'svd-cameractrl': { components: svdComponents, generate: generateSvd },
  'flow-camera': { components: flowComponents, generate: generateFlow },
}
