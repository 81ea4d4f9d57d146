import type { GenerationSpec } from '../../core/contract/generation.ts'
import type { LongTask } from '../../core/contract/tasks.ts'
import type { PackNetworks } from '../packs/loaded-networks.ts'
import type { Pack } from '../packs/loader.ts'

/** A checked spec, its pack and its rasters: what every family's pipeline starts from. */
export interface PipelineInput {
  readonly spec: GenerationSpec
  readonly pack: Pack
  readonly networks: Pick<PackNetworks, 'open' | 'done'>
  /** 8-bit sRGB `[spec.picture.height, spec.picture.width, 3]`. */
  readonly picture: Uint8Array
  /** z-depth in subject distances `[spec.depth.height, spec.depth.width]`. */
  readonly depth: Float32Array
  /** Existing folder for `frame_0000.rgb` and its successors. */
  readonly framesFolder: string
  /** Existing folder for `depth_0000.f32` and its successors, the z-depth of each frame; null when nobody asks. */
  readonly depthFolder: string | null
}

export interface PipelineOutput {
  /** File names in the frames folder, film order. */
  readonly frames: readonly string[]
  /** Part of each film frame that the cache covers, 0..1; empty when the cache is off. */
  readonly coverage: readonly number[]
  readonly stageMilliseconds: Readonly<Record<string, number>>
}

/** One model family's way from a spec to frames on disk. */
export type Pipeline = LongTask<PipelineInput, PipelineOutput>
