import type { Language } from '../language.ts'

const en = {
  'dialog.pictures': 'Add pictures',
  'dialog.sounds': 'Add sound',
  'dialog.depth': 'Import depth',
  'dialog.program': 'Choose a paint program',
  'dialog.open-project': 'Open project',
  'dialog.copy-project': 'Choose a folder for the copy',
  'dialog.export': 'Choose a folder for the export',
  'dialog.relink': 'Choose a folder to search',
  'dialog.archive': 'Open an archive',
  'dialog.kind.archive': 'Craneshot archives',
  'dialog.weights': 'Choose the downloaded folder',
  'dialog.checkpoint': 'Choose the checkpoint',
  'dialog.kind.checkpoint': 'Checkpoints',
  'dialog.onnx': 'Choose the depth network',
  'dialog.kind.onnx': 'ONNX models',
  'dialog.save': 'Save as',
  'dialog.kind.pictures': 'Pictures',
  'dialog.kind.sounds': 'Sound',
  'dialog.kind.depth': 'Depth',
  'dialog.kind.program': 'Programs',
  'dialog.kind.all': 'All files',
  'dialog.choose': 'Choose',
  'dialog.add': 'Add',
  'dialog.open': 'Open',
  'dialog.unsaved': 'The latest edits could not be saved',
  'dialog.keep-edits': 'Go back',
  'dialog.discard-edits': 'Discard the edits',
  'dialog.unfinished': 'Craneshot is still working',
  'dialog.unfinished.take':
    'A take is being made. It starts over when you continue the queue; takes that wait are kept.',
  'dialog.unfinished.takes':
    '{{count}} takes are being made. They start over when you continue the queue; takes that wait are kept.',
  'dialog.unfinished.export': 'One export has not ended. It will leave no files.',
  'dialog.unfinished.exports': '{{count}} exports have not ended. They will leave no files.',
  'dialog.unfinished.copy': 'A copy of the project is being saved. It will be removed.',
  'dialog.unfinished.kept': 'The film and all finished takes are kept.',
  'dialog.window-died': 'The window has stopped several times',
  'dialog.window-died.detail':
    'Your film is kept. Load the window again; if it stops once more, quit and start Craneshot again.',
  'dialog.reload': 'Load again',
  'dialog.quit': 'Quit',
  'dialog.keep-working': 'Keep working',
  'dialog.stop-work': 'Stop and quit',
} as const

export type DialogWord = keyof typeof en

const ko: Record<DialogWord, string> = {
  'dialog.pictures': '그림 추가',
  'dialog.sounds': '소리 추가',
  'dialog.depth': '깊이 가져오기',
  'dialog.program': '그림 프로그램 선택',
  'dialog.open-project': '프로젝트 열기',
  'dialog.copy-project': '사본을 둘 폴더 선택',
  'dialog.export': '내보낼 폴더 선택',
  'dialog.relink': '찾을 폴더 선택',
  'dialog.archive': '보관 파일 열기',
  'dialog.kind.archive': 'Craneshot 보관 파일',
  'dialog.weights': '내려받은 폴더 선택',
  'dialog.checkpoint': '체크포인트 선택',
  'dialog.kind.checkpoint': '체크포인트',
  'dialog.onnx': '깊이 네트워크 고르기',
  'dialog.kind.onnx': 'ONNX 모델',
  'dialog.save': '다른 이름으로 저장',
  'dialog.kind.pictures': '그림',
  'dialog.kind.sounds': '소리',
  'dialog.kind.depth': '깊이',
  'dialog.kind.program': '프로그램',
  'dialog.kind.all': '모든 파일',
  'dialog.choose': '선택',
  'dialog.add': '추가',
  'dialog.open': '열기',
  'dialog.unsaved': '최근 편집을 저장하지 못했습니다',
  'dialog.keep-edits': '돌아가기',
  'dialog.discard-edits': '편집 버리기',
  'dialog.unfinished': '아직 끝나지 않은 작업이 있습니다',
  'dialog.unfinished.take':
    '만들고 있는 테이크는 대기열을 계속하면 처음부터 다시 만듭니다. 기다리는 테이크는 그대로 남습니다.',
  'dialog.unfinished.takes':
    '만들고 있는 테이크 {{count}}개는 대기열을 계속하면 처음부터 다시 만듭니다. 기다리는 테이크는 그대로 남습니다.',
  'dialog.unfinished.export': '끝나지 않은 내보내기 1개는 파일을 남기지 않습니다.',
  'dialog.unfinished.exports': '끝나지 않은 내보내기 {{count}}개는 파일을 남기지 않습니다.',
  'dialog.unfinished.copy': '저장하고 있는 프로젝트 사본은 지워집니다.',
  'dialog.unfinished.kept': '필름과 완성된 테이크는 모두 그대로 남습니다.',
  'dialog.window-died': '창이 여러 번 멈췄습니다',
  'dialog.window-died.detail':
    '필름은 그대로 있습니다. 창을 다시 불러오고, 또 멈추면 종료한 다음 Craneshot을 다시 시작하세요.',
  'dialog.reload': '다시 불러오기',
  'dialog.quit': '종료',
  'dialog.keep-working': '계속 작업',
  'dialog.stop-work': '중단하고 종료',
}

const words: Record<Language, Record<DialogWord, string>> = { en, ko }

/** What runs or waits. */
export interface UnfinishedWork {
  readonly takes: number
  readonly exports: number
  /** A copy of the project is being saved. */
  readonly copying: boolean
}

/** What is lost when unfinished work is stopped, and what is not: a line each. */
export function unfinishedWorkText({ takes, exports, copying }: UnfinishedWork, language: Language): string {
  const counted = (word: 'take' | 'export', count: number): string | null =>
    count === 0
      ? null
      : words[language][`dialog.unfinished.${word}${count === 1 ? '' : 's'}`].replace('{{count}}', String(count))
  const copy = copying ? words[language]['dialog.unfinished.copy'] : null
  const kept = words[language]['dialog.unfinished.kept']
  return [counted('take', takes), counted('export', exports), copy, kept].filter((line) => line !== null).join('\n')
}

/** Words of the system's own dialogs, which main opens. */
export function dialogText(word: DialogWord, language: Language): string {
  return words[language][word]
}
