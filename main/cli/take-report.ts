import { frameSizeOf } from '../../core/contract/generation.ts'
import { takeFileNames, type DepthSource } from '../../core/contract/take.ts'
import { fillText, type Language } from '../../core/texts/language.ts'
import { programText, type ProgramWord } from '../../core/texts/program.ts'
import type { MadeTake } from '../services/takes/make-take.ts'
import type { Runtime } from '../services/takes/run-generation.ts'
import { beyondTrainedRange, cameraRange } from '../services/takes/trained-range.ts'
import type { CommandResult } from './command.ts'
import { tableText } from './table.ts'

const reasonWords = {
  requested: 'providerRequested',
  recipe: 'providerOfRecipe',
  'faster-than-cpu': 'fastestHere',
  'nothing-faster': 'nothingFaster',
  'nothing-else-works': 'nothingElse',
} as const satisfies Readonly<Record<Runtime['reason'], ProgramWord>>

/**
 * What generate says at its end.
 * @param differentFrames of a take that was made again; null for a new one.
 */
export function describeTake(
  { take, pack, providerReason }: MadeTake,
  differentFrames: readonly string[] | null,
  folder: string,
  language: Language,
): CommandResult {
  const range = cameraRange(take.spec.filmCameras, take.spec.size.width)
  const beyond = beyondTrainedRange(range, pack.manifest.trainedRange)
  const size = frameSizeOf(take.spec)
  const { depthFrames } = take.files
  const files = take.files.frames.map(({ name }) => name)
  const json = {
    folder,
    shot: take.shot ?? null,
    frames: files,
    ...(take.files.depthFrames ? { depthFrames: take.files.depthFrames } : {}),
    movie: take.files.movie,
    timeline: take.files.timeline,
    recipe: takeFileNames.recipe,
    model: { id: take.spec.pack.id, version: take.spec.pack.version },
    size,
    modelSize: take.spec.size,
    rate: take.spec.rate,
    sampleFrames: take.spec.sampleTimes.length,
    embeddingSha256: take.spec.pluckerSha256,
    run: take.run,
    depth: take.source.depth,
    coverage: take.coverage,
    cameraRange: range,
    beyondTrainedRange: beyond,
    ...(differentFrames ? { identical: differentFrames.length === 0, differentFrames } : {}),
  }
  const words = (word: ProgramWord): string => programText(word, language)
  const lines = [
    `${words('wrote')} ${folder}`,
    tableText([
      ...(take.shot ? [[`  ${words('shot')}`, take.shot.name || take.shot.id]] : []),
      [`  ${words('frames')}`, `${files[0] ?? ''} … ${files.at(-1) ?? ''}  (${files.length}, ${sizeText(size)})`],
      ...(depthFrames ? [[`  ${words('depthFrames')}`, `${depthFrames[0] ?? ''} … ${depthFrames.at(-1) ?? ''}`]] : []),
      [`  ${words('movie')}`, take.files.movie ?? words('none')],
      [`  ${words('timeline')}`, take.files.timeline],
      [`  ${words('recipe')}`, takeFileNames.recipe],
      [`  ${words('depth')}`, describeDepthSource(take.source.depth, language)],
      [`  ${words('embedding')}`, take.spec.pluckerSha256],
      [`  ${words('provider')}`, `${take.run.provider} (${words(reasonWords[providerReason])})`],
    ]),
    ...(differentFrames ? [sameness(differentFrames.length, files.length, language)] : []),
    ...(beyond.length > 0 ? [fillText(words('beyondTraining'), { what: beyond.map(words).join(', ') })] : []),
  ]
  return { json, text: lines.join('\n') }
}

/** `automatic (craneshot-embedded 0.2.0)`, `flat`, a file's name. */
export function describeDepthSource(source: DepthSource, language: Language): string {
  if (source.kind === 'file') return source.file.name
  if (source.kind !== 'estimated') return programText(source.kind, language)
  return `${programText('automatic', language)} (${source.pack.id} ${source.pack.version})`
}

function sizeText({ width, height }: { width: number; height: number }): string {
  return `${width}×${height}`
}

function sameness(different: number, all: number, language: Language): string {
  if (different === 0) return programText('identical', language)
  return `${programText('different', language)}: ${different}/${all} ${programText('frames', language)}`
}
