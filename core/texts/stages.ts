import type { Language } from './language.ts'

const en = {
  'inference.load': 'Loading the model',
  'inference.pose': 'Reading the camera path',
  'inference.cache': 'Drawing the 3D cache',
  'inference.denoise': 'Denoising',
  'inference.decode': 'Drawing the frames',
} as const

/** A stage of a long task, as `Progress.stage` names it. */
export type Stage = keyof typeof en

const ko: Record<Stage, string> = {
  'inference.load': '모델을 불러오는 중',
  'inference.pose': '카메라 경로를 읽는 중',
  'inference.cache': '3D 캐시를 그리는 중',
  'inference.denoise': '노이즈를 걷어 내는 중',
  'inference.decode': '프레임을 그리는 중',
}

const words: Record<Language, Readonly<Record<string, string>>> = { en, ko }

/** The words of a stage; a stage without words shows its key, so that the slip is seen. */
export function stageText(stage: string, language: Language): string {
  return words[language][stage] ?? stage
}
