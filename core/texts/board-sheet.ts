import type { ErrorDetails } from '../contract/errors.ts'
import { fillText, type Language } from './language.ts'

/** Words on a storyboard's pages. */
const en = {
  shots: '{{count}} shots · {{duration}}',
  'shots.one': '1 shot · {{duration}}',
  unnamed: 'Shot {{number}}',
  'role.through': '{{shot}} · board at frame {{frame}}',
  'role.end': '{{shot}} · end board',
  scene: '{{scene}} · {{group}}',
  duration: '{{frames}} frames · {{timecode}}',
  'duration.one': '1 frame · {{timecode}}',
  dialogue: 'Dialogue',
  action: 'Action',
  note: 'Note',
  overhead: 'From above',
  continued: '(continued)',
  still: 'Camera holds',
  returns: 'Camera moves and comes back',
  'dolly.on': 'Dolly in {{amount}}',
  'dolly.back': 'Dolly out {{amount}}',
  'truck.on': 'Truck right {{amount}}',
  'truck.back': 'Truck left {{amount}}',
  'pedestal.on': 'Pedestal up {{amount}}',
  'pedestal.back': 'Pedestal down {{amount}}',
  'pan.on': 'Pan right {{amount}}',
  'pan.back': 'Pan left {{amount}}',
  'tilt.on': 'Tilt up {{amount}}',
  'tilt.back': 'Tilt down {{amount}}',
  'roll.on': 'Roll clockwise {{amount}}',
  'roll.back': 'Roll counter-clockwise {{amount}}',
  'zoom.on': 'Zoom in {{amount}}',
  'zoom.back': 'Zoom out {{amount}}',
} as const

export type BoardSheetWord = keyof typeof en

const ko: Record<BoardSheetWord, string> = {
  shots: '샷 {{count}}개 · {{duration}}',
  'shots.one': '샷 1개 · {{duration}}',
  unnamed: '샷 {{number}}',
  'role.through': '{{shot}} · {{frame}}프레임의 보드',
  'role.end': '{{shot}} · 끝 보드',
  scene: '{{scene}} · {{group}}',
  duration: '{{frames}}프레임 · {{timecode}}',
  'duration.one': '1프레임 · {{timecode}}',
  dialogue: '대사',
  action: '액션',
  note: '메모',
  overhead: '위에서 본 그림',
  continued: '(이어짐)',
  still: '카메라 고정',
  returns: '카메라가 갔다가 돌아옴',
  'dolly.on': '돌리 인 {{amount}}',
  'dolly.back': '돌리 아웃 {{amount}}',
  'truck.on': '트럭 오른쪽 {{amount}}',
  'truck.back': '트럭 왼쪽 {{amount}}',
  'pedestal.on': '페데스탈 위 {{amount}}',
  'pedestal.back': '페데스탈 아래 {{amount}}',
  'pan.on': '팬 오른쪽 {{amount}}',
  'pan.back': '팬 왼쪽 {{amount}}',
  'tilt.on': '틸트 위 {{amount}}',
  'tilt.back': '틸트 아래 {{amount}}',
  'roll.on': '롤 시계 방향 {{amount}}',
  'roll.back': '롤 반시계 방향 {{amount}}',
  'zoom.on': '줌 인 {{amount}}',
  'zoom.back': '줌 아웃 {{amount}}',
}

const words: Record<Language, Record<BoardSheetWord, string>> = { en, ko }

/** Words on a storyboard's page, with `{{name}}` filled from `details`. */
export function boardSheetText(word: BoardSheetWord, language: Language, details: ErrorDetails = {}): string {
  return fillText(words[language][word], details)
}
