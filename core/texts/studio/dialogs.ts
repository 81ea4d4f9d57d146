import type { Language } from '../language.ts'

const en = {
  'dialog.pictures': 'Add pictures',
  'dialog.sounds': 'Add sound',
  'dialog.depth': 'Import depth',
  'dialog.open-project': 'Open project',
  'dialog.copy-project': 'Choose a folder for the copy',
  'dialog.export': 'Choose a folder for the export',
  'dialog.save': 'Save as',
  'dialog.kind.pictures': 'Pictures',
  'dialog.kind.sounds': 'Sound',
  'dialog.kind.depth': 'Depth',
  'dialog.kind.all': 'All files',
  'dialog.choose': 'Choose',
  'dialog.add': 'Add',
  'dialog.open': 'Open',
  'dialog.unsaved': 'The latest edits could not be saved',
  'dialog.keep-edits': 'Go back',
  'dialog.discard-edits': 'Discard the edits',
} as const

export type DialogWord = keyof typeof en

const ko: Record<DialogWord, string> = {
  'dialog.pictures': '그림 추가',
  'dialog.sounds': '소리 추가',
  'dialog.depth': '깊이 가져오기',
  'dialog.open-project': '프로젝트 열기',
  'dialog.copy-project': '사본을 둘 폴더 선택',
  'dialog.export': '내보낼 폴더 선택',
  'dialog.save': '다른 이름으로 저장',
  'dialog.kind.pictures': '그림',
  'dialog.kind.sounds': '소리',
  'dialog.kind.depth': '깊이',
  'dialog.kind.all': '모든 파일',
  'dialog.choose': '선택',
  'dialog.add': '추가',
  'dialog.open': '열기',
  'dialog.unsaved': '최근 편집을 저장하지 못했습니다',
  'dialog.keep-edits': '돌아가기',
  'dialog.discard-edits': '편집 버리기',
}

const words: Record<Language, Record<DialogWord, string>> = { en, ko }

/** Words of the system's own dialogs, which main opens. */
export function dialogText(word: DialogWord, language: Language): string {
  return words[language][word]
}
