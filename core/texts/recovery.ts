import type { ErrorDetails } from '../contract/errors.ts'
import { fillText, type Language } from './language.ts'

const en = {
  whole: 'Nothing needs repair: {{shots}} shots, {{boards}} boards.',
  would: 'Nothing was changed. A repair leads to a film of {{shots}} shots and {{boards}} boards:',
  done: 'Repaired. The film has {{shots}} shots and {{boards}} boards:',
  none: 'There are no snapshots.',
  unreadable: 'cannot be read',
  shots: '{{shots}} shots',
  restored: 'The film is the one of {{snapshot}} again, with {{shots}} shots. The one before is kept as a snapshot.',
  'reason.generate': 'before a batch of takes',
  'reason.import': 'before an import',
  'reason.migrate': 'as an older version saved it',
  'reason.restore': 'before restoring a snapshot',
  'reason.repair': 'as repaired',
  'reason.clean': 'before takes were removed',
  relinked: 'Found {{found}} of {{missing}} missing files.',
  relinkedNone: 'No media file is missing.',
  archived: '{{files}} files, {{megabytes}} MB',
} as const

export type RecoveryWord = keyof typeof en

const ko: Record<RecoveryWord, string> = {
  whole: '복구할 것이 없습니다. 샷 {{shots}}개, 보드 {{boards}}개.',
  would: '아무것도 바꾸지 않았습니다. 복구하면 샷 {{shots}}개, 보드 {{boards}}개인 필름이 됩니다:',
  done: '복구했습니다. 필름에 샷 {{shots}}개, 보드 {{boards}}개가 있습니다:',
  none: '스냅샷이 없습니다.',
  unreadable: '읽을 수 없음',
  shots: '샷 {{shots}}개',
  restored: '필름을 {{snapshot}}의 상태로 되돌렸습니다. 샷 {{shots}}개. 되돌리기 전 필름도 스냅샷으로 남겼습니다.',
  'reason.generate': '여러 테이크 생성 전',
  'reason.import': '가져오기 전',
  'reason.migrate': '이전 버전이 저장한 그대로',
  'reason.restore': '스냅샷 복원 전',
  'reason.repair': '복구한 상태',
  'reason.clean': '테이크를 지우기 전',
  relinked: '없는 파일 {{missing}}개 가운데 {{found}}개를 찾았습니다.',
  relinkedNone: '빠진 미디어 파일이 없습니다.',
  archived: '파일 {{files}}개, {{megabytes}}MB',
}

const words: Record<Language, Record<RecoveryWord, string>> = { en, ko }

/** Words of the command line on snapshots, repairs, missing media and archives. */
export function recoveryText(word: RecoveryWord, language: Language, details: ErrorDetails = {}): string {
  return fillText(words[language][word], details)
}
