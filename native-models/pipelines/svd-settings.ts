import type { BetweenFrames, NumberControl } from '../../core/contract/controls.ts'
import type { GenerationSpec } from '../../core/contract/generation.ts'
import type { KarrasPlan } from '../../core/diffusion/karras-euler.ts'
import { checkControls, resolvedControls } from '../../core/diffusion/controls.ts'
import { checkFirstPose } from '../../core/project/first-camera.ts'
import type { Pack } from '../packs/loader.ts'
import { schedulerOf } from './pack-scheduler.ts'

/** Everything that is set of a run of the family svd-cameractrl. */
export interface SvdSettings extends Readonly<Record<NumberControl, number>> {
  readonly schedule: KarrasPlan
  readonly betweenFrames: BetweenFrames
}

/**
 * The settings of a spec, checked before anything is loaded.
 * @throws StudioError `inference.pack-manifest`, `inference.first-camera`, `inference.control-unknown`,
 *   `inference.control-range`
 */
export function svdSettings(spec: GenerationSpec, pack: Pack): SvdSettings {
  const { controls = {}, id, family } = pack.manifest
  const { sigmaMin, sigmaMax, rho } = schedulerOf(pack, 'karras-euler')
  checkFirstPose(family, spec)
  checkControls(controls, spec.controls ?? {}, id)
  const values = resolvedControls(controls, spec.controls)
  // CameraCtrl's values for what a pack does not let anybody set.
  return {
    guidanceFirst: values.guidanceFirst ?? 1,
    guidanceLast: values.guidanceLast ?? 3,
    motionBucket: values.motionBucket ?? 127,
    fps: values.fps ?? 7,
    noiseAugmentation: values.noiseAugmentation ?? 0.02,
    cameraStrength: values.cameraStrength ?? 1,
    decodeChunk: values.decodeChunk ?? spec.sampleCameras.length,
    betweenFrames: values.betweenFrames ?? 'warp',
    schedule: { steps: spec.steps, sigmaMin, sigmaMax, rho },
  }
}
