import type { Language } from './language.ts'

const en = {
  canceled: 'Canceled; nothing was written.',
  stopping: 'Stopping… (press Ctrl+C again to stop at once)',
  bug: 'This is a bug in Craneshot. Please report it with the lines above.',
  wrote: 'Wrote',
  frames: 'frames',
  movie: 'movie',
  timeline: 'timeline',
  recipe: 'recipe',
  identical: 'The same bits as the take it was made from.',
  different: 'Not the same bits as the take it was made from',
  none: 'none',
  works: 'works',
  notHere: 'not here',
  damaged: 'damaged',
  yes: 'yes',
  no: 'no',
  versions: 'Versions',
  machine: 'Machine',
  providers: 'Providers',
  encoders: 'Encoders',
  cores: 'cores',
  free: 'free',
  notDownloaded: 'not downloaded yet',
  beyondTraining:
    'Note: the camera goes beyond what the model was trained for ({{what}}); expect it to draw more by itself.',
  rotation: 'rotation',
  translation: 'translation',
  lens: 'lens',
  provider: 'provider',
  providerRequested: 'as you asked',
  providerOfRecipe: 'as in the recipe',
  fastestHere: 'the fastest that works here',
  nothingFaster: 'nothing faster works here',
  nothingElse: 'nothing else works here',
} as const

export type ProgramWord = keyof typeof en

const ko: Record<ProgramWord, string> = {
  canceled: '취소했습니다. 아무것도 쓰지 않았습니다.',
  stopping: '멈추는 중… (Ctrl+C를 한 번 더 누르면 바로 멈춥니다)',
  bug: 'Craneshot의 버그입니다. 위의 줄과 함께 알려 주세요.',
  wrote: '저장함',
  frames: '프레임',
  movie: '동영상',
  timeline: '타임라인',
  recipe: '레시피',
  identical: '원래 테이크와 비트까지 같습니다.',
  different: '원래 테이크와 비트가 같지 않습니다',
  none: '없음',
  works: '작동함',
  notHere: '여기 없음',
  damaged: '손상됨',
  yes: '예',
  no: '아니요',
  versions: '버전',
  machine: '컴퓨터',
  providers: '실행 장치',
  encoders: '인코더',
  cores: '코어',
  free: '사용 가능',
  notDownloaded: '아직 내려받지 않음',
  beyondTraining:
    '참고: 카메라가 모델이 배운 범위를 벗어납니다({{what}}). 모델이 스스로 그리는 부분이 많아질 수 있습니다.',
  rotation: '회전',
  translation: '이동',
  lens: '렌즈',
  provider: '실행 장치',
  providerRequested: '요청한 대로',
  providerOfRecipe: '레시피와 같음',
  fastestHere: '여기서 작동하는 것 중 가장 빠름',
  nothingFaster: '여기서 더 빠른 것이 없음',
  nothingElse: '여기서 다른 것은 작동하지 않음',
}

const words: Record<Language, Record<ProgramWord, string>> = { en, ko }

/** Words of the command line beside errors and help. */
export function programText(word: ProgramWord, language: Language): string {
  return words[language][word]
}
