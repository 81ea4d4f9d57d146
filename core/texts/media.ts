/** Error words of this area, keyed by code; `{{name}}` is filled from the error's details. */
export const en = {
  'media.missing': 'There is no file {{file}}. Check the name and the folder.',
} as const

export const ko: Record<keyof typeof en, string> = {
  'media.missing': '{{file}} 파일이 없습니다. 이름과 폴더를 확인하세요.',
}
