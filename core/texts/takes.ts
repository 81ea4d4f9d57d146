/** Error words of takes as files, keyed by code; `{{name}}` is filled from the error's details. */
export const en = {
  'takes.no-shot':
    'The film has no shot any more that this take was made for. Bring the shot back with undo, then make the take again.',
  'takes.copying': 'A copy of the project is being saved and reads its takes. Remove takes when it is done.',
} as const

export const ko: Record<keyof typeof en, string> = {
  'takes.no-shot': '이 테이크를 만든 샷이 필름에 없습니다. 실행 취소로 샷을 되돌린 뒤 다시 만드세요.',
  'takes.copying': '프로젝트 사본을 저장하면서 테이크를 읽고 있습니다. 끝난 뒤에 지우세요.',
}
