import type { ErrorDetails } from '../contract/errors.ts'
import type { Unmeasurable } from '../contract/obedience.ts'
import { fillText, type Language } from './language.ts'

/** Why a take's camera cannot be measured, for the command line and the window. */
const reasonsEn = {
  'no-depth': 'Its board has no usable depth: nothing tells how far things are.',
  'no-features': 'Its board is too even: there is nothing to follow.',
  lost: 'What the board shows is lost on the way: too few details can be followed.',
  contradictory: 'The details move, but not as any one camera would see them.',
  unsure: 'Too little is left in the frame to tell a turn from a move.',
} as const satisfies Readonly<Record<Unmeasurable, string>>

const en = {
  ...reasonsEn,
  take: 'take',
  rotation: 'rotation',
  travel: 'place',
  shift: 'in the picture',
  frames: 'frames',
  unmeasurable: 'cannot be measured',
  travelPart: '{{percent}}% of the travel',
  subjectPart: '{{percent}}% of the subject distance',
  madeOne: 'The camera is off by {{rotation}}° in rotation, {{place}} in place, {{shift}}% in the picture.',
  madeMany:
    'The cameras of {{count}} takes are off by {{rotation}}° and {{shift}}% in the picture on average, by {{worstRotation}}° and {{worstShift}}% at most.',
  madeNone: 'The camera cannot be measured.',
  madeUnmeasurable: 'Takes whose camera cannot be measured: {{count}}.',
  madeLeft: 'Takes that were not measured: {{count}}.',
} as const

export type ObedienceWord = keyof typeof en

const ko: Record<ObedienceWord, string> = {
  'no-depth': '보드에 쓸 수 있는 깊이가 없어 사물까지의 거리를 알 수 없습니다.',
  'no-features': '보드가 너무 고르게 보여 따라갈 곳이 없습니다.',
  lost: '보드에 보이던 것이 도중에 사라집니다. 따라갈 수 있는 곳이 너무 적습니다.',
  contradictory: '화면 속 점들이 움직이지만, 한 카메라가 보는 움직임이 아닙니다.',
  unsure: '화면에 남은 것이 너무 적어 회전과 이동을 구별할 수 없습니다.',
  take: '테이크',
  rotation: '회전',
  travel: '위치',
  shift: '화면에서',
  frames: '프레임',
  unmeasurable: '잴 수 없음',
  travelPart: '이동 거리의 {{percent}}%',
  subjectPart: '피사체 거리의 {{percent}}%',
  madeOne: '카메라가 회전은 {{rotation}}°, 위치는 {{place}}, 화면에서는 {{shift}}% 벗어납니다.',
  madeMany:
    '테이크 {{count}}개의 카메라가 평균 {{rotation}}°, 화면에서 {{shift}}% 벗어나고, 가장 많이는 {{worstRotation}}°, {{worstShift}}%입니다.',
  madeNone: '카메라를 잴 수 없습니다.',
  madeUnmeasurable: '카메라를 잴 수 없는 테이크: {{count}}개.',
  madeLeft: '재지 않은 테이크: {{count}}개.',
}

const words: Record<Language, Record<ObedienceWord, string>> = { en, ko }

/** Words on how well takes obey their cameras. */
export function obedienceText(word: ObedienceWord, language: Language, details: ErrorDetails = {}): string {
  return fillText(words[language][word], details)
}
