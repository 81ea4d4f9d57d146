import type { DepthFacts } from './depth-pack.ts'

/** A class of depth networks that people export as ONNX. */
export interface DepthPreset {
  readonly name: string
  readonly facts: DepthFacts
}

/** Of ImageNet's pictures, which most such networks were first trained on. */
const imageNet = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] } satisfies Pick<DepthFacts, 'mean' | 'std'>

/**
 * What the classes were trained with, from their published pre-processing: an ONNX file says nothing of it. The first is
 * taken where nobody says otherwise.
 */
export const depthPresets: Readonly<Record<string, DepthPreset>> = {
  'depth-anything': {
    name: 'Depth Anything',
    facts: { ...imageNet, sideMultiple: 14, shortSide: 518, answer: 'inverse-depth' },
  },
  'depth-anything-metric': {
    name: 'Depth Anything Metric',
    facts: { ...imageNet, sideMultiple: 14, shortSide: 518, answer: 'depth' },
  },
  /** It normalises by itself, takes any size, and was exported with so many tokens. */
  moge: {
    name: 'MoGe',
    facts: { mean: [0, 0, 0], std: [1, 1, 1], sideMultiple: 2, shortSide: 518, answer: 'points', tokens: 1800 },
  },
  midas: {
    name: 'MiDaS / DPT',
    facts: { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5], sideMultiple: 32, shortSide: 384, answer: 'inverse-depth' },
  },
}
