import type { ErrorDetails } from '../contract/errors.ts'
import { fillText, type Language } from './language.ts'

const en = {
  added: 'Added {{name}}: craneshot generate --model {{id}}',
  linked: 'a second name of your file: do not change that one',
  cloned: 'a copy that shares its place on the disk',
  written: 'written',
  tried: 'Tried: {{parts}}',
  licences: 'Licences, to be kept by whoever makes or shows pictures with it:',
  removed: 'Removed {{folder}}. Files that you had downloaded are still where they were.',
  measured: 'Measured {{name}} on {{provider}}. Takes here are planned by it; kept in {{file}}.',
  'measured.run': '{{width}}x{{height}}, {{frames}} frames',
  'measured.chunk': ', {{chunk}} decoded at a time',
  'measured.memory': '{{megabytes}} MB of memory',
  'measured.card': '{{megabytes}} MB on the card',
  'measured.step': '{{seconds}} s a step',
  'measured.failed': 'could not be made: {{reason}}',
  checked: 'All {{files}} files of {{id}} are as they were when it was added.',
  folder: 'Models that you add lie in {{folder}}',
  depth: 'depth network: estimates the depth of every board',
  'depth.added':
    'Added {{name}} ({{id}}). It estimates the depth of every board from now on, whichever model makes its shots; boards that have a depth keep it until it is estimated again.',
  'depth.inverse-depth': 'Its answer is taken for nearness: larger is nearer.',
  'depth.depth': 'Its answer is taken for depth: larger is farther.',
  'depth.points': 'Its answer is taken for points in space, of which the depth is used.',
} as const

export type ModelWord = keyof typeof en

const ko: Record<ModelWord, string> = {
  added: '{{name}} 모델을 추가했습니다: craneshot generate --model {{id}}',
  linked: '내려받은 파일의 다른 이름: 원래 파일을 바꾸지 마세요',
  cloned: '디스크 공간을 함께 쓰는 사본',
  written: '새로 씀',
  tried: '시험함: {{parts}}',
  licences: '이 모델로 그림을 만들거나 보이는 사람이 지켜야 하는 라이선스:',
  removed: '{{folder}} 폴더를 지웠습니다. 내려받은 파일은 원래 자리에 그대로 있습니다.',
  measured:
    '{{provider}}에서 {{name}} 모델을 쟀습니다. 이 컴퓨터의 테이크는 이 값으로 계획합니다. {{file}}에 있습니다.',
  'measured.run': '{{width}}x{{height}}, {{frames}}프레임',
  'measured.chunk': ', 한 번에 {{chunk}}프레임 디코딩',
  'measured.memory': '메모리 {{megabytes}} MB',
  'measured.card': '그래픽 카드 메모리 {{megabytes}} MB',
  'measured.step': '단계마다 {{seconds}}초',
  'measured.failed': '만들 수 없음: {{reason}}',
  checked: '{{id}} 모델의 파일 {{files}}개가 추가할 때와 같습니다.',
  folder: '추가한 모델이 있는 폴더: {{folder}}',
  depth: '깊이 네트워크: 모든 보드의 깊이를 추정',
  'depth.added':
    '{{name}} 네트워크({{id}})를 추가했습니다. 이제 어떤 모델로 샷을 만들든 모든 보드의 깊이를 추정합니다. 깊이가 이미 있는 보드는 다시 추정할 때까지 그대로입니다.',
  'depth.inverse-depth': '결과를 가까움으로 봅니다. 값이 클수록 가깝습니다.',
  'depth.depth': '결과를 깊이로 봅니다. 값이 클수록 멉니다.',
  'depth.points': '결과를 공간의 점으로 보고 그 깊이를 씁니다.',
}

const words: Record<Language, Record<ModelWord, string>> = { en, ko }

/** Words of the command line on adding and removing models. */
export function modelText(word: ModelWord, language: Language, details: ErrorDetails = {}): string {
  return fillText(words[language][word], details)
}
