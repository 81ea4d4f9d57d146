import { numberControls } from '../../../core/contract/controls.ts'
import { frameSizeOf } from '../../../core/contract/generation.ts'
import type { TakeRecipeView } from '../../../core/contract/take-calls.ts'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import { providerNames } from '../../state/provider-names.ts'
import { formatDuration } from '../../ui/display/format-duration.ts'
import type { useText } from '../../ui/use-text.ts'
import { cameraName } from './row-name.ts'

type Text = ReturnType<typeof useText>

/** A line of a recipe; what is cut off in `value` is whole in `whole`. */
export interface RecipeRow {
  readonly label: string
  readonly value: string
  readonly whole?: string
}

/** Letters of a hash that tell recipes apart for people. */
const hashLetters = 12

/** Every value of a take's recipe, in words: what it was made from, with what, and where. */
export function recipeRows(
  recipe: TakeRecipeView,
  take: TakeSummary,
  packName: string | null,
  text: Text,
): RecipeRow[] {
  return [
    ...modelRows(recipe, packName, text),
    ...pictureRows(recipe, text),
    ...cameraRows(recipe, take, text),
    ...boardRows(recipe, text),
    ...runRows(recipe, text),
  ]
}

function modelRows({ spec }: TakeRecipeView, packName: string | null, text: Text): RecipeRow[] {
  const { pack, seed, steps, controls, cache } = spec
  return [
    { label: text('generate.model'), value: `${packName ?? pack.id} ${pack.version}` },
    hash(text('recipe.manifest'), pack.manifestSha256),
    { label: text('generate.seed'), value: String(seed) },
    { label: text('generate.steps'), value: String(steps) },
    ...(controls === undefined ? [{ label: text('generate.cache'), value: text(`recipe.${cache}`) }] : []),
    ...numberControls.flatMap((control) => {
      const value = controls?.[control]
      return value === undefined ? [] : [{ label: text(`generate.control.${control}`), value: String(value) }]
    }),
    ...(controls?.betweenFrames === undefined
      ? []
      : [{ label: text('generate.between'), value: text(`generate.between.${controls.betweenFrames}`) }]),
  ]
}

function pictureRows({ spec, frames, sampleFrames }: TakeRecipeView, text: Text): RecipeRow[] {
  const { size, rate } = spec
  const framesPerSecond = rate.numerator / rate.denominator
  return [
    { label: text('recipe.model-size'), value: sizeText(size) },
    { label: text('recipe.frame-size'), value: sizeText(frameSizeOf(spec)) },
    { label: text('generate.samples'), value: String(sampleFrames) },
    {
      label: text('recipe.frames'),
      value: text('recipe.frames-at', { frames, rate: Number(framesPerSecond.toFixed(3)) }),
    },
  ]
}

function cameraRows({ source, spec, cameraKeys }: TakeRecipeView, take: TakeSummary, text: Text): RecipeRow[] {
  const { camera } = source
  const record = camera.kind === 'shot' ? camera.camera : camera
  const from =
    cameraKeys !== null
      ? text('recipe.keys', { count: cameraKeys })
      : 'file' in record
        ? record.file.name
        : 'text' in record
          ? record.text
          : ''
  const focalLength = 'boardFocalLengthMm' in record ? record.boardFocalLengthMm : null
  return [
    { label: text('recipe.camera'), value: cameraName(take, text) },
    { label: text('recipe.path'), value: from },
    ...(focalLength === null ? [] : [{ label: text('recipe.lens'), value: `${Number(focalLength.toFixed(2))} mm` }]),
    hash(text('recipe.embedding'), spec.pluckerSha256),
  ]
}

function boardRows({ source }: TakeRecipeView, text: Text): RecipeRow[] {
  const { picture, depth } = source
  const percent = (part: number): string => Number((part * 100).toFixed(1)).toString()
  const { x, y, width, height } = picture.crop
  const operations = 'operations' in depth ? (depth.operations ?? []) : []
  return [
    { label: text('recipe.board'), value: sizeText(picture) },
    hash(text('recipe.picture'), picture.file.sha256),
    { label: text('recipe.crop'), value: `${percent(width)} × ${percent(height)}% (${percent(x)}, ${percent(y)})` },
    {
      label: text('recipe.depth'),
      value: depth.kind === 'estimated' ? `${depth.pack.id} ${depth.pack.version}` : text(`recipe.depth.${depth.kind}`),
    },
    ...(operations.length === 0
      ? []
      : [{ label: text('recipe.operations'), value: operations.map(({ kind }) => kind).join(', ') }]),
  ]
}

function runRows({ run }: TakeRecipeView, text: Text): RecipeRow[] {
  const milliseconds = Object.values(run.stageMilliseconds).reduce((sum, each) => sum + each, 0)
  return [
    {
      label: text('recipe.provider'),
      value: text('recipe.provider-of', { provider: providerNames[run.provider], threads: run.threads }),
    },
    { label: text('recipe.took'), value: formatDuration(milliseconds) },
    { label: text('generate.memory'), value: `${(run.peakMemoryBytes / 1e9).toFixed(2)} GB` },
    {
      label: text('recipe.versions'),
      value: `Craneshot ${run.craneshot}`,
      whole: `Craneshot ${run.craneshot}, ONNX Runtime ${run.onnxruntime}, Node ${run.node}`,
    },
    { label: 'ONNX Runtime', value: run.onnxruntime },
    { label: text('recipe.platform'), value: run.platform },
  ]
}

function hash(label: string, sha256: string): RecipeRow {
  return { label, value: sha256.slice(0, hashLetters), whole: sha256 }
}

function sizeText({ width, height }: { readonly width: number; readonly height: number }): string {
  return `${width} × ${height}`
}
