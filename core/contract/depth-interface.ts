import type { PackComponent, PackTensor } from './pack.ts'

/** How a depth network is asked, and which of its outputs is the answer. */
export interface DepthInterface {
  /** float32 `[1, 3, height, width]`. */
  readonly image: PackTensor
  /** The graph's own size; null where any will do. */
  readonly fixed: { readonly width: number | null; readonly height: number | null }
  /** The int64 input `num_tokens`, one number; null where it has none. */
  readonly tokens: PackTensor | null
  /** The answer: `[1, h, w]`, `[1, 1, h, w]`, or `[1, h, w, 3]` for points. */
  readonly answer: string
  /** `[1, h, w]`, part of the network's trust in each point; null where it gives none. */
  readonly mask: string | null
}

/** Why a graph is no depth network that this program can ask, in words. */
export interface DepthMisfit {
  readonly misfit: string
}

/** What exports call the answer where there are several outputs of its shape. */
const answerNames: readonly string[] = ['predicted_depth', 'inverse_depth', 'depth', 'disparity', 'output']

const tokensInput = 'num_tokens'

/** No network looks at more, and no memory holds what a file may claim. */
const LARGEST_SIDE = 4096

/**
 * Finds the picture among a graph's inputs and the answer among its outputs: exports give them names of their own.
 * @param facts which answer is looked for, and whether the manifest has tokens to give
 */
export function depthInterface(
  { inputs, outputs }: Pick<PackComponent, 'inputs' | 'outputs'>,
  facts: { readonly answer: 'inverse-depth' | 'depth' | 'points'; readonly tokens?: number | undefined },
): DepthInterface | DepthMisfit {
  const [image, ...others] = inputs.filter(isPicture)
  if (image === undefined || others.length > 0)
    return { misfit: `no single picture input float32 [1, 3, height, width] among ${listed(inputs)}` }
  const tokens = inputs.find(isTokens) ?? null
  const strange = inputs.filter((input) => input !== image && !isTokens(input))
  if (strange.length > 0) return { misfit: `the inputs ${listed(strange)} are nothing that a picture gives` }
  if (tokens !== null && facts.tokens === undefined) return { misfit: `the input ${tokensInput} needs depth.tokens` }
  const answer = facts.answer === 'points' ? onlyPoints(outputs) : onlyRaster(outputs)
  if (answer === null) {
    const wanted = facts.answer === 'points' ? 'points [1, height, width, 3]' : '[1, height, width]'
    return { misfit: `no single output float32 ${wanted} among ${listed(outputs)}` }
  }
  const [, , height, width] = image.shape
  if (Math.max(fixedExtent(width) ?? 0, fixedExtent(height) ?? 0) > LARGEST_SIDE)
    return { misfit: `its picture has a side of more than ${LARGEST_SIDE} pixels` }
  const mask = outputs.find(({ name, dtype, shape }) => name === 'mask' && dtype === 'float32' && shape.length === 3)
  return {
    image,
    fixed: { width: fixedExtent(width), height: fixedExtent(height) },
    tokens,
    answer: answer.name,
    mask: facts.answer === 'points' && mask ? mask.name : null,
  }
}

function fixedExtent(extent: number | string | undefined): number | null {
  return typeof extent === 'number' ? extent : null
}

/** Whether an extent can be `wanted`; a word can be anything. */
function canBe(extent: number | string | undefined, wanted: number): boolean {
  return extent === wanted || typeof extent === 'string'
}

function isPicture({ dtype, shape }: PackTensor): boolean {
  // With three columns the channels come last.
  return dtype === 'float32' && shape.length === 4 && canBe(shape[0], 1) && canBe(shape[1], 3) && shape[3] !== 3
}

function isTokens({ name, dtype, shape }: PackTensor): boolean {
  return name === tokensInput && dtype === 'int64' && shape.every((extent) => canBe(extent, 1))
}

function isRaster({ dtype, shape }: PackTensor): boolean {
  if (dtype !== 'float32' || !canBe(shape[0], 1)) return false
  return shape.length === 3 || (shape.length === 4 && canBe(shape[1], 1))
}

function onlyRaster(outputs: readonly PackTensor[]): PackTensor | null {
  const rasters = outputs.filter(isRaster)
  if (rasters.length === 1) return rasters[0]!
  return answerNames.flatMap((name) => rasters.filter((output) => output.name === name))[0] ?? null
}

function onlyPoints(outputs: readonly PackTensor[]): PackTensor | null {
  const maps = outputs.filter(
    ({ dtype, shape }) => dtype === 'float32' && shape.length === 4 && canBe(shape[0], 1) && canBe(shape[3], 3),
  )
  return maps.find(({ name }) => name === 'points') ?? (maps.length === 1 ? maps[0]! : null)
}

function listed(tensors: readonly PackTensor[]): string {
  return tensors.map(({ name, dtype, shape }) => `${name} ${dtype} [${shape.join(', ')}]`).join('; ') || '-'
}
