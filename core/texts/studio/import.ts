/** Words of the import of pictures, storyboards and scripts. */
export const en = {
  'import.page': '{{file}}, page {{page}}',
  'import.edit.story': 'Import “{{name}}”',
  'import.pages': 'Reading board {{done}} of {{total}}',
  'import.missing': 'Missing in the sequence: {{names}}',
  'import.missing-more': 'Missing in the sequence: {{names}} and {{count}} more',
  'import.left-out': '{{count}} files in the folder are no pictures and were left out',
  'import.left-out-one': 'One file in the folder is no picture and was left out',
  'import.story-done': 'Imported “{{name}}”: scenes {{scenes}}, shots {{shots}}',
} as const

export const ko: Record<keyof typeof en, string> = {
  'import.page': '{{file}}, {{page}}쪽',
  'import.edit.story': '“{{name}}” 가져오기',
  'import.pages': '보드 {{total}}개 중 {{done}}개째를 읽는 중',
  'import.missing': '번호가 빠진 파일: {{names}}',
  'import.missing-more': '번호가 빠진 파일: {{names}} 외 {{count}}개',
  'import.left-out': '폴더에서 그림이 아닌 파일 {{count}}개는 가져오지 않았습니다',
  'import.left-out-one': '폴더에서 그림이 아닌 파일 하나는 가져오지 않았습니다',
  'import.story-done': '“{{name}}” 가져옴: 씬 {{scenes}}개, 샷 {{shots}}개',
}
